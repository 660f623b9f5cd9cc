//! How the scores of two classes are spread.

use crate::nn::{Float, widen};

const BINS: usize = 20;

/// Bins of equal width, and the rows of each class in them.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreHistogram {
    /// The lowest score that has a place.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// Rows of class 0 and of class 1 in each bin.
    pub bins: Vec<[usize; 2]>,
}

/// Twenty bins from 0 to 1, or as far as the scores go where one lies outside.
///
/// Checked by `tests/it/inspection/predictions.rs::a_histogram_holds_every_row`.
pub fn score_histogram(scores: &[(Float, bool)]) -> ScoreHistogram {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for (score, _) in scores {
        (low, high) = (low.min(widen(*score)), high.max(widen(*score)));
    }
    let mut bins = vec![[0; 2]; BINS];
    for &(score, is_positive) in scores {
        let share = (widen(score) - low) / (high - low);
        bins[((share * BINS as f64) as usize).min(BINS - 1)][usize::from(is_positive)] += 1;
    }
    ScoreHistogram { low, high, bins }
}
