//! A trained network with its preparation as an ONNX model: raw rows in, the target out.

mod graph;
mod layers;
mod note;
mod outputs;
mod preparation;
mod protobuf;

pub use graph::OPSET;
pub use note::OnnxNote;

use self::graph::Graph;
use crate::config::{CheckedExperiment, TableSchema};
use crate::data::Dataset;
use crate::models::{ModelError, check_finite};
use crate::nn::Network;

/// A model, and what is to be known of its inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct OnnxModel {
    /// The file.
    pub bytes: Vec<u8>,
    /// Of each column that does not go in as it stands in the table, how it does.
    pub notes: Vec<OnnxNote>,
}

/// The run of an experiment as an ONNX model.
///
/// An input for each column, `[rows, 1]`, by its name: `double` for numbers, NaN where one is
/// missing, and `string` for words, empty where one is missing. Numbers are prepared in
/// `double`, as training prepares them, and only then rounded to what the network computes in.
/// Outputs: `variable` in the units of the target; or `label`, the class, and `probabilities`
/// (`scores` where the output is none), a column for each class. Dropout is gone.
///
/// Source: the conventions of skl2onnx. Checked by `tests/it/models/onnx.rs` and, on every
/// validation row by onnxruntime, `tests/export_check/check_onnx.py`.
///
/// # Errors
/// [`ModelError::NotFinite`] for the weights of a run that diverged.
pub fn write(
    experiment: &CheckedExperiment,
    schema: &TableSchema,
    dataset: &Dataset,
    network: &Network,
) -> Result<OnnxModel, ModelError> {
    check_finite(network)?;
    let mut graph = Graph::default();
    let (prepared, notes) = preparation::prepare(&mut graph, schema, dataset);
    let predicted = layers::forward(&mut graph, experiment, network, &prepared);
    let outputs = outputs::write(&mut graph, experiment, dataset, &predicted);
    let config = experiment.config();
    let about = about(&config.data.target, &outputs, &notes);
    let title = if config.title.is_empty() { "Descent" } else { &config.title };
    Ok(OnnxModel { bytes: graph.finish(title, &about), notes })
}

/// In English, as names and operators are.
fn about(target: &str, outputs: &str, notes: &[OnnxNote]) -> String {
    let mut about = format!(
        "Predicts \"{target}\" from raw rows: one input of shape [rows, 1] for each column, \
         double for numbers (NaN where one is missing), string for words (empty where one is \
         missing). {outputs}"
    );
    for note in notes {
        about.push(' ');
        about += &crate::text::in_english(|| note.to_string());
    }
    about
}
