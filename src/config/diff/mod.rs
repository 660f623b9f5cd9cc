//! What differs between experiments, in the words of the page.
//!
//! [`diff`] names exactly the fields that differ, each once
//! (`tests/it/config/diff.rs::the_diff_names_exactly_what_differs`). The title is not compared.

mod blocks;
mod data;
mod listed;
mod settings;
mod table;

use std::collections::BTreeSet;

pub use listed::{Setting, block_settings, settings};
pub use table::{SettingsTable, tabulate};

use self::settings::{Leaf, Walk};
use crate::config::{ExperimentConfig, LayerConfig, SettingChange};
use crate::t;
use crate::text::{Decimal, inside};

/// A field that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// In words; the name says which block is meant, counted from 1 in the experiment it
    /// stands in.
    pub change: SettingChange,
    /// The same for the name of a run: "dropout 0.3", "lr 0.0003".
    pub short: String,
    /// The field in the experiment's JSON, with dots; of a block within the block, and
    /// empty for a whole block.
    pub path: String,
    /// Whether it is a field of the experiment or of a block.
    pub scope: DiffScope,
}

/// What a field that differs belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffScope {
    /// The experiment's.
    Experiment,
    /// A block's, by its index in the two experiments; one that is in only one of them
    /// was added or removed.
    Block {
        /// In the first.
        before: Option<usize>,
        /// In the second.
        after: Option<usize>,
    },
}

/// The changes that turn `before` into `after`: the blocks first, as the fewest blocks added,
/// removed and changed, then data, output, training and seed.
///
/// Checked by `tests/it/config/diff.rs`.
pub fn diff(before: &ExperimentConfig, after: &ExperimentConfig) -> Vec<Difference> {
    let mut found = blocks::diff(&before.network.layers, &after.network.layers);
    let columns = columns_of(&[before, after]);
    let leaves = |experiment| {
        let mut walk = Walk::default();
        walk.experiment(experiment, &columns);
        walk.leaves
    };
    for (path, change) in changes(&leaves(before), &leaves(after)) {
        let short = short_of(&path, &change);
        found.push(Difference { change, short, path, scope: DiffScope::Experiment });
    }
    found
}

/// The name of a run that differs from the one before it like this: "dropout 0.3"; "again"
/// where nothing differs.
///
/// Checked by `tests/it/config/diff_words.rs::runs_are_called_after_what_changed`.
pub fn run_name(differences: &[Difference]) -> String {
    const TOLD: usize = 2;
    let told: Vec<_> = differences.iter().take(TOLD).map(|one| one.short.as_str()).collect();
    match (told.as_slice(), differences.len().saturating_sub(TOLD)) {
        ([], _) => t!("again").to_owned(),
        (told, 0) => told.join(", "),
        (told, more) => t!("{told} and {more} more", told = told.join(", "), more),
    }
}

/// The columns for which any of these experiments has settings of its own.
fn columns_of<'a>(experiments: &[&'a ExperimentConfig]) -> Vec<&'a str> {
    let all: BTreeSet<&str> = experiments
        .iter()
        .flat_map(|experiment| {
            let data = &experiment.data;
            data.reading.types.keys().chain(data.preparation.columns.keys()).map(String::as_str)
        })
        .collect();
    all.into_iter().collect()
}

/// The settings that differ, by their paths; settings that depend on a choice that differs
/// are listed with it.
fn changes(before: &[Leaf], after: &[Leaf]) -> Vec<(String, SettingChange)> {
    let mut found = Vec::<(String, SettingChange)>::new();
    for leaf in after {
        // A setting that only one of them has depends on a choice that differs.
        let Some(old) = before.iter().find(|old| old.path == leaf.path) else { continue };
        if old.exact == leaf.exact {
            continue;
        }
        let from = with_parts(old, before, after);
        let to = with_parts(leaf, after, before);
        let change = if from == to {
            SettingChange::from(t!("{name} changed", name = leaf.name).as_str())
        } else {
            SettingChange { name: leaf.name.clone(), from, to }
        };
        found.push((leaf.path.clone(), change));
    }
    found
}

/// A value with the unusual settings that depend on it in this experiment alone: "SGD (SGD
/// momentum 0.9)".
fn with_parts(leaf: &Leaf, own: &[Leaf], other: &[Leaf]) -> String {
    let parts: Vec<_> = own
        .iter()
        .filter(|part| !part.is_usual && hangs_on(part, leaf))
        .filter(|part| other.iter().all(|one| one.path != part.path))
        .map(|part| format!("{} {}", inside(&part.name), part.words))
        .collect();
    if parts.is_empty() {
        return leaf.words.clone();
    }
    format!("{} ({})", leaf.words, parts.join(", "))
}

fn hangs_on(part: &Leaf, choice: &Leaf) -> bool {
    part.path.strip_prefix(&choice.path).is_some_and(|rest| rest.starts_with('.'))
}

fn short_of(path: &str, change: &SettingChange) -> String {
    let SettingChange { name, to, .. } = change;
    match (path, to.as_str()) {
        ("training.learning_rate", _) => format!("lr {to}"),
        (_, "") => inside(name),
        _ => format!("{} {to}", inside(name)),
    }
}

/// A block in a few words: "Dense 64", "Dropout 0.3", "Activation tanh".
pub(super) fn headline(layer: &LayerConfig) -> String {
    let kind = layer.kind().label();
    match layer {
        LayerConfig::Dense(dense) => format!("{kind} {}", dense.units),
        LayerConfig::Activation(own) => format!("{kind} {}", own.activation.name()),
        LayerConfig::Dropout(dropout) => format!("{kind} {}", Decimal(dropout.rate)),
        LayerConfig::BatchNormalization(_) => kind.to_owned(),
    }
}

fn layer_leaves(layer: &LayerConfig) -> Vec<Leaf> {
    let mut walk = Walk::default();
    walk.layer(layer);
    walk.leaves
}
