//! Small edits of an experiment that the coach's suggestions are made of.
//!
//! Checked by `tests/it/train/diagnosis/suggestions.rs::suggestions_can_run_and_bring_no_advice`.

use super::Evidence;
use crate::config::advice::{Advice, Advised};
use crate::config::{
    Activation, DenseConfig, ExperimentConfig, Initializer, LayerConfig, Scaling, Task, limits,
};

pub(super) fn dense_blocks(of: &mut ExperimentConfig) -> impl Iterator<Item = &mut DenseConfig> {
    of.network.layers.iter_mut().filter_map(|layer| match layer {
        LayerConfig::Dense(dense) => Some(dense),
        _ => None,
    })
}

pub(super) fn activation_of(layer: &mut LayerConfig) -> Option<&mut Activation> {
    match layer {
        LayerConfig::Dense(dense) => Some(&mut dense.activation),
        LayerConfig::Activation(own) => Some(&mut own.activation),
        LayerConfig::Dropout(_) | LayerConfig::BatchNormalization(_) => None,
    }
}

/// Another activation in every hidden layer, and a start that suits it.
pub(super) fn set_activations(of: &mut ExperimentConfig, activation: Activation) {
    for layer in &mut of.network.layers {
        match layer {
            LayerConfig::Dense(dense) if dense.activation != Activation::Linear => {
                dense.activation = activation;
                dense.kernel_initializer = Initializer::HeNormal;
                dense.bias_initializer = Initializer::Zeros;
            }
            LayerConfig::Activation(own) => own.activation = activation,
            _ => {}
        }
    }
}

pub(super) fn has_exponential(experiment: &ExperimentConfig) -> bool {
    let mut layers = experiment.network.layers.clone();
    layers.iter_mut().any(|layer| activation_of(layer) == Some(&mut Activation::Exponential))
}

pub(super) fn scale_all(experiment: &mut ExperimentConfig) {
    let data = &mut experiment.data;
    data.scaling = Scaling::Standard;
    for (_, own) in &mut data.preparation.columns {
        own.scaling = own.scaling.filter(|scaling| *scaling != Scaling::None);
    }
    if data.task == Task::Regression {
        data.preparation.target_scaling = Scaling::Standard;
    }
}

pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// A learning rate with two digits, within its limits.
pub(super) fn tidy(rate: f64) -> f64 {
    let two_digits = format!("{rate:.1e}").parse().unwrap_or(rate);
    f64::clamp(two_digits, limits::LEARNING_RATE.min, limits::LEARNING_RATE.max)
}

/// What the experiment's advice says of unscaled numbers.
pub(super) fn unscaled(evidence: &Evidence<'_>) -> Option<Advised> {
    let advice = evidence.experiment.config().advice(evidence.table);
    advice.into_iter().find(|advised| {
        matches!(advised.advice, Advice::UnscaledInputs { .. } | Advice::UnscaledTarget { .. })
    })
}
