//! From what the user asked for to what can run.

use crate::config::{
    ConfigError, ExperimentConfig, Metric, OutputConfig, TableSchema, Task, limits,
};

/// Fewest rows with a target that can be split into two parts.
const MIN_ROWS: usize = 4;

/// An experiment that can run on a table: preparing data, building the network and
/// training from it cannot fail.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedExperiment {
    config: ExperimentConfig,
    inputs: usize,
    output: OutputConfig,
}

impl CheckedExperiment {
    /// What the user asked for.
    pub fn config(&self) -> &ExperimentConfig {
        &self.config
    }

    /// Values per row that enter the network.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The output block.
    pub fn output(&self) -> OutputConfig {
        self.output
    }

    /// From where on class 1 of two is predicted.
    pub fn threshold(&self) -> f64 {
        self.config.training.threshold.unwrap_or_else(|| self.output.threshold())
    }

    /// What is measured beside the loss, the task's own metric first.
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
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// Checks the experiment against the table it is to run on.
    ///
    /// # Errors
    /// All problems at once, each a sentence for the user.
    pub fn check(&self, schema: &TableSchema) -> Result<CheckedExperiment, Vec<ConfigError>> {
        let mut problems = self.check_settings().err().unwrap_or_default();
        problems.extend(self.check_target(schema));
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
            Ok(CheckedExperiment { config: self.clone(), inputs, output })
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
        let needed = MIN_ROWS.max(2 * classes);
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
}
