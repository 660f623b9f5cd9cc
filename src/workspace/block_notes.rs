//! What a block says of its own settings, beside units and rates.

use crate::config::{BatchNormConfig, DenseConfig, Initializer, LayerConfig};
use crate::plot::label::short_label;
use crate::t;
use crate::text::Decimal;

/// The settings of a block that differ from Keras's defaults and stand nowhere else on
/// it, the one that matters most first.
pub fn differences(layer: &LayerConfig) -> Vec<String> {
    match layer {
        LayerConfig::Dense(dense) => of_dense(dense),
        LayerConfig::Activation(_) => Vec::new(),
        LayerConfig::Dropout(dropout) => {
            dropout.seed.iter().map(|seed| t!("seed {seed}", seed)).collect()
        }
        LayerConfig::BatchNormalization(norm) => of_batch_norm(norm),
    }
}

/// The differences in a few words: the first, and how many more there are.
pub fn in_short(differences: &[String]) -> Option<String> {
    match differences {
        [] => None,
        [only] => Some(only.clone()),
        [first, more @ ..] => Some(format!("{first} +{}", more.len())),
    }
}

/// Keras's name as words: `he_normal` is "He normal".
pub fn initializer_label(initializer: Initializer) -> String {
    let mut words = initializer.name().replace('_', " ");
    words[..1].make_ascii_uppercase();
    words
}

fn of_dense(dense: &DenseConfig) -> Vec<String> {
    let usual = DenseConfig::default();
    let factors = dense.kernel_regularizer;
    let mut found = Vec::new();
    for (name, factor) in [("L1", factors.l1), ("L2", factors.l2)] {
        if factor != 0.0 {
            found.push(format!("{name} {}", short_number(factor)));
        }
    }
    if !dense.use_bias {
        found.push(t!("no bias").to_owned());
    }
    if dense.kernel_initializer != usual.kernel_initializer {
        found.push(initializer_label(dense.kernel_initializer));
    }
    if dense.use_bias && dense.bias_initializer != usual.bias_initializer {
        found.push(t!(
            "bias {initializer}",
            initializer = dense.bias_initializer.name().replace('_', " ")
        ));
    }
    found
}

fn of_batch_norm(norm: &BatchNormConfig) -> Vec<String> {
    let mut found = Vec::new();
    if !norm.center {
        found.push(t!("no center").to_owned());
    }
    if !norm.scale {
        found.push(t!("no scale").to_owned());
    }
    if norm.epsilon != BatchNormConfig::default().epsilon {
        found.push(format!("epsilon {}", short_number(norm.epsilon)));
    }
    found
}

/// As it was typed, if that is short.
fn short_number(value: f64) -> String {
    let typed = Decimal(value).to_string();
    if typed.len() <= 6 { typed } else { short_label(value) }
}
