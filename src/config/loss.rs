//! What training makes smaller.

use serde::{Deserialize, Serialize};

use crate::config::{Activation, ConfigError, Task, limits};
use crate::t;

/// A loss, named and defined as in `keras.losses`.
///
/// Formulas: [`nn::losses`](crate::nn::losses).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// `mean((y - p)^2)`
    #[default]
    MeanSquaredError,
    /// `mean(|y - p|)`
    MeanAbsoluteError,
    /// Squared for small errors, absolute for large ones.
    Huber {
        /// Where the two meet.
        #[serde(default = "delta")]
        delta: f64,
    },
    /// `mean(ln cosh(p - y))`
    LogCosh,
    /// `-mean(y ln p + (1 - y) ln(1 - p))`, computed from logits behind a sigmoid.
    BinaryCrossentropy,
    /// `mean(max(1 - y p, 0))` with `y` -1 or 1.
    Hinge,
    /// `-mean(sum_c y_c ln p_c)`, computed from logits behind a softmax; `y` one-hot.
    CategoricalCrossentropy,
    /// The same, `y` the number of the class.
    SparseCategoricalCrossentropy,
}

/// Keras's.
fn delta() -> f64 {
    limits::HUBER_DELTA.default
}

impl Loss {
    /// Keras's Huber.
    pub const HUBER: Self = Self::Huber { delta: 1.0 };

    /// The losses that fit a task, the default first; Huber with its default delta.
    pub fn for_task(task: Task) -> &'static [Self] {
        match task {
            Task::Regression => {
                &[Self::MeanSquaredError, Self::MeanAbsoluteError, Self::HUBER, Self::LogCosh]
            }
            Task::BinaryClassification => {
                &[Self::BinaryCrossentropy, Self::Hinge, Self::MeanSquaredError]
            }
            Task::MulticlassClassification => &[
                Self::CategoricalCrossentropy,
                Self::SparseCategoricalCrossentropy,
                Self::MeanSquaredError,
            ],
        }
    }

    /// Whether the loss fits a task.
    pub fn fits(self, task: Task) -> bool {
        Self::for_task(task).iter().any(|loss| loss.name() == self.name())
    }

    /// The activation that this loss asks of the output block.
    pub fn output_activation(self, task: Task) -> Activation {
        match (task, self) {
            (Task::Regression, _) | (_, Self::Hinge) => Activation::Linear,
            (Task::BinaryClassification, _) => Activation::Sigmoid,
            (Task::MulticlassClassification, _) => Activation::Softmax,
        }
    }

    /// The threshold above which an output of `activation` means class 1 of two: halfway between
    /// what the loss asks for, which is 0 and 1 as for `keras.metrics.BinaryAccuracy`, and
    /// -1 and 1 for the hinge, unless the activation reaches no -1.
    ///
    /// Checked by `tests/it/nn/output.rs::thresholds_lie_between_what_the_loss_asks_for`.
    pub fn threshold(self, activation: Activation) -> f64 {
        let reaches_minus_one = matches!(
            activation,
            Activation::Linear
                | Activation::LeakyRelu
                | Activation::Elu
                | Activation::Selu
                | Activation::Tanh
        );
        if self == Self::Hinge && reaches_minus_one { 0.0 } else { 0.5 }
    }

    /// Keras's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::MeanSquaredError => "mean_squared_error",
            Self::MeanAbsoluteError => "mean_absolute_error",
            Self::Huber { .. } => "huber",
            Self::LogCosh => "log_cosh",
            Self::BinaryCrossentropy => "binary_crossentropy",
            Self::Hinge => "hinge",
            Self::CategoricalCrossentropy => "categorical_crossentropy",
            Self::SparseCategoricalCrossentropy => "sparse_categorical_crossentropy",
        }
    }

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::MeanSquaredError => t!("Mean squared error"),
            Self::MeanAbsoluteError => t!("Mean absolute error"),
            Self::Huber { .. } => t!("Huber"),
            Self::LogCosh => t!("Log-cosh"),
            Self::BinaryCrossentropy => t!("Binary cross-entropy"),
            Self::Hinge => t!("Hinge"),
            Self::CategoricalCrossentropy => t!("Categorical cross-entropy"),
            Self::SparseCategoricalCrossentropy => t!("Sparse categorical cross-entropy"),
        }
    }

    /// # Errors
    /// A delta out of its range.
    pub fn check(self) -> Result<(), ConfigError> {
        match self {
            Self::Huber { delta } => limits::HUBER_DELTA.check(delta),
            _ => Ok(()),
        }
    }
}
