//! How the learning rate changes while training.

use serde::{Deserialize, Serialize};

use crate::config::{ConfigError, limits};
use crate::t;

/// `keras.optimizers.schedules` and `keras.callbacks.ReduceLROnPlateau`.
///
/// Formulas: [`train::LearningRate`](crate::train::LearningRate).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Schedule {
    /// It stays.
    #[default]
    Constant,
    /// It falls by a factor every `decay_steps` updates.
    ExponentialDecay(ExponentialDecay),
    /// It falls along half a cosine.
    CosineDecay(CosineDecay),
    /// It falls when the validation loss stays.
    ReduceOnPlateau(ReduceOnPlateau),
}

/// `keras.optimizers.schedules.ExponentialDecay`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExponentialDecay {
    /// Updates in which it falls once by `decay_rate`.
    pub decay_steps: u32,
    /// The factor.
    pub decay_rate: f64,
    /// Whether it falls in steps.
    pub staircase: bool,
}

/// `keras.optimizers.schedules.CosineDecay`, without warm-up.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CosineDecay {
    /// Updates until it is at its lowest.
    pub decay_steps: u32,
    /// Its lowest, as a share of the start.
    pub alpha: f64,
}

/// `keras.callbacks.ReduceLROnPlateau(monitor="val_loss")`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReduceOnPlateau {
    /// What it is multiplied by.
    pub factor: f64,
    /// Epochs without improvement before that.
    pub patience: u32,
    /// Smallest change that counts as improvement.
    pub min_delta: f64,
    /// Epochs after a fall in which nothing is counted.
    pub cooldown: u32,
    /// It never falls below this.
    pub min_learning_rate: f64,
}

impl Default for ExponentialDecay {
    fn default() -> Self {
        Self {
            decay_steps: limits::DECAY_STEPS.default as u32,
            decay_rate: limits::DECAY_RATE.default,
            staircase: false,
        }
    }
}

impl Default for CosineDecay {
    fn default() -> Self {
        Self {
            decay_steps: limits::DECAY_STEPS.default as u32,
            alpha: limits::COSINE_ALPHA.default,
        }
    }
}

impl Default for ReduceOnPlateau {
    fn default() -> Self {
        Self {
            factor: limits::PLATEAU_FACTOR.default,
            patience: limits::PLATEAU_PATIENCE.default as u32,
            min_delta: limits::PLATEAU_MIN_DELTA.default,
            cooldown: limits::COOLDOWN.default as u32,
            min_learning_rate: limits::MIN_LEARNING_RATE.default,
        }
    }
}

impl Schedule {
    /// All of them with their defaults, in the page's order.
    pub fn all() -> [Self; 4] {
        [
            Self::Constant,
            Self::ExponentialDecay(ExponentialDecay::default()),
            Self::CosineDecay(CosineDecay::default()),
            Self::ReduceOnPlateau(ReduceOnPlateau::default()),
        ]
    }

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Constant => t!("Constant"),
            Self::ExponentialDecay(_) => t!("Exponential decay"),
            Self::CosineDecay(_) => t!("Cosine decay"),
            Self::ReduceOnPlateau(_) => t!("Reduce on plateau"),
        }
    }

    /// # Errors
    /// The first setting out of its range.
    pub fn check(self) -> Result<(), ConfigError> {
        match self {
            Self::Constant => Ok(()),
            Self::ExponentialDecay(decay) => {
                limits::DECAY_STEPS.check(f64::from(decay.decay_steps))?;
                limits::DECAY_RATE.check(decay.decay_rate)
            }
            Self::CosineDecay(decay) => {
                limits::DECAY_STEPS.check(f64::from(decay.decay_steps))?;
                limits::COSINE_ALPHA.check(decay.alpha)
            }
            Self::ReduceOnPlateau(plateau) => {
                limits::PLATEAU_FACTOR.check(plateau.factor)?;
                limits::PLATEAU_PATIENCE.check(f64::from(plateau.patience))?;
                limits::PLATEAU_MIN_DELTA.check(plateau.min_delta)?;
                limits::COOLDOWN.check(f64::from(plateau.cooldown))?;
                limits::MIN_LEARNING_RATE.check(plateau.min_learning_rate)
            }
        }
    }
}
