//! Writes a `.keras` file.

use serde_json::json;

use super::compile_out::{compiled, optimizer_start, shape};
use super::config_out::{layers, model};
use super::{CONFIG, METADATA, WEIGHTS};
use crate::config::{ExperimentConfig, OutputConfig};
use crate::models::hdf5::{self, Node};
use crate::models::{ModelError, check_finite, zip};
use crate::nn::{Network, widen};

/// A network with its weights as a `.keras` file, compiled as the experiment says, the
/// optimizer at its start. Its inputs are prepared rows.
///
/// Source: `keras.saving.save_model` of Keras 3.15. Checked by `tests/it/models/keras_file.rs`
/// and, by Keras, `tests/export_check/check_keras_file.py`.
///
/// # Errors
/// [`ModelError::NotFinite`] for weights that are no numbers; nothing else in practice.
pub fn write(
    experiment: &ExperimentConfig,
    output: OutputConfig,
    inputs: usize,
    network: &Network,
) -> Result<Vec<u8>, ModelError> {
    check_finite(network)?;
    let layers = layers(&experiment.network, output);
    let mut variables: Vec<Vec<(String, Node)>> = vec![Vec::new(); layers.len()];
    for (named, numbers) in network.variables() {
        // A variable's name begins with its block's place in the chain.
        let block = named.name.split('/').next().and_then(|at| at.parse::<usize>().ok());
        let Some(variables) = block.and_then(|at| variables.get_mut(at)) else { continue };
        let numbers = numbers.iter().map(|number| widen(*number) as f32).collect();
        let array = Node::Array { shape: shape(named), numbers };
        variables.push((variables.len().to_string(), array));
    }
    let vars = |variables| vec![("vars".to_owned(), Node::Group(variables))];
    let groups = layers.iter().zip(variables);
    let groups = groups.map(|(layer, own)| (layer.name.clone(), Node::Group(vars(own)))).collect();
    let optimizer = vec![("vars".to_owned(), optimizer_start(experiment, network))];
    let weights = hdf5::write(&[
        ("layers".to_owned(), Node::Group(groups)),
        ("optimizer".to_owned(), Node::Group(optimizer)),
        ("vars".to_owned(), Node::Group(Vec::new())),
    ]);
    let config = model(&layers, inputs, compiled(experiment)).to_string().into_bytes();
    let metadata = json!({ "keras_version": "3.15.0" }).to_string().into_bytes();
    Ok(zip::write(&[(METADATA, metadata), (CONFIG, config), (WEIGHTS, weights)])?)
}
