//! `model.to_json()` of Keras 3 and 2 as a network.

use serde_json::Value;

use super::compile_in;
use super::layers_in::{ReadLayer, layer};
use super::model::KerasModel;
use super::note::ModelNote;
use super::values::{class, part, shown, whole};
use crate::config::{Activation, LayerConfig, NetworkConfig, OutputConfig};
use crate::models::ModelError;

/// A model without its weights, and where these stand in a file of weights: for each layer that
/// has some, in the order of the chain, the output's last.
///
/// # Errors
/// [`ModelError`]
pub(super) fn model(json: &Value) -> Result<(KerasModel, Vec<ReadLayer>), ModelError> {
    let (kind, config) = (class(json)?, part(json, "config")?);
    if kind != "Sequential" {
        return Err(ModelError::NotSequential { class: shown(&Value::from(kind)) });
    }
    let all = part(config, "layers")?.as_array().ok_or(ModelError::NotKeras { key: "layers" })?;
    let (mut read, mut notes) = (Vec::<ReadLayer>::new(), Vec::new());
    let mut inputs = None;
    for object in all {
        let own = part(object, "config")?;
        if read.is_empty() {
            let shape = own.get("batch_shape").or_else(|| own.get("batch_input_shape"));
            inputs = shape.map(width).transpose()?.or(inputs);
        }
        if class(object)? != "InputLayer" {
            read.push(layer(object, &mut notes)?);
        }
    }
    // A model whose first layer says nothing was built on data.
    let built = || {
        let shape = config.get("build_input_shape").filter(|shape| !shape.is_null());
        shape
            .or_else(|| json.get("build_config")?.get("input_shape"))
            .filter(|shape| !shape.is_null())
    };
    let inputs = match inputs {
        Some(inputs) => inputs,
        None => width(built().ok_or(ModelError::NoInputs)?)?,
    };
    let (network, output) = network(&read, &mut notes)?;
    let problems = network.check();
    if let Some(problem) = problems.into_iter().next() {
        return Err(ModelError::Setting { problem: Box::new(problem) });
    }
    let name = config.get("name").map(shown).unwrap_or_default();
    let training = compile_in::training(json.get("compile_config"), &mut notes);
    let model = KerasModel { name, inputs, network, output, training, weights: None, notes };
    model.check_size()?;
    Ok((model, read))
}

/// Numbers per row, of a shape whose first is the batch's.
fn width(shape: &Value) -> Result<usize, ModelError> {
    let numbers = shape.as_array().and_then(|shape| match shape.as_slice() {
        [_, width] => whole(width),
        _ => None,
    });
    match numbers {
        Some(width) if width > 0 => Ok(width as usize),
        _ => Err(ModelError::InputShape { shape: shown(shape) }),
    }
}

/// The last Dense is the output, with the activation that follows it.
fn network(
    read: &[ReadLayer],
    notes: &mut Vec<ModelNote>,
) -> Result<(NetworkConfig, OutputConfig), ModelError> {
    let (last, after) = match read {
        [.., last, ReadLayer { layer: LayerConfig::Activation(after), .. }] => {
            (last, Some(after.activation))
        }
        [.., last] => (last, None),
        [] => return Err(ModelError::NoOutput),
    };
    let LayerConfig::Dense(output) = last.layer else { return Err(ModelError::NoOutput) };
    let activation = match (output.activation, after) {
        (own, None) => own,
        (Activation::Linear, Some(after)) => after,
        // Two activations in a row are no output block.
        (_, Some(_)) => return Err(ModelError::NoOutput),
    };
    if !output.use_bias {
        notes.push(ModelNote::OutputBias { layer: last.name.clone() });
    }
    if !output.kernel_regularizer.is_none() {
        let (layer, setting) = (last.name.clone(), "kernel_regularizer".to_owned());
        notes.push(ModelNote::LayerSetting { layer, setting });
    }
    let hidden = read.len() - 1 - usize::from(after.is_some());
    let layers = read[..hidden].iter().map(|read| read.layer.clone()).collect();
    let network = NetworkConfig { layers, output_activation: Some(activation) };
    Ok((network, OutputConfig { units: u64::from(output.units), activation }))
}
