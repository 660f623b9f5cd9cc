//! Which experiments a repeat or a sweep has.

use descent::config::{
    Activation, ExperimentConfig, LayerConfig, SweptSetting, Task, diff, limits, sweep,
};
use proptest::prelude::*;

use crate::support::{activation, batch_norm, dense, dropout, experiment};

fn base(layers: Vec<LayerConfig>) -> ExperimentConfig {
    let mut base = experiment(Task::BinaryClassification, 4, layers);
    base.training.learning_rate = 0.001;
    base.training.batch_size = 32;
    base
}

fn names(varied: SweptSetting, present: &ExperimentConfig) -> Vec<String> {
    varied.variants(present, 100).into_iter().map(|one| one.name).collect()
}

#[test]
fn learning_rates_rise_by_half_decades_around_the_present_one() {
    let mut present = base(vec![dense(8, Activation::Relu)]);
    let around = ["0.00001", "0.00003", "0.0001", "0.0003", "0.001", "0.003", "0.01"];
    assert_eq!(names(SweptSetting::LearningRate, &present), around);
    present.training.learning_rate = 0.0023;
    let own = ["0.00003", "0.0001", "0.0003", "0.001", "0.0023", "0.003", "0.01"];
    assert_eq!(names(SweptSetting::LearningRate, &present), own);
    present.training.learning_rate = limits::LEARNING_RATE.max;
    assert_eq!(names(SweptSetting::LearningRate, &present), ["0.1", "0.3", "1", "3", "10"]);
    present.training.learning_rate = limits::LEARNING_RATE.min;
    assert_eq!(names(SweptSetting::LearningRate, &present), ["0.000001", "0.000003", "0.00001"]);
}

#[test]
fn no_batch_is_larger_than_the_first_that_holds_all_rows() {
    let mut present = base(vec![dense(8, Activation::Relu)]);
    let sizes = |present: &ExperimentConfig, rows| -> Vec<String> {
        let all = SweptSetting::BatchSize.variants(present, rows);
        all.into_iter().map(|one| one.name).collect()
    };
    assert_eq!(sizes(&present, 10_000), ["4", "8", "16", "32", "64", "128", "256"]);
    assert_eq!(sizes(&present, 100), ["4", "8", "16", "32", "64", "128"]);
    present.training.batch_size = 500;
    assert_eq!(sizes(&present, 100), ["64", "128", "500"], "the present one stays");
    present.training.batch_size = 1;
    assert_eq!(sizes(&present, 100), ["1", "2", "4", "8"]);
}

#[test]
fn all_dense_blocks_grow_together() {
    let present = base(vec![dense(16, Activation::Relu), dropout(0.2), dense(2, Activation::Relu)]);
    assert_eq!(names(SweptSetting::Units, &present), ["4-1", "8-1", "16-2", "32-4", "64-8"]);
    let widest = base(vec![dense(4096, Activation::Relu)]);
    assert_eq!(names(SweptSetting::Units, &widest), ["1024", "2048", "4096"]);
    assert_eq!(SweptSetting::Units.variants(&base(Vec::new()), 100).len(), 1, "nothing to vary");
}

#[test]
fn dropout_stands_behind_hidden_layers() {
    let hidden = || {
        vec![
            dense(64, Activation::Linear),
            batch_norm(0.9),
            activation(Activation::Relu),
            dense(32, Activation::Relu),
        ]
    };
    let mut added = base(hidden());
    added.add_dropout(0.3);
    let mut expected = hidden();
    expected.insert(3, dropout(0.3));
    expected.push(dropout(0.3));
    assert_eq!(added.network.layers, expected);
    let mut regression = experiment(Task::Regression, 4, hidden());
    regression.add_dropout(0.3);
    assert_eq!(regression.network.layers, expected[..5], "not before the output");
}

#[test]
fn dropout_is_swept_wherever_there_is_a_hidden_layer() {
    let rates = ["0", "0.1", "0.2", "0.3", "0.4", "0.5"];
    let plain = base(vec![dense(64, Activation::Relu)]);
    assert_eq!(names(SweptSetting::Dropout, &plain), rates);
    let variants = SweptSetting::Dropout.variants(&plain, 100);
    assert!(variants[0].is_present);
    assert_eq!(variants[3].experiment.network.layers[1], dropout(0.3));
    // Unwise before a regression's output, but asked for.
    let regression = experiment(Task::Regression, 2, vec![dense(8, Activation::Relu)]);
    assert_eq!(names(SweptSetting::Dropout, &regression), rates);
    let own = base(vec![dense(64, Activation::Relu), dropout(0.25)]);
    assert_eq!(
        names(SweptSetting::Dropout, &own),
        ["0", "0.1", "0.2", "0.25", "0.3", "0.4", "0.5"]
    );
    let mixed = base(vec![dropout(0.1), dense(64, Activation::Relu), dropout(0.25)]);
    let all = names(SweptSetting::Dropout, &mixed);
    assert_eq!(all[..3], ["0.1-0.25", "0", "0.1"]);
    assert_eq!(names(SweptSetting::Dropout, &base(Vec::new())), ["0"], "nothing to vary");
}

#[test]
fn training_rows_are_halved_down_to_a_sixteenth() {
    let mut present = base(Vec::new());
    let rows = |present: &ExperimentConfig, rows| -> Vec<String> {
        let all = SweptSetting::TrainingRows.variants(present, rows);
        all.into_iter().map(|one| one.name).collect()
    };
    assert_eq!(rows(&present, 721), ["45", "90", "180", "360", "721"]);
    let all = SweptSetting::TrainingRows.variants(&present, 721);
    assert!(all[4].is_present, "all rows are no number of them");
    assert_eq!(all[0].experiment.data.split.training_rows, Some(45));
    // The present number is among them, and all rows, too.
    present.data.split.training_rows = Some(200);
    assert_eq!(rows(&present, 721), ["45", "90", "180", "200", "360", "721"]);
    let all = SweptSetting::TrainingRows.variants(&present, 721);
    assert!(all[3].is_present);
    assert_eq!(all[5].experiment.data.split.training_rows, None);
    // More than there are is all of them.
    present.data.split.training_rows = Some(1_000);
    let all = SweptSetting::TrainingRows.variants(&present, 721);
    assert!(all[4].is_present);
    assert_eq!(rows(&present, 721).len(), 5);
    present.data.split.training_rows = None;
    assert_eq!(rows(&present, 5), ["2", "5"]);
}

#[test]
fn depths_are_around_none_and_four() {
    let two = base(vec![dense(8, Activation::Relu), dropout(0.2), dense(4, Activation::Relu)]);
    assert_eq!(names(SweptSetting::Depth, &two), ["0", "1", "2", "3", "4"]);
    let six = base(vec![dense(8, Activation::Relu); 6]);
    assert_eq!(names(SweptSetting::Depth, &six), ["0", "1", "2", "3", "4", "6"]);
    let none = SweptSetting::Depth.variants(&base(Vec::new()), 100);
    assert!(none[0].is_present);
    assert_eq!(none[2].experiment.network.layers, vec![dense(32, Activation::Relu); 2]);
}

#[test]
fn a_repeat_has_five_seeds() {
    let mut present = base(vec![dense(8, Activation::Relu)]);
    present.seed = u32::MAX;
    assert_eq!(names(SweptSetting::Seed, &present), ["4294967295", "0", "1", "2", "3"]);
}

proptest! {
    /// Every variant can run, the present one is among them once, no two are alike, and each
    /// differs in nothing but what varies.
    #[test]
    fn variants_differ_in_one_setting(
        rate in prop::sample::select(vec![1e-6, 3.3e-4, 0.001, 0.05, 1.0, 10.0]),
        batch in 1_u32..8192,
        units in prop::collection::vec(1_u32..4096, 0..4),
        dropouts in prop::collection::vec(0.0..0.95, 0..4),
        seed: u32,
        rows in 1_usize..100_000,
    ) {
        let mut layers: Vec<_> = units.into_iter().map(|units| dense(units, Activation::Relu)).collect();
        layers.extend(dropouts.into_iter().map(dropout));
        let mut present = base(layers);
        present.training.learning_rate = rate;
        present.training.batch_size = batch;
        present.seed = seed;
        for varied in SweptSetting::ALL {
            let variants = varied.variants(&present, rows);
            prop_assert_eq!(variants.iter().filter(|one| one.is_present).count(), 1);
            prop_assert!(variants.len() <= 9);
            for (index, one) in variants.iter().enumerate() {
                prop_assert!(one.experiment.check_settings().is_ok(), "{}", one.name);
                let twice = variants[..index].iter().any(|other| other.experiment == one.experiment);
                prop_assert!(!twice, "{} twice", one.name);
                for difference in diff(&present, &one.experiment) {
                    let path = difference.path.as_str();
                    let is_meant = match varied {
                        SweptSetting::Seed => path == "seed",
                        SweptSetting::LearningRate => path == "training.learning_rate",
                        SweptSetting::BatchSize => path == "training.batch_size",
                        SweptSetting::Units => path == "dense.units",
                        // A block of its own has no path.
                        SweptSetting::Dropout => ["dropout.rate", ""].contains(&path),
                        SweptSetting::Depth => path.is_empty(),
                        SweptSetting::TrainingRows => path == "data.split.training_rows",
                    };
                    prop_assert!(is_meant, "{varied:?} changes {path}");
                }
            }
        }
    }
}

#[test]
fn there_are_as_many_starts_as_the_button_says() {
    let present = base(Vec::new());
    assert_eq!(SweptSetting::Seed.variants(&present, 100).len(), sweep::STARTS as usize);
}
