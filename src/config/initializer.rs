//! How the weights of a Dense block start, and what holds them small.

use serde::{Deserialize, Serialize};

use crate::config::{ConfigError, limits};

/// `keras.initializers`, with Keras's defaults.
///
/// Formulas: [`nn::initializers`](crate::nn::initializers).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Initializer {
    /// Uniform, variance `2 / (inputs + units)`.
    GlorotUniform,
    /// Truncated normal, variance `2 / (inputs + units)`.
    GlorotNormal,
    /// Uniform, variance `2 / inputs`.
    HeUniform,
    /// Truncated normal, variance `2 / inputs`.
    HeNormal,
    /// Uniform, variance `1 / inputs`.
    LecunUniform,
    /// Truncated normal, variance `1 / inputs`.
    LecunNormal,
    /// Normal, standard deviation 0.05.
    RandomNormal,
    /// All 0.
    Zeros,
    /// All 1.
    Ones,
}

impl Initializer {
    /// All of them, in the page's order.
    pub const ALL: [Self; 9] = [
        Self::GlorotUniform,
        Self::GlorotNormal,
        Self::HeUniform,
        Self::HeNormal,
        Self::LecunUniform,
        Self::LecunNormal,
        Self::RandomNormal,
        Self::Zeros,
        Self::Ones,
    ];

    /// Keras's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::GlorotUniform => "glorot_uniform",
            Self::GlorotNormal => "glorot_normal",
            Self::HeUniform => "he_uniform",
            Self::HeNormal => "he_normal",
            Self::LecunUniform => "lecun_uniform",
            Self::LecunNormal => "lecun_normal",
            Self::RandomNormal => "random_normal",
            Self::Zeros => "zeros",
            Self::Ones => "ones",
        }
    }

    /// The initializer with Keras's `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|initializer| initializer.name() == name)
    }
}

/// `keras.regularizers.L1L2`: adds `l1 sum(|w|) + l2 sum(w^2)` to the loss.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Regularizer {
    /// Factor of the absolute values.
    pub l1: f64,
    /// Factor of the squares.
    pub l2: f64,
}

impl Regularizer {
    /// Whether it does nothing.
    pub fn is_none(self) -> bool {
        self.l1 == 0.0 && self.l2 == 0.0
    }

    /// # Errors
    /// A factor out of its range.
    pub fn check(self) -> Result<(), ConfigError> {
        limits::L1.check(self.l1)?;
        limits::L2.check(self.l2)
    }
}
