//! A model of Keras's as a network of ours.

use super::note::ModelNote;
use crate::config::{
    Clipping, ExperimentConfig, Loss, Metric, NetworkConfig, Optimizer, OutputConfig, Schedule,
    TableSchema, limits,
};
use crate::models::ModelError;
use crate::nn::{Network, narrow};

/// A model of Keras's, as a network of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct KerasModel {
    /// Its name.
    pub name: String,
    /// Numbers per row.
    pub inputs: usize,
    /// The chain; the activation of its output is always said.
    pub network: NetworkConfig,
    /// The output.
    pub output: OutputConfig,
    /// How it was compiled.
    pub training: KerasTraining,
    /// Each variable row by row, in the order of [`Network::variables`]; `None` for a model
    /// without weights.
    pub weights: Option<Vec<Vec<f32>>>,
    /// What was not taken over.
    pub notes: Vec<ModelNote>,
}

/// How a model was compiled; `None` where it does not say so, or Descent has nothing like it.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct KerasTraining {
    pub optimizer: Option<Optimizer>,
    pub learning_rate: Option<f64>,
    pub schedule: Option<Schedule>,
    pub clipping: Option<Clipping>,
    pub loss: Option<Loss>,
    pub metrics: Vec<Metric>,
}

impl KerasModel {
    /// Takes the network and what it was compiled with into an experiment on a table, and says
    /// what of it does not fit the task.
    ///
    /// # Errors
    /// [`ModelError::Outputs`] for a model of other outputs than the target needs; the
    /// experiment is then as it was.
    pub fn adopt(
        &self,
        experiment: &mut ExperimentConfig,
        schema: &TableSchema,
    ) -> Result<Vec<ModelNote>, ModelError> {
        let needed = experiment.output(schema).units;
        if needed != self.output.units {
            return Err(ModelError::Outputs { received: self.output.units, needed });
        }
        let task = experiment.data.task;
        let mut notes = self.notes.clone();
        let mut does_not_fit = |received: &str| {
            notes.push(ModelNote::DoesNotFit { received: received.to_owned() });
        };
        let training = &mut experiment.training;
        match self.training.loss {
            Some(loss) if loss.fits(task) => training.loss = loss,
            Some(loss) => does_not_fit(loss.name()),
            None => {}
        }
        if !self.training.metrics.is_empty() {
            let fits = |metric: &&Metric| Metric::all_for_task(task).contains(metric);
            let metrics = &self.training.metrics;
            // The task's own is always measured.
            let others = metrics.iter().filter(fits).filter(|one| **one != Metric::for_task(task));
            training.metrics = others.copied().collect();
            let others = metrics.iter().filter(|metric| !fits(metric));
            others.for_each(|metric| does_not_fit(metric.name()));
        }
        training.optimizer = self.training.optimizer.unwrap_or(training.optimizer);
        training.learning_rate = self.training.learning_rate.unwrap_or(training.learning_rate);
        training.schedule = self.training.schedule.unwrap_or(training.schedule);
        training.clipping = self.training.clipping.unwrap_or(training.clipping);
        experiment.network = self.network.clone();
        // What loss and task ask for anyway is no choice of the user's.
        let usual = experiment.training.loss.output_activation(task);
        if self.network.output_activation == Some(usual) {
            experiment.network.output_activation = None;
        }
        Ok(notes)
    }

    /// # Errors
    /// [`ModelError::Inputs`] for a model that takes other rows than those of a table as it is
    /// prepared.
    pub fn check_inputs(&self, prepared: usize) -> Result<(), ModelError> {
        if self.inputs == prepared {
            Ok(())
        } else {
            Err(ModelError::Inputs { received: self.inputs, prepared })
        }
    }

    /// Gives its weights to a network of the same chain; one without weights changes nothing.
    ///
    /// # Errors
    /// [`ModelError::Weights`] if the network is of another chain; it is then as it was.
    pub fn set_weights(&self, network: &mut Network) -> Result<(), ModelError> {
        let Some(weights) = &self.weights else { return Ok(()) };
        let named = network.store().named().to_vec();
        let fits = named.len() == weights.len()
            && named.iter().zip(weights).all(|(named, numbers)| {
                named.variable.rows() * named.variable.cols() == numbers.len()
            });
        if !fits {
            return Err(ModelError::Weights);
        }
        for (named, numbers) in named.iter().zip(weights) {
            let numbers: Vec<_> = numbers.iter().map(|number| narrow(f64::from(*number))).collect();
            network.store_mut().set(named, &numbers);
        }
        Ok(())
    }

    /// # Errors
    /// More weights than a network may have.
    pub(super) fn check_size(&self) -> Result<(), ModelError> {
        let received = self.network.parameters(self.inputs as u64, self.output);
        if received > limits::MAX_PARAMETERS || self.output.units > limits::UNITS.max as u64 {
            let problem = crate::config::ConfigError::TooManyParameters { received };
            return Err(ModelError::Setting { problem: Box::new(problem) });
        }
        Ok(())
    }
}
