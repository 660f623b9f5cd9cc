//! From a table to the matrices that the trainer reads.

use crate::config::{CheckedExperiment, ConfigError, check_size};
use crate::data::dataset_facts::{DataWarning, DatasetFacts, RowCounts};
use crate::data::preprocess::{FittedColumn, Scaler};
use crate::data::recipe::Recipe;
use crate::data::soundness;
use crate::data::split::Split;
use crate::data::table::Table;
use crate::nn::Matrix;

/// The rows of one part, in the order of the file. The trainer takes the
/// matrices themselves; readers outside the engine take [`Matrix::array`].
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// `[rows, inputs]`: scaled numbers, and 0 or 1 for categories.
    pub inputs: Matrix,
    /// `[rows, outputs]`: the value (regression), scaled as [`Dataset::target_scaler`]
    /// says; 0 or 1 (two classes), or one-hot; `[rows, 1]` with the number of the class
    /// for a sparse loss.
    pub targets: Matrix,
}

impl Part {
    /// Rows.
    pub fn rows(&self) -> usize {
        self.inputs.rows()
    }
}

/// A table prepared for one experiment.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// What the network learns from; nothing in it depends on the other parts' cells.
    pub training: Part,
    /// What it is measured on after every epoch.
    pub validation: Part,
    /// What only [`Trainer::evaluate_test`](crate::train::Trainer::evaluate_test)
    /// measures; without rows if there is no test part.
    pub test: Part,
    /// Which rows of the table the parts are, counted from 0.
    pub rows: Split,
    /// How the columns became inputs, in the order of the inputs.
    pub columns: Vec<FittedColumn>,
    /// How the target of a regression is scaled.
    pub target_scaler: Scaler,
    facts: DatasetFacts,
}

impl Dataset {
    /// Leaves out rows without a target, splits the rest, and fills, scales and encodes
    /// the inputs with numbers taken from the training rows only.
    ///
    /// Checked by `tests/it/data/prepare.rs` and `tests/it/data/leaks.rs`.
    ///
    /// # Errors
    /// What only shows once the rows are split: a part without rows, too few groups, no input,
    /// or more numbers than fit into memory.
    ///
    /// # Panics
    /// If `experiment` was checked against another table's schema.
    pub fn prepare(table: &Table, experiment: &CheckedExperiment) -> Result<Self, ConfigError> {
        let recipe = Recipe::new(table, experiment);
        let (rows, incomplete) = recipe.split()?;
        let encoders = recipe.encoders(&rows.training);
        let inputs = encoders.iter().map(|encoder| encoder.fitted.width()).sum();
        if inputs == 0 {
            return Err(ConfigError::NoFeatures);
        }
        let used = rows.training.len() + rows.validation.len() + rows.test.len();
        check_size(used, inputs)?;

        let target_scaler = recipe.target_scaler(&rows.training);
        let mut imputed = 0;
        let mut unknown = Unknown::default();
        let mut part = |rows: &[usize]| {
            let mut matrix = Matrix::zeros(rows.len(), inputs);
            let mut from = 0;
            for encoder in &encoders {
                let counts = encoder.transform(rows, &mut matrix, from);
                imputed += counts.imputed;
                unknown.add(&encoder.fitted.column, counts.unknown, counts.example);
                from += encoder.fitted.width();
            }
            Part { inputs: matrix, targets: recipe.targets(rows, &target_scaler) }
        };
        let training = part(&rows.training);
        let (validation, test) = (part(&rows.validation), part(&rows.test));
        let counts = RowCounts {
            read: table.rows(),
            dropped: recipe.without_target(),
            incomplete,
            imputed,
            training: rows.training.len(),
            validation: rows.validation.len(),
            test: rows.test.len(),
        };
        let columns: Vec<FittedColumn> =
            encoders.into_iter().map(|encoder| encoder.fitted).collect();
        let warnings = soundness::warnings(&recipe, &rows, unknown.warning(), table.schema());
        let facts = DatasetFacts {
            counts,
            input_names: columns.iter().flat_map(FittedColumn::input_names).collect(),
            class_counts: recipe.class_counts(&rows.training),
            class_names: recipe.class_names,
            warnings,
        };
        Ok(Self { training, validation, test, rows, columns, target_scaler, facts })
    }

    /// How many rows of the training part an experiment could use: where it uses fewer of
    /// them, all the same.
    ///
    /// Checked by `tests/it/data/training_rows.rs::as_many_can_be_used_as_there_are`.
    ///
    /// # Errors
    /// As [`Dataset::prepare`], of what the split shows.
    pub fn training_part(
        table: &Table,
        experiment: &CheckedExperiment,
    ) -> Result<usize, ConfigError> {
        let mut all = experiment.clone();
        all.use_all_training_rows();
        Ok(Recipe::new(table, &all).split()?.0.training.len())
    }

    /// From parts that did not come from a table, without a test part; the rows count from 0, the
    /// training rows first.
    pub fn of_parts(
        training: Part,
        validation: Part,
        input_names: Vec<String>,
        class_names: Vec<String>,
    ) -> Self {
        let (rows, held_out) = (training.rows(), validation.rows());
        let test = Part {
            inputs: Matrix::zeros(0, training.inputs.cols()),
            targets: Matrix::zeros(0, training.targets.cols()),
        };
        let split = Split {
            training: (0..rows).collect(),
            validation: (rows..rows + held_out).collect(),
            test: Vec::new(),
        };
        let counts = RowCounts {
            read: rows + held_out,
            training: rows,
            validation: held_out,
            ..RowCounts::default()
        };
        Self {
            training,
            validation,
            test,
            rows: split,
            columns: Vec::new(),
            target_scaler: Scaler::NONE,
            facts: DatasetFacts { counts, input_names, class_names, ..DatasetFacts::default() },
        }
    }

    /// Values per row that enter the network.
    pub fn inputs(&self) -> usize {
        self.training.inputs.cols()
    }

    /// Row counts, names of inputs and classes, and warnings.
    pub fn facts(&self) -> &DatasetFacts {
        &self.facts
    }
}

/// Categories that no training row has, over all columns.
#[derive(Default)]
struct Unknown {
    cells: usize,
    first: Option<(String, String)>,
}

impl Unknown {
    fn add(&mut self, column: &str, cells: usize, example: Option<String>) {
        self.cells += cells;
        if let Some(example) = example {
            self.first.get_or_insert_with(|| (column.to_owned(), example));
        }
    }

    fn warning(self) -> Option<DataWarning> {
        let (column, example) = self.first?;
        Some(DataWarning::UnknownCategories { column, cells: self.cells, example })
    }
}
