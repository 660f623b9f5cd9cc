//! How rows are dealt out and columns prepared, beyond the usual.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::panels::setting_fields::{Check, Choice, Field, Number, disclosure, words};
use crate::app::reactive::derived;
use crate::app::state::AppState;
use crate::app::widgets::{Select, closed_disclosure};
use crate::config::{
    CategoryEncoding, ExperimentConfig, Imputer, PreparationConfig, Scaling, SplitConfig,
    SplitMethod, Task, limits,
};

const LABEL: &str = "Split and preparation";

/// The disclosure with its fields, which come in a file of their own.
pub fn more() -> AnyView {
    disclosure(LABEL, &FIELDS, changed)
}

/// Its place until then.
pub fn closed() -> AnyView {
    closed_disclosure(LABEL)
}

const SHUFFLED: &str = "Shuffled";
const IN_ORDER: &str = "In file order";
const GROUPED: &str = "Grouped";

static FIELDS: [Field; 7] = [
    Field::Group(
        "field-rows",
        &[Field::Choice(Choice {
            name: "split-method",
            label: "Split",
            choices: |_| [SHUFFLED, IN_ORDER, GROUPED].map(words).to_vec(),
            read: |e, _| {
                let label = match e.data.split.method {
                    SplitMethod::Shuffled => SHUFFLED,
                    SplitMethod::InOrder => IN_ORDER,
                    SplitMethod::Grouped { .. } => GROUPED,
                };
                Some(label.to_owned())
            },
            write: |e, _, label| {
                e.data.split.method = match label {
                    IN_ORDER => SplitMethod::InOrder,
                    GROUPED => SplitMethod::Grouped { column: String::new() },
                    _ => SplitMethod::Shuffled,
                };
            },
        })],
    ),
    Field::While(
        |e, _| matches!(e.data.split.method, SplitMethod::Grouped { .. }),
        "sub",
        &[Field::Own(group_column)],
    ),
    Field::While(
        |e, _| e.data.task != Task::Regression && e.data.split.method == SplitMethod::Shuffled,
        "fields",
        &[Field::Check(Check {
            label: "Stratify: every class has its share",
            read: |e, _| Some(e.data.split.stratify),
            write: |e, _, on| e.data.split.stratify = on,
        })],
    ),
    Field::Number(Number {
        name: "test-split",
        limit: &limits::TEST_PERCENT,
        unit: "%",
        read: |e, _| Some(f64::from(e.data.split.test_percent)),
        write: |e, _, percent| e.data.split.test_percent = percent as u32,
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "training-rows",
        limit: &limits::TRAINING_ROWS,
        read: |e, _| e.data.split.training_rows.map(f64::from),
        write: |e, _, rows| e.data.split.training_rows = Some(rows as u32),
        clear: Some(|e, _| e.data.split.training_rows = None),
        empty: |_| "all".to_owned(),
        ..Number::PLAIN
    }),
    Field::Group("fields", &PREPARATION),
    Field::While(
        |e, _| e.data.task == Task::Regression,
        "field-rows",
        &[Field::Choice(Choice {
            name: "target-scaling",
            label: "Target scaling",
            choices: |_| Scaling::ALL.map(|scaling| words(scaling.label())).to_vec(),
            read: |e, _| Some(e.data.preparation.target_scaling.label().to_owned()),
            write: |e, _, label| {
                let chosen = Scaling::ALL.into_iter().find(|scaling| scaling.label() == label);
                e.data.preparation.target_scaling = chosen.unwrap_or_default();
            },
        })],
    ),
];

static PREPARATION: [Field; 4] = [
    Field::Group(
        "field-rows",
        &[Field::Choice(Choice {
            name: "imputer",
            label: "Missing values",
            choices: |_| Imputer::ALL.map(|imputer| words(imputer.label())).to_vec(),
            read: |e, _| Some(e.data.preparation.imputer.label().to_owned()),
            write: |e, _, label| {
                let chosen = Imputer::ALL.into_iter().find(|imputer| imputer.label() == label);
                e.data.preparation.imputer = chosen.unwrap_or_default();
            },
        })],
    ),
    Field::While(
        |e, _| matches!(e.data.preparation.imputer, Imputer::Constant { .. }),
        "sub",
        &[Field::Number(Number {
            name: "fill-value",
            limit: &limits::FILL_VALUE,
            read: |e, _| match e.data.preparation.imputer {
                Imputer::Constant { value } => Some(value),
                _ => None,
            },
            write: |e, _, value| e.data.preparation.imputer = Imputer::Constant { value },
            ..Number::PLAIN
        })],
    ),
    Field::Group(
        "field-rows",
        &[Field::Choice(Choice {
            name: "encoding",
            label: "Categories",
            choices: |_| CategoryEncoding::ALL.map(|encoding| words(encoding.label())).to_vec(),
            read: |e, _| Some(e.data.preparation.encoding.label().to_owned()),
            write: |e, _, label| {
                let mut all = CategoryEncoding::ALL.into_iter();
                e.data.preparation.encoding =
                    all.find(|encoding| encoding.label() == label).unwrap_or_default();
            },
        })],
    ),
    Field::Number(Number {
        name: "rare",
        limit: &limits::RARE_PERCENT,
        unit: "%",
        read: |e, _| Some(e.data.preparation.rare_percent),
        write: |e, _, percent| e.data.preparation.rare_percent = percent,
        ..Number::PLAIN
    }),
];

/// The column whose values stay together; its choices come from the table.
fn group_column(_at: usize) -> AnyView {
    let state = AppState::here();
    let chosen = move || {
        state.experiment.with(|e| match &e.data.split.method {
            SplitMethod::Grouped { column } => column.clone(),
            SplitMethod::Shuffled | SplitMethod::InOrder => String::new(),
        })
    };
    let options = move || {
        let schema = state.data().schema.get().unwrap_or_default();
        let mut options = Vec::new();
        if chosen().is_empty() {
            options.push((String::new(), "Choose a column".to_owned()));
        }
        let target = state.experiment.with(|e| e.data.target.clone());
        let columns = schema.columns.into_iter().filter(|column| column.name != target);
        options.extend(columns.map(|column| words(&column.name)));
        options
    };
    view! {
        <Select
            id="group-column"
            label="Group by"
            options=derived(options)
            value=derived(chosen)
            set=move |column: String| {
                actions::edit(
                    state,
                    format!("Rows grouped by {column}"),
                    |e| e.data.split.method = SplitMethod::Grouped { column },
                );
            }
        />
    }
    .into_any()
}

/// Settings that are not at their defaults.
fn changed(experiment: &ExperimentConfig) -> usize {
    let (split, default) = (&experiment.data.split, SplitConfig::default());
    let (preparation, usual) = (&experiment.data.preparation, PreparationConfig::default());
    [
        split.method != default.method,
        split.stratify != default.stratify,
        split.test_percent != default.test_percent,
        split.training_rows != default.training_rows,
        preparation.imputer != usual.imputer,
        preparation.encoding != usual.encoding,
        preparation.rare_percent != usual.rare_percent,
        preparation.target_scaling != usual.target_scaling,
    ]
    .into_iter()
    .filter(|is_changed| *is_changed)
    .count()
}
