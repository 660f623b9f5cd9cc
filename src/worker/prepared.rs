//! The last preparation of the table.

use std::rc::Rc;

use crate::config::{DataConfig, ExperimentConfig, Loss};
use crate::data::Dataset;

/// A dataset and all that it depends on beside the table, so that it is made once for
/// the page's counts, the rows it shows and the run.
pub(super) struct Prepared {
    pub(super) data: DataConfig,
    /// Of the split.
    seed: u32,
    sparse: bool,
    pub(super) dataset: Rc<Dataset>,
}

impl Prepared {
    pub(super) fn new(experiment: &ExperimentConfig, dataset: Dataset) -> Self {
        Self {
            data: experiment.data.clone(),
            seed: experiment.split_seed(),
            sparse: is_sparse(experiment),
            dataset: Rc::new(dataset),
        }
    }

    pub(super) fn is_for(&self, experiment: &ExperimentConfig) -> bool {
        self.data == experiment.data
            && self.seed == experiment.split_seed()
            && self.sparse == is_sparse(experiment)
    }
}

/// Whether the classes are learned as numbers, not as columns.
fn is_sparse(experiment: &ExperimentConfig) -> bool {
    experiment.training.loss == Loss::SparseCategoricalCrossentropy
}
