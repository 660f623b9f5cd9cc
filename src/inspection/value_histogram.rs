//! How the numbers of a layer are spread.

use crate::t;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Bins of every histogram of a layer.
pub const VALUE_BINS: usize = 24;

/// There is nothing to show: the run has diverged, or the next step would make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error(
    "{}",
    t!("The run diverges here: numbers inside the network grow beyond all bounds. A lower learning rate may keep them.")
)]
pub struct NotFinite;

/// Numbers in bins of equal width, from the lowest to the highest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueHistogram {
    /// The lowest number.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// Their mean.
    pub mean: f64,
    /// Around the mean, divided by how many they are.
    pub standard_deviation: f64,
    /// How many there are in each bin; where all are equal they stand in the first.
    pub bins: [u32; VALUE_BINS],
}

/// The histogram of numbers; `Ok(None)` of none.
///
/// # Formula
/// Bin `floor((x - low) / (high - low) * bins)`, the highest number in the last.
///
/// Source: `numpy.histogram`, `numpy.std`. Checked by `tests/it/inspection/value_histogram.rs`.
///
/// # Errors
/// [`NotFinite`], if one of them is no number.
pub fn value_histogram(
    values: impl Iterator<Item = f64> + Clone,
) -> Result<Option<ValueHistogram>, NotFinite> {
    let (mut low, mut high, mut sum, mut count) = (f64::INFINITY, f64::NEG_INFINITY, 0.0, 0_usize);
    for value in values.clone() {
        if !value.is_finite() {
            return Err(NotFinite);
        }
        (low, high) = (low.min(value), high.max(value));
        sum += value;
        count += 1;
    }
    if count == 0 {
        return Ok(None);
    }
    let mean = sum / count as f64;
    let width = high - low;
    let (mut bins, mut square) = ([0; VALUE_BINS], 0.0);
    for value in values {
        let share = if width > 0.0 { (value - low) / width } else { 0.0 };
        bins[((share * VALUE_BINS as f64) as usize).min(VALUE_BINS - 1)] += 1;
        square += (value - mean) * (value - mean);
    }
    let standard_deviation = (square / count as f64).sqrt();
    if !(mean.is_finite() && standard_deviation.is_finite()) {
        return Err(NotFinite);
    }
    Ok(Some(ValueHistogram { low, high, mean, standard_deviation, bins }))
}
