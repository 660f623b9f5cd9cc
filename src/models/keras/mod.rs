//! Keras's model files, there and back: `.keras` and `model.to_json()`.
//!
//! A `.keras` file is a zip archive of `config.json` (the model), `metadata.json` (who wrote it)
//! and `model.weights.h5` (HDF5: `layers/dense_1/vars/0` and so on).
//!
//! Source: `keras/src/saving/saving_lib.py` of Keras 3.15.

mod compile_in;
mod compile_out;
mod config_out;
mod file_in;
mod file_out;
mod json_in;
mod layers_in;
mod model;
mod note;
mod values;

pub use file_in::{open, open_json};
pub use file_out::write;
pub use model::{KerasModel, KerasTraining};
pub use note::ModelNote;

/// Whether a text is meant as the JSON of a model, whatever it holds then.
///
/// Checked by `tests/it/models/keras_in.rs::json_that_is_meant_as_a_model`.
pub fn is_meant_as_model(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with('{') && ["\"class_name\"", "\"config\""].iter().all(|key| start.contains(key))
}

/// The model, as `model.to_json()` has it and how it was compiled.
const CONFIG: &str = "config.json";
/// Who wrote it.
const METADATA: &str = "metadata.json";
/// The weights.
const WEIGHTS: &str = "model.weights.h5";
/// The same as Keras writes them on request, Python objects in them.
const WEIGHTS_NPZ: &str = "model.weights.npz";
