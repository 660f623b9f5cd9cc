//! Any epoch of a run can be revisited, and training goes on from there to the same end.

use descent::config::{EarlyStopping, ExperimentConfig};
use descent::train::{EpochReport, Outcome, StopReason};
use descent::worker::{Command, Event, Pace, RunId, Session, TimeTravelReply, TimeTravelRequest};
use descent::workspace::current_run::{CurrentRun, Phase};

use crate::support::{batch_norm, dropout};
use crate::worker::session::{iris, losses, start, work};

pub const RUN: RunId = RunId(1);

/// Sixteen epochs of seven mini-batches, with Dropout and `BatchNorm`.
pub fn varied() -> ExperimentConfig {
    let (_, mut experiment) = iris();
    experiment.network.layers.push(batch_norm(0.9));
    experiment.network.layers.push(dropout(0.3));
    (experiment.training.batch_size, experiment.training.epochs) = (16, 16);
    experiment
}

/// Stops after a few epochs, and restores the best of them.
pub fn stopping() -> ExperimentConfig {
    let mut experiment = varied();
    experiment.training.epochs = 40;
    experiment.training.early_stopping = true;
    experiment.training.stopping = EarlyStopping {
        patience: 3,
        min_delta: 0.05,
        restore_best_weights: true,
        ..EarlyStopping::default()
    };
    experiment
}

pub fn ask(session: &mut Session, ask: TimeTravelRequest) -> Vec<Event> {
    session.handle(Command::TimeTravel { run: RUN, request: ask })
}

pub fn revisit(session: &mut Session, epoch: impl Into<Option<u32>>) -> Vec<Event> {
    let mut events = ask(session, TimeTravelRequest::Revisit { epoch: epoch.into() });
    events.extend(work(session));
    events
}

pub fn resume(session: &mut Session) -> Vec<Event> {
    let mut events = session.handle(Command::Resume { run: RUN });
    events.extend(work(session));
    events
}

/// What the network is like now.
pub fn loss_gap(session: &mut Session) -> Vec<Event> {
    ask(session, TimeTravelRequest::LossGap)
}

pub fn reports(events: &[Event]) -> Vec<EpochReport> {
    let of = |event: &Event| match event {
        Event::Progress { reports, .. }
        | Event::TimeTravel { reply: TimeTravelReply::Ghost { reports, .. }, .. } => {
            reports.clone()
        }
        _ => Vec::new(),
    };
    events.iter().flat_map(of).collect()
}

pub fn hear(page: &mut CurrentRun, events: &[Event]) {
    for event in events {
        page.apply(event);
    }
}

/// The events that say where a visit is.
pub fn visits(events: &[Event]) -> Vec<Option<u32>> {
    let of = |event: &Event| match event {
        Event::TimeTravel { run: RUN, reply: TimeTravelReply::Revisited { epoch, .. } } => {
            Some(*epoch)
        }
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

#[test]
fn a_revisited_epoch_is_the_epoch_it_was() {
    for experiment in [varied(), stopping()] {
        let (mut session, _) = iris();
        start(&mut session, 1, &experiment, Pace::OneEpoch);
        let mut of_epochs = vec![loss_gap(&mut session)];
        loop {
            let events = work(&mut session);
            if matches!(events.last(), Some(Event::Finished { .. })) {
                break;
            }
            of_epochs.push(loss_gap(&mut session));
            session.handle(Command::StepEpoch { run: RUN });
        }
        let end = loss_gap(&mut session);
        let last = of_epochs.len() as u32 - 1;
        for epoch in [last, 3, 0, 1, last - 1, 2, 2] {
            assert_eq!(visits(&revisit(&mut session, epoch)), [Some(epoch)]);
            assert_eq!(loss_gap(&mut session), of_epochs[epoch as usize], "epoch {epoch}");
        }
        assert_eq!(visits(&revisit(&mut session, 1_000)), [Some(last)], "there are no more");
        assert_eq!(visits(&revisit(&mut session, None)), [None]);
        assert_eq!(loss_gap(&mut session), end, "where the run stood");
        // It is over as it was.
        assert_eq!(session.handle(Command::Resume { run: RUN }), []);
    }
}

#[test]
fn looking_back_changes_nothing_about_a_run_that_rests() {
    let (mut session, experiment) = (iris().0, varied());
    start(&mut session, 1, &experiment, Pace::Continuous);
    let straight = losses(&work(&mut session));
    let end = loss_gap(&mut session);

    start(&mut session, 1, &experiment, Pace::Continuous);
    let mut now_ms = 0.0;
    let mut events = Vec::new();
    // In the midst of an epoch.
    for _ in 0..7 {
        events.extend(session.work(&mut || {
            now_ms += 1.0;
            now_ms
        }));
    }
    session.handle(Command::Pause { run: RUN });
    assert!(!losses(&events).is_empty());
    let there = loss_gap(&mut session);
    for epoch in [1, 0, 2] {
        revisit(&mut session, epoch);
        assert_ne!(loss_gap(&mut session), there);
    }
    assert_eq!(visits(&revisit(&mut session, None)), [None]);
    assert_eq!(loss_gap(&mut session), there);
    events.extend(resume(&mut session));
    assert_eq!(losses(&events), straight);
    assert_eq!(loss_gap(&mut session), end);
}

#[test]
fn an_early_stop_comes_again_from_any_epoch() {
    let (mut session, experiment) = (iris().0, stopping());
    let mut events = start(&mut session, 1, &experiment, Pace::Continuous);
    events.extend(work(&mut session));
    let all = reports(&events);
    let end = events.last().cloned();
    let Some(Event::Finished { outcome: Outcome { reason, restored_epoch }, .. }) = end else {
        panic!("{end:?}");
    };
    assert!(matches!(reason, StopReason::EarlyStopped { .. }) && restored_epoch.is_some());
    let last = all.len() as u32;
    assert!(last > 4 && last < 40, "{last} epochs");
    for epoch in (0..=last).rev() {
        revisit(&mut session, epoch);
        let went_on = resume(&mut session);
        let Some(Event::Started { run: RUN, epoch: from, best_epoch, wait, .. }) = went_on.first()
        else {
            panic!("{went_on:?}");
        };
        let at = epoch.checked_sub(1).map(|index| &all[index as usize]);
        let expected = (epoch, at.map_or(0, |at| at.best_epoch), at.map_or(0, |at| at.wait));
        assert_eq!((*from, *best_epoch, *wait), expected);
        assert_eq!(reports(&went_on), all[epoch as usize..], "from epoch {epoch}");
        assert_eq!(went_on.last(), events.last());
    }
}

/// A slice in which this many units of work are done.
pub fn slice(session: &mut Session, units: u32) -> Vec<Event> {
    let step = 16.0 / f64::from(units);
    let mut now_ms = 0.0;
    session.work(&mut || {
        now_ms += step;
        now_ms
    })
}

pub fn learning_rate(tenths: u32) -> Command {
    Command::SetLearningRate { run: RUN, learning_rate: 0.003 * f64::from(tenths) }
}

#[test]
fn a_change_at_a_revisited_epoch_takes_the_place_of_those_after_it() {
    let (mut session, experiment) = (iris().0, varied());
    let step = |session: &mut Session, to: u32| {
        let mut all = Vec::new();
        while all.len() < to as usize {
            session.handle(Command::StepEpoch { run: RUN });
            all.extend(reports(&work(session)));
        }
        all
    };
    // As it would have been: changed after epoch 3, and never again.
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    work(&mut session);
    step(&mut session, 2);
    session.handle(learning_rate(4));
    let expected = reports(&resume(&mut session));
    // Changed after epoch 5, gone back to 3, changed there.
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    work(&mut session);
    step(&mut session, 4);
    session.handle(learning_rate(1));
    resume(&mut session);
    revisit(&mut session, 3);
    session.handle(learning_rate(4));
    assert_eq!(reports(&resume(&mut session)), expected);
}

/// Epochs that a long run thinned away are there again when it goes on from one of them.
#[test]
fn a_thinned_epoch_is_the_last_one_again() {
    let (mut session, mut experiment) = iris();
    experiment.network.layers.clear();
    (experiment.training.batch_size, experiment.training.epochs) = (512, 20_000);
    let mut page = CurrentRun::begin(RUN, experiment.clone(), Phase::Running);
    hear(&mut page, &start(&mut session, 1, &experiment, Pace::Continuous));
    let mut now_ms = 0.0;
    while session.wants_work() {
        let events = session.work(&mut || {
            now_ms += 0.05;
            now_ms
        });
        hear(&mut page, &events);
    }
    let whole = page.history.clone();
    let missing =
        (5_000..6_000).find(|epoch| whole.index_of(*epoch).is_none()).expect("it is thinned");
    let way = revisit(&mut session, missing);
    // From the start it would be six hundred slices and more.
    assert!(way.len() < 100, "{} slices from the moment before", way.len());
    hear(&mut page, &way);
    assert_eq!(page.history, whole, "looking changes no curve");
    hear(&mut page, &session.handle(Command::StepEpoch { run: RUN }));
    assert_eq!((page.history.count(), page.history.epochs.last()), (missing, Some(&missing)));
    assert!(page.epoch_ms.is_some_and(|ms| ms > 0.0));
    hear(&mut page, &work(&mut session));
    assert_eq!(page.history.count(), missing + 1);
    assert!(page.history.is_sound());
    // Those that were kept say what they said.
    for (index, epoch) in page.history.epochs.iter().enumerate() {
        if let Some(before) = whole.index_of(*epoch) {
            assert_eq!(page.history.figures(index), whole.figures(before), "epoch {epoch}");
        }
    }
}

#[test]
fn a_run_of_another_worker_goes_back_to_where_that_one_left_it() {
    let (mut session, experiment) = (iris().0, varied());
    let begun = start(&mut session, 1, &experiment, Pace::Continuous);
    let mut page = CurrentRun::begin(RUN, experiment.clone(), Phase::Running);
    hear(&mut page, &begun);
    let mut events = Vec::new();
    while page.history.count() < 3 {
        let of_slice = slice(&mut session, 5);
        hear(&mut page, &of_slice);
        events.extend(of_slice);
    }
    let kept = session.handle(Command::Pause { run: RUN });
    let Some(Event::Checkpoint { bytes, epoch: behind, .. }) = kept.first() else {
        panic!("{kept:?}");
    };
    events.extend(resume(&mut session));
    let all = reports(&events);

    let (mut other, _) = iris();
    let command = Command::GoOn {
        run: RUN,
        experiment: Box::new(experiment),
        history: Box::new(page.history.clone()),
        checkpoint: bytes.clone(),
        pace: Pace::Continuous,
    };
    other.handle(command);
    // There is no end of an epoch to see yet, for it was left in the midst of one.
    assert_eq!(visits(&revisit(&mut other, 1)), [None]);
    resume(&mut other);
    assert_eq!(visits(&revisit(&mut other, 1)), [Some(behind + 1)], "the nearest");
    let went_on = resume(&mut other);
    assert_eq!(reports(&went_on), all[*behind as usize + 1..]);
}
