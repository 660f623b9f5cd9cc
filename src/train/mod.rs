//! The training loop.

mod batch_trail;
mod batches;
mod checkpoint;
mod class_weights;
pub mod diagnosis;
mod early_stopping;
mod evaluation;
mod explain;
mod history;
mod learner;
mod learning_rate;
mod loss_gap;
mod measuring;
pub mod metrics;
mod rehearsal;
mod report;
mod snapshot;
mod start_weights;
mod trainer;
mod units;

pub use batch_trail::{BatchStep, BatchTrail, TRAIL_WEIGHTS};
pub use batches::{BatchPosition, BatchRows, Batches};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use class_weights::row_weights;
pub use early_stopping::{StoppingDecision, StoppingRule};
pub use evaluation::Evaluation;
pub use explain::{FEW_PARAMETERS, FEW_TERMS, explain, input_names};
pub use history::History;
pub use learner::Learner;
pub use learning_rate::LearningRate;
pub use loss_gap::{Cause, LossGap};
pub use rehearsal::{Detail, OptimizerMemory, Rehearsal};
pub use report::{EpochReport, Figures, Outcome, PartFigures, StopReason};
pub use snapshot::{RunPosition, RunSnapshot};
pub use start_weights::{WrongWeights, start_weights};
pub use trainer::{Trainer, Work};
pub use units::Units;

use crate::config::CheckedExperiment;
use crate::data::Dataset;

/// Trains from the first epoch to the last: `keras.Model.fit`.
///
/// A run in slices ([`Trainer::work`]) gives the same bits; checked by
/// `tests/it/train/training.rs::slices_never_change_a_bit`.
pub fn fit(
    experiment: &CheckedExperiment,
    dataset: Dataset,
    mut on_epoch: impl FnMut(&EpochReport),
) -> Outcome {
    let mut trainer = Trainer::new(experiment, dataset);
    loop {
        match trainer.work(&mut || true) {
            Work::Yielded => {}
            Work::Epoch(report) => on_epoch(&report),
            Work::Finished(outcome) => return outcome,
        }
    }
}
