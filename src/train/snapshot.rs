//! The state of a run in memory, to return to; a checkpoint is the same as bytes.

use std::rc::Rc;

use crate::config::CheckedExperiment;
use crate::train::trainer::NextStep;
use crate::train::{Batches, Checkpoint, History, Outcome, StopReason, StoppingRule, Trainer};

/// What a [`Checkpoint`] has, and the order of the rows, which it would have to shuffle
/// again: going back to a snapshot takes a copy, whatever the epoch is.
///
/// Checked by `tests/it/train/snapshot.rs`.
pub struct RunSnapshot {
    checkpoint: Checkpoint,
    batches: Batches,
    /// No part of a checkpoint, which goes on with the page's.
    threshold: f64,
}

/// A place in a run: how many epochs and updates lie behind it. Two places with the same
/// mark may differ in how far an evaluation is, which means nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunPosition {
    /// Epochs reported.
    pub reported: u32,
    /// Updates made.
    pub updates: u64,
}

impl RunSnapshot {
    /// How the run had ended, if it had.
    pub fn outcome(&self) -> Option<Outcome> {
        self.checkpoint.outcome()
    }
}

impl Trainer {
    /// Where the run stands.
    pub fn position(&self) -> RunPosition {
        RunPosition { reported: self.reported, updates: self.learning_rate.updates() }
    }

    /// The state of the run.
    pub fn snapshot(&mut self) -> RunSnapshot {
        RunSnapshot {
            checkpoint: self.checkpoint(),
            batches: self.batches.clone(),
            threshold: self.threshold(),
        }
    }

    /// About how many bytes [`Trainer::snapshot`] comes to.
    pub fn snapshot_bytes(&self) -> usize {
        self.checkpoint_bytes() + size_of_val(self.batches.order())
    }

    /// Back to a snapshot of this run, or of one that differs in its early stopping alone.
    pub fn rewind(&mut self, snapshot: &RunSnapshot) {
        let taken = self.take(snapshot.checkpoint.clone());
        debug_assert!(taken.is_ok(), "a snapshot of the run fits it");
        self.batches = snapshot.batches.clone();
        self.set_threshold(snapshot.threshold);
        self.has_best_weights &= self.rule.restores_best_weights();
    }

    /// A run of an experiment on the same rows, before its first epoch.
    #[must_use]
    pub fn twin(&self, experiment: &CheckedExperiment) -> Self {
        Self::new(experiment, Rc::clone(&self.dataset))
    }

    /// Whether the weights are those of the end of this epoch; none are restored.
    pub fn stands_after(&self, epoch: u32) -> bool {
        self.reported == epoch
            && matches!(self.next_step, NextStep::BeginEpoch | NextStep::Finish(_))
    }

    /// As if early stopping had never been there. `history` is that of the epochs so far,
    /// after which the run stands.
    ///
    /// Checked by `tests/it/worker/ghost.rs::a_ghost_is_the_run_without_early_stopping`.
    pub fn ignore_stopping(&mut self, history: &History) {
        self.rule = StoppingRule::watching_only(&history.epochs, &history.val_loss);
        self.has_best_weights = false;
        if let NextStep::Finish(StopReason::EarlyStopped { .. }) = self.next_step {
            self.next_step = if self.epoch == self.epochs {
                NextStep::Finish(StopReason::Completed)
            } else {
                NextStep::BeginEpoch
            };
        }
    }
}
