//! A network in words and numbers, with its weights where a run trains it.

use crate::config::{CheckedExperiment, SummaryRow};
use crate::data::Dataset;
use crate::train;
use crate::worker::Explanation;
use crate::worker::run::Run;

/// What the network of an experiment computes, with the weights of `run` if that is its own.
pub(super) fn explain(
    checked: &CheckedExperiment,
    dataset: &Dataset,
    run: Option<&Run>,
) -> Explanation {
    let experiment = checked.config();
    let run = run.filter(|run| {
        let trained = run.trainer.experiment();
        trained.config().network == experiment.network
            && trained.output() == checked.output()
            && trained.config().data == experiment.data
            && trained.config().seed == experiment.seed
    });
    let network = run.map(|run| run.trainer.learner().network());
    let summary = experiment.network.summary(dataset.inputs() as u64, checked.output());
    Explanation {
        lines: train::explain(checked, dataset, network),
        summary: summary.rows.iter().map(SummaryRow::cells).collect(),
        totals: summary.totals(),
        epoch: run.map(|run| run.trainer.epoch()),
    }
}
