//! A scaled target is learned, and every figure is shown in the target's own units.

use descent::config::{ExperimentConfig, Loss, Metric, Regularizer, Scaling, Task};
use descent::data::{DataWarning, Dataset, Scaler};
use descent::nn::widen;
use descent::train::{EpochReport, PartFigures, Trainer, Work};

use crate::support::{dataset, dense, part, three_classes};
use crate::support::{experiment_on as experiment, table};
use descent::config::Activation::{Relu, Tanh};

/// Rents around 900 with a spread of some hundreds.
fn rents() -> String {
    let rows = (0..60).map(|row| {
        let (area, rooms) = (20 + row * 37 % 90, 1 + row * 7 % 5);
        format!("{area},{rooms},{}", 300 + 11 * area - 40 * rooms + row * 13 % 29)
    });
    format!("area,rooms,rent\n{}", rows.collect::<Vec<_>>().join("\n"))
}

fn regression(config: &mut ExperimentConfig) {
    config.data.preparation.target_scaling = Scaling::Standard;
    config.network.layers = vec![dense(5, Tanh)];
    config.training.epochs = 3;
    config.training.early_stopping = false;
    config.training.metrics =
        vec![Metric::MeanSquaredError, Metric::RootMeanSquaredError, Metric::R2];
}

fn trainer(edit: impl FnOnce(&mut ExperimentConfig)) -> Trainer {
    let table = table(&rents());
    let checked = experiment(&table, edit);
    Trainer::new(&checked, Dataset::prepare(&table, &checked).unwrap())
}

fn reports(trainer: &mut Trainer) -> Vec<EpochReport> {
    let mut reports = Vec::new();
    loop {
        match trainer.work(&mut || true) {
            Work::Yielded => {}
            Work::Epoch(report) => reports.push(report),
            Work::Finished(_) => return reports,
        }
    }
}

/// Predictions and targets of the validation rows, back in the target's units.
fn pairs(trainer: &mut Trainer) -> Vec<(f64, f64)> {
    let scaler = trainer.dataset().target_scaler;
    let back = |values: Vec<f64>| values.into_iter().map(|value| scaler.inverse(value));
    let predictions = trainer.predict(|data| &data.validation);
    let predictions: Vec<f64> = predictions.column(0).iter().copied().map(widen).collect();
    let targets = trainer.dataset().validation.targets.view();
    let targets: Vec<f64> = targets.iter_rows().map(|row| widen(row[0])).collect();
    back(predictions).zip(back(targets)).collect()
}

#[track_caller]
fn assert_near(shown: f64, expected: f64, what: &str) {
    let error = (shown - expected).abs();
    assert!(error <= 1e-4 * expected.abs(), "{what}: {shown}, not {expected}");
}

#[test]
fn losses_and_metrics_are_in_the_units_of_the_target() {
    for (loss, penalized) in [
        (Loss::MeanSquaredError, true),
        (Loss::MeanAbsoluteError, false),
        (Loss::MeanAbsoluteError, true),
        (Loss::Huber { delta: 0.5 }, false),
        (Loss::LogCosh, false),
    ] {
        let mut trainer = trainer(|config| {
            regression(config);
            config.training.loss = loss;
            let descent::config::LayerConfig::Dense(dense) = &mut config.network.layers[0] else {
                panic!("a Dense block");
            };
            dense.kernel_regularizer =
                Regularizer { l1: 0.0, l2: if penalized { 0.01 } else { 0.0 } };
        });
        let shown = reports(&mut trainer).pop().unwrap().figures;
        let scale = trainer.dataset().target_scaler.scale;
        assert!(scale > 100.0, "a rent spreads by hundreds");
        let errors: Vec<f64> = pairs(&mut trainer).into_iter().map(|(p, t)| p - t).collect();
        let mean = |of: &dyn Fn(f64) -> f64| {
            errors.iter().map(|&d| of(d)).sum::<f64>() / errors.len() as f64
        };
        let delta = 0.5 * scale;
        let (expected, power) = match loss {
            Loss::MeanSquaredError => (mean(&|d| d * d), scale * scale),
            Loss::MeanAbsoluteError => (mean(&f64::abs), scale),
            Loss::Huber { .. } => {
                let huber = |d: f64| {
                    if d.abs() <= delta { d * d / 2.0 } else { delta * (d.abs() - delta / 2.0) }
                };
                (mean(&huber), scale * scale)
            }
            _ => (mean(&|d| scale * scale * (d / scale).cosh().ln()), scale * scale),
        };
        let penalty = power * trainer.network_mut().store().penalty();
        assert_eq!(penalty > 0.0, penalized);
        assert_near(shown.val_loss, expected + penalty, &format!("{loss:?}"));
        assert!(shown.logged_loss > 0.1 * shown.loss, "{loss:?}: logged alike");
        let square = mean(&|d| d * d);
        let targets: Vec<f64> = pairs(&mut trainer).into_iter().map(|(_, t)| t).collect();
        let centre = targets.iter().sum::<f64>() / targets.len() as f64;
        let spread =
            targets.iter().map(|t| (t - centre).powi(2)).sum::<f64>() / targets.len() as f64;
        let expected = [mean(&f64::abs), square, square.sqrt(), 1.0 - square / spread];
        for (metric, (shown, expected)) in shown.val_metrics.iter().zip(expected).enumerate() {
            assert_near(*shown, expected, &format!("metric {metric} of {loss:?}"));
        }
    }
}

#[test]
fn early_stopping_watches_what_is_shown() {
    // An improvement of less than 5 in the target's units is none, though the learned
    // loss, which is below 2, falls by less from the first epoch on.
    let epochs = |min_delta: f64| {
        let mut trainer = trainer(|config| {
            regression(config);
            config.training.loss = Loss::MeanAbsoluteError;
            config.training.early_stopping = true;
            config.training.stopping.min_delta = min_delta;
            config.training.stopping.patience = 0;
        });
        reports(&mut trainer).len()
    };
    assert_eq!(epochs(0.5), 3, "every epoch improves by more than 0.5");
    assert_eq!(epochs(1e5), 2);
}

#[test]
fn without_scaling_nothing_is_touched() {
    let mut trainer = trainer(|config| {
        regression(config);
        config.data.preparation.target_scaling = Scaling::None;
    });
    assert_eq!(trainer.dataset().target_scaler, Scaler::NONE);
    let targets = trainer.dataset().training.targets.view();
    assert!(targets.iter_rows().all(|row| row[0] >= 300.0));
    assert!(reports(&mut trainer)[0].figures.loss > 1e5, "squares of hundreds");
}

#[test]
fn the_test_part_is_measured_as_validation_rows_are() {
    let make = || {
        let parts = (part(70, 3, 1, three_classes), part(300, 3, 2, three_classes));
        let mut data = dataset(parts.0, parts.1);
        data.test = data.validation.clone();
        let mut config =
            crate::support::experiment(Task::MulticlassClassification, 3, vec![dense(4, Relu)]);
        config.training.epochs = 4;
        (crate::support::checked(&config, 3), data)
    };
    let (checked, data) = make();
    let mut asked = Trainer::new(&checked, data);
    let (checked, data) = make();
    let mut unasked = Trainer::new(&checked, data);
    let mut reports = Vec::new();
    loop {
        match asked.work(&mut || false) {
            Work::Yielded => {
                asked.evaluate_test();
            }
            Work::Epoch(report) => {
                let PartFigures { loss, metrics } = asked.evaluate_test().unwrap();
                assert_eq!(loss, report.figures.val_loss);
                assert_eq!(metrics, report.figures.val_metrics);
                reports.push(report);
            }
            Work::Finished(_) => break,
        }
    }
    assert_eq!(reports, self::reports(&mut unasked), "asking changes nothing");
}

#[test]
fn without_a_test_part_there_is_nothing_to_measure() {
    assert_eq!(trainer(regression).evaluate_test(), None);
    let mut with_test = trainer(|config| {
        regression(config);
        config.data.split.test_percent = 20;
    });
    reports(&mut with_test);
    let figures = with_test.evaluate_test().unwrap();
    assert!(figures.loss > 1.0 && figures.metrics.len() == 4, "in squares of the rent");
    let warnings = &with_test.dataset().facts().warnings;
    assert!(!warnings.iter().any(|warning| matches!(warning, DataWarning::Duplicates { .. })));
}
