//! How the weights follow the gradient.

use serde::{Deserialize, Serialize};

use crate::config::{ConfigError, limits};

/// An optimizer with Keras's defaults; the learning rate stands in
/// [`TrainingConfig`](crate::config::TrainingConfig), for it may change while training.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Optimizer {
    /// `keras.optimizers.SGD(momentum)`
    Sgd {
        /// Share of the last step that is kept.
        momentum: f64,
    },
    /// `keras.optimizers.Adam()`: `beta_1` 0.9, `beta_2` 0.999, epsilon 1e-7.
    Adam,
}

impl Optimizer {
    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sgd { .. } => "SGD",
            Self::Adam => "Adam",
        }
    }

    /// # Errors
    /// A momentum out of its range.
    pub fn check(self) -> Result<(), ConfigError> {
        match self {
            Self::Sgd { momentum } => limits::SGD_MOMENTUM.check(momentum),
            Self::Adam => Ok(()),
        }
    }
}
