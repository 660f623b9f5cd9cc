//! What a network says of the rows of a part.

use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};

use super::ResidualsAcross;
use crate::data::{Dataset, Part};
use crate::nn::{Float, widen};
use crate::t;
use crate::train::metrics::{confusion_matrix, predicted_class};

/// The parts into which rows are split.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum PartName {
    Training,
    #[default]
    Validation,
    Test,
}

impl PartName {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Training, Self::Validation, Self::Test];

    /// As the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Training => t!("Training"),
            Self::Validation => t!("Validation"),
            Self::Test => t!("Test"),
        }
    }

    /// Its rows, in the table and as they are prepared.
    pub(super) fn rows_of(self, dataset: &Dataset) -> (&[usize], &Part) {
        match self {
            Self::Training => (&dataset.rows.training, &dataset.training),
            Self::Validation => (&dataset.rows.validation, &dataset.validation),
            Self::Test => (&dataset.rows.test, &dataset.test),
        }
    }
}

/// What a network says of the rows of a part, in inference mode, and what is true.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Predictions {
    /// Which rows.
    pub part: PartName,
    /// The epoch of the weights, counted from 1: the one under way where they were taken within
    /// it; 0 before training.
    pub epoch: u32,
    /// Values per row.
    pub outputs: usize,
    /// `[rows, outputs]`, row by row: the number in the target's units, the probability or
    /// score of class 1 of two, or the probability of each class.
    pub predicted: Vec<Float>,
    /// `[rows]`: the number in the target's units, or the class counted from 0.
    pub actual: Vec<Float>,
    /// Which rows of the table they are, counted from 0.
    pub rows: Vec<u32>,
    /// The names of the classes; none for a regression.
    pub classes: Vec<String>,
    /// Of a regression: what its residuals are drawn over.
    pub across: ResidualsAcross,
}

impl Predictions {
    /// Whether classes are predicted, not numbers.
    pub fn are_classes(&self) -> bool {
        !self.classes.is_empty()
    }

    /// Whether there are two classes, which a threshold parts.
    pub fn are_binary(&self) -> bool {
        self.are_classes() && self.outputs == 1
    }

    /// The values predicted for a row.
    pub fn of_row(&self, row: usize) -> &[Float] {
        &self.predicted[row * self.outputs..(row + 1) * self.outputs]
    }

    /// The class predicted for a row; `threshold` parts two.
    pub fn class_of_row(&self, row: usize, threshold: f64) -> usize {
        predicted_class(self.of_row(row), threshold)
    }

    /// The class that a row has.
    pub fn actual_class(&self, row: usize) -> usize {
        self.actual[row] as usize
    }

    /// Of two classes: the score of class 1 of each row, and whether the row is of it.
    pub fn scores(&self) -> Vec<(Float, bool)> {
        let positive = self.actual.iter().map(|&class| class > 0.5);
        self.predicted.iter().copied().zip(positive).collect()
    }

    /// How many rows of each class are predicted as each: `[class][predicted]`.
    ///
    /// Source: `sklearn.metrics.confusion_matrix`. Checked by `tests/it/golden/inspection.rs`.
    pub fn confusion_matrix(&self, threshold: f64) -> Vec<Vec<usize>> {
        let rows = self.actual.len();
        let predicted = ArrayView2::from_shape((rows, self.outputs), &self.predicted);
        let actual = ArrayView2::from_shape((rows, 1), &self.actual);
        match predicted.ok().zip(actual.ok()) {
            Some((predicted, actual)) => confusion_matrix(predicted, actual, threshold),
            None => Vec::new(),
        }
    }

    /// Of a regression: actual and predicted number of each row.
    pub fn pairs(&self) -> impl Iterator<Item = (f64, f64)> + Clone {
        self.actual.iter().zip(&self.predicted).map(|(&t, &p)| (widen(t), widen(p)))
    }

    /// Of a regression: what residuals are drawn over and the residual, predicted less actual; a
    /// dot each, in the order of the rows.
    ///
    /// Checked by `tests/it/inspection/residuals_over.rs`.
    pub fn residuals(&self) -> Vec<(f64, f64)> {
        let all = self.pairs();
        match &self.across {
            ResidualsAcross::Prediction => all.map(|(t, p)| (p, p - t)).collect(),
            ResidualsAcross::Actual => all.map(|(t, p)| (t, p - t)).collect(),
            ResidualsAcross::Column(column) => {
                let residual = |at: u32| {
                    let at = at as usize;
                    Some(widen(*self.predicted.get(at)?) - widen(*self.actual.get(at)?))
                };
                let dot = |&(at, value): &(u32, f64)| Some((value, residual(at)?));
                column.values.iter().filter_map(dot).collect()
            }
        }
    }

    /// Of a regression: mean absolute error, root mean squared error and R2.
    ///
    /// # Formula
    /// As [`Tally`](crate::train::metrics::Tally).
    ///
    /// Checked by `tests/it/golden/inspection.rs`.
    pub fn errors(&self) -> [f64; 3] {
        let rows = self.actual.len().max(1) as f64;
        let mean = self.pairs().map(|(t, _)| t).sum::<f64>() / rows;
        let square = |x: f64| x * x;
        let residual: f64 = self.pairs().map(|(t, p)| square(p - t)).sum();
        let variation: f64 = self.pairs().map(|(t, _)| square(t - mean)).sum();
        let r2 = if variation > 0.0 { 1.0 - residual / variation } else { 0.0 };
        let absolute = self.pairs().map(|(t, p)| (p - t).abs()).sum::<f64>() / rows;
        [absolute, (residual / rows).sqrt(), r2]
    }
}
