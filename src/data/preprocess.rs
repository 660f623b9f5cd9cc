//! Imputing, scaling and one-hot encoding: fitted on training rows, applied to all.

use crate::config::Scaling;
use crate::data::table::{Column, MISSING_CODE};
use crate::nn::{Float, Matrix, flush};

/// How one input column becomes numbers; all it knows comes from the training rows.
///
/// Checked by `tests/it/prepare.rs::validation_cells_never_touch_training_numbers`.
#[derive(Debug, Clone)]
pub(super) enum Encoder<'table> {
    /// One value per row: a missing one becomes the median, then all are scaled.
    ///
    /// Source: `sklearn.impute.SimpleImputer(strategy="median")`, then the scaler.
    Numeric {
        /// The column.
        values: &'table [f64],
        /// What a missing value becomes; 0 if no training row has one.
        median: f64,
        /// How values are scaled.
        scaler: Scaler,
    },
    /// One value per level and row, 1 for the row's level, else 0.
    ///
    /// Source: `sklearn.impute.SimpleImputer(strategy="most_frequent")`, then
    /// `sklearn.preprocessing.OneHotEncoder(sparse_output=False)`.
    OneHot {
        /// The column.
        codes: &'table [u32],
        /// What a missing value becomes: the first level among the most frequent.
        most_frequent: usize,
        /// Levels of the column.
        levels: usize,
    },
}

impl<'table> Encoder<'table> {
    /// Learns from the rows `training` of `column`.
    pub fn fit(column: &'table Column, training: &[usize], scaling: Scaling) -> Self {
        match column {
            Column::Numeric(values) => {
                let present: Vec<f64> =
                    training.iter().map(|&row| values[row]).filter(|v| !v.is_nan()).collect();
                let median = median(present);
                let filled = training.iter().map(|&row| filled(values[row], median));
                Self::Numeric { values, median, scaler: Scaler::fit(scaling, filled) }
            }
            Column::Text { codes, levels } => {
                let mut counts = vec![0_usize; levels.len()];
                for &row in training {
                    if codes[row] != MISSING_CODE {
                        counts[codes[row] as usize] += 1;
                    }
                }
                let highest = counts.iter().copied().max().unwrap_or(0);
                let first = counts.iter().position(|&count| count == highest).unwrap_or(0);
                Self::OneHot { codes, most_frequent: first, levels: levels.len() }
            }
        }
    }

    /// Values per row.
    pub fn width(&self) -> usize {
        match self {
            Self::Numeric { .. } => 1,
            Self::OneHot { levels, .. } => *levels,
        }
    }

    /// Writes the rows `rows` of the column into the columns of `target` from `from` on,
    /// where it is all zeros. Returns how many missing values were replaced.
    pub fn transform(&self, rows: &[usize], target: &mut Matrix, from: usize) -> usize {
        let mut replaced = 0;
        for (at, &row) in rows.iter().enumerate() {
            let target = &mut target.row_mut(at)[from..from + self.width()];
            match self {
                Self::Numeric { values, median, scaler } => {
                    replaced += usize::from(values[row].is_nan());
                    target[0] = to_float(scaler.transform(filled(values[row], *median)));
                }
                Self::OneHot { codes, most_frequent, .. } => {
                    let missing = codes[row] == MISSING_CODE;
                    replaced += usize::from(missing);
                    target[if missing { *most_frequent } else { codes[row] as usize }] = 1.0;
                }
            }
        }
        replaced
    }
}

/// A scaling with its numbers: `(value - offset) / scale`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scaler {
    offset: f64,
    scale: f64,
}

impl Scaler {
    const IDENTITY: Self = Self { offset: 0.0, scale: 1.0 };

    /// # Formula
    /// - Standard: `offset = mean`, `scale = sqrt(sum((v - mean)^2) / n)`, the
    ///   population's standard deviation
    /// - Min-max: `offset = min`, `scale = max - min`
    ///
    /// A scale of 0 becomes 1. Source: `sklearn.preprocessing.StandardScaler` and
    /// `MinMaxScaler`. Checked by `tests/it/prepare.rs::standard_inputs_have_mean_0_and_variance_1`.
    fn fit(scaling: Scaling, values: impl ExactSizeIterator<Item = f64> + Clone) -> Self {
        let count = values.len() as f64;
        if values.len() == 0 {
            return Self::IDENTITY;
        }
        match scaling {
            Scaling::None => Self::IDENTITY,
            Scaling::Standard => {
                let mean = values.clone().sum::<f64>() / count;
                let variance = values.map(|v| (v - mean).powi(2)).sum::<f64>() / count;
                // As scikit-learn: a variance that rounding alone can make is none. Else
                // a column of nothing but 0.1 would be blown up to ones.
                let noise = count * f64::EPSILON * variance
                    + (count * mean * f64::EPSILON) * (count * mean * f64::EPSILON);
                let scale = if variance <= noise { 1.0 } else { variance.sqrt() };
                Self { offset: mean, scale }
            }
            Scaling::MinMax => {
                let min = values.clone().fold(f64::INFINITY, f64::min);
                let max = values.fold(f64::NEG_INFINITY, f64::max);
                let scale = if max > min { max - min } else { 1.0 };
                Self { offset: min, scale }
            }
        }
    }

    fn transform(&self, value: f64) -> f64 {
        (value - self.offset) / self.scale
    }
}

/// As the engine's number. A validation value that lies absurdly far outside the
/// training rows stops at the largest one, so that no input is ever infinite; one that
/// is smaller than the engine tells from zero is zero.
pub(super) fn to_float(value: f64) -> Float {
    #[allow(clippy::unnecessary_cast, clippy::useless_conversion)]
    let (least, most) = (f64::from(Float::MIN), f64::from(Float::MAX));
    flush(value.clamp(least, most) as Float)
}

fn filled(value: f64, median: f64) -> f64 {
    if value.is_nan() { median } else { value }
}

/// As numpy: the mean of the middle two, 0 if there is no value.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        count if count % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}
