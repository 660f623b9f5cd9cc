//! What the page makes of the worker's events.

use descent::app::run_state::{Phase, RunState};
use descent::config::{DataSource, ExperimentConfig, TableSchema};
use descent::train::{EpochReport, Figures, History, Outcome, StopReason};
use descent::worker::{Event, RunId};

fn begun(phase: Phase) -> RunState {
    let source = DataSource::Gallery { id: "iris".to_owned() };
    let experiment = ExperimentConfig::propose("Iris", source, &TableSchema::default());
    RunState::begin(RunId(2), experiment, phase)
}

fn progress(run: u32, epochs: std::ops::RangeInclusive<u32>) -> Event {
    let reports: Vec<_> = epochs
        .map(|epoch| EpochReport {
            epoch,
            figures: Figures {
                loss: 1.0 / f64::from(epoch),
                val_loss: 2.0 / f64::from(epoch),
                logged_loss: 3.0 / f64::from(epoch),
                metrics: vec![0.5],
                val_metrics: vec![0.4],
            },
            learning_rate: 0.001,
            best_epoch: epoch,
            wait: 0,
        })
        .collect();
    Event::Progress { run: RunId(run), elapsed_ms: 4.0 * reports.len() as f64, reports }
}

#[test]
fn epochs_of_one_message_all_arrive() {
    let mut run = begun(Phase::Running);
    run.apply(&progress(2, 1..=3));
    run.apply(&progress(2, 4..=4));
    assert_eq!(run.history.epochs(), 4);
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
    assert_eq!((run.phase, run.history.epochs()), (Phase::Interrupted, 3));
    run.apply(&progress(2, 4..=9));
    assert_eq!(run.history.epochs(), 3);
}

/// A kept curve comes back to the last bit; text that rounds would change the figures
/// that a reload brings back.
#[test]
fn a_history_survives_its_text() {
    let loss: Vec<f64> = (1..2_000).map(|n| f64::from(n).sqrt() / 3.0).collect();
    let history = History { loss, ..History::default() };
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
