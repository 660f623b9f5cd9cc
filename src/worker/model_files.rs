//! What page and worker say to each other of model files.

use serde::{Deserialize, Serialize};

use crate::config::ExperimentConfig;
use crate::worker::RunId;

/// What a network is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ModelForm {
    /// With its preparation: raw rows go in.
    Onnx,
    /// A `.keras` file.
    Keras,
    /// The weights in Keras's shapes.
    Safetensors,
    /// The weights by the names of the exported script for torch.
    StateDict,
}

impl ModelForm {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Onnx, Self::Keras, Self::Safetensors, Self::StateDict];

    /// Its name, in any language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Onnx => "ONNX",
            Self::Keras => ".keras",
            Self::Safetensors => "safetensors",
            Self::StateDict => "PyTorch state_dict",
        }
    }

    /// The end of a file's name.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Onnx => "onnx",
            Self::Keras => "keras",
            Self::Safetensors => "safetensors",
            Self::StateDict => "pytorch.safetensors",
        }
    }
}

/// A model that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelRequest {
    /// Whose network: the run under way, or one before it.
    pub run: RunId,
    /// As what.
    pub form: ModelForm,
    /// What its file is called after.
    pub title: String,
}

/// A model that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenModel {
    /// Its file's name.
    pub name: String,
    /// Which epoch it is of, and what is to be known of its inputs.
    pub sentences: Vec<String>,
}

/// A model that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenedModel {
    /// The file's name.
    pub name: String,
    /// The experiment that it was read for.
    pub asked_for: Box<ExperimentConfig>,
    /// The same with its network.
    pub experiment: Box<ExperimentConfig>,
    /// What was opened, and what was not taken over.
    pub sentences: Vec<String>,
}
