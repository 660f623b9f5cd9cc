//! Why a model cannot be written or opened.

use thiserror::Error;

use super::hdf5::Hdf5Error;
use super::zip::ZipError;
use crate::config::ConfigError;
use crate::t;

/// Why a model cannot be written or opened; nothing has changed then.
///
/// Checked by `tests/it/models/keras_in.rs`.
#[derive(Debug, Clone, PartialEq, Error)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ModelError {
    /// The archive.
    #[error(transparent)]
    Zip(#[from] ZipError),
    /// The weights in it.
    #[error(transparent)]
    Hdf5(#[from] Hdf5Error),
    #[error("{}", t!("The file is neither a .keras file nor the JSON of model.to_json()."))]
    NotJson,
    #[error("{}", t!("The file is no model of Keras's: its JSON has no \"{key}\" where one belongs.", key))]
    NotKeras { key: &'static str },
    /// Another way to build models.
    #[error("{}", t!("The model is built as {class}; Descent opens keras.Sequential.", class))]
    NotSequential { class: String },
    #[error(
        "{}",
        t!("The model does not say how many numbers it takes; add keras.Input(shape=(n,)) as its first layer and save it again.")
    )]
    NoInputs,
    #[error("{}", t!("The model takes inputs of the shape {shape}; a row of a table is a list of numbers.", shape))]
    InputShape { shape: String },
    /// A class of layers.
    #[error("{}", t!("The layer \"{layer}\" is of the kind {class}, which Descent does not have.", layer, class))]
    Layer { layer: String, class: String },
    #[error("{}", t!("The layer \"{layer}\" has {setting} = {value}, which Descent does not have.", layer, setting, value))]
    LayerSetting { layer: String, setting: &'static str, value: String },
    #[error("{}", t!("The layer \"{layer}\" has the activation {activation}, which Descent does not have.", layer, activation))]
    Activation { layer: String, activation: String },
    #[error("{}", t!("The model does not end with a Dense layer and at most one activation, which is the output here."))]
    NoOutput,
    /// Out of range here.
    #[error("{}", t!("The model cannot be built here: {problem}", problem))]
    Setting { problem: Box<ConfigError> },
    #[error(
        "{}",
        t!("The weights are saved as .npz with Python objects in it, which Keras itself does not open either; save the model with model.save().")
    )]
    Npz,
    #[error("{}", t!("The file holds no weights of the layer \"{layer}\".", layer))]
    MissingWeights { layer: String },
    #[error(
        "{}",
        t!(
            "The weights of the layer \"{layer}\" have the shape {received}; the model needs {needed}.",
            layer,
            received = dimensions(received),
            needed = dimensions(needed),
        )
    )]
    Shape { layer: String, received: Vec<usize>, needed: Vec<usize> },
    #[error("{}", t!("Some weights of the layer \"{layer}\" are not finite numbers.", layer))]
    LayerNotFinite { layer: String },
    /// Of a run that diverged.
    #[error(
        "{}",
        t!("Some weights are not finite numbers, for the run diverged; go back to an epoch before that and export again.")
    )]
    NotFinite,
    #[error("{}", t!("The model takes {received} numbers per row; this table is prepared as {prepared}.", received, prepared))]
    Inputs { received: usize, prepared: usize },
    #[error("{}", t!("The model gives {received} numbers per row; this target needs {needed}.", received, needed))]
    Outputs { received: u64, needed: u64 },
    #[error("{}", t!("The file holds a model without weights; save it with model.save() to have them with it."))]
    NoWeights,
    #[error("{}", t!("The weights are those of another network."))]
    Weights,
}

/// As Keras writes a shape: `(30, 16)`.
fn dimensions(shape: &[usize]) -> String {
    let numbers: Vec<_> = shape.iter().map(ToString::to_string).collect();
    if numbers.len() == 1 {
        format!("({},)", numbers[0])
    } else {
        format!("({})", numbers.join(", "))
    }
}
