//! Precision, recall and F1 of each class.

/// Figures of one class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassScores {
    /// The share of rows predicted as the class that are of it.
    pub precision: f64,
    /// The share of rows of the class that are predicted as it.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
    /// Rows of the class.
    pub support: usize,
}

/// The figures of each class, from a confusion matrix `[class][predicted]`.
///
/// # Formula
/// With `tp` rows of the class predicted as it: precision `tp / predicted`, recall
/// `tp / support`, F1 `2 tp / (predicted + support)`; each 0 where it would be divided by 0.
///
/// Source: `sklearn.metrics.precision_recall_fscore_support` with `zero_division=0`. Checked by
/// `tests/it/golden/inspection.rs`.
pub fn class_scores(confusion: &[Vec<usize>]) -> Vec<ClassScores> {
    let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
    (0..confusion.len())
        .map(|class| {
            let hits = confusion[class][class];
            let support = confusion[class].iter().sum();
            let predicted: usize = confusion.iter().map(|row| row[class]).sum();
            ClassScores {
                precision: share(hits, predicted),
                recall: share(hits, support),
                f1: share(2 * hits, predicted + support),
                support,
            }
        })
        .collect()
}

/// The share of rows whose class is predicted, from a confusion matrix; 0 without rows.
pub fn accuracy(confusion: &[Vec<usize>]) -> f64 {
    let rows: usize = confusion.iter().flatten().sum();
    let right: usize = confusion.iter().enumerate().map(|(class, row)| row[class]).sum();
    if rows == 0 { 0.0 } else { right as f64 / rows as f64 }
}
