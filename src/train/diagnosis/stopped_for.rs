//! What ended a run early that might have gone on.

use super::best_epoch::lowest_index;
use super::rules::RunAnalysis;

/// What let early stopping end a run too soon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum StoppedFor {
    /// What came after the best epoch was better, but by less than the minimum delta.
    MinDelta(f64),
    /// Validation loss was hardly above its lowest, and training loss still fell.
    Patience,
}

/// Why early stopping ended a run too soon, where it may have.
///
/// Checked by `tests/it/train/diagnosis/daily.rs::after_early_stopping_more_epochs_are_not_advised`.
pub(super) fn stopped_for(analysis: &RunAnalysis<'_>) -> Option<StoppedFor> {
    let stopping = &analysis.evidence.experiment.config().training.stopping;
    if !analysis.was_stopped_early() || analysis.since != analysis.best_epoch {
        return None;
    }
    let history = analysis.evidence.history;
    let lowest = lowest_index(history, history.count()).map(|at| history.epochs[at]);
    if stopping.min_delta > 0.0 && lowest.is_some_and(|lowest| lowest > analysis.best_epoch) {
        return Some(StoppedFor::MinDelta(stopping.min_delta));
    }
    let may_fall = !analysis.is_level() && !analysis.turn.is_noticeable();
    may_fall.then_some(StoppedFor::Patience)
}
