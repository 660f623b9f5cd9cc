//! From a table to the matrices that the trainer reads.

use serde::{Deserialize, Serialize};

use crate::config::{CheckedExperiment, ColumnKind, ColumnSchema, Loss, Task};
use crate::data::preprocess::{Encoder, to_float};
use crate::data::split::split;
use crate::data::table::{Column, Table};
use crate::nn::{Float, Matrix};

/// The rows of one part, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// `[rows, inputs]`: scaled numbers, and 0 or 1 for the levels of text.
    pub inputs: Matrix,
    /// `[rows, outputs]`: the value (regression), 0 or 1 (two classes), or one-hot;
    /// `[rows, 1]` with the number of the class for a sparse loss.
    pub targets: Matrix,
}

impl Part {
    /// Rows.
    pub fn rows(&self) -> usize {
        self.inputs.rows()
    }
}

/// What became of the rows of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCounts {
    /// Rows of the table.
    pub read: usize,
    /// Rows without a target, left out.
    pub dropped: usize,
    /// Missing cells among the inputs that were filled in.
    pub imputed: usize,
    /// Rows for training.
    pub training: usize,
    /// Rows for validation.
    pub validation: usize,
}

/// A table prepared for one experiment.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// What the network learns from.
    pub training: Part,
    /// What it is measured on; nothing in `training` depends on these rows.
    pub validation: Part,
    /// What became of the rows.
    pub counts: RowCounts,
    /// One per input: the column's name, or `column=level`.
    pub input_names: Vec<String>,
    /// The classes in the order of the outputs (two classes: 0, 1); empty for regression.
    pub class_names: Vec<String>,
}

impl Dataset {
    /// Leaves out rows without a target, splits the rest, and fills, scales and encodes
    /// the inputs with numbers taken from the training rows only.
    ///
    /// Checked by `tests/it/prepare.rs`.
    ///
    /// # Panics
    /// If `experiment` was checked against another table's schema.
    pub fn prepare(table: &Table, experiment: &CheckedExperiment) -> Self {
        let config = experiment.config();
        let schema = table.schema();
        let target = schema
            .columns
            .iter()
            .position(|column| column.name == config.data.target)
            .expect("the target of a checked experiment is in its table");
        let class_names = match config.data.task {
            Task::Regression => Vec::new(),
            _ => schema.columns[target].levels.clone(),
        };
        let target = &table.columns()[target];
        let rows: Vec<usize> = (0..table.rows()).filter(|&row| !target.is_missing(row)).collect();
        let classes = match config.data.task {
            Task::Regression => vec![0; rows.len()],
            _ => target.classes(&rows),
        };
        let split = split(&classes, config.data.validation_percent, config.seed);

        let features: Vec<(&ColumnSchema, &Column)> = schema
            .columns
            .iter()
            .zip(table.columns())
            .filter(|(column, _)| config.is_feature(column))
            .collect();
        let training_rows: Vec<usize> = split.training.iter().map(|&at| rows[at]).collect();
        let encoders: Vec<Encoder> = features
            .iter()
            .map(|(_, column)| Encoder::fit(column, &training_rows, config.data.scaling))
            .collect();
        let sparse = config.training.loss == Loss::SparseCategoricalCrossentropy;
        let targets_per_row = if sparse { 1 } else { experiment.output().units as usize };

        let mut imputed = 0;
        let mut part = |positions: &[usize]| {
            let rows: Vec<usize> = positions.iter().map(|&at| rows[at]).collect();
            let mut inputs = Matrix::zeros(rows.len(), experiment.inputs());
            let mut from = 0;
            for encoder in &encoders {
                imputed += encoder.transform(&rows, &mut inputs, from);
                from += encoder.width();
            }
            let mut targets = Matrix::zeros(rows.len(), targets_per_row);
            for (row, &at) in positions.iter().enumerate() {
                let out = targets.row_mut(row);
                match (config.data.task, target) {
                    (Task::Regression, Column::Numeric(values)) => {
                        out[0] = to_float(values[rows[row]]);
                    }
                    (Task::MulticlassClassification, _) if !sparse => out[classes[at]] = 1.0,
                    _ => out[0] = classes[at] as Float,
                }
            }
            Part { inputs, targets }
        };
        let (training, validation) = (part(&split.training), part(&split.validation));
        let counts = RowCounts {
            read: table.rows(),
            dropped: table.rows() - rows.len(),
            imputed,
            training: split.training.len(),
            validation: split.validation.len(),
        };
        let input_names = features.iter().flat_map(|(column, _)| input_names(column)).collect();
        Self { training, validation, counts, input_names, class_names }
    }
}

/// What the inputs that a column becomes are called.
fn input_names(column: &ColumnSchema) -> Vec<String> {
    match column.kind {
        ColumnKind::Numeric => vec![column.name.clone()],
        ColumnKind::Text => {
            column.levels.iter().map(|level| format!("{}={level}", column.name)).collect()
        }
    }
}
