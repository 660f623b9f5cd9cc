//! An experiment as a script that anyone runs: Keras 3 or `PyTorch`, with pandas and
//! scikit-learn before it, each also as a notebook.
//!
//! The sections stand in the course's order: settings, data, parts, preparation, network,
//! compile, train, look. Those before the network are the same in both ([`common`]).

#![allow(
    clippy::format_push_string,
    reason = "a script is short, and its lines read here as they will stand there"
)]

mod common;
mod files;
pub mod keras;
mod npz;
mod pandas;
mod parts;
mod preparation;
pub mod python;
mod pytorch;
mod script;
mod start;
mod table_file;

use crate::config::{CheckedExperiment, ExperimentConfig, Scaling, SplitMethod, Task};
use crate::data::{Dataset, Table};
use crate::nn::Network;

pub use files::{ExportFile, OrderError};
pub use npz::{Array, Numbers, npy, npz};
pub use script::Script;
pub use table_file::TableFile;

use start::StartWeight;

/// Everything that a script says of an experiment: its table and how it was read, what the
/// preparation fitted, which rows are in which part, the weights it starts from.
///
/// Checked by `tests/it/export/code.rs`; that the scripts come to the same numbers, by
/// `make export-check`.
#[derive(Debug)]
pub struct CodeExport<'run> {
    experiment: &'run CheckedExperiment,
    table: &'run Table,
    dataset: &'run Dataset,
    file: TableFile,
    start: Vec<StartWeight>,
}

impl<'run> CodeExport<'run> {
    /// `dataset` is the experiment's own, and `network` one of it, with the weights that the
    /// script starts from.
    pub fn new(
        experiment: &'run CheckedExperiment,
        table: &'run Table,
        dataset: &'run Dataset,
        file: TableFile,
        network: &Network,
    ) -> Self {
        Self { experiment, table, dataset, file, start: StartWeight::all_of(network) }
    }

    /// The columns that a script of the experiment needs: inputs, target, groups.
    pub fn columns(experiment: &ExperimentConfig, table: &Table) -> Vec<usize> {
        let data = &experiment.data;
        let group = match &data.split.method {
            SplitMethod::Grouped { column } => Some(column.as_str()),
            SplitMethod::Shuffled | SplitMethod::InOrder => None,
        };
        let columns = table.schema().columns.iter().enumerate();
        let is_used = |name: &str| name == data.target || Some(name) == group;
        columns
            .filter(|(_, column)| is_used(&column.name) || experiment.is_feature(column))
            .map(|(place, _)| place)
            .collect()
    }

    /// The script for Keras 3.
    pub fn keras_script(&self) -> Script {
        keras::script(self)
    }

    /// The script for `PyTorch`.
    pub fn pytorch_script(&self) -> Script {
        pytorch::script(self)
    }

    fn config(&self) -> &ExperimentConfig {
        self.experiment.config()
    }

    fn task(&self) -> Task {
        self.config().data.task
    }

    /// Whether the network learns a target that is scaled.
    fn scales_target(&self) -> bool {
        self.dataset.target_scaler.scaling != Scaling::None
    }

    fn has_test(&self) -> bool {
        !self.dataset.rows.test.is_empty()
    }

    /// The first line of a script: what it predicts from what, and with which library.
    fn title(&self, library: &str) -> String {
        let config = self.config();
        let title = python::plain(config.title.trim());
        let target = python::plain(&config.data.target);
        let with = if title.is_empty() { String::new() } else { format!("{title}: ") };
        format!("{with}predicts '{target}' with {library}.")
    }
}
