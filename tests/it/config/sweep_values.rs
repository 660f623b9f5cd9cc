//! Values of a setting that were typed.

use descent::config::{Activation, ExperimentConfig, SweptSetting, Task};

use crate::support::{dense, dropout, experiment};

fn base() -> ExperimentConfig {
    let layers = vec![dense(8, Activation::Relu), dropout(0.2), dense(4, Activation::Relu)];
    experiment(Task::BinaryClassification, 4, layers)
}

/// The names of the values, and what they make of the experiment.
fn made(setting: SweptSetting, numbers: &[f64]) -> (Vec<String>, Vec<ExperimentConfig>) {
    let values = setting.values_of(numbers, &base(), 700);
    let made = values.iter().map(|value| value.apply(&base())).collect();
    (values.into_iter().map(|value| value.name).collect(), made)
}

#[test]
fn each_number_is_set() {
    let (names, made_of) = made(SweptSetting::LearningRate, &[0.1, 0.003]);
    assert_eq!(names, ["0.003", "0.1"], "from the smallest");
    assert_eq!(made_of[1].training.learning_rate, 0.1);
    let (_, made_of) = made(SweptSetting::BatchSize, &[7.0]);
    assert_eq!(made_of[0].training.batch_size, 7);
    let (_, made_of) = made(SweptSetting::Seed, &[9.0]);
    assert_eq!(made_of[0].seed, 9);
    let (_, made_of) = made(SweptSetting::Depth, &[1.0]);
    assert_eq!(made_of[0].network.depth(), 1);
    let (_, made_of) = made(SweptSetting::Dropout, &[0.4]);
    assert_eq!(made_of[0].network.dropout_rates().collect::<Vec<_>>(), [0.4]);
    let (_, made_of) = made(SweptSetting::Units, &[12.0]);
    let twelve = vec![dense(12, Activation::Relu), dropout(0.2), dense(12, Activation::Relu)];
    assert_eq!(made_of[0].network.layers, twelve, "of all Dense blocks");
}

#[test]
fn all_training_rows_are_no_number_of_them() {
    let (names, made_of) = made(SweptSetting::TrainingRows, &[700.0, 50.0]);
    assert_eq!(names, ["50", "700"]);
    assert_eq!(made_of[0].data.split.training_rows, Some(50));
    assert_eq!(made_of[1], base());
}

#[test]
fn what_comes_to_the_same_is_one_value() {
    let linear = experiment(Task::Regression, 4, Vec::new());
    let values = SweptSetting::Units.values_of(&[2.0, 3.0], &linear, 700);
    assert_eq!(values.len(), 1);
}
