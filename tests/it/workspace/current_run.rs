//! What the page makes of the worker's events.

use descent::config::{DataSource, ExperimentConfig, TableSchema};
use descent::data::RowCounts;
use descent::train::{History, Outcome, StopReason};
use descent::worker::{Event, RunId, TimeTravelReply};
use descent::workspace::current_run::{CurrentRun, Phase};

use crate::support::report;

fn begun(phase: Phase) -> CurrentRun {
    let source = DataSource::Gallery { id: "iris".to_owned() };
    let experiment = ExperimentConfig::propose("Iris", source, &TableSchema::default());
    CurrentRun::begin(RunId(2), experiment, phase)
}

fn started(run: u32, epoch: u32) -> Event {
    let counts = RowCounts { training: 100, validation: 40, ..RowCounts::default() };
    Event::Started { run: RunId(run), counts, epoch, best_epoch: epoch, wait: 0 }
}

/// Learning rate and batch size of the run's experiment.
fn live(run: &CurrentRun) -> (f64, u32) {
    let training = &run.experiment.as_ref().expect("it trains one").training;
    (training.learning_rate, training.batch_size)
}

fn progress(run: u32, epochs: std::ops::RangeInclusive<u32>) -> Event {
    let reports: Vec<_> = epochs
        .map(|epoch| report(epoch, [1.0, 2.0, 3.0].map(|n| n / f64::from(epoch)), [0.5, 0.4]))
        .collect();
    let epochs = reports.len() as u32;
    Event::Progress { run: RunId(run), reports, epochs, elapsed_ms: 4.0 * f64::from(epochs) }
}

#[test]
fn epochs_of_one_message_all_arrive() {
    let mut run = begun(Phase::Running);
    run.apply(&progress(2, 1..=3));
    run.apply(&progress(2, 4..=4));
    assert_eq!(run.history.count(), 4);
    assert_eq!(run.history.val_loss, [2.0, 1.0, 2.0 / 3.0, 0.5]);
    assert_eq!((run.best_epoch, run.epoch_ms), (Some(4), Some(4.0)));
}

#[test]
fn events_of_an_older_run_change_nothing() {
    let mut run = begun(Phase::Running);
    let before = run.clone();
    let outcome = Outcome { reason: StopReason::Completed, restored_epoch: None };
    run.apply(&progress(1, 1..=5));
    run.apply(&Event::Paused { run: RunId(1) });
    run.apply(&Event::Finished { run: RunId(1), outcome });
    run.apply(&Event::Rejected { run: RunId(1), problems: vec![] });
    assert_eq!(run, before);
}

#[test]
fn what_was_typed_after_a_run_is_not_its_own() {
    let run =
        begun(Phase::Finished(Outcome { reason: StopReason::Completed, restored_epoch: None }));
    let own = run.experiment.clone().expect("it trained one");
    assert!(run.is_of(&own) && !run.is_of_another(&own));
    let with = |learning_rate, batch_size| {
        let mut typed = own.clone();
        (typed.training.learning_rate, typed.training.batch_size) = (learning_rate, batch_size);
        typed
    };
    let (rate, size) = live(&run);
    for typed in [with(2.0 * rate, size), with(rate, size + 1)] {
        // A run that goes on could take it in, so it still is of this experiment.
        assert!(!run.is_of(&typed) && !run.is_of_another(&typed));
    }
    let mut other = own.clone();
    other.training.epochs += 1;
    assert!(!run.is_of(&other));
    assert!(CurrentRun::default().is_of(&own), "none is of none");
}

#[test]
fn a_late_pause_does_not_undo_a_resume() {
    let mut run = begun(Phase::Running);
    run.phase = Phase::Paused; // the user pauses ...
    run.phase = Phase::Running; // ... and goes on before the worker has answered
    run.apply(&Event::Paused { run: RunId(2) });
    assert_eq!(run.phase, Phase::Running);
}

#[test]
fn the_end_of_a_step_pauses() {
    let mut run = begun(Phase::Stepping);
    run.apply(&progress(2, 1..=1));
    run.apply(&Event::Paused { run: RunId(2) });
    assert_eq!(run.phase, Phase::Paused);
}

#[test]
fn an_interrupted_run_keeps_its_curves_and_ignores_its_worker() {
    let mut run = begun(Phase::Running);
    run.apply(&progress(2, 1..=3));
    run.interrupt();
    assert_eq!((run.phase, run.history.count()), (Phase::Interrupted, 3));
    run.apply(&progress(2, 4..=9));
    assert_eq!(run.history.count(), 3);
}

fn kept(run: u32, epoch: u32) -> Event {
    Event::Checkpoint { run: RunId(run), epoch, bytes: vec![1] }
}

/// Whatever comes first, the checkpoint or the figures of its epochs.
#[test]
fn an_interrupted_run_goes_on_from_what_was_kept() {
    let table: [(&str, &[Event], Option<u32>); 6] = [
        ("nothing kept", &[progress(2, 1..=3)], None),
        ("kept, then more", &[progress(2, 1..=3), kept(2, 3), progress(2, 4..=5)], Some(3)),
        ("the newest", &[progress(2, 1..=3), kept(2, 1), kept(2, 3)], Some(3)),
        ("before its figures", &[kept(2, 3), progress(2, 1..=3)], Some(3)),
        ("its figures never came", &[progress(2, 1..=2), kept(2, 3)], None),
        ("of another run", &[progress(2, 1..=3), kept(1, 3)], None),
    ];
    for (name, events, from) in table {
        let mut run = begun(Phase::Running);
        for event in events {
            run.apply(event);
        }
        assert_eq!(run.goes_on_from(), None, "{name}: it is not interrupted");
        run.interrupt();
        assert_eq!(run.goes_on_from(), from, "{name}");
    }
}

#[test]
fn a_run_that_is_over_does_not_go_on() {
    let mut run = begun(Phase::Running);
    run.apply(&progress(2, 1..=3));
    run.apply(&kept(2, 3));
    let outcome = Outcome { reason: StopReason::Completed, restored_epoch: None };
    run.apply(&Event::Finished { run: RunId(2), outcome });
    assert_eq!((run.checkpoint, run.goes_on_from()), (None, None));
}

/// A run that never began leaves nothing; one that had begun leaves its curves.
#[test]
fn a_rejected_run_leaves_what_it_had() {
    let rejected = |run: u32| Event::Rejected { run: RunId(run), problems: vec![] };
    let mut run = begun(Phase::Running);
    run.apply(&rejected(2));
    assert_eq!(run, CurrentRun::default());

    let mut run = begun(Phase::Running);
    run.apply(&started(2, 0));
    run.apply(&progress(2, 1..=3));
    run.apply(&kept(2, 2));
    run.interrupt();
    let before = run.clone();
    run.go_on(RunId(3), Phase::Stepping, live(&run));
    run.apply(&rejected(3));
    assert_eq!(run, CurrentRun { checkpoint: None, ..before });
}

#[test]
fn what_was_changed_on_the_way_is_still_said() {
    let mut run = begun(Phase::Interrupted);
    let own = live(&run);
    run.go_on(RunId(3), Phase::Running, own);
    assert_eq!(run.live, None);
    run.go_on(RunId(3), Phase::Running, (0.5, 7));
    assert_eq!(run.live, Some((0.5, 7)));
    run.go_on(RunId(3), Phase::Running, own);
    assert_eq!(run.live, Some(own), "and changed back");
}

#[test]
fn a_threshold_needs_no_new_run() {
    let end = Phase::Finished(Outcome { reason: StopReason::Completed, restored_epoch: None });
    let mut run = begun(end);
    let mut shown = run.experiment.clone().unwrap();
    assert_eq!(run.take_threshold(&shown), None);
    shown.training.threshold = Some(0.2);
    assert!(!run.is_of_another(&shown), "the worker measures it again");
    let mut gone = run.clone();
    gone.id = None;
    assert!(gone.is_of_another(&shown), "nobody has its network any more");
    assert_eq!(run.take_threshold(&shown), Some(0.2));
    assert_eq!(run.experiment, Some(shown.clone()), "a link and its record have it too");
    assert_eq!(run.take_threshold(&shown), None, "it is in force");
    shown.training.threshold = None;
    let usual = shown.usual_threshold();
    assert_eq!(run.take_threshold(&shown), Some(usual));
}

/// A kept curve comes back to the last bit; text that rounds would change the figures
/// that a reload brings back.
#[test]
fn a_history_survives_its_text() {
    let mut history = History::default();
    for epoch in 1..2_000 {
        let loss = f64::from(epoch).sqrt() / 3.0;
        history.push(&report(epoch, [loss, 1.0 / loss, loss * 0.7], [0.1, loss / 7.0]));
    }
    let text = serde_json::to_string(&history).unwrap();
    assert_eq!(serde_json::from_str::<History>(&text).unwrap(), history);
}

#[test]
fn a_finished_run_is_not_interrupted() {
    let mut run = begun(Phase::Running);
    let outcome = Outcome { reason: StopReason::Completed, restored_epoch: Some(3) };
    run.apply(&Event::Finished { run: RunId(2), outcome });
    run.interrupt();
    assert_eq!(run.phase, Phase::Finished(outcome));
}

#[test]
fn the_epoch_shown_is_that_of_the_weights() {
    let run_id = RunId(2);
    let mut run = begun(Phase::Running);
    assert_eq!(run.shown_epoch(), 0);
    run.history.extend(&[report(1, [0.5; 3], [0.5; 2]), report(2, [0.4; 3], [0.5; 2])]);
    assert_eq!(run.shown_epoch(), 2);
    let reason = StopReason::EarlyStopped { best_epoch: 1 };
    let outcome = Outcome { reason, restored_epoch: Some(1) };
    run.apply(&Event::Finished { run: run_id, outcome });
    assert_eq!((run.shown_epoch(), run.was_stopped_early()), (1, true));

    // The page moves first; only an answer to what it asked last moves it.
    run.visited = Some(2);
    let answer = |asked, epoch| Event::TimeTravel {
        run: run_id,
        reply: TimeTravelReply::Revisited { asked, epoch },
    };
    run.apply(&answer(Some(0), Some(0)));
    assert_eq!(run.shown_epoch(), 2);
    run.visited = Some(0);
    run.apply(&answer(Some(0), Some(1)));
    assert_eq!((run.visited, run.shown_epoch()), (Some(1), 1), "the nearest that can be reached");
    run.apply(&answer(Some(1), None));
    assert_eq!((run.visited, run.shown_epoch()), (None, 1), "where the run stood");
}

#[test]
fn a_ghost_goes_when_the_run_goes_on() {
    let run_id = RunId(2);
    let mut run = CurrentRun { is_ghosting: true, ..begun(Phase::Running) };
    let ghost = |epoch, finished| {
        let reports = vec![report(epoch, [0.5; 3], [0.5; 2])];
        Event::TimeTravel {
            run: run_id,
            reply: TimeTravelReply::Ghost { reports, epochs: 1, finished },
        }
    };
    run.apply(&ghost(8, false));
    run.apply(&ghost(9, true));
    assert_eq!((run.ghost.epochs.as_slice(), run.is_ghosting), (&[8, 9][..], false));
    assert_eq!(run.history.count(), 0, "it is no part of the run");
    let counts = RowCounts::default();
    run.apply(&Event::Started { run: run_id, counts, epoch: 0, best_epoch: 0, wait: 0 });
    assert_eq!(run.ghost, History::default());
}

#[test]
fn a_run_that_rests_is_looked_back_at_where_its_figures_are() {
    let mut run = begun(Phase::Running);
    run.history.extend(&[1, 2, 5].map(|epoch| report(epoch, [0.5; 3], [0.5; 2])));
    assert!(!run.can_look_back(), "it trains");
    run.phase = Phase::Paused;
    assert!(run.can_look_back());
    for (epoch, kept, index) in [(5, 5, Some(2)), (4, 5, Some(2)), (1, 1, Some(0)), (0, 0, None)] {
        run.look_at(Some(epoch));
        assert_eq!((run.visited, run.shown_index()), (Some(kept), index));
    }
    run.look_at(None);
    assert_eq!((run.visited, run.shown_index()), (None, Some(2)));
    run.look_at(Some(1));
    run.interrupt();
    assert_eq!((run.visited, run.can_look_back()), (None, false), "the worker is gone");
}

#[test]
fn a_run_that_is_over_takes_more_epochs() {
    let mut run = begun(Phase::Running);
    run.apply(&progress(2, 1..=3));
    let with = |run: &CurrentRun, change: fn(&mut ExperimentConfig)| {
        let mut shown = run.experiment.clone().expect("it trains one");
        shown.training.epochs = 30;
        change(&mut shown);
        run.extends_to(&shown)
    };
    assert_eq!(with(&run, |_| {}), None, "it still trains");
    let ended = |reason| Phase::Finished(Outcome { reason, restored_epoch: None });
    run.phase = ended(StopReason::Completed);
    assert_eq!(with(&run, |_| {}), Some(30));
    assert_eq!(with(&run, |e| e.training.learning_rate = 0.5), Some(30), "taken in on the way");
    assert_eq!(with(&run, |e| e.training.epochs = 3), None, "no more than it has");
    assert_eq!(with(&run, |e| e.seed += 1), None, "another experiment");
    run.phase = ended(StopReason::EarlyStopped { best_epoch: 2 });
    assert_eq!(with(&run, |_| {}), None, "more epochs would not help it");
    // After a reload the worker has it no more.
    (run.phase, run.id) = (ended(StopReason::Completed), None);
    assert_eq!(with(&run, |_| {}), None);
}
