//! Runs that others took the place of, kept to be looked into.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::data::{Dataset, Part};
use crate::nn::Float;
use crate::worker::RunId;
use crate::worker::run::Run;

/// So many are kept, the newest of them.
const MOST_RUNS: usize = 8;
/// Bytes of them all; rows that several share count once.
const MOST_BYTES: usize = 64 << 20;

/// The networks of earlier runs on the same table. They train no more.
///
/// Checked by `tests/it/worker/earlier_runs.rs`.
#[derive(Default)]
pub(super) struct EarlierRuns(VecDeque<Run>);

impl EarlierRuns {
    /// Keeps a run whose place another takes; the oldest go where there are too many.
    pub(super) fn keep(&mut self, mut run: Run) {
        if !run.put_aside() {
            return;
        }
        self.0.push_back(run);
        while self.0.len() > MOST_RUNS || self.bytes() > MOST_BYTES {
            self.0.pop_front();
        }
    }

    /// One of them.
    pub(super) fn get_mut(&mut self, id: RunId) -> Option<&mut Run> {
        self.0.iter_mut().find(|run| run.id == id)
    }

    fn bytes(&self) -> usize {
        let mut datasets: Vec<Rc<Dataset>> = Vec::new();
        let mut bytes = 0;
        for run in &self.0 {
            bytes += run.trainer.snapshot_bytes();
            let dataset = run.trainer.shared_dataset();
            if !datasets.iter().any(|known| Rc::ptr_eq(known, &dataset)) {
                bytes += dataset_bytes(&dataset);
                datasets.push(dataset);
            }
        }
        bytes
    }
}

fn dataset_bytes(dataset: &Dataset) -> usize {
    let of = |part: &Part| part.rows() * (part.inputs.cols() + part.targets.cols());
    [&dataset.training, &dataset.validation, &dataset.test].map(of).iter().sum::<usize>()
        * size_of::<Float>()
}
