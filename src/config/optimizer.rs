//! How the weights follow the gradient.

use serde::{Deserialize, Serialize};

use crate::config::{ConfigError, limits};

/// An optimizer with Keras's defaults; the learning rate stands in
/// [`TrainingConfig`](crate::config::TrainingConfig), for it may change while training.
///
/// Formulas: [`nn::optimizers`](crate::nn::optimizers).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Optimizer {
    /// `keras.optimizers.SGD`
    Sgd(SgdConfig),
    /// `keras.optimizers.Adam`: `beta_1` 0.9, `beta_2` 0.999, epsilon 1e-7.
    #[default]
    Adam,
    /// `keras.optimizers.RMSprop`: rho 0.9, epsilon 1e-7.
    RmsProp,
    /// `keras.optimizers.Adagrad`: accumulators start at 0.1, epsilon 1e-7.
    Adagrad,
    /// `keras.optimizers.AdamW`: Adam that shrinks the weights at every step.
    AdamW(AdamWConfig),
    /// `keras.optimizers.Nadam`: Adam with Nesterov's momentum.
    Nadam,
}

/// `keras.optimizers.SGD`
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SgdConfig {
    /// Share of the last step that is kept.
    pub momentum: f64,
    /// Whether the gradient is taken where the momentum leads.
    pub nesterov: bool,
}

/// `keras.optimizers.AdamW`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdamWConfig {
    /// What each step takes off the weights, times the learning rate.
    pub weight_decay: f64,
}

impl Default for AdamWConfig {
    fn default() -> Self {
        Self { weight_decay: limits::WEIGHT_DECAY.default }
    }
}

/// What keeps a gradient from being too large, variable by variable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clipping {
    /// Nothing.
    #[default]
    None,
    /// `clipnorm`: a variable's gradient is scaled to at most this norm.
    Norm(f64),
    /// `clipvalue`: every element is cut to at most this size.
    Value(f64),
}

impl Optimizer {
    /// All of them with Keras's defaults, in the page's order.
    pub const ALL: [Self; 6] = [
        Self::Adam,
        Self::Sgd(SgdConfig { momentum: 0.0, nesterov: false }),
        Self::RmsProp,
        Self::Adagrad,
        Self::AdamW(AdamWConfig { weight_decay: 0.004 }),
        Self::Nadam,
    ];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sgd(_) => "SGD",
            Self::Adam => "Adam",
            Self::RmsProp => "RMSprop",
            Self::Adagrad => "Adagrad",
            Self::AdamW(_) => "AdamW",
            Self::Nadam => "Nadam",
        }
    }

    /// # Errors
    /// A setting out of its range.
    pub fn check(self) -> Result<(), ConfigError> {
        match self {
            Self::Sgd(sgd) => limits::SGD_MOMENTUM.check(sgd.momentum),
            Self::AdamW(adam_w) => limits::WEIGHT_DECAY.check(adam_w.weight_decay),
            Self::Adam | Self::RmsProp | Self::Adagrad | Self::Nadam => Ok(()),
        }
    }
}

impl Clipping {
    /// # Errors
    /// A bound out of its range.
    pub fn check(self) -> Result<(), ConfigError> {
        match self {
            Self::None => Ok(()),
            Self::Norm(norm) => limits::CLIP_NORM.check(norm),
            Self::Value(value) => limits::CLIP_VALUE.check(value),
        }
    }
}
