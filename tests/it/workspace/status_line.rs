//! What is said of a run below its progress.

use descent::config::{DataSource, ExperimentConfig, TableSchema};
use descent::train::{Outcome, StopReason};
use descent::worker::{Event, RunId};
use descent::workspace::current_run::{CurrentRun, Phase};
use descent::workspace::status_line::{status_line, why_no_next_epoch};

use crate::support::report;

fn run(epochs: u32) -> CurrentRun {
    let source = DataSource::Gallery { id: "iris".to_owned() };
    let mut experiment = ExperimentConfig::propose("Iris", source, &TableSchema::default());
    (experiment.training.learning_rate, experiment.training.batch_size) = (0.001, 32);
    let id = RunId(2);
    let mut run = CurrentRun::begin(id, experiment, Phase::Running);
    let reports = (1..=epochs).map(|epoch| report(epoch, [1.0, 2.0, 3.0], [0.5, 0.4])).collect();
    run.apply(&Event::Progress { run: id, reports, epochs, elapsed_ms: 1.0 });
    run
}

fn finished(epochs: u32, reason: StopReason, restored_epoch: Option<u32>) -> CurrentRun {
    let mut run = run(epochs);
    run.apply(&Event::Finished { run: RunId(2), outcome: Outcome { reason, restored_epoch } });
    run
}

#[test]
fn why_a_run_ended() {
    let early = StopReason::EarlyStopped { best_epoch: 30 };
    let cases = [
        (1, StopReason::Completed, None, "One epoch was run."),
        (1, StopReason::Completed, Some(1), "One epoch was run."),
        (1200, StopReason::Completed, None, "All 1,200 epochs run."),
        (40, StopReason::Completed, Some(40), "All 40 epochs run; the last was the best."),
        (40, StopReason::Completed, Some(9), "All 40 epochs run; weights restored from epoch 9."),
        (40, early, None, "Stopped early after epoch 40: best was epoch 30."),
        (40, early, Some(30), "Stopped early after epoch 40; weights restored from epoch 30."),
        (3, StopReason::Diverged { epoch: 4 }, None, "Diverged in epoch 4."),
    ];
    for (epochs, reason, restored, sentence) in cases {
        assert_eq!(status_line(&finished(epochs, reason, restored), false, false), sentence);
    }
    let ended = finished(40, StopReason::Completed, None);
    assert_eq!(
        status_line(&ended, true, false),
        "All 40 epochs run. Changed since: Train starts anew."
    );
}

#[test]
fn opened_weights_are_named_until_an_epoch_changes_them() {
    let mut opened = run(0);
    opened.opened = Some("iris.keras".to_owned());
    assert_eq!(status_line(&opened, false, false), "");
    opened.phase = Phase::at(None);
    let named = "The network has the weights of iris.keras, before its first epoch.";
    assert_eq!(status_line(&opened, false, false), named);
    let trained = CurrentRun { opened: opened.opened.clone(), phase: Phase::Paused, ..run(1) };
    assert_eq!(status_line(&trained, false, false), "");
}

#[test]
fn what_was_changed_on_the_way() {
    let cases = [
        (
            (0.01, 32),
            "Learning rate changed on the way from 0.001 to 0.01; a link starts with 0.01.",
        ),
        ((0.001, 8), "Batch size changed on the way from 32 to 8; a link starts with 8."),
        (
            (0.01, 8),
            "Learning rate (0.001 to 0.01) and batch size (32 to 8) changed on the way; a link \
             starts with the new ones.",
        ),
        ((0.001, 32), "Learning rate or batch size was changed on the way, and set back."),
    ];
    for (live, sentence) in cases {
        let mut run = run(3);
        run.live = Some(live);
        assert_eq!(status_line(&run, false, false), sentence);
    }
}

#[test]
fn another_threshold_is_told() {
    let mut run = run(3);
    let mut shown = run.experiment.clone().unwrap();
    shown.training.threshold = Some(0.25);
    assert_eq!(run.take_threshold(&shown), Some(0.25));
    assert_eq!(
        status_line(&run, false, false),
        "Threshold 0.25: the figures of earlier epochs follow when you look back at them."
    );
}

#[test]
fn an_interrupted_run_says_how_it_goes_on() {
    let mut run = run(5);
    (run.phase, run.checkpoint) = (Phase::Interrupted, Some(4));
    let way_on = "Interrupted after epoch 5; Go on continues from epoch 5.";
    assert_eq!(status_line(&run, false, false), way_on);
    let anew = "Interrupted after epoch 5. Changed since: Train starts anew.";
    assert_eq!(status_line(&run, true, false), anew);
}

#[test]
fn why_there_is_no_next_epoch() {
    let mut longer = finished(40, StopReason::Completed, None);
    assert_eq!(why_no_next_epoch(&longer), Some("All epochs are run: raise Epochs to go on"));
    // With more of them it goes on.
    assert_eq!(status_line(&longer, true, true), "All 40 epochs run. Reset starts anew.");
    longer.phase = Phase::Paused;
    assert_eq!(why_no_next_epoch(&longer), None);
    let early = finished(40, StopReason::EarlyStopped { best_epoch: 3 }, None);
    assert!(why_no_next_epoch(&early).is_some_and(|why| why.contains("Early stopping")));
}
