//! Checks what the user asked for: from a configuration to an experiment that can run.

use crate::config::{
    ConfigError, DataSource, ExperimentConfig, Metric, OutputConfig, SplitMethod, TableSchema,
    Task, limits,
};

/// Fewest rows with a target that can be split into two parts.
const MIN_ROWS: usize = 4;
/// Of the engine's number type in the browser.
const BYTES_PER_INPUT: u64 = 4;

/// An experiment that fits a table. What only the split rows can tell, above all whether
/// every part keeps a row, `Dataset::prepare` says before anything is trained.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedExperiment {
    config: ExperimentConfig,
    output: OutputConfig,
}

impl CheckedExperiment {
    /// What the user asked for.
    pub fn config(&self) -> &ExperimentConfig {
        &self.config
    }

    /// The output block.
    pub fn output(&self) -> OutputConfig {
        self.output
    }

    /// The threshold above which class 1 of two is predicted.
    pub fn threshold(&self) -> f64 {
        self.config.threshold()
    }

    /// As if the experiment used its whole training part, which every table allows.
    pub fn use_all_training_rows(&mut self) {
        self.config.data.split.training_rows = None;
    }

    /// What is measured besides the loss, the task's own metric first.
    pub fn metrics(&self) -> Vec<Metric> {
        self.config.training.measured(self.config.data.task)
    }
}

impl ExperimentConfig {
    /// Checks everything that does not depend on a table: ranges, lengths, loss and task.
    ///
    /// # Errors
    /// All problems at once.
    pub fn check_settings(&self) -> Result<(), Vec<ConfigError>> {
        let mut problems = self.network.check();
        problems.extend(self.training.check(self.data.task));
        problems.extend(
            limits::VALIDATION_PERCENT.check(f64::from(self.data.validation_percent)).err(),
        );
        problems.extend(self.data.reading.check().err());
        problems.extend(self.data.split.check(self.data.validation_percent).err());
        problems.extend(self.data.preparation.check());
        if let DataSource::Synthetic(config) = &self.data.source {
            problems.extend(config.check().err());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// Checks the experiment against the table it is to run on.
    ///
    /// # Errors
    /// All problems at once, each a sentence for the user.
    pub fn check(&self, schema: &TableSchema) -> Result<CheckedExperiment, Vec<ConfigError>> {
        let mut problems = self.check_settings().err().unwrap_or_default();
        problems.extend(self.check_target(schema));
        problems.extend(self.check_groups(schema));
        let inputs = self.inputs(schema);
        if inputs == 0 {
            problems.push(ConfigError::NoFeatures);
        }
        let output = self.output(schema);
        let parameters = self.network.parameters(inputs as u64, output);
        if parameters > limits::MAX_PARAMETERS {
            problems.push(ConfigError::TooManyParameters { received: parameters });
        }
        if problems.is_empty() {
            Ok(CheckedExperiment { config: self.clone(), output })
        } else {
            Err(problems)
        }
    }

    fn check_target(&self, schema: &TableSchema) -> Option<ConfigError> {
        let target = self.data.target.clone();
        let Some(column) = schema.column(&target) else {
            return Some(ConfigError::NoTarget { target });
        };
        let rows = schema.rows - column.missing;
        let classes = match self.data.task {
            Task::Regression => 1,
            Task::BinaryClassification | Task::MulticlassClassification => column.distinct,
        };
        let needed = MIN_ROWS.max(self.data.split.parts() * classes);
        if column.distinct < 2 {
            Some(ConfigError::ConstantTarget { target })
        } else if !column.allows(self.data.task) {
            let (distinct, task) = (column.distinct, self.data.task);
            Some(ConfigError::TaskDoesNotFit { target, distinct, task })
        } else if rows < needed {
            Some(ConfigError::TooFewRows { rows, needed })
        } else {
            None
        }
    }

    fn check_groups(&self, schema: &TableSchema) -> Option<ConfigError> {
        let SplitMethod::Grouped { column } = &self.data.split.method else { return None };
        if column.is_empty() {
            return Some(ConfigError::GroupColumnNotChosen);
        }
        let Some(found) = schema.column(column) else {
            return Some(ConfigError::NoGroupColumn { column: column.clone() });
        };
        // Rows without a value are a group of their own.
        self.data.split.check_groups(found.distinct + usize::from(found.missing > 0)).err()
    }
}

/// Whether the prepared numbers fit into the memory of a browser tab.
///
/// # Errors
/// [`ConfigError::TooManyInputs`].
pub fn check_size(rows: usize, inputs: usize) -> Result<(), ConfigError> {
    let bytes = (rows as u64).saturating_mul(inputs as u64).saturating_mul(BYTES_PER_INPUT);
    if bytes > limits::MAX_TABLE_BYTES {
        return Err(ConfigError::TooManyInputs { rows, inputs });
    }
    Ok(())
}
