//! How a block of a kind is reached in the experiment, and the activation's field.

use leptos::prelude::*;

use crate::app::panels::setting_fields::{Choice, Field, fields};
use crate::app::state::AppState;
use crate::config::{
    Activation, BatchNormConfig, DenseConfig, DropoutConfig, ExperimentConfig, LayerConfig,
};
use crate::word;
use crate::workspace::activation_graph::{Graph, HEIGHT, WIDTH, graph};

pub fn dense(experiment: &ExperimentConfig, at: usize) -> Option<&DenseConfig> {
    match experiment.network.layers.get(at)? {
        LayerConfig::Dense(dense) => Some(dense),
        _ => None,
    }
}

pub fn change_dense(
    experiment: &mut ExperimentConfig,
    at: usize,
    change: impl FnOnce(&mut DenseConfig),
) {
    if let Some(LayerConfig::Dense(dense)) = experiment.network.layers.get_mut(at) {
        change(dense);
    }
}

pub fn dropout(experiment: &ExperimentConfig, at: usize) -> Option<&DropoutConfig> {
    match experiment.network.layers.get(at)? {
        LayerConfig::Dropout(dropout) => Some(dropout),
        _ => None,
    }
}

pub fn change_dropout(
    experiment: &mut ExperimentConfig,
    at: usize,
    change: impl FnOnce(&mut DropoutConfig),
) {
    if let Some(LayerConfig::Dropout(dropout)) = experiment.network.layers.get_mut(at) {
        change(dropout);
    }
}

pub fn batch_norm(experiment: &ExperimentConfig, at: usize) -> Option<&BatchNormConfig> {
    match experiment.network.layers.get(at)? {
        LayerConfig::BatchNormalization(norm) => Some(norm),
        _ => None,
    }
}

pub fn change_batch_norm(
    experiment: &mut ExperimentConfig,
    at: usize,
    change: impl FnOnce(&mut BatchNormConfig),
) {
    if let Some(LayerConfig::BatchNormalization(norm)) = experiment.network.layers.get_mut(at) {
        change(norm);
    }
}

fn activation(experiment: &ExperimentConfig, at: usize) -> Option<Activation> {
    match experiment.network.layers.get(at)? {
        LayerConfig::Dense(dense) => Some(dense.activation),
        LayerConfig::Activation(block) => Some(block.activation),
        _ => None,
    }
}

fn set_activation(experiment: &mut ExperimentConfig, at: usize, name: &str) {
    let Some(chosen) = Activation::from_name(name) else { return };
    match experiment.network.layers.get_mut(at) {
        Some(LayerConfig::Dense(dense)) => dense.activation = chosen,
        Some(LayerConfig::Activation(block)) => block.activation = chosen,
        _ => {}
    }
}

/// An activation's name, and what it is called in the list.
pub(super) fn activation_words(activation: Activation) -> (String, String) {
    (activation.name().to_owned(), activation.label().to_owned())
}

static ACTIVATION: [Field; 1] = [Field::Choice(Choice {
    name: "activation",
    label: word!("Activation"),
    choices: |_| Activation::ALL.map(activation_words).to_vec(),
    read: |e, at| Some(activation(e, at)?.name().to_owned()),
    write: set_activation,
})];

/// The activation of a Dense or an Activation block, with its graph.
pub fn activation_field(at: usize) -> AnyView {
    let state = AppState::here();
    let path = move |pick: fn(Graph) -> String| {
        move || state.experiment.with(|e| activation(e, at)).map(graph).map(pick)
    };
    view! {
        {fields(&ACTIVATION, at)}
        <svg class="activation-graph" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true">
            <path class="axis" d=path(|graph| graph.axes) />
            <path d=path(|graph| graph.curve) />
        </svg>
    }
    .into_any()
}
