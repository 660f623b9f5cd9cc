//! What the configuration says of columns, groups and memory before a table is split.

use descent::config::ColumnType::{Boolean, Category, Date, Decimal};
use descent::config::{
    Activation, CategoryEncoding, ColumnConfig, ColumnKind, ColumnSchema, ColumnType, ConfigError,
    DataSource, DatePart, ExperimentConfig, Imputer, PreparationConfig, SetAside, SplitMethod,
    TableSchema, check_size, sort,
};

use crate::support::{proposed, schema, wine_schema as wine};

#[test]
fn settings_by_name_are_read_in_any_order() {
    let read = |json: &str| serde_json::from_str::<PreparationConfig>(json).unwrap().columns;
    let mixed = read(r#"{"columns": {"b": {"log": true}, "c": {}, "a": {"clip_percent": 2}}}"#);
    let sorted = read(r#"{"columns": {"a": {"clip_percent": 2}, "b": {"log": true}, "c": {}}}"#);
    assert_eq!(mixed, sorted);
    assert_eq!(mixed.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
    let twice = read(r#"{"columns": {"a": {"log": true}, "a": {"clip_percent": 2}}}"#);
    let a = twice.get("a").unwrap();
    assert_eq!((twice.len(), a.log, a.clip_percent), (1, false, 2.0));
    let error = serde_json::from_str::<PreparationConfig>(r#"{"columns": [1]}"#).unwrap_err();
    let empty = serde_json::to_value(PreparationConfig::default()).unwrap();
    assert_eq!(empty["columns"], serde_json::json!({}));
    assert!(error.to_string().contains("a map from the names of columns"), "{error}");
}

#[test]
fn columns_are_as_wide_as_their_preparation_makes_them() {
    let column = |column_type: ColumnType, distinct: usize, missing: usize| ColumnSchema {
        name: "c".to_owned(),
        column_type,
        set_aside: None,
        missing,
        distinct,
        levels: Vec::new(),
    };
    let width = |column_type, distinct, missing, own: ColumnConfig| {
        let preparation = PreparationConfig {
            columns: [("c".to_owned(), own)].into_iter().collect(),
            ..Default::default()
        };
        column(column_type, distinct, missing).width(&preparation)
    };
    let plain = ColumnConfig::default;
    let constant = || ColumnConfig {
        imputer: Some(Imputer::Constant { value: 0.0 }),
        ..ColumnConfig::default()
    };
    let ordinal =
        || ColumnConfig { encoding: Some(CategoryEncoding::Ordinal), ..ColumnConfig::default() };
    let dates = ColumnConfig { dates: DatePart::ALL.to_vec(), ..ColumnConfig::default() };
    for (what, width, expected) in [
        ("a number", width(Decimal, 99, 5, constant()), 1),
        ("a date", width(Date, 99, 5, plain()), 1),
        ("all parts of a date", width(Date, 99, 5, dates), 4),
        ("two words", width(Category, 2, 5, plain()), 2),
        ("two words and holes", width(Category, 2, 5, constant()), 3),
        ("no and yes", width(Boolean, 2, 5, plain()), 1),
        ("no, yes and holes", width(Boolean, 2, 5, constant()), 3),
        ("no and yes without holes", width(Boolean, 2, 0, constant()), 1),
        ("50 words", width(Category, 50, 0, plain()), 50),
        ("51 words", width(Category, 51, 0, plain()), 51),
        ("1000 words", width(Category, 1000, 7, constant()), 51),
        ("1000 words by number", width(Category, 1000, 7, ordinal()), 1),
    ] {
        assert_eq!(width, expected, "{what}");
    }
}

#[test]
fn groups_must_be_there_and_be_enough() {
    let schema = wine();
    let problems = |column: &str, test_percent| {
        let mut experiment = proposed(&schema);
        experiment.data.split.method = SplitMethod::Grouped { column: column.to_owned() };
        experiment.data.split.test_percent = test_percent;
        experiment.check(&schema).err().unwrap_or_default()
    };
    assert_eq!(problems("colour", 20), []);
    assert!(matches!(problems("grape", 0)[..], [ConfigError::NoGroupColumn { .. }]));
    assert!(matches!(problems("", 0)[..], [ConfigError::GroupColumnNotChosen]));
    let mut few = wine();
    few.columns[2].distinct = 2;
    let mut experiment = proposed(&few);
    experiment.data.split.method = SplitMethod::Grouped { column: "colour".to_owned() };
    assert!(experiment.check(&few).is_ok());
    experiment.data.split.test_percent = 20;
    let problems = experiment.check(&few).expect_err("three parts, two groups");
    assert!(matches!(problems[..], [ConfigError::TooFewGroups { groups: 2, needed: 3, .. }]));
    few.columns[2].missing = 4;
    assert!(experiment.check(&few).is_ok(), "holes are a group");
}

#[test]
fn inputs_that_fit_into_no_memory_are_refused() {
    assert_eq!(check_size(1_000_000, 200), Ok(()));
    let refused = ConfigError::TooManyInputs { rows: 1_000_000, inputs: 2_000 };
    assert_eq!(check_size(1_000_000, 2_000), Err(refused));
    assert!(check_size(usize::MAX, usize::MAX).is_err());
}

#[test]
fn another_table_keeps_what_is_said_of_all_columns() {
    let mut experiment = proposed(&wine());
    experiment.data.split.test_percent = 10;
    experiment.data.split.method = SplitMethod::Grouped { column: "colour".to_owned() };
    experiment.data.preparation.imputer = Imputer::Mean;
    experiment.data.preparation.columns.insert("pH".to_owned(), ColumnConfig::default());
    let other = schema(50, &[("x", ColumnKind::Numeric, 9), ("y", ColumnKind::Numeric, 9)]);
    let source = DataSource::Gallery { id: "other".to_owned() };
    let moved = experiment.with_table("Other", source, &other);
    assert_eq!(moved.data.split.test_percent, 10);
    assert_eq!(moved.data.split.method, SplitMethod::Shuffled, "there is no colour");
    assert_eq!(moved.data.preparation.imputer, Imputer::Mean);
    assert!(moved.data.preparation.columns.is_empty());
    assert!(moved.check(&other).is_ok());
}

#[test]
fn inputs_are_chosen_all_at_once() {
    let mut schema = wine();
    let mut experiment = proposed(&schema);
    let inputs = |experiment: &ExperimentConfig, schema: &TableSchema| -> Vec<String> {
        experiment.features(schema).map(|column| column.name.clone()).collect()
    };
    let all = inputs(&experiment, &schema);
    assert!(all.len() > 1, "{all:?}");
    experiment.take_only(Some(&all[1]), &schema);
    assert_eq!(inputs(&experiment, &schema), [all[1].clone()]);
    experiment.take_only(None, &schema);
    assert!(inputs(&experiment, &schema).is_empty());
    experiment.take_all_inputs(&schema);
    assert_eq!(inputs(&experiment, &schema), all);
    // What cannot teach stays out.
    let first =
        schema.columns.iter_mut().find(|column| column.name == all[0]).expect("it is there");
    first.set_aside = Some(SetAside::Identifier);
    experiment.take_all_inputs(&schema);
    assert_eq!(inputs(&experiment, &schema), all[1..]);
}

#[test]
fn activations_go_by_name() {
    for activation in Activation::ALL {
        assert_eq!(Activation::from_name(activation.name()), Some(activation));
    }
    assert_eq!(Activation::from_name("swish"), Some(Activation::Silu), "Keras's alias");
    assert_eq!(Activation::from_name("wish"), None);
}

#[test]
fn the_shared_sort_sorts() {
    let mut words = vec![("b", 1), ("a", 2), ("c", 1), ("a", 0), ("b", 0)];
    let mut known = words.clone();
    known.sort_by_key(|(word, _)| *word);
    sort(&mut words, |one, other| one.0.cmp(other.0));
    assert_eq!(words, known, "equal ones stay in their order");
    let mut none = Vec::<u8>::new();
    sort(&mut none, u8::cmp);
    assert!(none.is_empty());
}
