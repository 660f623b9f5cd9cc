//! Two settings at once.

use descent::config::sweep::combine;
use descent::config::{Activation, ExperimentConfig, SweptSetting, Task, diff};

use crate::support::{dense, experiment};

fn base() -> ExperimentConfig {
    let mut base = experiment(Task::Regression, 4, vec![dense(8, Activation::Relu)]);
    base.training.learning_rate = 0.01;
    base
}

#[test]
fn every_pair_of_values_is_an_experiment() {
    let rates = SweptSetting::LearningRate.values_of(&[0.1, 0.01], &base(), 100);
    let sizes = SweptSetting::BatchSize.values_of(&[4.0, 8.0, 16.0], &base(), 100);
    let settings = [(SweptSetting::LearningRate, rates), (SweptSetting::BatchSize, sizes)];
    let variants = combine(&base(), &settings);
    let names: Vec<_> = variants.all.iter().map(|one| one.name.as_str()).collect();
    let expected = ["0.01, 4", "0.01, 8", "0.01, 16", "0.1, 4", "0.1, 8", "0.1, 16"];
    assert_eq!(names, expected);
    assert_eq!(variants.cells, [0, 1, 2, 3, 4, 5]);
    let last = &variants.all[5];
    assert_eq!(last.values, ["0.1", "16"]);
    assert_eq!(last.experiment.training.learning_rate, 0.1);
    assert_eq!(last.experiment.training.batch_size, 16);
    for one in &variants.all {
        let paths: Vec<_> = diff(&base(), &one.experiment).into_iter().map(|d| d.path).collect();
        let is_meant = |path: &String| {
            ["training.learning_rate", "training.batch_size"].contains(&path.as_str())
        };
        assert!(paths.iter().all(is_meant), "{paths:?}");
        assert_eq!(one.is_present, one.experiment == base());
    }
}

/// The linear model has no units to vary: its whole line is one run.
#[test]
fn pairs_that_come_to_the_same_are_trained_once() {
    let depths = SweptSetting::Depth.values_of(&[0.0, 2.0], &base(), 100);
    let units = SweptSetting::Units.values_of(&[8.0, 16.0], &base(), 100);
    let settings = [(SweptSetting::Depth, depths.clone()), (SweptSetting::Units, units.clone())];
    let variants = combine(&base(), &settings);
    assert_eq!(variants.cells, [0, 0, 1, 2]);
    assert_eq!(variants.all.len(), 3);
    let deep = vec![dense(16, Activation::Relu); 2];
    assert_eq!(variants.all[2].experiment.network.layers, deep, "the new block's units, too");
    // The other way round it is the same.
    let turned = [(SweptSetting::Units, units), (SweptSetting::Depth, depths)];
    let variants = combine(&base(), &turned);
    assert_eq!(variants.cells, [0, 1, 0, 2]);
    assert_eq!(variants.all[2].experiment.network.layers, deep);
}

#[test]
fn nothing_varies_without_a_setting() {
    assert_eq!(combine(&base(), &[]).all, []);
}
