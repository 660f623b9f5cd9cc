//! Tables that were never files: seeded rows of a given shape, and experiments on them.
//!
//! Checked by `tests/it/bench/speed_page.rs`.

use rand::RngCore;
use serde::Serialize;

use crate::config::{
    CheckedExperiment, ColumnSchema, ColumnType, DataConfig, DataSource, ExperimentConfig,
    NetworkConfig, Scaling, TableSchema, Task, TrainingConfig,
};
use crate::data::{Dataset, Part};
use crate::nn::random::{Stream, generator, uniform};
use crate::nn::{Matrix, narrow};

/// The shape of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TableShape {
    /// Rows to train on.
    pub rows: usize,
    /// Rows to validate on.
    pub validation_rows: usize,
    /// Columns that enter the network, at least two.
    pub inputs: usize,
    /// What is predicted.
    pub task: Task,
    /// Classes of [`Task::MulticlassClassification`], at most as many as inputs.
    pub classes: usize,
}

const TARGET: &str = "y";

impl TableShape {
    /// The experiment that trains `network` on a table of this shape.
    ///
    /// # Panics
    /// If the experiment is not a sound one; those of this module are.
    pub fn experiment(
        &self,
        network: NetworkConfig,
        training: TrainingConfig,
        seed: u32,
    ) -> CheckedExperiment {
        let schema = self.schema();
        let config = ExperimentConfig {
            title: String::new(),
            data: DataConfig {
                scaling: Scaling::None,
                ..DataConfig::new(
                    DataSource::File { name: String::new(), columns: Vec::new() },
                    TARGET,
                    self.task,
                )
            },
            network,
            training,
            seed,
        };
        config.check(&schema).expect("a synthetic experiment is a sound one")
    }

    /// Rows of this shape, always the same for a seed.
    pub fn dataset(&self, seed: u32) -> Dataset {
        let mut rng = generator(seed, Stream::Split);
        let training = self.part(self.rows, &mut rng);
        let validation = self.part(self.validation_rows, &mut rng);
        let schema = self.schema();
        let input_names = schema.columns[..self.inputs].iter().map(|c| c.name.clone()).collect();
        let class_names = schema.columns[self.inputs].levels.clone();
        Dataset::of_parts(training, validation, input_names, class_names)
    }

    /// Inputs with mean 0 and variance 1, as after scaling; targets from the first
    /// columns: their difference, its sign, or which of them is the largest.
    fn part(&self, rows: usize, rng: &mut impl RngCore) -> Part {
        let half_width = 3.0_f64.sqrt();
        let inputs = Matrix::from_fn(rows, self.inputs, |_, _| {
            narrow((2.0 * uniform(rng) - 1.0) * half_width)
        });
        let multiclass = self.task == Task::MulticlassClassification;
        let outputs = if multiclass { self.classes } else { 1 };
        let targets = Matrix::from_fn(rows, outputs, |row, column| {
            let x = inputs.row(row);
            match self.task {
                Task::Regression => x[0] - x[1],
                Task::BinaryClassification => narrow(f64::from(u8::from(x[0] > x[1]))),
                Task::MulticlassClassification => {
                    let largest = x[..self.classes].iter().all(|&other| other <= x[column]);
                    narrow(f64::from(u8::from(largest)))
                }
            }
        });
        Part { inputs, targets }
    }

    fn schema(&self) -> TableSchema {
        let rows = self.rows + self.validation_rows;
        let number = |name: String| ColumnSchema {
            name,
            column_type: ColumnType::Decimal,
            set_aside: None,
            missing: 0,
            distinct: rows,
            levels: Vec::new(),
        };
        let mut columns: Vec<_> =
            (0..self.inputs).map(|index| number(format!("x{index}"))).collect();
        let classes = match self.task {
            Task::Regression => 0,
            Task::BinaryClassification => 2,
            Task::MulticlassClassification => self.classes,
        };
        let mut target = number(TARGET.to_owned());
        if classes > 0 {
            target.column_type = ColumnType::Category;
            target.distinct = classes;
            target.levels = (0..classes).map(|class| class.to_string()).collect();
        }
        columns.push(target);
        TableSchema { rows, columns }
    }
}
