//! An interrupted run on the page goes on in another worker: the curves, the verdict and
//! the figures of the end are those of a run that was never interrupted.

use descent::config::{EarlyStopping, ExperimentConfig};
use descent::export::history_csv;
use descent::worker::{Command, Event, Pace, RunId, Session};
use descent::workspace::current_run::{CurrentRun, Phase};
use descent::workspace::experiment_record::KeptRun;
use descent::workspace::packing::{pack, unpack};

use crate::worker::session::{iris, start};

/// Six epochs of a dozen or more mini-batches, with the best weights kept.
fn stopping() -> ExperimentConfig {
    let (_, mut experiment) = iris();
    experiment.training.batch_size = 8;
    experiment.training.early_stopping = true;
    experiment.training.stopping =
        EarlyStopping { patience: 2, min_delta: 0.2, ..EarlyStopping::default() };
    experiment.training.epochs = 8;
    experiment
}

/// All that the page hears of a run until it rests or is over; slices of a few mini-batches
/// that are a second apart, so that checkpoints come in between.
fn heard(session: &mut Session, answer: Vec<Event>) -> Vec<Event> {
    let (mut events, mut second) = (answer, 0.0);
    while session.wants_work() {
        second += 1.0;
        let mut now_ms = 1_000.0 * second;
        events.extend(session.work(&mut || {
            now_ms += 5.0;
            now_ms
        }));
    }
    events
}

fn straight(experiment: &ExperimentConfig) -> Vec<Event> {
    let (mut session, _) = iris();
    let answer = start(&mut session, 1, experiment, Pace::Continuous);
    heard(&mut session, answer)
}

fn applied(mut run: CurrentRun, events: &[Event]) -> CurrentRun {
    for event in events {
        run.apply(event);
    }
    run
}

fn begun(experiment: &ExperimentConfig) -> CurrentRun {
    CurrentRun::begin(RunId(1), experiment.clone(), Phase::Running)
}

/// The newest checkpoint of run 1 among events.
fn kept(events: &[Event]) -> Option<(u32, Vec<u8>)> {
    events.iter().rev().find_map(|event| match event {
        Event::Checkpoint { run: RunId(1), epoch, bytes } => Some((*epoch, bytes.clone())),
        _ => None,
    })
}

/// The page was reloaded: what the tab and the database kept of the run.
fn reloaded(run: &CurrentRun, epoch: u32) -> CurrentRun {
    let kept: KeptRun = unpack(&pack(&KeptRun::of(run, "run".to_owned()))).expect("as written");
    CurrentRun { checkpoint: Some(epoch), ..kept.restore().expect("its figures are sound") }
}

/// An experiment's own learning rate and batch size.
fn own(experiment: &ExperimentConfig) -> (f64, u32) {
    (experiment.training.learning_rate, experiment.training.batch_size)
}

/// Presses Go on in a new worker, which has this table.
fn go_on(
    session: &mut Session,
    run: &mut CurrentRun,
    live: (f64, u32),
    checkpoint: Vec<u8>,
) -> Vec<Event> {
    let mut experiment = Box::new(run.experiment.clone().expect("it trains one"));
    (experiment.training.learning_rate, experiment.training.batch_size) = live;
    run.go_on(RunId(2), Phase::Running, live);
    let pace = Pace::Continuous;
    let history = Box::new(run.history.clone());
    let command = Command::GoOn { run: RunId(2), experiment, history, checkpoint, pace };
    let answer = session.handle(command);
    heard(session, answer)
}

/// What the page shows of a run.
fn shown(run: &CurrentRun) -> (String, Phase, Option<u32>, u32) {
    (history_csv(&run.history, &run.metrics()), run.phase, run.best_epoch, run.wait)
}

#[test]
fn a_run_interrupted_anywhere_ends_as_if_it_had_not_been() {
    for experiment in [ExperimentConfig { seed: 7, ..iris().1 }, stopping()] {
        let events = straight(&experiment);
        let expected = shown(&applied(begun(&experiment), &events));
        let (mut went_on, mut cut) = (0, 0);
        for heard in 0..events.len() {
            let events = &events[..heard];
            let run = applied(begun(&experiment), events);
            let Some((epoch, bytes)) = kept(events) else {
                assert_eq!(run.goes_on_from(), None);
                continue;
            };
            let mut run = reloaded(&run, epoch);
            assert_eq!(run.goes_on_from(), Some(epoch));
            cut += usize::from(run.history.count() > epoch);
            let (mut other, _) = iris();
            let rest = go_on(&mut other, &mut run, own(&experiment), bytes);
            assert_eq!(shown(&applied(run, &rest)), expected, "after {heard} events");
            went_on += 1;
        }
        assert!(went_on > 4, "{went_on} of {}", events.len());
        assert!(cut > 0, "no curve was ahead");
    }
}

#[test]
fn the_curves_are_cut_where_the_worker_takes_the_run_up() {
    let experiment = stopping();
    let events = straight(&experiment);
    let (epoch, bytes) =
        events.iter().enumerate().find_map(|(at, _)| kept(&events[..at])).expect("one is kept");
    let mut run = applied(begun(&experiment), &events[..events.len() - 1]);
    run.interrupt();
    let ahead = run.history.clone();
    assert!(ahead.count() > epoch);
    let (mut other, _) = iris();
    let rest = go_on(&mut other, &mut run, own(&experiment), bytes);
    assert_eq!(run.history, ahead, "not before it has answered");
    run.apply(&rest[0]);
    assert_eq!(run.history.count(), epoch);
    let of_then = applied(begun(&experiment), &events[..=at_epoch(&events, epoch)]);
    assert_eq!((run.best_epoch, run.wait), (of_then.best_epoch, of_then.wait));
    let mut cut = ahead;
    cut.truncate(epoch);
    assert_eq!(run.history, cut);
}

/// Where the checkpoint after this many epochs stands among events.
fn at_epoch(events: &[Event], of: u32) -> usize {
    let is_it = |event: &Event| matches!(event, Event::Checkpoint { epoch, .. } if *epoch == of);
    events.iter().position(is_it).expect("it is there")
}

/// Whether they were changed on the way or while the run was interrupted.
#[test]
fn live_settings_are_those_of_the_page() {
    let (mut session, experiment) = iris();
    let changes = |(learning_rate, batch_size): (f64, u32)| {
        let run = RunId(1);
        let rate = Command::SetLearningRate { run, learning_rate };
        [rate, Command::SetBatchSize { run, batch_size }]
    };
    let own = own(&experiment);
    for (on_the_way, at_the_end) in [((0.03, 8), (0.03, 8)), ((0.03, 8), own), (own, (0.1, 4))] {
        start(&mut session, 1, &experiment, Pace::OneEpoch);
        let mut events = heard(&mut session, Vec::new());
        for change in changes(on_the_way) {
            events.extend(session.handle(change));
        }
        let (epoch, bytes) = kept(&events).expect("a resting run is kept");
        let before = applied(begun(&experiment), &events);
        for change in changes(at_the_end) {
            session.handle(change);
        }
        session.handle(Command::Resume { run: RunId(1) });
        let rest = heard(&mut session, Vec::new());
        let expected = shown(&applied(before.clone(), &rest));

        let mut run = reloaded(&before, epoch);
        let (mut other, _) = iris();
        let rest = go_on(&mut other, &mut run, at_the_end, bytes);
        assert_eq!(shown(&applied(run, &rest)), expected);
    }
}

#[test]
fn a_run_that_cannot_go_on_keeps_its_curves() {
    let experiment = stopping();
    let events = straight(&experiment);
    let mut run = applied(begun(&experiment), &events[..events.len() - 1]);
    run.interrupt();
    let before = CurrentRun { checkpoint: None, ..run.clone() };
    let (mut other, _) = iris();
    let answer = go_on(&mut other, &mut run, own(&experiment), b"no checkpoint".to_vec());
    let [Event::Rejected { problems, .. }] = answer.as_slice() else { panic!("{answer:?}") };
    assert_eq!(
        problems.as_slice(),
        ["What was kept of the run is damaged; train it again from the start."]
    );
    run.apply(&answer[0]);
    assert_eq!(run, before, "interrupted as it was, with nothing to go on from");
}

#[test]
fn a_run_that_is_over_goes_on_with_more_epochs() {
    for restores in [false, true] {
        let mut long = stopping();
        long.training.epochs = 10;
        long.training.early_stopping = restores;
        long.training.stopping.patience = 50;
        let whole = applied(begun(&long), &straight(&long));
        let mut short = long.clone();
        short.training.epochs = 6;
        for pace in [Pace::Continuous, Pace::OneEpoch] {
            let (mut session, _) = iris();
            let answer = start(&mut session, 1, &short, Pace::Continuous);
            let mut run = applied(begun(&short), &heard(&mut session, answer));
            assert_eq!((run.history.count(), run.extends_to(&long)), (6, Some(10)));
            run.experiment = Some(long.clone());
            run.phase = if pace == Pace::OneEpoch { Phase::Stepping } else { Phase::Running };
            let answer = session.handle(Command::Extend { run: RunId(1), epochs: 10, pace });
            run = applied(run, &heard(&mut session, answer));
            if pace == Pace::OneEpoch {
                assert_eq!((run.history.count(), run.phase), (7, Phase::Paused));
                run.phase = Phase::Running;
                let answer = session.handle(Command::Resume { run: RunId(1) });
                run = applied(run, &heard(&mut session, answer));
            }
            assert_eq!(shown(&run), shown(&whole));
        }
    }
    // One that early stopping ended is not over for want of epochs.
    let experiment = stopping();
    let (mut session, _) = iris();
    let answer = start(&mut session, 1, &experiment, Pace::Continuous);
    let run = applied(begun(&experiment), &heard(&mut session, answer));
    assert!(matches!(run.phase, Phase::Finished(outcome) if outcome.restored_epoch.is_some()));
    let more = Command::Extend { run: RunId(1), epochs: 20, pace: Pace::Continuous };
    assert_eq!(session.handle(more), []);
}
