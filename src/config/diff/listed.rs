//! The settings of one experiment, each with its name and its value in words.

use super::settings::{Leaf, Walk};
use super::{columns_of, headline, layer_leaves};
use crate::config::{
    ActivationConfig, BatchNormConfig, DenseConfig, DropoutConfig, ExperimentConfig, LayerConfig,
};

/// A setting as the page calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Where it stands in the experiment's JSON, with dots; of a block within the block.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its value in words.
    pub words: String,
    /// Whether it is as in an experiment that says nothing of it.
    pub is_default: bool,
}

/// All settings but the title and the blocks: data, output, training and seed, in the order of
/// the page.
///
/// Checked by `tests/it/config/diff_words.rs::settings_are_listed_with_what_is_unusual`.
pub fn settings(experiment: &ExperimentConfig) -> Vec<Setting> {
    let columns = columns_of(&[experiment]);
    let leaves = |experiment: &ExperimentConfig| {
        let mut walk = Walk::default();
        walk.experiment(experiment, &columns);
        walk.leaves
    };
    listed(leaves(experiment), &leaves(&ExperimentConfig::default()))
}

/// A block in a few words, and its own settings.
///
/// Checked by `tests/it/config/diff_words.rs::settings_are_listed_with_what_is_unusual`.
pub fn block_settings(layer: &LayerConfig) -> (String, Vec<Setting>) {
    let usual = match layer {
        LayerConfig::Dense(_) => LayerConfig::Dense(DenseConfig::default()),
        LayerConfig::Activation(_) => LayerConfig::Activation(ActivationConfig::default()),
        LayerConfig::Dropout(_) => LayerConfig::Dropout(DropoutConfig::default()),
        LayerConfig::BatchNormalization(_) => {
            LayerConfig::BatchNormalization(BatchNormConfig::default())
        }
    };
    (headline(layer), listed(layer_leaves(layer), &layer_leaves(&usual)))
}

fn listed(leaves: Vec<Leaf>, usual: &[Leaf]) -> Vec<Setting> {
    let setting = |Leaf { path, name, words, exact, is_usual }| {
        let default = usual.iter().find(|leaf| leaf.path == path);
        let is_default = default.map_or(is_usual, |leaf| leaf.exact == exact);
        Setting { path, name, words, is_default }
    };
    leaves.into_iter().map(setting).collect()
}
