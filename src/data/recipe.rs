//! A table as an experiment sees it: its inputs, its target, the rows that count.

use crate::config::{
    CheckedExperiment, ColumnSchema, ConfigError, Imputer, Loss, SplitMethod, SplitPart, Task,
};
use crate::data::preprocess::{ColumnEncoder, Scaler, to_float};
use crate::data::split::{Shares, Split};
use crate::data::table::{Column, Table};
use crate::nn::{Float, Matrix};

/// A table as an experiment sees it: what is an input, what the target, which rows count.
pub(super) struct Recipe<'table> {
    pub experiment: &'table CheckedExperiment,
    pub features: Vec<(&'table ColumnSchema, &'table Column)>,
    pub target: &'table Column,
    /// Empty for regression.
    pub class_names: Vec<String>,
    /// The rows that have a target, in order.
    rows: Vec<usize>,
    /// The class of each of them; empty for regression.
    classes: Vec<usize>,
    table: &'table Table,
}

impl<'table> Recipe<'table> {
    pub fn new(table: &'table Table, experiment: &'table CheckedExperiment) -> Self {
        let data = &experiment.config().data;
        let find = |name: &str| table.schema().columns.iter().position(|c| c.name == name);
        let place = find(&data.target).expect("the target of a checked experiment is in its table");
        let target = &table.columns()[place];
        let rows: Vec<usize> = (0..table.rows()).filter(|&row| !target.is_missing(row)).collect();
        let is_regression = data.task == Task::Regression;
        let schema = &table.schema().columns;
        let is_feature = |column: &ColumnSchema| experiment.config().is_feature(column);
        Self {
            experiment,
            features: schema
                .iter()
                .zip(table.columns())
                .filter(|(column, _)| is_feature(column))
                .collect(),
            target,
            class_names: if is_regression { Vec::new() } else { schema[place].levels.clone() },
            classes: if is_regression { Vec::new() } else { target.classes(&rows) },
            rows,
            table,
        }
    }

    /// The class of a row that has a target.
    pub fn class(&self, row: usize) -> usize {
        self.rows.binary_search(&row).map_or(0, |at| self.classes[at])
    }

    /// The rows of each part, and how many were dropped because an input is missing.
    pub fn split(&self) -> Result<(Split, usize), ConfigError> {
        let config = self.experiment.config();
        let (data, seed) = (&config.data, config.split_seed());
        let shares = Shares { validation: data.validation_percent, test: data.split.test_percent };
        let split = match &data.split.method {
            SplitMethod::Shuffled if data.split.stratify && !self.classes.is_empty() => {
                Split::shuffled(&self.classes, shares, seed)
            }
            SplitMethod::Shuffled => Split::shuffled(&vec![0; self.rows.len()], shares, seed),
            SplitMethod::InOrder => Split::in_order(self.rows.len(), shares),
            SplitMethod::Grouped { column } => {
                let groups = self.groups(column)?;
                Split::grouped(&groups, shares, seed)
            }
        };
        let mut split = split.map(|at| self.rows[at]);
        let dropping: Vec<&Column> = self
            .features
            .iter()
            .filter(|(schema, _)| data.preparation.imputer(&schema.name) == Imputer::DropRow)
            .map(|(_, column)| *column)
            .collect();
        let mut incomplete = 0;
        for (rows, part) in [
            (&mut split.training, SplitPart::Training),
            (&mut split.validation, SplitPart::Validation),
            (&mut split.test, SplitPart::Test),
        ] {
            let before = rows.len();
            rows.retain(|&row| dropping.iter().all(|column| !column.is_missing(row)));
            incomplete += before - rows.len();
            if rows.is_empty() && (before > 0 || part != SplitPart::Test) {
                return Err(ConfigError::NoCompleteRows { part });
            }
        }
        if let Some(count) = data.split.training_rows {
            self.keep_training(&mut split, count as usize);
        }
        Ok((split, incomplete))
    }

    /// Cuts the training part to what the experiment uses of it.
    fn keep_training(&self, split: &mut Split, count: usize) {
        let config = self.experiment.config();
        let stratify = config.data.split.stratify && !self.classes.is_empty();
        match &config.data.split.method {
            SplitMethod::InOrder => split.keep_last_training(count),
            SplitMethod::Shuffled if stratify => {
                let strata: Vec<usize> =
                    split.training.iter().map(|&row| self.class(row)).collect();
                split.keep_training(count, &strata, config.split_seed());
            }
            SplitMethod::Shuffled | SplitMethod::Grouped { .. } => {
                let strata = vec![0; split.training.len()];
                split.keep_training(count, &strata, config.split_seed());
            }
        }
    }

    /// Rows without a target.
    pub fn without_target(&self) -> usize {
        self.table.rows() - self.rows.len()
    }

    /// The group of each row that has a target, counted from 0.
    fn groups(&self, name: &str) -> Result<Vec<usize>, ConfigError> {
        let schema = &self.table.schema().columns;
        let column = schema
            .iter()
            .position(|column| column.name == name)
            .map(|place| &self.table.columns()[place])
            .ok_or_else(|| ConfigError::NoGroupColumn { column: name.to_owned() })?;
        let keys: Vec<u64> = self.rows.iter().map(|&row| key(column, row)).collect();
        let mut known = keys.clone();
        known.sort_unstable();
        known.dedup();
        self.experiment.config().data.split.check_groups(known.len())?;
        Ok(keys.iter().map(|key| known.partition_point(|other| other < key)).collect())
    }

    pub fn encoders(&self, training: &[usize]) -> Vec<ColumnEncoder<'table>> {
        let data = &self.experiment.config().data;
        let fit = |&(schema, column): &(&ColumnSchema, &'table Column)| {
            ColumnEncoder::fit(schema, column, training, data)
        };
        self.features.iter().map(fit).collect()
    }

    pub fn target_scaler(&self, training: &[usize]) -> Scaler {
        match (self.experiment.config().data.task, self.target) {
            (Task::Regression, Column::Numeric(values)) => {
                let values: Vec<f64> = training.iter().map(|&row| values[row]).collect();
                Scaler::fit(self.experiment.config().data.preparation.target_scaling, &values)
            }
            _ => Scaler::NONE,
        }
    }

    pub fn targets(&self, rows: &[usize], scaler: &Scaler) -> Matrix {
        let config = self.experiment.config();
        let sparse = config.training.loss == Loss::SparseCategoricalCrossentropy;
        let per_row = if sparse { 1 } else { self.experiment.output().units as usize };
        let mut targets = Matrix::zeros(rows.len(), per_row);
        for (at, &row) in rows.iter().enumerate() {
            let out = targets.row_mut(at);
            match (config.data.task, self.target) {
                (Task::Regression, Column::Numeric(values)) => {
                    out[0] = to_float(scaler.transform(values[row]));
                }
                (Task::MulticlassClassification, _) if !sparse => out[self.class(row)] = 1.0,
                _ => out[0] = self.class(row) as Float,
            }
        }
        targets
    }

    /// Rows of each class.
    pub fn class_counts(&self, rows: &[usize]) -> Vec<usize> {
        let mut counts = vec![0; self.class_names.len()];
        if !counts.is_empty() {
            for &row in rows {
                counts[self.class(row)] += 1;
            }
        }
        counts
    }
}

/// A number that two cells of a column share only if they hold the same.
pub(super) fn key(column: &Column, row: usize) -> u64 {
    match column {
        _ if column.is_missing(row) => u64::MAX,
        Column::Numeric(values) => values[row].to_bits(),
        Column::Text { codes, .. } => u64::from(codes[row]),
    }
}
