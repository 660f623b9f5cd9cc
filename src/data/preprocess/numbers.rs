//! A column of numbers as an input: fill, clip, logarithm, scale.

use serde::{Deserialize, Serialize};

use crate::config::{Imputer, Scaling};
use crate::data::preprocess::scaler::{Scaler, fill_value, quantile, sorted};
use crate::nn::kernels::math::ln_f64;

/// How a number becomes an input: filled in, clipped, its logarithm taken, scaled, each
/// step fitted on what the step before made of the training rows.
///
/// # Formula
/// `scaler(log(clip(x)))` with `clip(x) = max(low, min(high, x))` and
/// `log(x) = sign(x) ln(1 + |x|)`
///
/// Source: `sklearn.pipeline.make_pipeline` of `SimpleImputer`, `numpy.clip` at
/// `numpy.percentile`, `numpy.log1p` and a scaler. Checked by
/// `tests/it/golden/preprocessing.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NumberEncoder {
    /// What a missing value becomes; `None` if its row is dropped.
    pub fill: Option<f64>,
    /// The least and the most; `None` for no limits.
    pub clip: Option<(f64, f64)>,
    /// Whether the logarithm is taken.
    pub log: bool,
    /// The last step.
    pub scaler: Scaler,
}

/// What the user chose for a column of numbers.
pub(super) struct NumberSettings {
    pub imputer: Imputer,
    pub clip_percent: f64,
    pub log: bool,
    pub scaling: Scaling,
}

impl NumberEncoder {
    /// Learns from the training rows' `values`, NaN where one is missing.
    pub(super) fn fit(values: &[f64], settings: &NumberSettings) -> Self {
        let (fill, mut values) = filled(values, settings.imputer);
        let clip = (settings.clip_percent > 0.0 && !values.is_empty()).then(|| {
            let (sorted, share) = (sorted(&values), settings.clip_percent / 100.0);
            (quantile(&sorted, share), quantile(&sorted, 1.0 - share))
        });
        let log = settings.log;
        let mut encoder = Self { fill, clip, log, scaler: Scaler::NONE };
        for value in &mut values {
            *value = encoder.before_scaling(*value);
        }
        encoder.scaler = Scaler::fit(settings.scaling, &values);
        encoder
    }

    /// The input; NaN stands for a missing value.
    pub(super) fn transform(&self, value: f64) -> f64 {
        let value = if value.is_nan() { self.fill.unwrap_or_default() } else { value };
        self.scaler.transform(self.before_scaling(value))
    }

    fn before_scaling(&self, value: f64) -> f64 {
        let value = self.clip.map_or(value, |(least, most)| value.max(least).min(most));
        if self.log { signed_log(value) } else { value }
    }
}

/// What is filled in, and the values with it.
pub(super) fn filled(values: &[f64], imputer: Imputer) -> (Option<f64>, Vec<f64>) {
    let present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let Some(fill) = fill_value(imputer, &present) else { return (None, present) };
    let whole = values.iter().map(|&value| if value.is_nan() { fill } else { value });
    (Some(fill), whole.collect())
}

/// `sign(x) ln(1 + |x|)`, precise near zero too (Goldberg, "What every computer scientist
/// should know about floating-point arithmetic", theorem 4).
fn signed_log(value: f64) -> f64 {
    let size = value.abs();
    let sum = 1.0 + size;
    let log = if sum == 1.0 { size } else { ln_f64(sum) * (size / (sum - 1.0)) };
    log.copysign(value)
}
