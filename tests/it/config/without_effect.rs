//! Settings that change nothing are said, not passed over.

use descent::config::{
    ClassWeights, ColumnConfig, ColumnKind, ColumnType, ExperimentConfig, Metric, Scaling,
    SplitMethod, TableSchema, Task,
};
use descent::data::{DataWarning, Dataset};

use crate::support::{in_german, proposed, schema, table, wine_schema};

fn classes() -> TableSchema {
    schema(90, &[("x", ColumnKind::Numeric, 9), ("kind", ColumnKind::Text, 3)])
}

#[test]
fn a_proposed_experiment_has_nothing_without_effect() {
    for schema in [wine_schema(), classes()] {
        assert_eq!(proposed(&schema).without_effect(&schema), [""; 0]);
    }
}

#[test]
fn a_setting_without_effect_is_named() {
    type Change = fn(&mut ExperimentConfig);
    let regression: [(Change, &str); 10] = [
        (
            |e| {
                e.data.split.method = SplitMethod::InOrder;
                e.data.split.seed = Some(7);
            },
            "\"data.split.seed\" has no effect on rows that are split in order.",
        ),
        (
            |e| e.data.ignored.push("Id".to_owned()),
            "\"data.ignored\" names the column \"Id\", which the table does not have.",
        ),
        (
            |e| {
                e.data.reading.types.insert("Id".to_owned(), ColumnType::Text);
            },
            "\"data.reading.types\" names the column \"Id\", which the table does not have.",
        ),
        (
            |e| e.data.reading.joined.push("Id".to_owned()),
            "\"data.reading.joined\" names the column \"Id\", which the table does not have.",
        ),
        (
            |e| {
                e.data.preparation.columns.insert("Id".to_owned(), ColumnConfig::default());
            },
            "\"data.preparation.columns\" names the column \"Id\", which the table does not have.",
        ),
        (
            |e| e.data.ignored.push("quality".to_owned()),
            "\"data.ignored\" names the target \"quality\", which is predicted all the same.",
        ),
        (
            |e| e.training.class_weights = ClassWeights::Balanced,
            "\"training.class_weights\" has no effect on regression.",
        ),
        (
            |e| e.training.class_weights = ClassWeights::Given(vec![1.0, 2.0]),
            "\"training.class_weights\" has no effect on regression.",
        ),
        (
            |e| e.training.threshold = Some(0.3),
            "\"training.threshold\" has no effect on regression.",
        ),
        (
            |e| e.training.metrics = vec![Metric::R2, Metric::Auc],
            "\"training.metrics: auc\" has no effect on regression.",
        ),
    ];
    for (change, said) in regression {
        let mut experiment = proposed(&wine_schema());
        change(&mut experiment);
        assert_eq!(experiment.without_effect(&wine_schema()), [said]);
        assert!(experiment.check(&wine_schema()).is_ok(), "old links hold it: {said}");
    }
    let classification: [(Change, &str); 3] = [
        (
            |e| e.training.class_weights = ClassWeights::Given(vec![1.0; 4]),
            "\"training.class_weights\" has 4 weights, but \"kind\" has only 3 classes.",
        ),
        (
            |e| e.training.threshold = Some(0.3),
            "\"training.threshold\" has no effect on multi-class classification.",
        ),
        (
            |e| e.data.preparation.target_scaling = Scaling::Standard,
            "\"data.preparation.target_scaling\" has no effect on multi-class classification.",
        ),
    ];
    for (change, said) in classification {
        let mut experiment = proposed(&classes());
        change(&mut experiment);
        assert_eq!(experiment.without_effect(&classes()), [said]);
    }
    let mut experiment = proposed(&classes());
    experiment.training.class_weights = ClassWeights::Given(vec![1.0; 3]);
    assert_eq!(experiment.without_effect(&classes()), [""; 0]);
    experiment.training.class_weights = ClassWeights::Given(vec![1.0; 4]);
    assert_eq!(
        in_german(|| experiment.without_effect(&classes()).join("\n")),
        "„training.class_weights“ hat 4 Gewichte, aber „kind“ hat nur 3 Klassen."
    );
}

/// A change of the task in the page leaves nothing behind that its panels do not show.
#[test]
fn another_task_forgets_what_it_has_no_use_for() {
    let schema = schema(90, &[("x", ColumnKind::Numeric, 9), ("bit", ColumnKind::Numeric, 2)]);
    let mut experiment = proposed(&schema);
    experiment.set_task(Task::BinaryClassification);
    experiment.training.class_weights = ClassWeights::Balanced;
    experiment.training.threshold = Some(0.3);
    experiment.set_task(Task::Regression);
    experiment.data.preparation.target_scaling = Scaling::Standard;
    assert_eq!(experiment.without_effect(&schema), [""; 0]);
    experiment.set_task(Task::BinaryClassification);
    assert_eq!(experiment.without_effect(&schema), [""; 0]);
}

#[test]
fn preparing_says_it_among_the_warnings() {
    let rows: Vec<_> = (0..20).map(|row| format!("{row},{}\n", row * row % 7)).collect();
    let table = table(&format!("x,y\n{}", rows.concat()));
    let mut experiment = proposed(table.schema());
    experiment.data.ignored.push("Id".to_owned());
    let checked = experiment.check(table.schema()).unwrap();
    let dataset = Dataset::prepare(&table, &checked).unwrap();
    let sentence =
        "\"data.ignored\" names the column \"Id\", which the table does not have.".to_owned();
    assert!(dataset.facts().warnings.contains(&DataWarning::WithoutEffect { sentence }));
}
