//! How the network is trained.

use serde::{Deserialize, Serialize};

use crate::config::{ConfigError, Loss, Optimizer, Task, limits};

/// `keras.Model.compile` and `fit` in one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainingConfig {
    /// What training makes smaller.
    pub loss: Loss,
    /// How the weights follow the gradient.
    pub optimizer: Optimizer,
    /// Step size.
    pub learning_rate: f64,
    /// Rows per update.
    pub batch_size: u32,
    /// Passes over the training rows.
    pub epochs: u32,
    /// Whether [`EarlyStopping`] watches the run.
    pub early_stopping: bool,
    /// Its settings, kept while it is off.
    pub stopping: EarlyStopping,
}

/// `keras.callbacks.EarlyStopping(monitor="val_loss", mode="min")`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EarlyStopping {
    /// Smallest fall of the validation loss that counts.
    pub min_delta: f64,
    /// Epochs without such a fall before the run stops.
    pub patience: u32,
    /// Whether the run ends with the weights of its best epoch.
    pub restore_best_weights: bool,
}

impl Default for EarlyStopping {
    fn default() -> Self {
        Self {
            min_delta: limits::MIN_DELTA.default,
            patience: limits::PATIENCE.default as u32,
            restore_best_weights: true,
        }
    }
}

impl TrainingConfig {
    /// Keras's defaults for a task.
    pub fn for_task(task: Task) -> Self {
        Self {
            loss: Loss::for_task(task)[0],
            optimizer: Optimizer::Adam,
            learning_rate: limits::LEARNING_RATE.default,
            batch_size: limits::BATCH_SIZE.default as u32,
            epochs: limits::EPOCHS.default as u32,
            early_stopping: true,
            stopping: EarlyStopping::default(),
        }
    }

    /// # Errors
    /// Every setting out of its range, and a loss that does not fit the task.
    pub fn check(&self, task: Task) -> Vec<ConfigError> {
        let mut problems: Vec<_> = [
            self.optimizer.check(),
            limits::LEARNING_RATE.check(self.learning_rate),
            limits::BATCH_SIZE.check(f64::from(self.batch_size)),
            limits::EPOCHS.check(f64::from(self.epochs)),
            limits::MIN_DELTA.check(self.stopping.min_delta),
            limits::PATIENCE.check(f64::from(self.stopping.patience)),
        ]
        .into_iter()
        .filter_map(Result::err)
        .collect();
        if !Loss::for_task(task).contains(&self.loss) {
            problems.push(ConfigError::LossDoesNotFit { loss: self.loss, task });
        }
        problems
    }
}
