//! A linear unit in the units of its columns: scaling is linear, too, so that it can be
//! multiplied out.

use super::names;
use super::weights::sum;
use crate::config::{Activation, CheckedExperiment, LayerConfig, Scaling, Task};
use crate::data::Dataset;
use crate::nn::{Network, widen};
use crate::t;

/// One unit on scaled inputs, or of a scaled target, written in their own units; nothing where
/// those are its own already, or where more than Dropout lies before it.
///
/// # Formula
/// With inputs `(x - o) / s` and a target `(y - p) / t`:
/// `y = sum(t w / s x) + t (b - sum(w o / s)) + p`
///
/// Checked by `tests/it/train/explain.rs::a_linear_unit_in_the_columns_own_units`.
pub(super) fn line(
    experiment: &CheckedExperiment,
    dataset: &Dataset,
    network: &Network,
) -> Option<String> {
    let (config, output) = (experiment.config(), experiment.output());
    let is_plain = |layer: &LayerConfig| matches!(layer, LayerConfig::Dropout(_));
    let activation = output.activation;
    let is_linear = matches!(activation, Activation::Linear | Activation::Sigmoid);
    if !is_linear || output.units != 1 || !config.network.layers.iter().all(is_plain) {
        return None;
    }
    let (inputs, target) = (names::unscaled(dataset), dataset.target_scaler);
    let is_scaled = |scaling| scaling != Scaling::None;
    if !inputs.iter().any(|(_, scaler)| is_scaled(scaler.scaling)) && !is_scaled(target.scaling) {
        return None;
    }
    let index = config.network.layers.len();
    let variable = |name: &str| -> Vec<f64> {
        let name = format!("{index}/{name}");
        let found = network.variables().find(|(named, _)| named.name == name);
        found.map(|(_, numbers)| numbers.iter().copied().map(widen).collect()).unwrap_or_default()
    };
    let (kernel, bias) = (variable("kernel"), variable("bias"));
    let pairs = || kernel.iter().zip(&inputs);
    let offset: f64 = pairs().map(|(w, (_, input))| w * input.offset / input.scale).sum();
    let bias = target.scale * (bias.first().unwrap_or(&0.0) - offset) + target.offset;
    let terms = pairs().map(|(w, (name, input))| (target.scale * w / input.scale, name));
    let sum = sum(terms, Some(bias));
    let name = match config.data.task {
        Task::Regression => config.data.target.clone(),
        _ => names::outputs(config, dataset, output).pop()?,
    };
    let right = match activation {
        Activation::Linear => sum,
        other => format!("{}({sum})", other.name()),
    };
    Some(t!("In the columns' own units: {name} = {right}", name, right))
}
