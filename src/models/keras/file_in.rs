//! Opens a `.keras` file, and the JSON of a model.

use serde_json::Value;

use super::json_in;
use super::layers_in::ReadLayer;
use super::model::KerasModel;
use super::{CONFIG, WEIGHTS, WEIGHTS_NPZ};
use crate::config::LayerConfig;
use crate::models::ModelError;
use crate::models::hdf5::Hdf5;
use crate::models::zip::Archive;

/// Bytes of a model's JSON; one of 31 layers has some 40,000.
const MAX_JSON: usize = 4_000_000;
/// How layers were kept by Keras 2.13, and how they are now.
const PLACES: [&str; 2] = ["layers", "_layer_checkpoint_dependencies"];

/// A model from the bytes of a `.keras` file, or from the text of `model.to_json()`.
///
/// Checked by `tests/it/models/keras_in.rs`, and for what Keras has saved again by
/// `tests/export_check/check_keras_file.py`.
///
/// # Errors
/// [`ModelError`]; any bytes end in one.
pub fn open(bytes: &[u8]) -> Result<KerasModel, ModelError> {
    let text = bytes.trim_ascii_start();
    if text.starts_with(b"{") {
        return open_json(text);
    }
    let archive = Archive::open(bytes)?;
    let (mut model, layers) = json_in::model(&parse(&archive.read(CONFIG)?)?)?;
    if !archive.holds(WEIGHTS) && archive.holds(WEIGHTS_NPZ) {
        return Err(ModelError::Npz);
    }
    let bytes = archive.read(WEIGHTS)?;
    model.weights = Some(weights(&Hdf5::open(&bytes)?, &model, &layers)?);
    Ok(model)
}

/// A model without weights, from the text of `model.to_json()`.
///
/// # Errors
/// [`ModelError`]
pub fn open_json(text: &[u8]) -> Result<KerasModel, ModelError> {
    Ok(json_in::model(&parse(text)?)?.0)
}

fn parse(text: &[u8]) -> Result<Value, ModelError> {
    if text.len() > MAX_JSON {
        return Err(ModelError::NotJson);
    }
    serde_json::from_slice(text).map_err(|_| ModelError::NotJson)
}

/// The numbers of all variables, in the order of the chain.
fn weights(
    file: &Hdf5<'_>,
    model: &KerasModel,
    layers: &[ReadLayer],
) -> Result<Vec<Vec<f32>>, ModelError> {
    let mut weights = Vec::new();
    let mut width = model.inputs;
    for (at, read) in layers.iter().enumerate() {
        let before = layers[..at].iter().filter(|other| other.stem == read.stem).count();
        let key =
            if before == 0 { read.stem.to_owned() } else { format!("{}_{before}", read.stem) };
        let needed = shapes(&read.layer, width);
        width = read.layer.units_after(width as u64) as usize;
        for (index, needed) in needed.iter().enumerate() {
            let mut found = None;
            for place in PLACES {
                found = found.or(file.array(&format!("{place}/{key}/vars/{index}"))?);
            }
            let layer = || read.name.clone();
            let array = found.ok_or_else(|| ModelError::MissingWeights { layer: layer() })?;
            if array.shape != *needed {
                let (received, needed) = (array.shape, needed.clone());
                return Err(ModelError::Shape { layer: layer(), received, needed });
            }
            if array.numbers.iter().any(|number| !number.is_finite()) {
                return Err(ModelError::LayerNotFinite { layer: layer() });
            }
            weights.push(array.numbers);
        }
        let is_output =
            !layers[at + 1..].iter().any(|later| matches!(later.layer, LayerConfig::Dense(_)));
        if let LayerConfig::Dense(dense) = &read.layer
            && is_output
            && !dense.use_bias
        {
            weights.push(vec![0.0; dense.units as usize]);
        }
    }
    Ok(weights)
}

/// The shapes of a layer's variables, as Keras orders them.
fn shapes(layer: &LayerConfig, width: usize) -> Vec<Vec<usize>> {
    match layer {
        LayerConfig::Dense(dense) => {
            let units = dense.units as usize;
            let bias = dense.use_bias.then(|| vec![units]);
            std::iter::once(vec![width, units]).chain(bias).collect()
        }
        LayerConfig::BatchNormalization(norm) => {
            let own = usize::from(norm.scale) + usize::from(norm.center) + 2;
            vec![vec![width]; own]
        }
        LayerConfig::Activation(_) | LayerConfig::Dropout(_) => Vec::new(),
    }
}
