//! One block of the chain.

use serde::{Deserialize, Serialize};

use crate::config::{Activation, ConfigError, Initializer, Regularizer, limits};

/// The kinds of block in the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum LayerKind {
    /// Fully connected layer.
    Dense,
    /// Activation as a block of its own.
    Activation,
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
    /// `keras.layers.Dense`
    Dense(DenseConfig),
    /// `keras.layers.Activation`
    Activation(ActivationConfig),
    /// `keras.layers.Dropout`
    Dropout(DropoutConfig),
    /// `keras.layers.BatchNormalization`
    BatchNormalization(BatchNormConfig),
}

/// `keras.layers.Dense`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DenseConfig {
    /// Outputs of the layer.
    pub units: u32,
    /// Applied to the outputs.
    pub activation: Activation,
    /// Whether a bias is added before it.
    pub use_bias: bool,
    /// How the kernel starts.
    pub kernel_initializer: Initializer,
    /// How the bias starts.
    pub bias_initializer: Initializer,
    /// What holds the kernel small.
    pub kernel_regularizer: Regularizer,
}

/// `keras.layers.Activation`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActivationConfig {
    /// Applied to every input.
    pub activation: Activation,
}

/// `keras.layers.Dropout`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DropoutConfig {
    /// Share of inputs set to zero while training.
    pub rate: f64,
    /// Which inputs: a seed of the block's own, else the experiment's.
    pub seed: Option<u32>,
}

/// `keras.layers.BatchNormalization`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BatchNormConfig {
    /// Weight of the old moving statistics.
    pub momentum: f64,
    /// Added to the variance.
    pub epsilon: f64,
    /// Whether beta is added.
    pub center: bool,
    /// Whether gamma multiplies.
    pub scale: bool,
}

impl DenseConfig {
    /// Keras's defaults.
    pub fn new(units: u32, activation: Activation) -> Self {
        Self { units, activation, ..Self::default() }
    }
}

impl Default for DenseConfig {
    fn default() -> Self {
        Self {
            units: limits::UNITS.default as u32,
            activation: Activation::Relu,
            use_bias: true,
            kernel_initializer: Initializer::GlorotUniform,
            bias_initializer: Initializer::Zeros,
            kernel_regularizer: Regularizer::default(),
        }
    }
}

impl Default for ActivationConfig {
    fn default() -> Self {
        Self { activation: Activation::Relu }
    }
}

impl Default for DropoutConfig {
    fn default() -> Self {
        Self { rate: limits::RATE.default, seed: None }
    }
}

impl Default for BatchNormConfig {
    fn default() -> Self {
        Self {
            momentum: limits::MOMENTUM.default,
            epsilon: limits::EPSILON.default,
            center: true,
            scale: true,
        }
    }
}

impl LayerConfig {
    /// A block of this kind with the defaults of [`limits`].
    pub fn new(kind: LayerKind) -> Self {
        match kind {
            LayerKind::Dense => Self::Dense(DenseConfig::default()),
            LayerKind::Activation => Self::Activation(ActivationConfig::default()),
            LayerKind::Dropout => Self::Dropout(DropoutConfig::default()),
            LayerKind::BatchNorm => Self::BatchNormalization(BatchNormConfig::default()),
        }
    }

    /// Which palette entry this block came from.
    pub fn kind(&self) -> LayerKind {
        match self {
            Self::Dense(_) => LayerKind::Dense,
            Self::Activation(_) => LayerKind::Activation,
            Self::Dropout(_) => LayerKind::Dropout,
            Self::BatchNormalization(_) => LayerKind::BatchNorm,
        }
    }

    /// # Errors
    /// The first setting out of its range.
    pub fn check(&self) -> Result<(), ConfigError> {
        match self {
            Self::Dense(dense) => {
                limits::UNITS.check(f64::from(dense.units))?;
                dense.kernel_regularizer.check()
            }
            Self::Activation(_) => Ok(()),
            Self::Dropout(dropout) => limits::RATE.check(dropout.rate),
            Self::BatchNormalization(norm) => {
                limits::MOMENTUM.check(norm.momentum)?;
                limits::EPSILON.check(norm.epsilon)
            }
        }
    }

    /// Values per row after this block, given the values before it.
    pub fn units_after(&self, before: u64) -> u64 {
        match self {
            Self::Dense(dense) => u64::from(dense.units),
            _ => before,
        }
    }

    /// `(trainable, non_trainable)` parameters, as `keras.Model.summary` counts them.
    pub fn parameters(&self, before: u64) -> (u64, u64) {
        match self {
            Self::Dense(dense) => {
                ((before + u64::from(dense.use_bias)) * u64::from(dense.units), 0)
            }
            Self::BatchNormalization(norm) => {
                ((u64::from(norm.center) + u64::from(norm.scale)) * before, 2 * before)
            }
            Self::Activation(_) | Self::Dropout(_) => (0, 0),
        }
    }
}
