//! The receiver operating characteristic of two classes.

use crate::nn::{Float, widen};

/// What each threshold would catch, from the highest score down.
#[derive(Debug, Clone, PartialEq)]
pub struct RocCurve {
    /// The share of rows of class 0 that score at least as much.
    pub false_positive_rate: Vec<f64>,
    /// The share of rows of class 1 that do: recall.
    pub true_positive_rate: Vec<f64>,
    /// The scores; the first, above all of them, is infinite.
    pub thresholds: Vec<f64>,
    /// The area under the curve.
    pub area: f64,
}

/// The curve of scores of class 1, each with whether its row is of it; `None` if a class has no
/// rows.
///
/// # Formula
/// A point for each distinct score. As scikit-learn's `drop_intermediate`, a point is left out
/// where the steps before and after it are equal: the line through its neighbours goes through
/// it. The area is that of the trapezia below.
///
/// Source: `sklearn.metrics.roc_curve`, `roc_auc_score`. Checked by
/// `tests/it/golden/inspection.rs`.
pub fn roc_curve(scores: &[(Float, bool)]) -> Option<RocCurve> {
    let mut sorted = scores.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    // Rows of class 0 and of class 1 that score at least as much.
    let mut points: Vec<(f64, [usize; 2])> = Vec::new();
    let mut caught = [0, 0];
    for equals in sorted.chunk_by(|a, b| a.0 == b.0) {
        for (_, is_positive) in equals {
            caught[usize::from(*is_positive)] += 1;
        }
        points.push((widen(equals[0].0), caught));
    }
    let [negatives, positives] = caught;
    if negatives == 0 || positives == 0 {
        return None;
    }
    let is_on_the_way = |at: usize| {
        let step = |from: usize| {
            let (a, b) = (points[from].1, points[from + 1].1);
            [b[0] - a[0], b[1] - a[1]]
        };
        at > 0 && at + 1 < points.len() && step(at - 1) == step(at)
    };
    let mut curve = RocCurve {
        false_positive_rate: vec![0.0],
        true_positive_rate: vec![0.0],
        thresholds: vec![f64::INFINITY],
        area: 0.0,
    };
    for (at, (score, [wrong, right])) in points.iter().enumerate() {
        if is_on_the_way(at) {
            continue;
        }
        curve.false_positive_rate.push(*wrong as f64 / negatives as f64);
        curve.true_positive_rate.push(*right as f64 / positives as f64);
        curve.thresholds.push(*score);
    }
    let across = curve.false_positive_rate.windows(2).map(|pair| pair[1] - pair[0]);
    let up = curve.true_positive_rate.windows(2).map(|pair| 0.5 * (pair[0] + pair[1]));
    curve.area = across.zip(up).map(|(width, height)| width * height).sum();
    Some(curve)
}
