//! The figures of several runs in one table.

use serde::{Deserialize, Serialize};

use crate::config::Metric;
use crate::export::history_csv::{history_csv, history_header};
use crate::export::rows_csv::quoted;
use crate::train::History;

/// A run with its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedHistory {
    /// The user's or the page's.
    pub name: String,
    /// What it measures besides the loss, in the order of its figures.
    pub metrics: Vec<Metric>,
    /// Its figures.
    pub history: History,
}

/// As [`history_csv`] for one run. Several stand one below the other with their names in a
/// first column `run`; a metric that a run does not measure is left empty.
///
/// Checked by `tests/it/export/histories.rs`.
pub fn histories_csv(runs: &[NamedHistory]) -> String {
    if let [run] = runs {
        return history_csv(&run.history, &run.metrics);
    }
    let mut all = Vec::new();
    for metric in runs.iter().flat_map(|run| &run.metrics) {
        if !all.contains(metric) {
            all.push(*metric);
        }
    }
    let mut csv = format!("run,{}\n", history_header(&all));
    for run in runs {
        let (name, history) = (quoted(&run.name), &run.history);
        let metrics = all.iter().flat_map(|one| history.curves(Some(*one), &run.metrics, false));
        let losses: [&[f64]; 2] = [&history.loss, &history.val_loss];
        let figures: Vec<_> =
            losses.into_iter().chain(metrics).chain([&*history.logged_loss]).collect();
        for (index, epoch) in history.epochs.iter().enumerate() {
            let cell = |figure: &&[f64]| figure.get(index).map_or_else(String::new, f64::to_string);
            let cells =
                [name.to_string(), epoch.to_string()].into_iter().chain(figures.iter().map(cell));
            csv += &cells.collect::<Vec<_>>().join(",");
            csv.push('\n');
        }
    }
    csv
}

/// The same, separated by tabs: pasted into a spreadsheet it falls into cells.
///
/// Checked by `tests/it/export/histories.rs`.
pub fn histories_tsv(runs: &[NamedHistory]) -> String {
    // A tab or a line break in a name would be a cell of its own.
    let plain = |name: &str| name.replace(['\t', '\n', '\r', ',', '"'], " ");
    let runs: Vec<_> =
        runs.iter().map(|run| NamedHistory { name: plain(&run.name), ..run.clone() }).collect();
    histories_csv(&runs).replace(',', "\t")
}
