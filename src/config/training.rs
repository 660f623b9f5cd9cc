//! How the network is trained.

use serde::{Deserialize, Serialize};

use crate::config::{
    Clipping, ConfigError, EarlyStopping, Loss, Metric, Optimizer, Schedule, Task, limits,
};

/// `keras.Model.compile` and `fit` in one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingConfig {
    /// What training makes smaller.
    pub loss: Loss,
    /// How the weights follow the gradient.
    pub optimizer: Optimizer,
    /// What keeps the gradient from being too large.
    pub clipping: Clipping,
    /// Step size at the start.
    pub learning_rate: f64,
    /// How it changes.
    pub schedule: Schedule,
    /// Rows per update.
    pub batch_size: u32,
    /// Passes over the training rows.
    pub epochs: u32,
    /// Whether the training rows take a new order every epoch.
    pub shuffle: bool,
    /// How much the rows of a class count while training.
    pub class_weights: ClassWeights,
    /// Measured besides the loss and the task's own metric.
    pub metrics: Vec<Metric>,
    /// Threshold above which a row is predicted as class 1; `None`: a probability above 0.5, or
    /// a score above 0 ([`Loss::threshold`]).
    pub threshold: Option<f64>,
    /// Whether [`EarlyStopping`] watches the run.
    pub early_stopping: bool,
    /// Its settings, kept while it is off.
    pub stopping: EarlyStopping,
}

/// `class_weight` of `keras.Model.fit`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassWeights {
    /// Every row counts the same.
    #[default]
    None,
    /// As `sklearn.utils.class_weight`: every class counts the same,
    /// `rows / (classes * rows of the class)`, over the training rows.
    Balanced,
    /// One for each class, in the order of the classes; a class beyond the list: 1.
    Given(Vec<f64>),
}

impl Default for TrainingConfig {
    fn default() -> Self {
        Self {
            loss: Loss::default(),
            optimizer: Optimizer::default(),
            clipping: Clipping::None,
            learning_rate: limits::LEARNING_RATE.default,
            schedule: Schedule::Constant,
            batch_size: limits::BATCH_SIZE.default as u32,
            epochs: limits::EPOCHS.default as u32,
            shuffle: true,
            class_weights: ClassWeights::None,
            metrics: Vec::new(),
            threshold: None,
            early_stopping: true,
            stopping: EarlyStopping::default(),
        }
    }
}

impl TrainingConfig {
    /// Keras's defaults for a task.
    pub fn for_task(task: Task) -> Self {
        Self { loss: Loss::for_task(task)[0], ..Self::default() }
    }

    /// What is measured besides the loss: the task's own metric, then the others that
    /// fit the task.
    pub fn measured(&self, task: Task) -> Vec<Metric> {
        let all = Metric::all_for_task(task).iter();
        all.copied()
            .filter(|metric| *metric == Metric::for_task(task) || self.metrics.contains(metric))
            .collect()
    }

    /// # Errors
    /// Every setting out of its range, a loss that does not fit the task, a monitor
    /// that is not measured.
    pub fn check(&self, task: Task) -> Vec<ConfigError> {
        let weights: &[f64] = match &self.class_weights {
            ClassWeights::Given(weights) => weights,
            ClassWeights::None | ClassWeights::Balanced => &[],
        };
        let mut problems: Vec<_> = [
            self.loss.check(),
            self.optimizer.check(),
            self.clipping.check(),
            limits::LEARNING_RATE.check(self.learning_rate),
            self.schedule.check(),
            limits::BATCH_SIZE.check(f64::from(self.batch_size)),
            limits::EPOCHS.check(f64::from(self.epochs)),
            weights.iter().try_for_each(|&weight| limits::CLASS_WEIGHT.check(weight)),
            self.threshold.map_or(Ok(()), |threshold| limits::THRESHOLD.check(threshold)),
            self.stopping.check(),
        ]
        .into_iter()
        .filter_map(Result::err)
        .collect();
        if !self.loss.fits(task) {
            problems.push(ConfigError::LossDoesNotFit { loss: self.loss, task });
        }
        if weights.len() > limits::MAX_LEVELS {
            problems.push(ConfigError::TooManyClassWeights { received: weights.len() });
        }
        let monitored = self.stopping.monitor.metric().filter(|_| self.early_stopping);
        if let Some(metric) = monitored.filter(|metric| !self.measured(task).contains(metric)) {
            problems.push(ConfigError::NotMeasured { metric });
        }
        problems
    }
}
