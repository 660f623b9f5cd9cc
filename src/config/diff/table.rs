//! What differs among several experiments, as a table.

use super::blocks::block_name;
use super::settings::{Leaf, Walk};
use super::{columns_of, headline, layer_leaves};
use crate::config::setting_change::name_in;
use crate::config::{ExperimentConfig, LayerConfig, sort};
use crate::t;

/// A column for every setting that differs, a row for every experiment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SettingsTable {
    /// The settings, as the page calls them.
    pub names: Vec<String>,
    /// Their values in words; empty where an experiment has no such setting.
    pub rows: Vec<Vec<String>>,
    /// Where each value stands in its column when sorted: numbers by size, words by letter.
    pub ranks: Vec<Vec<f64>>,
}

/// The settings that differ among the experiments. Chains of different blocks are
/// written out in one column.
///
/// Checked by `tests/it/config/diff_words.rs::settings_that_differ_are_columns`.
pub fn tabulate(experiments: &[&ExperimentConfig]) -> SettingsTable {
    let columns = columns_of(experiments);
    let chains: Vec<&[LayerConfig]> =
        experiments.iter().map(|one| one.network.layers.as_slice()).collect();
    let kinds = |chain: &[LayerConfig]| chain.iter().map(LayerConfig::kind).collect::<Vec<_>>();
    let is_alike = chains.windows(2).all(|pair| kinds(pair[0]) == kinds(pair[1]));
    let mut all = Vec::new();
    for (experiment, chain) in experiments.iter().zip(&chains) {
        let mut leaves = if is_alike { block_leaves(chain) } else { vec![whole(chain)] };
        let mut walk = Walk::default();
        walk.experiment(experiment, &columns);
        leaves.extend(walk.leaves);
        all.push(leaves);
    }
    let mut table = SettingsTable {
        names: Vec::new(),
        rows: vec![Vec::new(); all.len()],
        ranks: vec![Vec::new(); all.len()],
    };
    let mut seen = Vec::<&str>::new();
    for leaf in all.iter().flatten() {
        if seen.contains(&leaf.path.as_str()) {
            continue;
        }
        seen.push(&leaf.path);
        let cells: Vec<_> =
            all.iter().map(|leaves| leaves.iter().find(|one| one.path == leaf.path)).collect();
        if !is_told(&cells) {
            continue;
        }
        table.names.push(leaf.name.clone());
        let words: Vec<_> = cells
            .iter()
            .map(|cell| cell.map(|cell| cell.words.clone()).unwrap_or_default())
            .collect();
        // The words of a number are written as the reader's language does, its JSON is not.
        let exact = cells.iter().map(|cell| cell.map_or("", |cell| cell.exact.trim_matches('"')));
        let ranks = ranks(&words, &exact.collect::<Vec<_>>());
        for (at, (word, rank)) in words.into_iter().zip(ranks).enumerate() {
            table.rows[at].push(word);
            table.ranks[at].push(rank);
        }
    }
    table
}

/// The rank of each value among all, from 0; equal values share a rank.
fn ranks(words: &[String], exact: &[&str]) -> Vec<f64> {
    let number = |exact: &&str| exact.parse::<f64>().unwrap_or(f64::INFINITY);
    let mut sorted: Vec<_> = exact.iter().map(number).zip(words).collect();
    sort(&mut sorted, |a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    sorted.dedup();
    let place = |word| sorted.iter().position(|(_, one)| *one == word).unwrap_or(sorted.len());
    words.iter().map(|word| place(word) as f64).collect()
}

/// Whether a setting differs; one that only some have and that is usual there adds
/// nothing to the choice it depends on.
fn is_told(cells: &[Option<&Leaf>]) -> bool {
    let mut present = cells.iter().flatten();
    let Some(first) = present.next() else { return false };
    let differs = present.any(|cell| cell.exact != first.exact);
    let everywhere = cells.iter().all(Option::is_some);
    differs || !everywhere && cells.iter().flatten().any(|cell| !cell.is_usual)
}

fn block_leaves(chain: &[LayerConfig]) -> Vec<Leaf> {
    let leaves = |(at, layer): (usize, &LayerConfig)| {
        let called = block_name(at, layer.kind());
        layer_leaves(layer).into_iter().map(move |leaf| Leaf {
            path: format!("{at}.{}", leaf.path),
            name: name_in(&called, &leaf.name),
            ..leaf
        })
    };
    chain.iter().enumerate().flat_map(leaves).collect()
}

fn whole(chain: &[LayerConfig]) -> Leaf {
    let words: Vec<_> = chain.iter().map(headline).collect();
    Leaf {
        path: "network.layers".to_owned(),
        name: t!("Blocks").to_owned(),
        words: words.join(" · "),
        exact: serde_json::to_string(chain).unwrap_or_default(),
        is_usual: false,
    }
}
