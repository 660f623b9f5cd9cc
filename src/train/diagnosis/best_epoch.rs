//! The one best epoch of a run: the page, the chart and the coach name the same.
//!
//! Checked by `tests/it/train/diagnosis/daily.rs::there_is_one_best_epoch`.

use crate::train::History;

/// The best of the first `count` epochs: the last that was an improvement to early stopping,
/// which watches without stopping where it is off; of a history without any, the lowest
/// validation loss.
pub fn best_index(history: &History, count: u32) -> Option<usize> {
    let kept = history.epochs.partition_point(|epoch| *epoch <= count);
    let improved = history.improved[..kept].iter().rposition(|improved| *improved);
    improved.or_else(|| lowest_index(history, count))
}

/// The first lowest validation loss of the first `count` epochs.
pub(super) fn lowest_index(history: &History, count: u32) -> Option<usize> {
    let kept = history.epochs.partition_point(|epoch| *epoch <= count);
    (0..kept).min_by(|&a, &b| history.val_loss[a].total_cmp(&history.val_loss[b]))
}
