//! How rows are dealt out and columns prepared, beyond the usual.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::panels::setting_fields::{
    Check, Choice, Field, Number, choices, chosen, disclosure, value_of,
};
use crate::app::reactive::derived;
use crate::app::state::AppState;
use crate::app::widgets::{Select, closed_disclosure};
use crate::config::{
    CategoryEncoding, ExperimentConfig, Imputer, PreparationConfig, Scaling, SplitConfig,
    SplitMethod, Task, limits,
};
use crate::text::shown;
use crate::{t, word};

const LABEL: &str = word!("Split and preparation");

/// The disclosure with its fields, which come in a file of their own.
pub fn more() -> AnyView {
    disclosure(LABEL, &FIELDS, changed)
}

/// Its place until then.
pub fn closed() -> AnyView {
    closed_disclosure(shown(LABEL))
}

const SHUFFLED: &str = word!("Shuffled");
const IN_ORDER: &str = word!("In file order");
const GROUPED: &str = word!("Grouped");

static FIELDS: [Field; 8] = [
    Field::Group(
        "field-rows",
        &[Field::Choice(Choice {
            name: "split-method",
            label: word!("Split"),
            choices: |_| choices(&[SHUFFLED, IN_ORDER, GROUPED], shown),
            read: |e, _| {
                let method = match e.data.split.method {
                    SplitMethod::Shuffled => SHUFFLED,
                    SplitMethod::InOrder => IN_ORDER,
                    SplitMethod::Grouped { .. } => GROUPED,
                };
                Some(method.to_owned())
            },
            write: |e, _, value| {
                e.data.split.method = match value {
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
            label: word!("Stratify: every class has its share"),
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
        empty: |_| t!("all").to_owned(),
        ..Number::PLAIN
    }),
    Field::While(
        |e, _| e.data.split.method != SplitMethod::InOrder,
        "fields",
        &[Field::Number(Number {
            name: "split-seed",
            limit: &limits::SPLIT_SEED,
            read: |e, _| e.data.split.seed.map(f64::from),
            write: |e, _, seed| e.data.split.seed = Some(seed as u32),
            clear: Some(|e, _| e.data.split.seed = None),
            empty: |e| e.seed.to_string(),
            ..Number::PLAIN
        })],
    ),
    Field::Group("fields", &PREPARATION),
    Field::While(
        |e, _| e.data.task == Task::Regression,
        "field-rows",
        &[Field::Choice(Choice {
            name: "target-scaling",
            label: word!("Target scaling"),
            choices: |_| choices(&Scaling::ALL, Scaling::label),
            read: |e, _| {
                Some(value_of(e.data.preparation.target_scaling, Scaling::label).to_owned())
            },
            write: |e, _, value| {
                let chosen = chosen(&Scaling::ALL, Scaling::label, value);
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
            label: word!("Missing values"),
            choices: |_| choices(&Imputer::ALL, Imputer::label),
            read: |e, _| Some(value_of(e.data.preparation.imputer, Imputer::label).to_owned()),
            write: |e, _, value| {
                let chosen = chosen(&Imputer::ALL, Imputer::label, value);
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
            label: word!("Categories"),
            choices: |_| choices(&CategoryEncoding::ALL, CategoryEncoding::label),
            read: |e, _| {
                Some(value_of(e.data.preparation.encoding, CategoryEncoding::label).to_owned())
            },
            write: |e, _, value| {
                let chosen = chosen(&CategoryEncoding::ALL, CategoryEncoding::label, value);
                e.data.preparation.encoding = chosen.unwrap_or_default();
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
            options.push((String::new(), t!("Choose a column").to_owned()));
        }
        let target = state.experiment.with(|e| e.data.target.clone());
        let columns = schema.columns.into_iter().filter(|column| column.name != target);
        options.extend(columns.map(|column| (column.name.clone(), column.name)));
        options
    };
    view! {
        <Select
            id="group-column"
            names=true
            label=t!("Group by")
            options=derived(options)
            value=derived(chosen)
            set=move |column: String| {
                actions::edit(
                    state,
                    t!("Rows grouped by {column}", column),
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
        split.seed != default.seed,
        preparation.imputer != usual.imputer,
        preparation.encoding != usual.encoding,
        preparation.rare_percent != usual.rare_percent,
        preparation.target_scaling != usual.target_scaling,
    ]
    .into_iter()
    .filter(|is_changed| *is_changed)
    .count()
}
