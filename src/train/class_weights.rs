//! How much a training row counts.

use crate::config::{ClassWeights, Task};
use crate::data::Part;
use crate::nn::{Float, narrow};
use crate::train::metrics::class_of;

/// One weight for each row of `part`, by its class; empty where every row counts 1.
///
/// # Formula
/// Balanced: `rows / (classes * rows of the class)`, as
/// `sklearn.utils.class_weight.compute_class_weight("balanced")`.
///
/// Checked by `tests/it/train/fit.rs::balanced_class_weights_are_scikit_learns` and
/// `tests/it/golden/runs.rs`.
pub fn row_weights(config: &ClassWeights, task: Task, part: &Part) -> Vec<Float> {
    if task == Task::Regression {
        return Vec::new();
    }
    let classes = || (0..part.rows()).map(|row| class_of(part.targets.row(row)));
    match config {
        ClassWeights::None => Vec::new(),
        ClassWeights::Given(weights) => {
            let weight = |class: usize| weights.get(class).copied().unwrap_or(1.0);
            classes().map(|class| narrow(weight(class))).collect()
        }
        ClassWeights::Balanced => {
            let mut rows_of = vec![0_usize; classes().max().map_or(0, |last| last + 1)];
            classes().for_each(|class| rows_of[class] += 1);
            let present = rows_of.iter().filter(|&&rows| rows > 0).count();
            let weight = |class| part.rows() as f64 / (present * rows_of[class]) as f64;
            classes().map(|class| narrow(weight(class))).collect()
        }
    }
}
