//! What is unwise on real tables, what fixes it, and what nothing is said of. The table of
//! cases stands in `advice_cases.rs`.

use std::mem::discriminant;

use descent::config::advice::{AdvicePlace, Advised, ColumnStats, TableFacts};
use descent::config::{
    Activation, BatchNormConfig, ColumnConfig, DenseConfig, ExperimentConfig, FourDigits,
    LayerConfig, Loss, Optimizer, ReadingConfig, Scaling, SgdConfig, Shape, SyntheticConfig, Task,
    ThreeDigits, templates::TEMPLATES,
};
use descent::data::{Table, gallery, import, synthetic};
use proptest::prelude::*;
use proptest::sample::select;

use crate::config::advice_cases::{
    SGD, activation, advice, cases, changed, dense, dropout, linear, norm, said, table, with,
};
use crate::support::in_german;

#[test]
fn each_case_is_told_and_its_neighbours_are_not() {
    for (name, experiment, mean, expected) in cases() {
        let said = said(&advice(&experiment, mean));
        assert_eq!(said.len(), expected.len(), "{name}: {said:#?}");
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.starts_with(expected), "{name}: {said}");
        }
    }
}

/// Every sentence, reason and label.
fn told() -> String {
    let mut told = Vec::new();
    for (name, experiment, mean, _) in cases() {
        for Advised { advice, fixes } in advice(&experiment, mean) {
            let labels: Vec<_> = fixes.iter().map(|fix| fix.label.as_str()).collect();
            let (sentence, why) = (advice.sentence(), advice.why());
            told.push(format!("{name}\n  {sentence}\n  {why}\n  [{}]\n", labels.join("] [")));
        }
    }
    told.concat()
}

#[test]
fn advice_sentences() {
    insta::assert_snapshot!(told());
    insta::assert_snapshot!("advice_sentences_german", in_german(told));
}

#[test]
fn inputs_as_they_are_want_small_steps() {
    let sized = |size: f64, optimizer, learning_rate, layers: Vec<LayerConfig>| {
        let (schema, mut column_stats) = table(Task::Regression, 0.0);
        column_stats[3] =
            Some(ColumnStats { min: -size, max: 0.0, mean: 0.0, standard_deviation: 1.0 });
        let mut experiment = with(Task::Regression, layers);
        experiment.data.scaling = Scaling::None;
        experiment.training.optimizer = optimizer;
        experiment.training.learning_rate = learning_rate;
        let facts = TableFacts { schema: &schema, inputs: None, column_stats: &column_stats };
        said(&experiment.advice(&facts))
    };
    let one = "Input: \"x3\" is not scaled and reaches 2,000: a learning rate of 0.001 is large for that. [Scale the inputs | Begin with a BatchNorm | Use a learning rate of 0.0003]";
    assert_eq!(sized(2000.0, Optimizer::ADAM, 0.001, vec![dense(32)]), [one]);
    assert!(sized(900.0, Optimizer::ADAM, 0.001, vec![dense(32)]).is_empty());
    assert!(sized(2000.0, Optimizer::ADAM, 0.001, vec![norm(), dense(32)]).is_empty());
    assert_eq!(sized(20.0, SGD, 0.01, vec![dense(32)]).len(), 1);
    assert!(sized(9.0, SGD, 0.01, vec![dense(32)]).is_empty());
    // A column may be scaled, or not, on its own.
    let (schema, mut column_stats) = table(Task::Regression, 0.0);
    column_stats[3] = Some(ColumnStats { min: 0.0, max: 1e6, mean: 0.0, standard_deviation: 1.0 });
    let facts = TableFacts { schema: &schema, inputs: None, column_stats: &column_stats };
    let mut experiment = with(Task::Regression, vec![dense(32)]);
    let own = |scaling| ColumnConfig { scaling: Some(scaling), ..ColumnConfig::default() };
    experiment.data.preparation.columns.insert("x3".to_owned(), own(Scaling::None));
    let advised = experiment.advice(&facts);
    assert_eq!(advised.len(), 1);
    assert!(advised[0].fixes[0].result.advice(&facts).is_empty());
    experiment.data.scaling = Scaling::None;
    experiment.data.preparation.columns.insert("x3".to_owned(), own(Scaling::Standard));
    assert!(experiment.advice(&facts).is_empty());
}

/// 700 training rows.
#[test]
fn a_last_batch_of_one_row_is_told_where_it_counts() {
    let of = |rows: u32, momentum: f64| {
        let norm = BatchNormConfig { momentum, ..BatchNormConfig::default() };
        let layers = vec![dense(32), LayerConfig::BatchNormalization(norm)];
        changed(Task::Regression, layers, |to| to.training.batch_size = rows)
    };
    // Rows of a batch, momentum, rows of the last batch where it is told, the first fix.
    let cases = [
        (233, 0.99, Some(1), "Use a batch of 240"),
        (699, 0.99, Some(1), "Use a batch of 560"),
        (349, 0.99, Some(2), "Use a batch of 352"),
        (3, 0.9, Some(1), "Use a batch of 4"),
        // One batch in 234 moves nothing.
        (3, 0.99, None, ""),
        // Three rows, all of a batch, one batch of all.
        (41, 0.99, None, ""),
        (32, 0.99, None, ""),
        (350, 0.99, None, ""),
        (700, 0.99, None, ""),
    ];
    for (batch, momentum, last, fix) in cases {
        let advised = advice(&of(batch, momentum), 0.0);
        let told: Vec<_> = advised.iter().map(|one| one.advice.sentence()).collect();
        let Some(last) = last else {
            assert!(told.is_empty(), "{batch}: {told:?}");
            continue;
        };
        let row = if last == 1 { "a single row" } else { "two rows" };
        let words = format!(
            "Block 2 (BatchNorm) normalizes the last batch by {row}: 700 training rows in batches of {batch} leave {last} over."
        );
        assert_eq!(told, [words], "{batch}");
        let labels: Vec<_> = advised[0].fixes.iter().map(|fix| fix.label.as_str()).collect();
        assert_eq!(labels, [fix, "Remove the BatchNorm"], "{batch}");
    }
    let without = changed(Task::Regression, vec![dense(32)], |to| to.training.batch_size = 233);
    assert!(advice(&without, 0.0).is_empty());
}

fn gallery_table(id: &str) -> Table {
    let set = gallery::find(id).unwrap();
    import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table
}

fn advice_on(experiment: &ExperimentConfig, table: &Table) -> Vec<String> {
    let column_stats = table.column_stats();
    let facts = TableFacts { schema: table.schema(), inputs: None, column_stats: &column_stats };
    said(&experiment.advice(&facts))
}

#[test]
fn nothing_is_said_of_what_comes_with_the_page() {
    for set in &gallery::SETS {
        let said = advice_on(&gallery::experiment(set), &gallery_table(set.id));
        assert!(said.is_empty(), "{}: {said:#?}", set.id);
    }
    // Three painted points are less than a batch, and that is said.
    let is_painted = |shape: &Shape| matches!(shape, Shape::Painted { .. });
    for shape in crate::data::synthetic::shapes().into_iter().filter(|shape| !is_painted(shape)) {
        let config = SyntheticConfig { shape: shape.clone(), ..SyntheticConfig::new(Shape::Line) };
        let table = descent::data::synthesize(&config).unwrap().table;
        let said = advice_on(&synthetic::experiment(config), &table);
        assert!(said.is_empty(), "{shape:?}: {said:#?}");
    }
}

/// The course's networks on the sets it has them for: only that they are large for so few
/// rows, and that a linear unit's Adam takes more epochs.
#[test]
fn of_the_courses_networks_only_what_the_course_says() {
    let cases = [
        ("red-wine", "linear-unit", vec!["Data: \"quality\" is 5.64 on average"]),
        (
            "red-wine",
            "512-512-512",
            vec!["Training: 531,969 parameters for 1,119 training rows, about 476"],
        ),
        (
            "red-wine",
            "dropout-batchnorm",
            vec!["Training: 2,118,657 parameters for 1,119 training rows"],
        ),
        (
            "ionosphere",
            "binary-classifier",
            vec!["Training: 76,101 parameters for 246 training rows"],
        ),
        ("red-wine", "8-6-6-4", vec![]),
        ("iris", "8-6-6-4", vec![]),
        ("red-wine", "16", vec![]),
        ("iris", "16", vec![]),
        ("red-wine", "64-64", vec![]),
        ("digits", "64-64", vec![]),
    ];
    for (set, template, expected) in cases {
        let template = TEMPLATES.iter().find(|one| one.id == template).unwrap();
        let mut experiment = gallery::experiment(gallery::find(set).unwrap());
        experiment.network = template.network();
        let said = advice_on(&experiment, &gallery_table(set));
        let fits = said.iter().zip(&expected).all(|(said, expected)| said.starts_with(expected));
        assert!(fits && said.len() == expected.len(), "{set}, {}: {said:#?}", template.id);
    }
}

#[test]
fn spreads_are_of_present_numbers() {
    let numbers = |values: &[f64]| values.to_vec();
    let table = Table::of_numbers(vec![
        ("a".to_owned(), numbers(&[1.0, f64::NAN, 3.0])),
        ("b".to_owned(), numbers(&[f64::NAN; 3])),
    ])
    .with_words("c", ["x", "y", "x"]);
    let stats = ColumnStats { min: 1.0, max: 3.0, mean: 2.0, standard_deviation: 1.0 };
    assert_eq!(table.column_stats(), [Some(stats), None, None]);
}

#[test]
fn numbers_are_short() {
    let cases = [
        (0.0, "0"),
        (-0.0, "0"),
        (0.012_345, "0.0123"),
        (0.31, "0.31"),
        (-5.636, "−5.64"),
        (9.999, "10"),
        (99.96, "100"),
        (-118.4, "−118"),
        (1443.0, "1,443"),
        (999.6, "1,000"),
        (0.000_99, "0.00099"),
        (1.24e-7, "1.24e−7"),
        (1e12, "1e12"),
        (f64::INFINITY, "inf"),
    ];
    for (number, text) in cases {
        assert_eq!(ThreeDigits(number).to_string(), text, "{number}");
    }
    for (number, text) in [
        (0.012_346, "0.01235"),
        (-5.6361, "−5.636"),
        (99.96, "99.96"),
        (-118.44, "−118.4"),
        (1443.4, "1,443"),
        (1.2347e-7, "1.235e−7"),
        (0.31, "0.31"),
    ] {
        assert_eq!(FourDigits(number).to_string(), text, "{number}");
    }
}

fn any_activation() -> impl Strategy<Value = Activation> {
    select(Activation::ALL.to_vec())
}

fn any_layer() -> impl Strategy<Value = LayerConfig> {
    prop_oneof![
        (select(vec![1_u32, 2, 8, 64, 4096]), any_activation(), any::<bool>()).prop_map(
            |(units, activation, use_bias)| LayerConfig::Dense(DenseConfig {
                use_bias,
                ..DenseConfig::new(units, activation)
            })
        ),
        Just(linear(16)),
        any_activation().prop_map(activation),
        select(vec![0.0, 0.2, 0.5, 0.95]).prop_map(dropout),
        Just(norm()),
    ]
}

fn any_experiment() -> impl Strategy<Value = ExperimentConfig> {
    let training = (
        select(Optimizer::ALL.to_vec()),
        select(vec![0.0, 0.9, 0.999]),
        select(vec![1e-6, 0.001, 0.1, 0.5, 10.0]),
        select(vec![1_u32, 2, 32, 233, 700, 8192]),
        0_usize..4,
    );
    let data = (select(Scaling::ALL.to_vec()), select(Scaling::ALL.to_vec()), 0_usize..21);
    let layers = prop::collection::vec(any_layer(), 0..10);
    let output = prop::option::of(any_activation());
    (select(Task::ALL.to_vec()), layers, output, training, data).prop_map(
        |(
            task,
            layers,
            output,
            (optimizer, momentum, rate, batch, loss),
            (scaling, target, left_out),
        )| {
            changed(task, layers, |to| {
                to.network.output_activation = output;
                to.training.optimizer = match optimizer {
                    Optimizer::Sgd(_) => Optimizer::Sgd(SgdConfig { momentum, nesterov: false }),
                    other => other,
                };
                to.training.learning_rate = rate;
                to.training.batch_size = batch;
                let losses = Loss::for_task(task);
                to.training.loss = losses[loss % losses.len()];
                to.data.scaling = scaling;
                to.data.preparation.target_scaling = target;
                to.data.ignored = (0..left_out).map(|index| format!("x{index}")).collect();
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A fix takes its own advice away and brings no problem; the first fixes in turn come
    /// to an end at which nothing is left.
    #[test]
    fn fixes_mend_and_break_nothing(
        experiment in any_experiment(),
        mean in select(vec![0.0, 50.0, -3000.0]),
        rows in select(vec![5_usize, 40, 1000, 100_000]),
        size in select(vec![1.0, 30.0, 1e6]),
    ) {
        let (mut schema, mut column_stats) = table(experiment.data.task, mean);
        schema.rows = rows;
        column_stats[19] = column_stats[19].map(|spread| ColumnStats { max: size, ..spread });
        let facts = TableFacts { schema: &schema, inputs: None, column_stats: &column_stats };
        let runs = |experiment: &ExperimentConfig| experiment.check(&schema).is_ok();
        let could_run = runs(&experiment);
        let advised = experiment.advice(&facts);
        for Advised { advice, fixes } in advised.clone() {
            prop_assert!(!fixes.is_empty());
            for fix in &fixes {
                let left = fix.result.advice(&facts);
                let alike = |advised: &[Advised]| {
                    let kind = discriminant(&advice);
                    advised.iter().filter(|other| discriminant(&other.advice) == kind).count()
                };
                prop_assert!(alike(&left) < alike(&advised), "{} leaves {advice:?}", fix.label);
                prop_assert!(runs(&fix.result) || !could_run, "{}", fix.label);
            }
        }
        let (mut experiment, mut steps) = (experiment, 0);
        while let Some(Advised { fixes, .. }) = experiment.advice(&facts).into_iter().next() {
            experiment = fixes[0].result.clone();
            steps += 1;
            prop_assert!(steps <= 20);
        }
    }
}

#[test]
fn an_advice_knows_its_place() {
    let places = |layers| {
        let advised = advice(&with(Task::Regression, layers), 0.0);
        (advised[0].advice.place(), advised[0].advice.also())
    };
    let block = AdvicePlace::Block;
    assert_eq!(places(vec![dense(32), linear(8)]), (block(1), Some(AdvicePlace::Output)));
    assert_eq!(places(vec![linear(32), dropout(0.2), dense(8)]), (block(0), Some(block(2))));
    assert_eq!(
        places(vec![linear(32), norm(), activation(Activation::Relu)]),
        (block(0), Some(block(1)))
    );
    assert_eq!(places(vec![dense(32), dropout(0.5), norm(), dense(8)]), (block(1), Some(block(2))));
    assert_eq!(places(vec![dense(32), dropout(0.2)]), (block(1), None));
}
