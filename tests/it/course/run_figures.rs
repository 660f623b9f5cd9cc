//! The figures of a run by their names.

use descent::config::{Activation, Metric, Task};
use descent::course::{FIGURES, RunFigures, Value, is_figure};
use descent::train::diagnosis::{BlockEvidence, Idle, NetworkEvidence};
use descent::train::{EpochReport, History, Outcome, StopReason};

use crate::support::{dense, experiment, report};

/// Validation loss is lowest in the second of four epochs.
fn history() -> History {
    let mut history = History::default();
    let epochs = [
        (1, [1.0, 0.9, 1.1], [0.5, 0.4]),
        (2, [0.8, 0.5, 0.9], [0.6, 0.7]),
        (3, [0.6, 0.6, 0.7], [0.8, 0.6]),
        (4, [0.4, 0.8, 0.5], [0.9, 0.5]),
    ];
    for (epoch, losses, accuracy) in epochs {
        let report = report(epoch, losses, accuracy);
        history.push(&EpochReport { best_epoch: epoch.min(2), ..report });
    }
    history
}

fn figures(history: &History, outcome: Outcome, network: Option<&NetworkEvidence>) -> RunFigures {
    let layers = vec![dense(4, Activation::Relu)];
    let mut experiment = experiment(Task::BinaryClassification, 2, layers);
    experiment.training.metrics = Vec::new();
    RunFigures::new(&experiment, history, Some(outcome), network)
}

#[track_caller]
fn assert_number(figures: &RunFigures, name: &str, expected: f64) {
    let Some(Value::Number(number)) = figures.get(name) else { panic!("{name} is no number") };
    assert!((number - expected).abs() < 1e-12, "{name} is {number}, not {expected}");
}

#[test]
fn a_run_has_the_figures_of_its_last_and_of_its_best_epoch() {
    let outcome = Outcome { reason: StopReason::Completed, restored_epoch: None };
    let all = figures(&history(), outcome, None);
    assert_number(&all, "epochs", 4.0);
    assert_number(&all, "training_loss", 0.4);
    assert_number(&all, "validation_loss", 0.8);
    assert_number(&all, "best_epoch", 2.0);
    assert_number(&all, "best_validation_loss", 0.5);
    assert_number(&all, "kept_validation_loss", 0.8);
    assert_number(&all, "accuracy", 0.9);
    assert_number(&all, "val_accuracy", 0.5);
    assert_number(&all, "best_accuracy", 0.6);
    assert_number(&all, "best_val_accuracy", 0.7);
    // From 0.6 to 0.4, whose mean is 0.5.
    assert_number(&all, "roughness", 0.4);
    assert_eq!(all.get("stopped_early"), Some(Value::Word("no".to_owned())));
    assert_eq!(all.get("diverged"), Some(Value::Word("no".to_owned())));
    assert_eq!(all.get("dead_relu_share"), None);
    assert_eq!(all.get("recall"), None);
}

#[test]
fn what_is_kept_is_what_was_restored() {
    let reason = StopReason::EarlyStopped { best_epoch: 2 };
    let stopped = figures(&history(), Outcome { reason, restored_epoch: Some(2) }, None);
    assert_number(&stopped, "kept_validation_loss", 0.5);
    assert_number(&stopped, "validation_loss", 0.8);
    assert_eq!(stopped.get("stopped_early"), Some(Value::Word("yes".to_owned())));
}

#[test]
fn a_run_that_diverged_at_once_has_no_losses() {
    let reason = StopReason::Diverged { epoch: 1 };
    let outcome = Outcome { reason, restored_epoch: None };
    let none = figures(&History::default(), outcome, None);
    assert_number(&none, "epochs", 0.0);
    assert_eq!(none.get("diverged"), Some(Value::Word("yes".to_owned())));
    assert_eq!(none.iter().count(), 3);
}

#[test]
fn dead_units_are_those_of_the_block_with_most() {
    let block = |idle, units| BlockEvidence { block: 0, idle, units, of: 4 };
    let blocks = vec![block(Idle::Silent, 1), block(Idle::Silent, 3), block(Idle::Saturated, 4)];
    let network = NetworkEvidence { blocks, ..NetworkEvidence::default() };
    let outcome = Outcome { reason: StopReason::Completed, restored_epoch: None };
    assert_number(&figures(&history(), outcome, Some(&network)), "dead_relu_share", 0.75);
}

#[test]
fn every_figure_has_a_name_that_is_known() {
    let network = NetworkEvidence {
        blocks: vec![BlockEvidence { block: 0, idle: Idle::Silent, units: 0, of: 1 }],
        ..NetworkEvidence::default()
    };
    let outcome = Outcome { reason: StopReason::Completed, restored_epoch: None };
    let all = figures(&history(), outcome, Some(&network));
    for (name, _) in all.iter() {
        assert!(is_figure(name), "{name}");
    }
    for (name, meaning) in FIGURES {
        assert!(all.get(name).is_some(), "no run has {name}");
        assert!(!meaning.is_empty());
    }
    for metric in Metric::ALL {
        let name = metric.name();
        let names = [name.to_owned(), format!("val_{name}"), format!("best_val_{name}")];
        assert!(names.iter().all(|name| is_figure(name)), "{name}");
    }
    for name in ["loss", "val_loss", "best_loss", "accurracy", "best_epochs", ""] {
        assert!(!is_figure(name), "{name}");
    }
}

#[test]
fn a_metric_is_found_by_each_of_its_names() {
    let mut history = History::default();
    history.push(&report(1, [2.0, 3.0, 2.5], [4.0, 5.0]));
    let regression = experiment(Task::Regression, 1, Vec::new());
    let figures = RunFigures::new(&regression, &history, None, None);
    for (names, value) in [
        (["mae", "mean_absolute_error", "MeanAbsoluteError"], 4.0),
        (["val_mae", "val_mean_absolute_error", "val_MAE"], 5.0),
        (["best_val_mae", "best_val_mean_absolute_error", "best_val_MAE"], 5.0),
    ] {
        for name in names {
            assert_eq!(figures.get(name), Some(Value::Number(value)), "{name}");
        }
    }
    assert_eq!(figures.get("val_mse"), None);
    assert_eq!(figures.get("best_"), None);
}
