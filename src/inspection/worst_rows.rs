//! The rows on which a network is most wrong.

use super::Predictions;
use crate::nn::widen;

/// A row and how wrong the network is about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorstRow {
    /// Its place among the predictions.
    pub at: usize,
    /// Its row of the table, counted from 0.
    pub row: u32,
    /// How far the prediction is from what is true, 0 for right.
    pub error: f64,
}

/// At most `most` rows with the greatest errors, the worst first; of equals the earlier.
///
/// # Formula
/// Regression: `|p - t|`. Classes: `1 - p` with the probability `p` of the row's class; of two
/// classes with scores, how far the score is on the wrong side of the class's own, 1 or -1.
///
/// Checked by `tests/it/inspection/predictions.rs::the_worst_rows_come_first`.
pub fn worst_rows(predictions: &Predictions, most: usize) -> Vec<WorstRow> {
    let is_score = predictions.are_binary()
        && predictions.predicted.iter().any(|score| !(0.0..=1.0).contains(score));
    let mut rows: Vec<WorstRow> = (0..predictions.actual.len())
        .map(|at| {
            let own = predictions.of_row(at);
            let error = if !predictions.are_classes() {
                (widen(own[0]) - widen(predictions.actual[at])).abs()
            } else if predictions.outputs > 1 {
                1.0 - own.get(predictions.actual_class(at)).map_or(0.0, |p| widen(*p))
            } else {
                let is_positive = predictions.actual_class(at) == 1;
                let (right, score) = (if is_positive { 1.0 } else { -1.0 }, widen(own[0]));
                match (is_score, is_positive) {
                    (true, _) => (1.0 - right * score).max(0.0),
                    (false, true) => 1.0 - score,
                    (false, false) => score,
                }
            };
            WorstRow { at, row: predictions.rows[at], error }
        })
        .collect();
    rows.sort_by(|a, b| b.error.total_cmp(&a.error));
    rows.truncate(most);
    rows
}
