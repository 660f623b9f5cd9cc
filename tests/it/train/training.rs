//! The loop: it learns, stops, diverges, can be sliced and changed on the way.

use descent::config::{Activation, ExperimentConfig, LayerConfig, Optimizer, Task};
use descent::data::{Dataset, Part};
use descent::nn::{Float, Weights, widen};
use descent::train::{BatchRows, Batches, EpochReport, Outcome, StopReason, Trainer, Work, fit};

use crate::support::{
    activation, batch_norm, checked, dataset, dense, dropout, experiment, get, matrix, numbers,
    part, predict, set, sgd, three_classes, weights,
};

fn line(row: &[Float]) -> Vec<Float> {
    vec![2.0 * row[0] + 1.0]
}

fn line_data() -> Dataset {
    dataset(part(40, 1, 1, line), part(20, 1, 2, line))
}

fn line_experiment() -> ExperimentConfig {
    let mut experiment = experiment(Task::Regression, 1, Vec::new());
    experiment.training.learning_rate = 0.2;
    experiment
}

/// Runs to the end in one go.
fn run(trainer: &mut Trainer) -> (Vec<EpochReport>, Outcome) {
    run_in_slices(trainer, &mut || true)
}

fn run_in_slices(
    trainer: &mut Trainer,
    may_go_on: &mut dyn FnMut() -> bool,
) -> (Vec<EpochReport>, Outcome) {
    let mut reports = Vec::new();
    loop {
        match trainer.work(may_go_on) {
            Work::Yielded => {}
            Work::Epoch(report) => reports.push(report),
            Work::Finished(outcome) => return (reports, outcome),
        }
    }
}

/// `BatchNorm`, Dropout, Adam, three classes; a last batch smaller than the others.
fn varied() -> (ExperimentConfig, Dataset) {
    let mut experiment = experiment(
        Task::MulticlassClassification,
        2,
        vec![
            dense(12, Activation::Tanh),
            batch_norm(0.9),
            dense(9, Activation::Relu),
            dropout(0.2),
            activation(Activation::Sigmoid),
        ],
    );
    experiment.training.optimizer = Optimizer::ADAM;
    experiment.training.learning_rate = 0.01;
    (experiment, dataset(part(300, 2, 3, three_classes), part(70, 2, 4, three_classes)))
}

#[test]
fn a_line_is_learnt_to_the_last_digit() {
    let mut reports = Vec::new();
    let checked = checked(&line_experiment(), 1);
    let outcome = fit(&checked, line_data(), |report| reports.push(report.clone()));
    assert_eq!(outcome, Outcome { reason: StopReason::Completed, restored_epoch: None });
    let epochs: Vec<u32> = reports.iter().map(|report| report.epoch).collect();
    assert_eq!(epochs, (1..=20).collect::<Vec<_>>());
    let last = &reports.last().unwrap().figures;
    assert!(last.loss < 1e-4 && last.val_loss < 1e-4, "{last:?}");
    assert!(last.metrics[0] < 1e-2 && last.val_metrics[0] < 1e-2, "{last:?}");
    assert!(reports[0].figures.loss > 100.0 * last.loss, "it had something to learn");

    let mut trainer = Trainer::new(&checked, line_data());
    run(&mut trainer);
    let predicted = predict(trainer.network_mut(), &matrix([[0.25]])).row(0)[0];
    assert!((widen(predicted) - 1.5).abs() < 0.02, "{predicted}");
}

#[test]
fn xor_needs_a_hidden_block() {
    let points = Part {
        inputs: matrix([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),
        targets: matrix([[0.0], [1.0], [1.0], [0.0]]),
    };
    let run = |layers: Vec<LayerConfig>| {
        let mut experiment = experiment(Task::BinaryClassification, 2, layers);
        experiment.training.optimizer = Optimizer::ADAM;
        experiment.training.epochs = 200;
        let mut trainer =
            Trainer::new(&checked(&experiment, 2), dataset(points.clone(), points.clone()));
        let last = run(&mut trainer).0.pop().unwrap().figures;
        (last, numbers(&predict(trainer.network_mut(), &points.inputs)))
    };
    let (last, probabilities) = run(vec![dense(8, Activation::Tanh)]);
    assert!(last.loss < 0.05, "{last:?}");
    assert_eq!(last.metrics, [1.0]);
    assert!(probabilities[1] > 0.9 && probabilities[3] < 0.1, "{probabilities:?}");
    // Without one, ln 2 is the best there is.
    assert!(run(Vec::new()).0.loss > 0.69);
}

#[test]
fn three_classes_are_told_apart() {
    let (mut experiment, data) = varied();
    experiment.training.epochs = 60;
    let mut trainer = Trainer::new(&checked(&experiment, 2), data.clone());
    let last = run(&mut trainer).0.pop().unwrap().figures;
    assert!(last.metrics[0] > 0.9 && last.val_metrics[0] > 0.85, "{last:?}");
    let probabilities = predict(trainer.network_mut(), &data.validation.inputs);
    for row in probabilities.view().iter_rows() {
        let sum: f64 = row.iter().map(|&p| widen(p)).sum();
        assert!((sum - 1.0).abs() < 1e-6);
    }
}

#[test]
fn a_diverging_run_stops_at_once_and_reports_only_numbers() {
    for (optimizer, layers) in
        [(sgd(0.9), vec![dense(8, Activation::Relu)]), (sgd(0.0), Vec::new())]
    {
        let mut experiment = experiment(Task::Regression, 1, layers);
        experiment.training.optimizer = optimizer;
        experiment.training.learning_rate = 5.0;
        experiment.training.epochs = 2_000;
        experiment.training.early_stopping = true;
        experiment.training.stopping.patience = 10_000;
        let mut trainer = Trainer::new(&checked(&experiment, 1), line_data());
        let (reports, outcome) = run(&mut trainer);
        let StopReason::Diverged { epoch } = outcome.reason else { panic!("{outcome:?}") };
        assert_eq!(epoch, reports.len() as u32 + 1, "the epoch of the accident has no report");
        for report in &reports {
            assert!(report.figures.are_numbers(), "{report:?}");
        }
        assert_eq!(outcome.restored_epoch, reports.last().map(|report| report.best_epoch));
        assert_eq!(trainer.network_mut().store().all_finite(), outcome.restored_epoch.is_some());
        assert_eq!(trainer.work(&mut || true), Work::Finished(outcome), "it stays finished");
    }
}

#[test]
fn a_weight_that_is_no_number_ends_the_run_even_behind_a_dead_unit() {
    let experiment = experiment(Task::Regression, 1, vec![dense(3, Activation::Relu)]);
    let mut trainer = Trainer::new(&checked(&experiment, 1), line_data());
    assert!(matches!(trainer.work(&mut || true), Work::Epoch(_)));
    // relu makes 0 of it, so that every loss stays a number.
    let bias = [Float::NEG_INFINITY, 0.0, 0.0];
    set(trainer.network_mut().store_mut(), "0/bias", &bias);
    let predicted = predict(trainer.network_mut(), &matrix([[0.5]]));
    assert!(predicted.row(0)[0].is_finite());
    let Work::Finished(outcome) = trainer.work(&mut || true) else { panic!("it goes on") };
    assert_eq!(outcome.reason, StopReason::Diverged { epoch: 2 });
}

/// Validation is the opposite of training, so the first epoch is the best one.
fn misleading() -> (ExperimentConfig, Dataset) {
    let mut experiment = line_experiment();
    experiment.training.learning_rate = 0.05;
    experiment.training.early_stopping = true;
    let opposite = |row: &[Float]| vec![-2.0 * row[0] - 9.0];
    (experiment, dataset(part(40, 1, 1, line), part(20, 1, 2, opposite)))
}

fn weights_after(epochs: usize, experiment: &ExperimentConfig, data: &Dataset) -> Weights {
    let mut trainer = Trainer::new(&checked(experiment, 1), data.clone());
    for _ in 0..epochs {
        assert!(matches!(trainer.work(&mut || true), Work::Epoch(_)));
    }
    weights(trainer.network_mut())
}

#[test]
fn the_best_weights_come_back() {
    let (mut experiment, data) = misleading();
    let mut ends = |restore: bool, epochs: u32| {
        experiment.training.stopping.restore_best_weights = restore;
        experiment.training.epochs = epochs;
        let mut trainer = Trainer::new(&checked(&experiment, 1), data.clone());
        let (reports, outcome) = run(&mut trainer);
        (reports, outcome, weights(trainer.network_mut()))
    };
    let stopped = StopReason::EarlyStopped { best_epoch: 1 };
    let (reports, outcome, restored) = ends(true, 20);
    assert_eq!(reports.len(), 4, "patience 3");
    let waits: Vec<_> = reports.iter().map(|report| (report.best_epoch, report.wait)).collect();
    assert_eq!(waits, [(1, 0), (1, 1), (1, 2), (1, 3)]);
    assert_eq!(outcome, Outcome { reason: stopped, restored_epoch: Some(1) });
    let (_, outcome, kept) = ends(false, 20);
    assert_eq!(outcome, Outcome { reason: stopped, restored_epoch: None });
    // Also when the epochs run out first.
    let (_, outcome, completed) = ends(true, 2);
    assert_eq!(outcome, Outcome { reason: StopReason::Completed, restored_epoch: Some(1) });

    assert_eq!(restored, weights_after(1, &experiment, &data));
    assert_eq!(completed, restored);
    experiment.training.epochs = 20;
    assert_eq!(kept, weights_after(4, &experiment, &data));
    assert_ne!(kept, restored);
}

#[test]
fn restored_statistics_are_those_of_the_best_epoch() {
    let (mut experiment, data) = misleading();
    experiment.network.layers = vec![batch_norm(0.9)];
    let mut trainer = Trainer::new(&checked(&experiment, 1), data.clone());
    let (_, outcome) = run(&mut trainer);
    let best = outcome.restored_epoch.unwrap();
    let restored = weights(trainer.network_mut());
    assert_eq!(restored, weights_after(best as usize, &experiment, &data));
    let mut later = Trainer::new(&checked(&experiment, 1), data);
    for _ in 0..=best {
        assert!(matches!(later.work(&mut || true), Work::Epoch(_)));
    }
    let mean = |trainer: &mut Trainer| get(trainer.network_mut().store(), "0/moving_mean");
    assert_ne!(mean(&mut trainer), mean(&mut later));
}

#[test]
fn the_user_can_stop_at_any_time() {
    let (experiment, data) = misleading();
    let mut trainer = Trainer::new(&checked(&experiment, 1), data.clone());
    let stopped = Outcome { reason: StopReason::StoppedByUser, restored_epoch: None };
    assert_eq!(trainer.stop(), stopped, "before the first epoch");
    assert_eq!(trainer.work(&mut || true), Work::Finished(stopped));

    let mut trainer = Trainer::new(&checked(&experiment, 1), data.clone());
    while !matches!(trainer.work(&mut || true), Work::Epoch(EpochReport { epoch: 2, .. })) {}
    assert_eq!(trainer.work(&mut || false), Work::Yielded);
    let outcome = Outcome { reason: StopReason::StoppedByUser, restored_epoch: Some(1) };
    assert_eq!(trainer.stop(), outcome, "in the midst of the third");
    assert_eq!(weights(trainer.network_mut()), weights_after(1, &experiment, &data));

    let mut trainer = Trainer::new(&checked(&experiment, 1), data);
    while !matches!(trainer.work(&mut || true), Work::Epoch(EpochReport { epoch: 4, .. })) {}
    let reason = StopReason::EarlyStopped { best_epoch: 1 };
    assert_eq!(trainer.stop().reason, reason, "it had stopped of itself");
}

/// Units of work until the next epoch is reported.
fn units_of_an_epoch(trainer: &mut Trainer, mut meanwhile: impl FnMut(&mut Trainer)) -> u32 {
    let mut units = 1;
    while trainer.work(&mut || false) == Work::Yielded {
        units += 1;
        meanwhile(trainer);
    }
    units
}

#[test]
fn a_new_batch_size_waits_for_the_next_epoch() {
    let mut experiment = line_experiment();
    experiment.training.batch_size = 10;
    let mut trainer = Trainer::new(&checked(&experiment, 1), line_data());
    // 40 rows: the batches, then one chunk for each part.
    assert_eq!(units_of_an_epoch(&mut trainer, |trainer| trainer.set_batch_size(20)), 4 + 2);
    assert_eq!(units_of_an_epoch(&mut trainer, |trainer| trainer.set_batch_size(30)), 2 + 2);
    assert_eq!(units_of_an_epoch(&mut trainer, |trainer| trainer.set_batch_size(8192)), 2 + 2);
    assert_eq!(units_of_an_epoch(&mut trainer, |_| {}), 1 + 2, "one batch of all rows");
}

#[test]
fn a_new_learning_rate_is_taken_by_the_next_mini_batch() {
    let mut trainer = Trainer::new(&checked(&line_experiment(), 1), line_data());
    let start = weights(trainer.network_mut());
    assert_eq!(trainer.work(&mut || false), Work::Yielded);
    let after_one = weights(trainer.network_mut());
    assert_ne!(after_one, start);
    trainer.set_learning_rate(0.0);
    assert_eq!(trainer.work(&mut || false), Work::Yielded);
    assert_eq!(weights(trainer.network_mut()), after_one);
    trainer.set_learning_rate(0.1);
    assert_eq!(trainer.work(&mut || false), Work::Yielded);
    assert_ne!(weights(trainer.network_mut()), after_one);
}

#[test]
fn slices_never_change_a_bit() {
    let (mut experiment, data) = varied();
    experiment.training.epochs = 6;
    let checked = checked(&experiment, 2);
    let mut trainer = Trainer::new(&checked, data.clone());
    let expected = run(&mut trainer);
    let expected_weights = weights(trainer.network_mut());
    for period in [1, 2, 3, 5, 7, 22, 1000] {
        let mut calls = 0;
        let mut trainer = Trainer::new(&checked, data.clone());
        let sliced = run_in_slices(&mut trainer, &mut || {
            calls += 1;
            calls % period != 0
        });
        assert_eq!(sliced, expected, "every {period}");
        assert_eq!(weights(trainer.network_mut()), expected_weights, "every {period}");
    }
}

#[test]
fn every_epoch_visits_every_row_once_in_a_new_order() {
    let mut batches = Batches::new(23, true, 5);
    assert!(batches.next_batch().is_none() && !batches.has_next());
    let mut orders = Vec::new();
    for _ in 0..4 {
        batches.begin_epoch(5);
        let mut sizes = Vec::new();
        let mut order = Vec::new();
        while let Some(BatchRows::Some(rows)) = batches.next_batch() {
            sizes.push(rows.len());
            order.extend_from_slice(rows);
        }
        assert_eq!(sizes, [5, 5, 5, 5, 3]);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..23).collect::<Vec<_>>());
        assert!(!orders.contains(&order));
        orders.push(order);
    }
}

#[test]
fn without_shuffling_the_rows_keep_their_order() {
    let mut batches = Batches::new(5, false, 5);
    for _ in 0..2 {
        batches.begin_epoch(3);
        assert_eq!(batches.next_batch(), Some(BatchRows::Some(&[0, 1, 2])));
        assert_eq!(batches.next_batch(), Some(BatchRows::Some(&[3, 4])));
        assert_eq!(batches.next_batch(), None);
    }
}

#[test]
fn a_batch_of_all_rows_keeps_the_order_of_the_file() {
    let mut batches = Batches::new(5, true, 5);
    for batch_size in [5, 8192] {
        batches.begin_epoch(batch_size);
        assert_eq!(batches.next_batch(), Some(BatchRows::All));
        assert_eq!(batches.next_batch(), None);
    }
    batches.begin_epoch(4);
    assert!(matches!(batches.next_batch(), Some(BatchRows::Some(rows)) if rows.len() == 4));
}

#[test]
fn losses_are_means_over_all_rows_with_the_weights_at_the_end() {
    // More rows than a chunk, and Dropout, which must not show.
    let mut experiment = experiment(Task::Regression, 1, vec![dropout(0.5)]);
    experiment.training.epochs = 1;
    let data = dataset(part(700, 1, 1, line), part(300, 1, 2, line));
    let mut trainer = Trainer::new(&checked(&experiment, 1), data.clone());
    let (reports, _) = run(&mut trainer);
    let mut mean_square = |part: &Part| {
        let predicted = numbers(&predict(trainer.network_mut(), &part.inputs));
        let errors = predicted.iter().zip(numbers(&part.targets)).map(|(p, t)| widen(p - t));
        errors.map(|error| error * error).sum::<f64>() / part.rows() as f64
    };
    let figures = &reports[0].figures;
    assert!((figures.loss / mean_square(&data.training) - 1.0).abs() < 1e-5);
    assert!((figures.val_loss / mean_square(&data.validation) - 1.0).abs() < 1e-5);
}
