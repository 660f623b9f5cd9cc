//! Limits, checks and edits of the configuration.

use descent::config::{
    Activation, ClassWeights, ColumnKind, ConfigError, DenseConfig, DropoutConfig, LayerConfig,
    LayerKind, Loss, Metric, OutputConfig, Regularizer, SplitPart, TableSchema, Task, limits,
};

use crate::support::{in_german, proposed, schema, wine_schema as wine};

#[test]
fn every_default_lies_within_its_range() {
    for limit in limits::ALL {
        assert!(limit.holds(limit.default), "{}", limit.name);
        assert!(limit.min < limit.max, "{}", limit.name);
    }
}

#[test]
fn limits_refuse_what_is_no_number_and_what_is_not_whole() {
    for (value, holds) in [(f64::NAN, false), (f64::INFINITY, false), (1.5, false), (64.0, true)] {
        assert_eq!(limits::UNITS.holds(value), holds, "{value}");
    }
    assert!(limits::RATE.holds(0.5) && !limits::RATE.holds(1.0));
}

#[test]
fn the_last_predictable_column_is_the_proposed_target() {
    use ColumnKind::{Numeric, Text};
    let cases: [(&str, TableSchema, &str, Task); 4] = [
        ("numbers", wine(), "quality", Task::Regression),
        (
            "two words",
            schema(10, &[("x", Numeric, 9), ("class", Text, 2)]),
            "class",
            Task::BinaryClassification,
        ),
        (
            "three words",
            schema(10, &[("x", Numeric, 9), ("class", Text, 3)]),
            "class",
            Task::MulticlassClassification,
        ),
        (
            "a last column of identifiers is passed over",
            schema(99, &[("x", Numeric, 9), ("y", Numeric, 50), ("id", Text, 99)]),
            "y",
            Task::Regression,
        ),
    ];
    for (name, schema, target, task) in cases {
        let experiment = proposed(&schema);
        assert_eq!(experiment.data.target, target, "{name}");
        assert_eq!(experiment.data.task, task, "{name}");
        assert!(experiment.check(&schema).is_ok(), "{name}");
    }
}

#[test]
fn a_proposed_experiment_leaves_out_columns_that_are_set_aside() {
    let schema = schema(99, &[("x", ColumnKind::Numeric, 9), ("id", ColumnKind::Text, 99)]);
    let experiment = proposed(&schema);
    assert_eq!(experiment.data.ignored, ["id"]);
    assert_eq!(experiment.inputs(&schema), 0, "x is the target here");
    let mut experiment = experiment;
    experiment.set_ignored("id", false);
    assert_eq!(experiment.inputs(&schema), 51, "50 words and all others");
    assert!(experiment.check(&schema).is_ok());
}

#[test]
fn text_columns_are_as_wide_as_their_levels() {
    let schema = wine();
    assert_eq!(proposed(&schema).inputs(&schema), 2 + 3);
}

#[test]
fn shapes_and_parameters_are_keras_summary() {
    // keras: Input(11), Dense(64), Dropout, BatchNormalization, Dense(32), Dense(1)
    let mut experiment = proposed(&wine());
    experiment.network.layers = vec![
        LayerConfig::Dense(DenseConfig::new(64, Activation::Relu)),
        LayerConfig::new(LayerKind::Dropout),
        LayerConfig::new(LayerKind::BatchNorm),
        LayerConfig::Dense(DenseConfig::new(32, Activation::Relu)),
    ];
    let output = OutputConfig { units: 1, activation: Activation::Linear };
    let shapes = experiment.network.shapes(11, output);
    let figures: Vec<_> =
        shapes.iter().map(|shape| (shape.units, shape.trainable, shape.non_trainable)).collect();
    assert_eq!(figures, [(64, 768, 0), (64, 0, 0), (64, 128, 128), (32, 2080, 0), (1, 33, 0)]);
    assert_eq!(experiment.network.parameters(11, output), 3137);
}

#[test]
fn changing_the_target_changes_task_and_loss_with_it() {
    let schema = wine();
    let mut experiment = proposed(&schema);
    experiment.set_target("colour", &schema);
    assert_eq!(experiment.data.task, Task::MulticlassClassification);
    assert_eq!(experiment.training.loss, Loss::CategoricalCrossentropy);
    experiment.training.class_weights = ClassWeights::Given(vec![1.0, 2.0, 3.0]);
    experiment.set_target("alcohol", &schema);
    assert_eq!(experiment.training.loss, Loss::MeanSquaredError);
    assert_eq!(experiment.training.class_weights, ClassWeights::None);
    assert!(experiment.check(&schema).is_ok());
}

#[test]
fn problems_are_all_found_at_once() {
    let schema = wine();
    let mut experiment = proposed(&schema);
    experiment.network.layers = vec![
        LayerConfig::Dropout(DropoutConfig { rate: 1.0, seed: None }),
        LayerConfig::Dense(DenseConfig {
            kernel_regularizer: Regularizer { l1: 0.0, l2: -1.0 },
            ..DenseConfig::default()
        }),
    ];
    experiment.training.learning_rate = f64::NAN;
    experiment.data.target = "taste".to_owned();
    let problems = experiment.check(&schema).expect_err("four problems");
    let is = |wanted: fn(&ConfigError) -> bool| problems.iter().any(wanted);
    assert!(is(|p| matches!(p, ConfigError::InBlock { position: 1, .. })));
    assert!(is(|p| matches!(p, ConfigError::InBlock { position: 2, .. })));
    assert!(is(|p| matches!(p, ConfigError::OutOfRange { .. })));
    assert!(is(|p| matches!(p, ConfigError::NoTarget { .. })));
}

#[test]
fn tables_that_cannot_be_trained_on_are_refused() {
    use ColumnKind::{Numeric, Text};
    let refused = |schema: &TableSchema, target: &str| {
        let mut experiment = proposed(schema);
        experiment.set_target(target, schema);
        experiment.check(schema).expect_err("refused").remove(0)
    };
    let constant = schema(20, &[("x", Numeric, 9), ("y", Numeric, 1)]);
    assert!(matches!(refused(&constant, "y"), ConfigError::ConstantTarget { .. }));
    let words = schema(200, &[("x", Numeric, 9), ("name", Text, 150)]);
    assert!(matches!(refused(&words, "name"), ConfigError::TaskDoesNotFit { .. }));
    let few = schema(3, &[("x", Numeric, 3), ("y", Numeric, 3)]);
    assert!(matches!(refused(&few, "y"), ConfigError::TooFewRows { .. }));
    let alone = schema(20, &[("y", Numeric, 9)]);
    assert!(matches!(refused(&alone, "y"), ConfigError::NoFeatures));
}

#[test]
fn a_network_too_large_for_a_tab_is_refused() {
    let schema = wine();
    let mut experiment = proposed(&schema);
    let widest = LayerConfig::Dense(DenseConfig::new(4096, Activation::Relu));
    experiment.network.layers = vec![widest; 3];
    let problems = experiment.check(&schema).expect_err("too large");
    assert!(
        matches!(problems[0], ConfigError::TooManyParameters { received: 33_591_297 }),
        "{problems:?}"
    );
}

#[test]
fn moves_land_where_the_slot_was_shown() {
    let label = |units| LayerConfig::Dense(DenseConfig::new(units, Activation::Relu));
    let cases = [
        (0, 3, [2, 3, 1]),
        (2, 0, [3, 1, 2]),
        (0, 2, [2, 1, 3]),
        (1, 1, [1, 2, 3]),
        (1, 2, [1, 2, 3]),
    ];
    for (from, slot, expected) in cases {
        let mut experiment = proposed(&wine());
        experiment.network.layers = [1, 2, 3].map(label).to_vec();
        experiment.network.move_range(from..from + 1, slot);
        assert_eq!(experiment.network.layers, expected.map(label), "{from} into slot {slot}");
    }
}

#[test]
fn blocks_side_by_side_move_together() {
    let label = |units| LayerConfig::Dense(DenseConfig::new(units, Activation::Relu));
    let cases = [
        (0..2, 4, [3, 4, 1, 2], 2..4),
        (2..4, 0, [3, 4, 1, 2], 0..2),
        (1..3, 4, [1, 4, 2, 3], 2..4),
        (1..3, 2, [1, 2, 3, 4], 1..3),
        (1..3, 9, [1, 4, 2, 3], 2..4),
        (0..4, 2, [1, 2, 3, 4], 0..4),
    ];
    for (range, slot, expected, now) in cases {
        let mut experiment = proposed(&wine());
        experiment.network.layers = [1, 2, 3, 4].map(label).to_vec();
        let placed = experiment.network.move_range(range.clone(), slot);
        let expected = expected.map(label);
        assert_eq!(experiment.network.layers, expected, "{range:?} into slot {slot}");
        assert_eq!(placed, Some(now), "{range:?} into slot {slot}");
    }
    let mut network = proposed(&wine()).network;
    network.layers = [1, 2, 3].map(label).to_vec();
    assert_eq!(network.move_range(2..4, 0), None, "a block that is not there");
    assert_eq!(network.duplicate(0..2), Some(2..4));
    assert_eq!(network.layers, [1, 2, 1, 2, 3].map(label));
    network.layers = vec![label(1); limits::MAX_BLOCKS - 1];
    assert_eq!(network.duplicate(0..2), None, "more than a chain may have");
    assert_eq!(network.remove_range(1..99).len(), limits::MAX_BLOCKS - 2);
    assert_eq!(network.layers, [label(1)]);
}

#[test]
fn two_dense_blocks_without_a_bend_are_straight() {
    let dense = |activation| LayerConfig::Dense(DenseConfig::new(4, activation));
    let mut network = proposed(&wine()).network;
    network.layers = vec![
        dense(Activation::Linear),
        dense(Activation::Relu),
        dense(Activation::Linear),
        LayerConfig::new(LayerKind::Activation),
        dense(Activation::Linear),
    ];
    let straight = (0..6).filter(|index| network.is_straight(*index)).collect::<Vec<_>>();
    assert_eq!(straight, [1]);
}

/// Every sentence of the configuration, as the user reads it.
fn all_sentences() -> String {
    use descent::config::LinkError;
    let target = || "quality".to_owned();
    let place = || "training.learning_rte".to_owned();
    let out_of_range = |limit: &'static descent::config::Limit, received| {
        limit.check(received).expect_err("out of range").to_string()
    };
    let mut sentences = vec![
        out_of_range(&limits::UNITS, 0.0),
        out_of_range(&limits::UNITS, 1.5),
        out_of_range(&limits::LEARNING_RATE, f64::NAN),
        out_of_range(&limits::LEARNING_RATE, 1e300),
        out_of_range(&limits::SEED, -1.0),
        out_of_range(&limits::EPSILON, 0.0),
    ];
    let in_block = ConfigError::InBlock {
        position: 2,
        label: "Dropout",
        problem: Box::new(limits::RATE.check(1.0).expect_err("too much")),
    };
    let errors = [
        in_block,
        ConfigError::NotMeasured { metric: Metric::Recall },
        ConfigError::TooManyClassWeights { received: 51 },
        ConfigError::TooManyBlocks { received: 1000 },
        ConfigError::TooManyParameters { received: 33_591_297 },
        ConfigError::LossDoesNotFit { loss: Loss::BinaryCrossentropy, task: Task::Regression },
        ConfigError::NoTarget { target: target() },
        ConfigError::ConstantTarget { target: target() },
        ConfigError::TaskDoesNotFit {
            target: target(),
            distinct: 6,
            task: Task::BinaryClassification,
        },
        ConfigError::NoFeatures,
        ConfigError::TooFewRows { rows: 3, needed: 4 },
        ConfigError::NothingToTrainOn { validation_percent: 60, test: 40 },
        ConfigError::GroupColumnNotChosen,
        ConfigError::NoGroupColumn { column: "artist".to_owned() },
        ConfigError::TooFewGroups { column: "artist".to_owned(), groups: 2, needed: 3 },
        ConfigError::NoCompleteRows { part: SplitPart::Validation },
        ConfigError::TooManyInputs { rows: 1_000_000, inputs: 5_100 },
    ];
    sentences.extend(errors.iter().map(ToString::to_string));
    let links = [
        LinkError::Damaged,
        LinkError::NoExperiment { line: 3 },
        LinkError::NoSource,
        LinkError::Missing { place: place() },
        LinkError::Twice { place: place() },
        LinkError::Misspelt { place: place(), near: "learning_rate" },
        LinkError::UnknownSetting { place: place(), known: "loss, optimizer".to_owned() },
        LinkError::UnknownSetting { place: place(), known: String::new() },
        LinkError::Wrong {
            place: place(),
            expected: "a whole number from 0".to_owned(),
            received: "-1".to_owned(),
        },
        LinkError::Newer { received: "v7".to_owned() },
        LinkError::Impossible { problem: errors[1].to_string() },
    ];
    sentences.extend(links.iter().map(ToString::to_string));
    sentences.join("\n")
}

#[test]
fn config_sentences() {
    insta::assert_snapshot!(all_sentences());
    insta::assert_snapshot!("config_sentences_german", in_german(all_sentences));
}
