//! What is measured beside the loss.

use ndarray::{Array2, ArrayView1};

use crate::config::{Loss, Metric};
use crate::nn::{Float, losses};

/// The **sum** of `metric` over rows; a caller divides by all rows of a part.
///
/// # Formula
/// - Accuracy: 1 for a row whose class is predicted, else 0. One column: class 1 is
///   predicted if its probability is above 0.5, that is, its logit above 0. Several:
///   the largest logit, the first of equals. As `keras.metrics.{Binary,Categorical}Accuracy`.
/// - Mean absolute error: `mean(|z - t|)` over the outputs.
///
/// # Shapes
/// `raw` (logits for accuracy) and `targets` `[batch, outputs]`.
///
/// Checked by `tests/it/losses.rs::metrics_are_sums_over_rows`.
pub fn sum_over_rows(metric: Metric, raw: &Array2<Float>, targets: &Array2<Float>) -> f64 {
    match metric {
        Metric::Accuracy => {
            let rows = raw.rows().into_iter().zip(targets.rows());
            rows.filter(|(z, t)| predicted_class(*z) == true_class(*t)).count() as f64
        }
        Metric::MeanAbsoluteError => losses::sum_over_rows(Loss::MeanAbsoluteError, raw, targets),
    }
}

fn predicted_class(logits: ArrayView1<'_, Float>) -> usize {
    if logits.len() == 1 { usize::from(logits[0] > 0.0) } else { first_largest(logits) }
}

fn true_class(targets: ArrayView1<'_, Float>) -> usize {
    if targets.len() == 1 { usize::from(targets[0] > 0.5) } else { first_largest(targets) }
}

fn first_largest(row: ArrayView1<'_, Float>) -> usize {
    let mut largest = 0;
    for (index, &value) in row.iter().enumerate() {
        if value > row[largest] {
            largest = index;
        }
    }
    largest
}
