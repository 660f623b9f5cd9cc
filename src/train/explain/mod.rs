//! "Explain this network": what it computes, as lines of text.
//!
//! A small network is written out with its weights, a larger one layer by layer in
//! symbols. Dropout and `BatchNormalization` stand as what they do to a prediction.
//! Checked by `tests/it/train/explain.rs`.

mod names;
mod own_units;
mod symbols;
mod weights;

pub use names::inputs as input_names;

use crate::config::CheckedExperiment;
use crate::data::Dataset;
use crate::nn::Network;

/// Trained numbers up to which a network with hidden layers is written out.
pub const FEW_PARAMETERS: u64 = 40;
/// The same for one without hidden layers: a term for each input stays readable longer.
pub const FEW_TERMS: u64 = 100;

/// What a network computes, line by line: its layers, then what its inputs and its
/// prediction are. With a `network` of the experiment that is small enough, in its
/// weights as they stand, with three significant digits; else in symbols.
///
/// Checked by `tests/it/train/explain.rs::the_equation_gives_the_networks_prediction`.
pub fn explain(
    experiment: &CheckedExperiment,
    dataset: &Dataset,
    network: Option<&Network>,
) -> Vec<String> {
    let config = experiment.config();
    let shapes = config.network.shapes(dataset.inputs() as u64, experiment.output());
    let trainable: u64 = shapes.iter().map(|shape| shape.trainable).sum();
    let has_hidden = shapes.len() > 1;
    let is_small = trainable <= if has_hidden { FEW_PARAMETERS } else { FEW_TERMS };
    let mut lines = match network.filter(|_| is_small) {
        Some(network) => weights::lines(experiment, dataset, network),
        None => symbols::lines(experiment, dataset),
    };
    if let Some(network) = network.filter(|_| is_small && !has_hidden) {
        lines.extend(own_units::line(experiment, dataset, network));
    }
    lines.extend(names::notes(config, dataset, is_small));
    lines
}
