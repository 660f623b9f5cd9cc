//! Functions of a layer's outputs.

use serde::{Deserialize, Serialize};

/// An activation, named and defined as in `keras.activations`.
///
/// Formulas and derivatives: [`nn::layers`](crate::nn::layers).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// `x`
    #[default]
    Linear,
    /// `max(x, 0)`
    Relu,
    /// `1 / (1 + exp(-x))`
    Sigmoid,
    /// `tanh(x)`
    Tanh,
    /// `exp(x_i) / sum_j exp(x_j)`, along a row.
    Softmax,
    /// `x` above zero, `0.2 x` below.
    LeakyRelu,
    /// `x` above zero, `exp(x) - 1` below.
    Elu,
    /// ELU scaled so that layers normalize themselves.
    Selu,
    /// `x` times the probability that a standard normal number is below `x`.
    Gelu,
    /// `x sigmoid(x)`; also called swish.
    Silu,
    /// `ln(1 + exp(x))`
    Softplus,
    /// `exp(x)`
    Exponential,
}

impl Activation {
    /// All of them, in the page's order.
    pub const ALL: [Self; 12] = [
        Self::Linear,
        Self::Relu,
        Self::LeakyRelu,
        Self::Elu,
        Self::Selu,
        Self::Gelu,
        Self::Silu,
        Self::Softplus,
        Self::Sigmoid,
        Self::Tanh,
        Self::Softmax,
        Self::Exponential,
    ];

    /// Keras's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Relu => "relu",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Softmax => "softmax",
            Self::LeakyRelu => "leaky_relu",
            Self::Elu => "elu",
            Self::Selu => "selu",
            Self::Gelu => "gelu",
            Self::Silu => "silu",
            Self::Softplus => "softplus",
            Self::Exponential => "exponential",
        }
    }

    /// The same with what else it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Silu => "silu (swish)",
            other => other.name(),
        }
    }

    /// The activation with Keras's `name`, or its alias there.
    ///
    /// Checked by `tests/it/config/data.rs::activations_go_by_name`.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = if name == "swish" { "silu" } else { name };
        Self::ALL.into_iter().find(|activation| activation.name() == name)
    }
}
