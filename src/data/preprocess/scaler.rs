//! Scaling, and what it is fitted from: means, medians, quantiles.

use serde::{Deserialize, Serialize};

use crate::config::{Imputer, Scaling};

/// A scaling with its numbers: `(value - offset) / scale`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scaler {
    /// Where the numbers come from.
    pub scaling: Scaling,
    /// Subtracted first.
    pub offset: f64,
    /// Then divided by; never 0.
    pub scale: f64,
}

impl Default for Scaler {
    fn default() -> Self {
        Self::NONE
    }
}

impl Scaler {
    /// Leaves every number as it is.
    pub const NONE: Self = Self { scaling: Scaling::None, offset: 0.0, scale: 1.0 };

    /// Fitted on `values`, none of them missing.
    ///
    /// # Formula
    /// - Standard: `offset = mean`, `scale = sqrt(sum((v - mean)^2) / n)`, the
    ///   population's standard deviation
    /// - Min-max: `offset = min`, `scale = max - min`
    /// - Robust: `offset = median`, `scale` from the first to the third quartile
    ///
    /// A scale of 0 becomes 1. Source: `sklearn.preprocessing.StandardScaler`,
    /// `MinMaxScaler` and `RobustScaler`. Checked by `tests/it/golden/preprocessing.rs` and
    /// `tests/it/data/prepare.rs::standard_inputs_have_mean_0_and_variance_1`.
    pub fn fit(scaling: Scaling, values: &[f64]) -> Self {
        if values.is_empty() {
            return Self { scaling, ..Self::NONE };
        }
        let count = values.len() as f64;
        let (offset, scale) = match scaling {
            Scaling::None => (0.0, 1.0),
            Scaling::Standard => {
                let mean = mean(values);
                let square = |v: f64| (v - mean) * (v - mean);
                let variance = values.iter().map(|&v| square(v)).sum::<f64>() / count;
                // As scikit-learn: a variance that rounding alone explains counts as 0. Else
                // a column of nothing but 0.1 would be blown up to ones.
                let noise = count * f64::EPSILON * variance
                    + (count * mean * f64::EPSILON) * (count * mean * f64::EPSILON);
                (mean, if variance <= noise { 0.0 } else { variance.sqrt() })
            }
            Scaling::MinMax => {
                let min = values.iter().copied().fold(f64::INFINITY, f64::min);
                let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                (min, max - min)
            }
            Scaling::Robust => {
                let sorted = sorted(values);
                let range = quantile(&sorted, 0.75) - quantile(&sorted, 0.25);
                (quantile(&sorted, 0.5), range)
            }
        };
        Self { scaling, offset, scale: if scale > 0.0 { scale } else { 1.0 } }
    }

    /// The scaled number.
    pub fn transform(&self, value: f64) -> f64 {
        (value - self.offset) / self.scale
    }

    /// The number that [`Scaler::transform`] makes `scaled` of.
    pub fn inverse(&self, scaled: f64) -> f64 {
        match self.scaling {
            Scaling::None => scaled,
            _ => scaled * self.scale + self.offset,
        }
    }
}

/// What `imputer` puts in the place of a missing value, from the values that are there;
/// `None` if it drops rows instead. 0 where there is no value at all.
///
/// Source: `sklearn.impute.SimpleImputer(keep_empty_features=True)`. Checked by
/// `tests/it/golden/preprocessing.rs`.
pub(super) fn fill_value(imputer: Imputer, present: &[f64]) -> Option<f64> {
    match imputer {
        Imputer::DropRow => None,
        Imputer::Constant { value } => Some(value),
        _ if present.is_empty() => Some(0.0),
        Imputer::Mean => Some(mean(present)),
        Imputer::Median => Some(median(&sorted(present))),
        Imputer::MostFrequent => {
            let sorted = sorted(present);
            let runs = sorted.chunk_by(|a, b| a == b);
            // The last of the longest from the far end: the smallest value.
            runs.rev().max_by_key(|run| run.len()).map(|run| run[0])
        }
    }
}

/// The sum in order, divided by the count.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

pub(super) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// As `numpy.quantile`: between the two nearest of the sorted numbers, in proportion.
pub(in crate::data) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + (above - below) * place.fract()
}

/// As numpy: the mean of the middle two.
fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}
