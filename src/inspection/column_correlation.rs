//! Which columns say much the same: linear correlation of prepared columns.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::data::{Dataset, FittedColumn};
use crate::nn::widen;
use crate::t;
use crate::text::Decimal;

/// Training rows that are compared, spread evenly where there are more.
const ROWS: usize = 2_000;
/// With more inputs every one beside every other would take too long.
const INPUTS: usize = 500;
/// From here on two columns share so much that one can speak for the other.
const SHARED: f64 = 0.7;

/// The column that another is most correlated with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CorrelatedColumn {
    /// Its name.
    pub column: String,
    /// The size of Pearson's r, 0 to 1; of columns of several inputs the largest over their
    /// pairs.
    pub r: f64,
}

impl CorrelatedColumn {
    /// What this means for the importance of `column`, where they share much.
    pub fn caution(&self, column: &str) -> Option<String> {
        let Self { column: other, r } = self;
        (*r >= SHARED).then(|| {
            t!(
                "{column} and {other} share much ({share}): shuffling one alone leaves the other to speak for it.",
                column,
                other,
                share = format_args!("{:.2}", Decimal(r)),
            )
        })
    }
}

/// Each column's inputs among those of a row. Of data that came from no table each input is a
/// column.
pub(super) fn column_inputs(dataset: &Dataset) -> Vec<(String, Range<usize>)> {
    let mut from = 0;
    let mut own = |name: &str, width: usize| {
        from += width;
        (name.to_owned(), from - width..from)
    };
    if dataset.columns.is_empty() {
        return dataset.facts().input_names.iter().map(|name| own(name, 1)).collect();
    }
    let own = |fitted: &FittedColumn| own(&fitted.column, fitted.width());
    dataset.columns.iter().map(own).collect()
}

/// At most `most` of `rows` places, at even distances.
pub(super) fn evenly(rows: usize, most: usize) -> Vec<usize> {
    let used = rows.min(most);
    (0..used).map(|at| at * rows / used).collect()
}

/// Correlations under way, an input at a time.
pub(super) struct ColumnCorrelations {
    columns: Vec<(String, Range<usize>)>,
    /// Of each input its training rows less their mean, as a vector of length 1; of a constant
    /// one nothing.
    unit: Vec<Vec<f64>>,
    /// Of each column the one that it is most correlated with.
    most: Vec<Option<(usize, f64)>>,
    next: usize,
}

impl ColumnCorrelations {
    /// Of the training rows.
    pub fn new(dataset: &Dataset) -> Self {
        let columns = column_inputs(dataset);
        let rows = evenly(dataset.training.rows(), ROWS);
        let inputs = if are_too_many(dataset) { 0 } else { dataset.inputs() };
        let numbers = |input: usize| {
            let row = |row: &usize| widen(dataset.training.inputs.row(*row)[input]);
            unit(rows.iter().map(row).collect())
        };
        let most = vec![None; columns.len()];
        Self { columns, unit: (0..inputs).map(numbers).collect(), most, next: 0 }
    }

    /// Compares the next column's next input with those of all later columns; whether more are
    /// to come.
    pub fn advance(&mut self) -> bool {
        if self.next >= self.unit.len() {
            return false;
        }
        let input = self.next;
        self.next += 1;
        let Some(own) = self.columns.iter().position(|(_, inputs)| inputs.contains(&input)) else {
            return true;
        };
        for other in own + 1..self.columns.len() {
            for with in self.columns[other].1.clone() {
                let Some(r) = correlation(&self.unit[input], &self.unit[with]) else { continue };
                for (one, other) in [(own, other), (other, own)] {
                    if self.most[one].is_none_or(|(_, most)| r > most) {
                        self.most[one] = Some((other, r));
                    }
                }
            }
        }
        true
    }

    /// Of each column what was found.
    pub fn found(&self) -> Vec<Option<CorrelatedColumn>> {
        let named = |&(other, r): &(usize, f64)| {
            let column = self.columns[other].0.clone();
            CorrelatedColumn { column, r }
        };
        self.most.iter().map(|most| most.as_ref().map(named)).collect()
    }
}

/// Whether a dataset has too many inputs to compare all.
pub(super) fn are_too_many(dataset: &Dataset) -> bool {
    dataset.inputs() > INPUTS
}

/// For each column the other that it is most correlated with on the training rows; `None` for
/// one that is constant there or has no other, and for all above 500 inputs.
///
/// # Formula
/// `|sum((x - mean(x)) (y - mean(y)))| / sqrt(sum((x - mean(x))^2) sum((y - mean(y))^2))`, over
/// at most 2,000 rows at even distances
///
/// Source: `numpy.corrcoef`. Checked by `tests/it/golden/permutation_importance.rs` and
/// `tests/it/inspection/permutation_importance.rs`.
pub fn column_correlations(dataset: &Dataset) -> Vec<Option<CorrelatedColumn>> {
    let mut job = ColumnCorrelations::new(dataset);
    while job.advance() {}
    job.found()
}

/// The numbers less their mean, scaled to a vector of length 1; nothing if all are equal or
/// beyond what squares can hold.
pub(super) fn unit(mut numbers: Vec<f64>) -> Vec<f64> {
    if numbers.iter().all(|number| *number == numbers[0]) {
        return Vec::new();
    }
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    let length = numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>().sqrt();
    if !(length.is_finite() && length > 0.0) {
        return Vec::new();
    }
    for number in &mut numbers {
        *number = (*number - mean) / length;
    }
    numbers
}

/// The size of Pearson's r of two vectors of [`unit`].
pub(super) fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let is_constant = one.is_empty() || other.is_empty();
    // Rounding alone can lead beyond 1.
    let r = || one.iter().zip(other).map(|(x, y)| x * y).sum::<f64>().abs().min(1.0);
    (!is_constant).then(r)
}
