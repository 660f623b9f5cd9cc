//! What of a model was not taken over, though it opens.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::t;

/// What of a model was not taken over, though it opens. `Display` is the sentence.
///
/// Checked by `tests/it/models/keras_in.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ModelNote {
    /// What only training would notice.
    LayerSetting { layer: String, setting: String },
    /// A start of weights that Descent does not have; the weights themselves came with the file.
    Initializer { layer: String, received: String },
    /// An output without a bias gets one.
    OutputBias { layer: String },
    /// An optimizer, a loss or a metric.
    Unknown { received: String },
    /// A setting of the optimizer.
    OptimizerSetting { optimizer: String, setting: String },
    /// A loss or metric for another task.
    DoesNotFit { received: String },
}

impl fmt::Display for ModelNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::LayerSetting { layer, setting } => t!(
                "The layer \"{layer}\" sets {setting}, which matters while training and is not taken over.",
                layer,
                setting,
            ),
            Self::Initializer { layer, received } => t!(
                "The layer \"{layer}\" starts with the initializer {received}, which Descent does not have; trained anew, it starts as a Dense block of Descent's does.",
                layer,
                received,
            ),
            Self::OutputBias { layer } => t!(
                "The output \"{layer}\" has no bias; here it has one, which is 0 until it is trained.",
                layer,
            ),
            Self::Unknown { received } => t!(
                "The model was compiled with {received}, which Descent does not have; the experiment keeps its own setting.",
                received,
            ),
            Self::OptimizerSetting { optimizer, setting } => t!(
                "The model's optimizer {optimizer} sets {setting}, which is not taken over.",
                optimizer,
                setting,
            ),
            Self::DoesNotFit { received } => t!(
                "The model was compiled with {received}, which does not fit the task; the experiment keeps its own setting.",
                received,
            ),
        })
    }
}
