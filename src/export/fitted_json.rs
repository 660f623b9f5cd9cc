//! What a preparation has fitted, so that a notebook can check it.

use serde::Serialize;

use crate::config::{DataConfig, Task};
use crate::data::{Dataset, DatasetFacts, FittedColumn, Scaler, Split};

/// What [`fitted_json`] writes.
#[derive(Serialize)]
struct Fitted<'a> {
    /// In the order of the inputs.
    columns: &'a [FittedColumn],
    target: Target<'a>,
    /// The rows of the table in each part, counted from 0.
    rows: &'a Split,
    facts: &'a DatasetFacts,
    /// The warnings among the facts as the user reads them.
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct Target<'a> {
    column: &'a str,
    task: Task,
    scaler: Scaler,
    classes: &'a [String],
}

/// Of each column the imputer with its value, clip limits, scaling and categories; the
/// target; the rows of each part; the facts. One JSON document.
///
/// Checked by `tests/it/command/prepare.rs::parts_and_fitted_numbers_go_out`.
///
/// # Errors
/// None in practice: plain structs whose keys are texts are JSON.
pub fn fitted_json(dataset: &Dataset, data: &DataConfig) -> serde_json::Result<String> {
    let facts = dataset.facts();
    let fitted = Fitted {
        columns: &dataset.columns,
        target: Target {
            column: &data.target,
            task: data.task,
            scaler: dataset.target_scaler,
            classes: &facts.class_names,
        },
        rows: &dataset.rows,
        facts,
        warnings: facts.warnings.iter().map(ToString::to_string).collect(),
    };
    Ok(serde_json::to_string_pretty(&fitted)? + "\n")
}
