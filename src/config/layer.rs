//! One block of the chain.

use serde::{Deserialize, Serialize};

use crate::config::{ConfigError, limits};

/// Element-wise function of a layer, named as in Keras.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// `x`
    Linear,
    /// `max(x, 0)`
    Relu,
    /// `1 / (1 + exp(-x))`
    Sigmoid,
    /// `tanh(x)`
    Tanh,
    /// `exp(x_i) / sum_j exp(x_j)`; only the output block uses it.
    Softmax,
}

impl Activation {
    /// What a block inside the chain may use.
    pub const HIDDEN: [Self; 4] = [Self::Linear, Self::Relu, Self::Sigmoid, Self::Tanh];

    /// Keras's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Relu => "relu",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Softmax => "softmax",
        }
    }

    /// The hidden activation with Keras's `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::HIDDEN.into_iter().find(|activation| activation.name() == name)
    }
}

/// The kinds of block in the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerKind {
    /// Fully connected layer.
    Dense,
    /// Activation as a block of its own.
    Activation,
    /// Dropout.
    Dropout,
    /// Batch normalization.
    BatchNorm,
}

impl LayerKind {
    /// The palette, in its order.
    pub const ALL: [Self; 4] = [Self::Dense, Self::Activation, Self::Dropout, Self::BatchNorm];

    /// The block's label on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dense => "Dense",
            Self::Activation => "Activation",
            Self::Dropout => "Dropout",
            Self::BatchNorm => "BatchNorm",
        }
    }
}

/// One block between input and output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayerConfig {
    /// `keras.layers.Dense(units, activation)`
    Dense {
        /// Outputs of the layer.
        units: u32,
        /// Applied to the outputs.
        activation: Activation,
    },
    /// `keras.layers.Activation(activation)`
    Activation {
        /// Applied to every input.
        activation: Activation,
    },
    /// `keras.layers.Dropout(rate)`
    Dropout {
        /// Share of inputs set to zero while training.
        rate: f64,
    },
    /// `keras.layers.BatchNormalization(momentum, epsilon)`
    BatchNormalization {
        /// Weight of the old moving statistics.
        momentum: f64,
        /// Added to the variance.
        epsilon: f64,
    },
}

impl LayerConfig {
    /// A block of this kind with the defaults of [`limits`].
    pub fn new(kind: LayerKind) -> Self {
        match kind {
            LayerKind::Dense => {
                Self::Dense { units: limits::UNITS.default as u32, activation: Activation::Relu }
            }
            LayerKind::Activation => Self::Activation { activation: Activation::Relu },
            LayerKind::Dropout => Self::Dropout { rate: limits::RATE.default },
            LayerKind::BatchNorm => Self::BatchNormalization {
                momentum: limits::MOMENTUM.default,
                epsilon: limits::EPSILON.default,
            },
        }
    }

    /// Which palette entry this block came from.
    pub fn kind(&self) -> LayerKind {
        match self {
            Self::Dense { .. } => LayerKind::Dense,
            Self::Activation { .. } => LayerKind::Activation,
            Self::Dropout { .. } => LayerKind::Dropout,
            Self::BatchNormalization { .. } => LayerKind::BatchNorm,
        }
    }

    /// # Errors
    /// The first setting out of its range, or softmax inside the chain.
    pub fn check(&self) -> Result<(), ConfigError> {
        match *self {
            Self::Dense { units, activation } => {
                limits::UNITS.check(f64::from(units))?;
                check_hidden(activation)
            }
            Self::Activation { activation } => check_hidden(activation),
            Self::Dropout { rate } => limits::RATE.check(rate),
            Self::BatchNormalization { momentum, epsilon } => {
                limits::MOMENTUM.check(momentum)?;
                limits::EPSILON.check(epsilon)
            }
        }
    }

    /// Values per row after this block, given the values before it.
    pub fn units_after(&self, before: u64) -> u64 {
        match *self {
            Self::Dense { units, .. } => u64::from(units),
            _ => before,
        }
    }

    /// `(trainable, non_trainable)` parameters, as `keras.Model.summary` counts them.
    pub fn parameters(&self, before: u64) -> (u64, u64) {
        match *self {
            Self::Dense { units, .. } => ((before + 1) * u64::from(units), 0),
            Self::BatchNormalization { .. } => (2 * before, 2 * before),
            Self::Activation { .. } | Self::Dropout { .. } => (0, 0),
        }
    }
}

fn check_hidden(activation: Activation) -> Result<(), ConfigError> {
    if activation == Activation::Softmax { Err(ConfigError::SoftmaxInside) } else { Ok(()) }
}
