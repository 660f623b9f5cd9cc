//! The output block: its activation, and what follows from one of the user's own.

use descent::config::{Activation, ExperimentConfig, Loss, Task};
use descent::data::Dataset;
use descent::nn::{Float, losses::loss_input};
use descent::nn::{LossInput, widen};
use descent::train::{StopReason, Trainer, Work};

use crate::support::{
    checked, dataset, dense, experiment, matrix, part, predict, set, three_classes,
};
use crate::support::{proposed, wine_schema as wine};

fn data(task: Task, loss: Loss) -> Dataset {
    let target = |row: &[Float]| match task {
        Task::Regression => vec![row[0] - 0.5 * row[1]],
        Task::BinaryClassification => vec![if row[0] > row[1] { 1.0 } else { 0.0 }],
        Task::MulticlassClassification if loss == Loss::SparseCategoricalCrossentropy => {
            let classes = three_classes(row);
            vec![classes.iter().position(|&t| t == 1.0).unwrap() as Float]
        }
        Task::MulticlassClassification => three_classes(row),
    };
    dataset(part(90, 2, 3, target), part(40, 2, 4, target))
}

fn with(task: Task, loss: Loss, activation: Activation) -> ExperimentConfig {
    let mut experiment = experiment(task, 2, vec![dense(6, Activation::Tanh)]);
    experiment.training.loss = loss;
    experiment.training.epochs = 2;
    experiment.training.metrics = descent::config::Metric::all_for_task(task).to_vec();
    experiment.network.output_activation = Some(activation);
    experiment
}

/// Whatever is chosen trains: every report is of numbers, or the run says that it diverged.
#[test]
fn every_activation_runs_with_every_loss_of_every_task() {
    let (mut runs, mut diverged) = (0, Vec::new());
    for task in Task::ALL {
        for &loss in Loss::for_task(task) {
            for activation in Activation::ALL {
                let what = format!("{} behind {}, {task:?}", loss.name(), activation.name());
                let checked = checked(&with(task, loss, activation), 2);
                assert_eq!(checked.output().activation, activation, "{what}");
                let mut trainer = Trainer::new(&checked, data(task, loss));
                let mut reports = Vec::new();
                let outcome = loop {
                    match trainer.work(&mut || true) {
                        Work::Epoch(report) => reports.push(report),
                        Work::Finished(outcome) => break outcome,
                        Work::Yielded => {}
                    }
                };
                assert!(reports.iter().all(|report| report.figures.are_numbers()), "{what}");
                match outcome.reason {
                    StopReason::Completed => assert_eq!(reports.len(), 2, "{what}"),
                    StopReason::Diverged { .. } => diverged.push((loss.name(), activation)),
                    reason => panic!("{what}: {reason:?}"),
                }
                runs += 1;
            }
        }
    }
    assert_eq!(runs, 10 * Activation::ALL.len());
    // A row of zeros has no shares of its sum.
    assert!(diverged.iter().all(may_diverge), "{diverged:?}");
}

fn may_diverge((loss, activation): &(&str, Activation)) -> bool {
    loss.ends_with("categorical_crossentropy") && *activation == Activation::Relu
}

/// As in Keras, whose loss is no number there.
#[test]
fn outputs_that_are_all_zero_have_no_shares_and_the_run_says_so() {
    let (task, loss) = (Task::MulticlassClassification, Loss::CategoricalCrossentropy);
    let mut experiment = with(task, loss, Activation::Relu);
    experiment.network.layers.clear();
    let mut trainer = Trainer::new(&checked(&experiment, 2), data(task, loss));
    set(trainer.network_mut().store_mut(), "0/bias", &[-9.0; 3]);
    let Work::Finished(outcome) = trainer.work(&mut || true) else { panic!("no epoch ends") };
    assert_eq!(outcome.reason, StopReason::Diverged { epoch: 1 });
}

#[test]
fn the_output_follows_from_task_and_loss_unless_the_user_says_otherwise() {
    let schema = wine();
    let mut experiment = proposed(&schema);
    assert_eq!(experiment.output(&schema).activation, Activation::Linear);
    experiment.network.output_activation = Some(Activation::Softplus);
    assert_eq!(experiment.output(&schema).activation, Activation::Softplus);
    assert_eq!(experiment.check(&schema).unwrap().output().activation, Activation::Softplus);

    // A choice for numbers is none for classes; one for classes outlives a change of loss.
    experiment.set_target("colour", &schema);
    assert_eq!(experiment.network.output_activation, None);
    assert_eq!(experiment.output(&schema).activation, Activation::Softmax);
    experiment.network.output_activation = Some(Activation::Sigmoid);
    experiment.training.loss = Loss::MeanSquaredError;
    experiment.set_task(Task::MulticlassClassification);
    assert_eq!(experiment.output(&schema).activation, Activation::Sigmoid);
    assert_eq!(experiment.output(&schema).units, 3);
}

#[test]
fn thresholds_lie_between_what_the_loss_asks_for() {
    let cases = [
        (Loss::BinaryCrossentropy, None, 0.5),
        (Loss::MeanSquaredError, None, 0.5),
        (Loss::Hinge, None, 0.0),
        // Numbers that are taken for probabilities, as by `keras.metrics.BinaryAccuracy`.
        (Loss::BinaryCrossentropy, Some(Activation::Linear), 0.5),
        (Loss::BinaryCrossentropy, Some(Activation::Tanh), 0.5),
        (Loss::BinaryCrossentropy, Some(Activation::Softmax), 0.5),
        (Loss::MeanSquaredError, Some(Activation::Relu), 0.5),
        (Loss::Hinge, Some(Activation::Tanh), 0.0),
        // From 0 on: 0 would call every row class 1.
        (Loss::Hinge, Some(Activation::Sigmoid), 0.5),
        (Loss::Hinge, Some(Activation::Softplus), 0.5),
    ];
    for (loss, chosen, threshold) in cases {
        let mut experiment = experiment(Task::BinaryClassification, 2, Vec::new());
        experiment.training.loss = loss;
        experiment.network.output_activation = chosen;
        let what = format!("{} behind {chosen:?}", loss.name());
        assert_eq!(experiment.usual_threshold(), threshold, "{what}");
        assert_eq!(checked(&experiment, 2).threshold(), threshold, "{what}");
        experiment.training.threshold = Some(0.75);
        assert_eq!(checked(&experiment, 2).threshold(), 0.75, "{what}: the user's own");
    }
}

#[test]
fn a_cross_entropy_takes_logits_only_behind_its_own_activation() {
    for activation in Activation::ALL {
        for loss in Task::ALL.into_iter().flat_map(Loss::for_task) {
            let own = match loss {
                Loss::BinaryCrossentropy => activation == Activation::Sigmoid,
                Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy => {
                    activation == Activation::Softmax
                }
                _ => false,
            };
            let kind = if own { LossInput::Logits } else { LossInput::Predictions };
            assert_eq!(loss_input(*loss, activation), kind, "{} {activation:?}", loss.name());
        }
    }
}

/// What the loss sees is what the user sees: one unit, so that it can be said by hand.
#[test]
fn predictions_come_through_the_chosen_activation() {
    let loss = Loss::BinaryCrossentropy;
    let says = |activation| {
        let mut experiment = with(Task::BinaryClassification, loss, activation);
        experiment.network.layers.clear();
        let mut trainer =
            Trainer::new(&checked(&experiment, 2), data(Task::BinaryClassification, loss));
        let network = trainer.network_mut();
        set(network.store_mut(), "0/kernel", &[2.0, 0.0]);
        set(network.store_mut(), "0/bias", &[1.0]);
        let row = predict(network, &matrix([[-1.0, 5.0]]));
        widen(row.row(0)[0])
    };
    assert_eq!(says(Activation::Linear), -1.0);
    assert_eq!(says(Activation::Relu), 0.0);
    assert_eq!(says(Activation::Softmax), 1.0, "the one class there is");
    assert!((says(Activation::Sigmoid) - 0.268_941_421).abs() < 1e-6);
}
