//! The settings of `fit` beyond the loop itself: weights of classes, penalties, clipping,
//! schedules, monitors, the two readings of the training loss, the sample.

use descent::config::{
    Activation, ClassWeights, Clipping, DenseConfig, EarlyStopping, ExperimentConfig,
    ExponentialDecay, LayerConfig, Loss, Metric, Monitor, ReduceOnPlateau, Regularizer, Schedule,
    Task, limits,
};
use descent::data::{Dataset, Part};
use descent::nn::{Float, Matrix, widen};
use descent::train::{EpochReport, Figures, StopReason, Trainer, Work, fit, row_weights};

use crate::support::{
    batch_norm, checked, dataset, dense, dropout, experiment, get, matrix, part, three_classes,
    weights,
};

fn line(row: &[Float]) -> Vec<Float> {
    vec![2.0 * row[0] + 1.0]
}

fn line_data() -> Dataset {
    dataset(part(40, 1, 1, line), part(20, 1, 2, line))
}

fn reports(experiment: &ExperimentConfig, inputs: usize, data: Dataset) -> Vec<EpochReport> {
    let mut reports = Vec::new();
    fit(&checked(experiment, inputs), data, |report| reports.push(report.clone()));
    reports
}

/// No shuffling, one batch an epoch, an L2 penalty.
fn one_batch(layers: Vec<LayerConfig>) -> ExperimentConfig {
    let held = Regularizer { l1: 0.1, l2: 0.2 };
    let mut experiment = experiment(Task::Regression, 1, layers);
    experiment.network.layers.push(LayerConfig::Dense(DenseConfig {
        kernel_regularizer: held,
        ..DenseConfig::new(3, Activation::Tanh)
    }));
    experiment.training.shuffle = false;
    experiment.training.batch_size = 64;
    experiment.training.epochs = 6;
    experiment
}

#[test]
fn keras_logs_the_loss_before_the_update_and_we_measure_after_it() {
    let reports = reports(&one_batch(Vec::new()), 1, line_data());
    for pair in reports.windows(2) {
        assert_eq!(pair[1].figures.logged_loss, pair[0].figures.loss);
        assert_ne!(pair[1].figures.logged_loss, pair[1].figures.loss);
    }
}

#[test]
fn the_readings_differ_by_dropout_and_batch_statistics_when_nothing_moves() {
    for (layers, same) in
        [(Vec::new(), true), (vec![dropout(0.5)], false), (vec![batch_norm(0.9)], false)]
    {
        let experiment = one_batch(layers);
        let mut trainer = Trainer::new(&checked(&experiment, 1), line_data());
        trainer.set_learning_rate(0.0);
        let Work::Epoch(report) = trainer.work(&mut || true) else { panic!("an epoch") };
        let Figures { loss, logged_loss, .. } = report.figures;
        assert_eq!((loss - logged_loss).abs() < 1e-12, same, "{loss} and {logged_loss}");
    }
}

#[test]
fn a_small_last_batch_counts_by_its_rows() {
    let mut experiment = one_batch(Vec::new());
    experiment.training.batch_size = 16; // 16, 16 and 8 of 40
    let mut trainer = Trainer::new(&checked(&experiment, 1), line_data());
    trainer.set_learning_rate(0.0);
    let Work::Epoch(report) = trainer.work(&mut || true) else { panic!("an epoch") };
    let Figures { loss, logged_loss, .. } = report.figures;
    assert!((loss / logged_loss - 1.0).abs() < 1e-6, "{loss} and {logged_loss}");
}

#[test]
fn the_penalty_is_part_of_every_loss() {
    let with = one_batch(Vec::new());
    let mut without = with.clone();
    let LayerConfig::Dense(dense) = &mut without.network.layers[0] else { panic!("a Dense") };
    dense.kernel_regularizer = Regularizer::default();
    let still = |experiment: &ExperimentConfig| {
        let mut trainer = Trainer::new(&checked(experiment, 1), line_data());
        trainer.set_learning_rate(0.0);
        let Work::Epoch(report) = trainer.work(&mut || true) else { panic!("an epoch") };
        (report.figures, get(trainer.network_mut().store(), "0/kernel"))
    };
    let ((plain, kernel), (held, _)) = (still(&without), still(&with));
    let penalty: f64 =
        kernel.iter().map(|&w| 0.1 * widen(w).abs() + 0.2 * widen(w) * widen(w)).sum();
    assert!(penalty > 0.01);
    for (held, plain) in [
        (held.loss, plain.loss),
        (held.val_loss, plain.val_loss),
        (held.logged_loss, plain.logged_loss),
    ] {
        assert!((held - plain - penalty).abs() < 1e-6, "{held} - {plain}, not {penalty}");
    }
}

#[test]
fn balanced_class_weights_are_scikit_learns() {
    let part = Part {
        inputs: Matrix::zeros(6, 1),
        targets: matrix([[0.0], [0.0], [1.0], [0.0], [0.0], [0.0]]),
    };
    let weights = row_weights(&ClassWeights::Balanced, Task::BinaryClassification, &part);
    let (often, rarely) = (6.0 / (2.0 * 5.0), 6.0 / 2.0);
    for (ours, expected) in weights.iter().zip([often, often, rarely, often, often, often]) {
        assert!((widen(*ours) - expected).abs() < 1e-6);
    }
    let given = ClassWeights::Given(vec![0.5]);
    let weights = row_weights(&given, Task::BinaryClassification, &part);
    assert_eq!(weights, [0.5, 0.5, 1.0, 0.5, 0.5, 0.5], "a class beyond the list counts 1");
    assert!(row_weights(&ClassWeights::None, Task::BinaryClassification, &part).is_empty());
    assert!(row_weights(&ClassWeights::Balanced, Task::Regression, &part).is_empty());
    let three = Part {
        inputs: Matrix::zeros(3, 1),
        targets: matrix([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0]]),
    };
    let weights = row_weights(&ClassWeights::Balanced, Task::MulticlassClassification, &three);
    assert_eq!(weights, [1.5, 0.75, 0.75], "a class without rows is none");
}

#[test]
fn a_class_that_counts_nothing_teaches_nothing_and_is_still_measured() {
    let sign = |row: &[Float]| vec![Float::from(row[0] > 0.0)];
    let data = || dataset(part(60, 1, 1, sign), part(30, 1, 2, sign));
    let run = |class_weights: ClassWeights| {
        let mut experiment = experiment(Task::BinaryClassification, 1, Vec::new());
        experiment.training.class_weights = class_weights;
        experiment.training.learning_rate = 1.0;
        reports(&experiment, 1, data()).pop().unwrap().figures
    };
    let plain = run(ClassWeights::None);
    assert!(plain.metrics[0] > 0.95, "{plain:?}");
    let one_sided = run(ClassWeights::Given(vec![0.0, 1.0]));
    assert!(one_sided.logged_loss < 0.1, "only class 1 counts: {one_sided:?}");
    assert!(one_sided.loss > 0.5, "all rows are measured: {one_sided:?}");
    assert_eq!(run(ClassWeights::Given(vec![1.0, 1.0])), plain);
}

#[test]
fn clipping_bounds_the_step() {
    let step = |clipping: Clipping| {
        let mut experiment = experiment(Task::Regression, 1, vec![dense(3, Activation::Relu)]);
        experiment.training.clipping = clipping;
        experiment.training.learning_rate = 1.0;
        let far = |row: &[Float]| vec![1000.0 * row[0]];
        let data = dataset(part(16, 1, 1, far), part(8, 1, 2, far));
        let mut trainer = Trainer::new(&checked(&experiment, 1), data);
        let before = get(trainer.network_mut().store(), "0/kernel");
        assert_eq!(trainer.work(&mut || false), Work::Yielded);
        let after = get(trainer.network_mut().store(), "0/kernel");
        after.iter().zip(before).map(|(after, before)| widen(after - before)).collect::<Vec<_>>()
    };
    let norm = |step: &[f64]| step.iter().map(|x| x * x).sum::<f64>().sqrt();
    let free = step(Clipping::None);
    assert!(norm(&free) > 10.0, "{free:?}");
    let by_norm = step(Clipping::Norm(0.5));
    assert!((norm(&by_norm) - 0.5).abs() < 1e-5, "{by_norm:?}");
    let by_value = step(Clipping::Value(0.25));
    let largest = by_value.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    assert!((largest - 0.25).abs() < 1e-5, "{by_value:?}");
    assert_eq!(step(Clipping::Norm(1e6)), free, "a bound that is not reached changes nothing");
}

#[test]
fn schedules_move_the_learning_rate_and_the_user_moves_the_schedule() {
    let mut experiment = experiment(Task::Regression, 1, Vec::new());
    experiment.training.epochs = 4;
    experiment.training.learning_rate = 0.1;
    experiment.training.schedule = Schedule::ExponentialDecay(ExponentialDecay {
        decay_steps: 3, // 40 rows by 16: the updates of an epoch
        decay_rate: 0.5,
        staircase: false,
    });
    let rates: Vec<f64> =
        reports(&experiment, 1, line_data()).iter().map(|report| report.learning_rate).collect();
    for (rate, expected) in rates.iter().zip([0.05, 0.025, 0.0125, 0.00625]) {
        assert!((rate / expected - 1.0).abs() < 1e-12, "{rates:?}");
    }
    let mut trainer = Trainer::new(&checked(&experiment, 1), line_data());
    assert!(matches!(trainer.work(&mut || true), Work::Epoch(_)));
    trainer.set_learning_rate(1.0);
    let Work::Epoch(report) = trainer.work(&mut || true) else { panic!("an epoch") };
    assert!((report.learning_rate - 0.25).abs() < 1e-12, "{report:?}");
}

#[test]
fn a_plateau_lowers_the_learning_rate() {
    let mut experiment = experiment(Task::Regression, 1, Vec::new());
    experiment.training.learning_rate = 1e-6;
    experiment.training.schedule = Schedule::ReduceOnPlateau(ReduceOnPlateau {
        patience: 2,
        min_delta: 0.5, // nothing that such a rate does is an improvement
        min_learning_rate: 1e-8,
        ..ReduceOnPlateau::default()
    });
    experiment.training.epochs = 8;
    let rates: Vec<f64> =
        reports(&experiment, 1, line_data()).iter().map(|report| report.learning_rate).collect();
    let expected = [1e-6, 1e-6, 1e-7, 1e-7, 1e-8, 1e-8, 1e-8, 1e-8];
    for (rate, expected) in rates.iter().zip(expected) {
        assert!((rate / expected - 1.0).abs() < 1e-9, "{rates:?}");
    }
}

#[test]
fn early_stopping_watches_what_it_is_told() {
    let figures = Figures {
        loss: 1.0,
        val_loss: 2.0,
        logged_loss: 3.0,
        metrics: vec![4.0, 5.0],
        val_metrics: vec![6.0, 7.0],
    };
    let metrics = [Metric::Accuracy, Metric::Recall];
    for (monitor, expected) in [
        (Monitor::Loss, 1.0),
        (Monitor::ValLoss, 2.0),
        (Monitor::Metric(Metric::Accuracy), 4.0),
        (Monitor::ValMetric(Metric::Accuracy), 6.0),
        (Monitor::Metric(Metric::Recall), 5.0),
        (Monitor::ValMetric(Metric::Recall), 7.0),
    ] {
        assert_eq!(figures.monitored(monitor, &metrics), expected);
        assert_eq!(Monitor::from_name(&monitor.name()), Some(monitor));
    }

    // Accuracy soon stands still, while the loss goes on falling.
    let sign = |row: &[Float]| vec![Float::from(row[0] > 0.0)];
    let run = |monitor: Monitor| {
        let mut experiment = experiment(Task::BinaryClassification, 1, Vec::new());
        experiment.training.epochs = 60;
        experiment.training.early_stopping = true;
        experiment.training.stopping =
            EarlyStopping { monitor, min_delta: 0.0, patience: 5, ..EarlyStopping::default() };
        let data = dataset(part(60, 1, 1, sign), part(30, 1, 2, sign));
        let outcome = fit(&checked(&experiment, 1), data, |_| {});
        outcome.reason
    };
    assert_eq!(run(Monitor::ValLoss), StopReason::Completed);
    let stopped = run(Monitor::ValMetric(Metric::Accuracy));
    assert!(matches!(stopped, StopReason::EarlyStopped { .. }), "{stopped:?}");
}

#[test]
fn classes_by_number_train_to_the_same_bits_as_one_hot_ones() {
    let run = |loss: Loss| {
        let layers = vec![dense(6, Activation::Tanh), dropout(0.2)];
        let mut experiment = experiment(Task::MulticlassClassification, 2, layers);
        experiment.training.loss = loss;
        let class = |row: &[Float]| {
            let one_hot = three_classes(row);
            if loss == Loss::CategoricalCrossentropy {
                return one_hot;
            }
            vec![one_hot.iter().position(|&t| t == 1.0).unwrap() as Float]
        };
        let data = dataset(part(90, 2, 1, class), part(40, 2, 2, class));
        let mut trainer = Trainer::new(&checked(&experiment, 2), data);
        let mut all = Vec::new();
        while let Work::Epoch(report) = trainer.work(&mut || true) {
            all.push(report);
        }
        (all, weights(trainer.network_mut()))
    };
    assert_eq!(run(Loss::CategoricalCrossentropy), run(Loss::SparseCategoricalCrossentropy));
}

#[test]
fn a_large_table_is_measured_on_a_fixed_sample() {
    let rows = limits::MAX_MEASURED_ROWS + 500;
    let mut experiment = experiment(Task::Regression, 1, Vec::new());
    experiment.training.batch_size = 8192;
    experiment.training.epochs = 2;
    // One row in twenty is far off, so that another sample has another loss.
    let target = |row: &[Float]| vec![if row[0] > 0.9 { 50.0 } else { row[0] }];
    let data = || dataset(part(rows, 1, 1, target), part(100, 1, 2, target));
    let mean = |seed: u32, rows: usize| {
        let mut experiment = experiment.clone();
        experiment.seed = seed;
        let mut trainer = Trainer::new(&checked(&experiment, 1), data());
        trainer.set_learning_rate(0.0);
        let mut losses = Vec::new();
        while let Work::Epoch(report) = trainer.work(&mut || true) {
            losses.push(report.figures.loss);
        }
        assert_eq!(losses[0], losses[1], "the sample is fixed");
        // Over all rows, the same weights.
        let predicted = trainer.predict(|data| &data.training);
        let all: Vec<f64> = predicted.column(0).iter().copied().map(widen).collect();
        let targets = &trainer.dataset().training.targets;
        let errors = all.iter().enumerate().map(|(row, p)| p - widen(targets.row(row)[0]));
        (losses[0], errors.map(|error| error * error).sum::<f64>() / rows as f64)
    };
    let (sampled, true_mean) = mean(1, rows);
    assert!((sampled / true_mean - 1.0).abs() < 0.02, "{sampled}, not {true_mean}");
    assert_ne!(sampled, true_mean);
    assert_eq!(mean(1, rows).0, sampled);
}
