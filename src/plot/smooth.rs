//! Smoothing, as `TensorBoard` does it.

use crate::plot::axes::ValueAxis;
use crate::plot::series::Series;

/// The line with an exponential moving average, without the pull towards 0 of its start.
///
/// # Formula
/// With weight `s` and a step of `d` epochs: `m = s^d m + (1 - s^d) y`,
/// `w = s^d w + (1 - s^d)`, smoothed `m / w`: Adam's correction of its moments
/// (Kingma and Ba 2015, section 3), which `TensorBoard` uses for its curves. Where long runs
/// are thinned a gap of `d` epochs fades the past as `d` steps do. A value that is not
/// finite is passed over and takes the average so far; a line of one value stays as it is.
///
/// Checked by `tests/it/plot/chart_options.rs::smoothing`.
pub fn smoothed(series: Series<'_>, weight: f64) -> Vec<f64> {
    let weight = if weight.is_finite() { weight.clamp(0.0, 0.999) } else { 0.0 };
    let first = series.points().next().map(|point| point.value);
    let is_constant = series.points().all(|point| Some(point.value) == first);
    if weight == 0.0 || is_constant {
        return series.values.to_vec();
    }
    let (mut moment, mut share, mut before) = (0.0, 0.0, 0);
    let average = |(&epoch, &value): (&u32, &f64)| {
        if value.is_finite() {
            let gap = epoch.saturating_sub(before).clamp(1, 1_000_000);
            let keep = if share == 0.0 { weight } else { weight.powi(gap as i32) };
            moment = keep * moment + (1.0 - keep) * value;
            share = keep * share + (1.0 - keep);
            before = epoch;
        }
        if share > 0.0 { moment / share } else { value }
    };
    series.epochs.iter().zip(series.values).map(average).collect()
}

/// The same for a line on an axis: what has no place there pulls no average down to where
/// nothing is, and stays as it is.
pub(super) fn smoothed_on(axis: &ValueAxis, series: Series<'_>, weight: f64) -> Vec<f64> {
    let is_off = |value: &f64| value.is_finite() && !axis.holds(*value);
    if !series.values.iter().any(is_off) {
        return smoothed(series, weight);
    }
    let seen = |value: &f64| if is_off(value) { f64::NAN } else { *value };
    let values: Vec<f64> = series.values.iter().map(seen).collect();
    let line = smoothed(Series::new(series.epochs, &values), weight);
    let own = |(smooth, value): (f64, &f64)| if is_off(value) { *value } else { smooth };
    line.into_iter().zip(series.values).map(own).collect()
}
