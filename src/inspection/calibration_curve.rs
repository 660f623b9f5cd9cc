//! How often what is predicted with a probability comes true.

use crate::nn::{Float, widen};

const BINS: usize = 10;

/// Rows with similar probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalibrationBin {
    /// The mean of the probabilities.
    pub mean_predicted: f64,
    /// The share of rows that are of class 1.
    pub fraction_of_positives: f64,
    /// Rows.
    pub rows: usize,
}

/// Ten bins of equal width over probabilities of class 1, those without rows left out.
///
/// # Formula
/// A probability is in the bin whose upper end it does not exceed: 0.1 is in the first.
///
/// Source: `sklearn.calibration.calibration_curve` with `n_bins=10`. Checked by
/// `tests/it/golden/inspection.rs`.
pub fn calibration_curve(scores: &[(Float, bool)]) -> Vec<CalibrationBin> {
    let mut bins = [(0.0, 0_usize, 0_usize); BINS];
    for &(score, is_positive) in scores {
        // In the scores' own precision, in which 0.1 is 1 / 10.
        let bin = (1..BINS).filter(|edge| score > *edge as Float / BINS as Float).count();
        let (sum, positives, rows) = &mut bins[bin];
        *sum += widen(score);
        *positives += usize::from(is_positive);
        *rows += 1;
    }
    bins.into_iter()
        .filter(|(.., rows)| *rows > 0)
        .map(|(sum, positives, rows)| CalibrationBin {
            mean_predicted: sum / rows as f64,
            fraction_of_positives: positives as f64 / rows as f64,
            rows,
        })
        .collect()
}
