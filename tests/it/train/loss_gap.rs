//! The readings of a loss: alike where they are measured alike, and taken apart where not.

use descent::config::Activation::{Linear, Relu, Tanh};
use descent::config::{
    ClassWeights, DenseConfig, EarlyStopping, ExperimentConfig, LayerConfig, Loss, Optimizer,
    Regularizer, Task,
};
use descent::data::{Dataset, Part};
use descent::nn::{Float, widen};
use descent::train::{Cause, EpochReport, History, LossGap, Trainer, Work};

use crate::support::{
    batch_norm, checked, dataset, dense, dropout, experiment, part, sgd, three_classes, weights,
};

const INPUTS: usize = 2;

fn target(task: Task) -> impl Fn(&[Float]) -> Vec<Float> {
    move |row: &[Float]| match task {
        Task::Regression => vec![2.0 * row[0] - row[1] * row[1]],
        Task::BinaryClassification => vec![Float::from(u8::from(row[0] * row[1] > 0.0))],
        Task::MulticlassClassification => three_classes(row),
    }
}

/// Dropout and `BatchNorm` between penalized Dense blocks.
fn layers() -> Vec<LayerConfig> {
    let penalized = |units| {
        let kernel_regularizer = Regularizer { l1: 0.001, l2: 0.01 };
        LayerConfig::Dense(DenseConfig { kernel_regularizer, ..DenseConfig::new(units, Tanh) })
    };
    vec![penalized(8), batch_norm(0.9), dropout(0.4), dense(6, Relu), batch_norm(0.5)]
}

fn varied(task: Task) -> ExperimentConfig {
    let mut experiment = experiment(task, INPUTS, layers());
    (experiment.training.epochs, experiment.training.learning_rate) = (6, 0.01);
    experiment
}

fn parts(task: Task) -> Dataset {
    dataset(part(90, INPUTS, 1, target(task)), part(40, INPUTS, 2, target(task)))
}

fn trainer(experiment: &ExperimentConfig, data: Dataset) -> Trainer {
    Trainer::new(&checked(experiment, INPUTS), data)
}

/// Runs to the end; `after` each unit of work.
fn run(
    trainer: &mut Trainer,
    mut after: impl FnMut(&mut Trainer, &History, Option<&EpochReport>),
) -> History {
    let mut history = History::default();
    loop {
        let report = match trainer.work(&mut || false) {
            Work::Finished(_) => return history,
            Work::Epoch(report) => Some(report),
            Work::Yielded => None,
        };
        history.extend(&report);
        after(trainer, &history, report.as_ref());
    }
}

/// A part of the difference.
fn of(gap: &LossGap, cause: Cause) -> f64 {
    let found = gap.parts.iter().find(|(one, _)| *one == cause);
    found.unwrap_or_else(|| panic!("{cause:?} is no part of {gap:?}")).1
}

fn assert_near(a: f64, b: f64, within: f64) {
    assert!((a - b).abs() <= within * b.abs().max(1.0), "{a} and {b}");
}

/// What the chart promises: no difference between the curves comes from how they are
/// measured.
#[test]
fn with_equal_rows_both_curves_agree_at_every_epoch() {
    let cases = [
        (Task::Regression, Loss::MeanSquaredError),
        (Task::Regression, Loss::MeanAbsoluteError),
        (Task::Regression, Loss::Huber { delta: 1.0 }),
        (Task::Regression, Loss::LogCosh),
        (Task::BinaryClassification, Loss::BinaryCrossentropy),
        (Task::BinaryClassification, Loss::Hinge),
        (Task::MulticlassClassification, Loss::CategoricalCrossentropy),
    ];
    for (task, loss) in cases {
        for optimizer in [sgd(0.9), Optimizer::ADAM, Optimizer::RMS_PROP] {
            let mut experiment = varied(task);
            (experiment.training.loss, experiment.training.optimizer) = (loss, optimizer);
            experiment.training.epochs = 12;
            // More rows than a chunk of the evaluation has.
            let rows = part(300, INPUTS, 5, target(task));
            let mut trainer = trainer(&experiment, dataset(rows.clone(), rows));
            let (mut epochs, mut logged_differs) = (0, false);
            run(&mut trainer, |_, _, report| {
                let Some(report) = report else { return };
                let figures = &report.figures;
                let what = format!("{loss:?}, {optimizer:?}, epoch {}", report.epoch);
                assert!((figures.loss - figures.val_loss).abs() <= 1e-6, "{what}: {figures:?}");
                for (metric, val_metric) in figures.metrics.iter().zip(&figures.val_metrics) {
                    assert!((metric - val_metric).abs() <= 1e-6, "{what}: {figures:?}");
                }
                epochs += 1;
                logged_differs |= (figures.logged_loss - figures.val_loss).abs() > 1e-3;
            });
            assert_eq!(epochs, 12, "{loss:?}, {optimizer:?}");
            assert!(logged_differs, "{loss:?}, {optimizer:?}: the other reading is another");
        }
    }
}

#[test]
fn asking_changes_no_bit_of_the_run() {
    for class_weights in [ClassWeights::None, ClassWeights::Balanced] {
        let mut experiment = varied(Task::MulticlassClassification);
        experiment.training.class_weights = class_weights;
        experiment.training.optimizer = Optimizer::ADAM;
        let mut silent = trainer(&experiment, parts(Task::MulticlassClassification));
        let expected = run(&mut silent, |_, _, _| {});
        let mut asked = trainer(&experiment, parts(Task::MulticlassClassification));
        assert_eq!(asked.loss_gap(&History::default()), None, "nothing was trained yet");
        let mut answers = 0;
        let history = run(&mut asked, |trainer, history, _| {
            let before = trainer.checkpoint();
            answers += u32::from(trainer.loss_gap(history).is_some());
            assert_eq!(trainer.checkpoint(), before, "generators and moving statistics too");
        });
        assert!(answers > 30, "{answers}: after each batch and each chunk");
        assert_eq!(history, expected);
        assert_eq!(weights(asked.network_mut()), weights(silent.network_mut()));
    }
}

#[test]
fn the_parts_add_up_to_the_difference() {
    for task in Task::ALL {
        let mut experiment = varied(task);
        if task != Task::Regression {
            experiment.training.class_weights = ClassWeights::Given(vec![1.0, 3.0, 0.5]);
        }
        let mut trainer = trainer(&experiment, parts(task));
        let mut at_ends = 0;
        run(&mut trainer, |trainer, history, report| {
            let gap = trainer.loss_gap(history).expect("its numbers are finite");
            let parts: f64 = gap.parts.iter().map(|(_, part)| part).sum();
            assert!((parts - (gap.logged_loss - gap.loss)).abs() < 1e-9, "{gap:?}");
            let has_other_rows = gap.parts.iter().any(|(one, _)| *one == Cause::OtherRows);
            assert_eq!(gap.rows_seen.is_some(), has_other_rows);
            let Some(EpochReport { epoch, figures, .. }) = report else { return };
            assert_eq!((gap.epoch, gap.rows_seen), (*epoch, None));
            let shown = (gap.loss, gap.logged_loss, gap.val_loss);
            let reported = (figures.loss, figures.logged_loss, figures.val_loss);
            assert_eq!(shown, reported, "what the page shows beside it");
            let causes: Vec<_> = gap.parts.iter().map(|(cause, _)| *cause).collect();
            let mut all = vec![Cause::BatchNorm, Cause::Dropout, Cause::MovingWeights];
            if task != Task::Regression {
                all.insert(2, Cause::ClassWeights);
            }
            assert_eq!(causes, all);
            at_ends += 1;
        });
        assert_eq!(at_ends, 6);
    }
}

/// With a linear network, Dropout before it adds `rate / (1 - rate) sum(w^2 x^2)` to the
/// squared error of a row, on average.
#[test]
fn the_part_of_dropout_is_what_theory_says() {
    let mut experiment = experiment(Task::Regression, INPUTS, vec![dropout(0.3)]);
    (experiment.training.epochs, experiment.training.loss) = (30, Loss::MeanSquaredError);
    let rows = part(2_000, INPUTS, 1, target(Task::Regression));
    let mut trainer = trainer(&experiment, dataset(rows.clone(), rows.clone()));
    let history = run(&mut trainer, |_, _, _| {});
    let gap = trainer.loss_gap(&history).unwrap();
    let kernel = crate::support::get(trainer.network_mut().store(), "1/kernel");
    let of_row = |row: &[Float]| -> f64 {
        let squares = row.iter().zip(&kernel).map(|(x, w)| (widen(*x) * widen(*w)).powi(2));
        0.3 / 0.7 * squares.sum::<f64>()
    };
    let mean = rows.inputs.view().iter_rows().map(of_row).sum::<f64>() / 2_000.0;
    let found = of(&gap, Cause::Dropout);
    assert!(mean > 0.1 && (found / mean - 1.0).abs() < 0.05, "{found} and {mean}");
}

#[test]
fn the_part_of_batch_norm_is_the_lag_of_its_statistics() {
    // On the inputs themselves, one batch of all rows: its statistics never change.
    let part_of = |momentum: f64, epochs: u32| {
        let mut experiment = experiment(Task::Regression, INPUTS, vec![batch_norm(momentum)]);
        (experiment.training.epochs, experiment.training.batch_size) = (epochs, 512);
        let mut trainer = trainer(&experiment, parts(Task::Regression));
        let history = run(&mut trainer, |_, _, _| {});
        of(&trainer.loss_gap(&history).unwrap(), Cause::BatchNorm).abs()
    };
    assert!(part_of(0.0, 1) < 1e-6, "moving statistics are those of the batch");
    assert!(part_of(0.99, 1) > 1e-3, "they lag behind");
    assert!(part_of(0.99, 1_000) < 1e-3 * part_of(0.99, 5), "and warm up");
}

#[test]
fn the_parts_of_class_weights_and_of_moving_weights_are_exact() {
    let mut experiment = experiment(Task::BinaryClassification, INPUTS, vec![dense(4, Linear)]);
    (experiment.training.epochs, experiment.training.batch_size) = (5, 512);
    experiment.training.class_weights = ClassWeights::Given(vec![3.0, 3.0]);
    let mut trainer = trainer(&experiment, parts(Task::BinaryClassification));
    let mut before = None;
    run(&mut trainer, |trainer, history, report| {
        let Some(report) = report else { return };
        let gap = trainer.loss_gap(history).unwrap();
        // Each row counts thrice.
        assert_near(of(&gap, Cause::ClassWeights), 2.0 * report.figures.loss, 1e-6);
        // The only batch was measured with the weights of the epoch before.
        if let Some(before) = before.replace(report.figures.loss) {
            let moved = 3.0 * (before - report.figures.loss);
            assert_near(of(&gap, Cause::MovingWeights), moved, 1e-6);
        }
    });
}

#[test]
fn restored_weights_are_read_as_their_epoch() {
    let mut experiment = varied(Task::Regression);
    experiment.training.early_stopping = true;
    experiment.training.epochs = 200;
    experiment.training.stopping =
        EarlyStopping { patience: 4, restore_best_weights: true, ..EarlyStopping::default() };
    let mut trainer = trainer(&experiment, parts(Task::Regression));
    let history = run(&mut trainer, |_, _, _| {});
    let best = trainer.epoch();
    assert!(best < history.count(), "it stopped early");
    let gap = trainer.loss_gap(&history).unwrap();
    let index = history.index_of(best).unwrap();
    assert_eq!((gap.epoch, gap.rows_seen), (best, None));
    assert_eq!((gap.loss, gap.val_loss), (history.loss[index], history.val_loss[index]));
    assert_eq!(gap.logged_loss, history.logged_loss[index]);
}

#[test]
fn the_standard_error_is_that_of_the_rows_losses() {
    let mut experiment = experiment(Task::Regression, 1, Vec::new());
    experiment.training.epochs = 1;
    experiment.training.loss = Loss::MeanAbsoluteError;
    let two = |low: Float, high: Float| Part {
        inputs: crate::support::matrix([[0.0], [0.0]]),
        targets: crate::support::matrix([[low], [high]]),
    };
    // Kernel and bias say about nothing to inputs of 0, so a row's loss is its target.
    experiment.training.learning_rate = 1e-6;
    let data = dataset(two(1.0, 5.0), two(2.0, 4.0));
    let mut trainer = Trainer::new(&checked(&experiment, 1), data);
    let history = run(&mut trainer, |_, _, _| {});
    let gap = trainer.loss_gap(&history).unwrap();
    // Variances 8 and 2, of two rows each.
    assert_near(gap.standard_error, 5.0_f64.sqrt(), 1e-5);
    assert_eq!(gap.validation_rows, 2);
}
