//! Axis ranges and ticks that hold still while training runs.
//!
//! A range depends on the extremes of all values so far, which only move
//! outward, and ends on a tick: it grows in rare, whole steps.

use crate::plot::label::width_em;

/// Least distance of two y ticks, in css pixels.
const Y_TICK_GAP_PX: f64 = 30.0;
/// Least distance of two x ticks, and least space between their labels.
const X_TICK_GAP_PX: f64 = 40.0;
const X_LABEL_SPACE_PX: f64 = 14.0;
/// Beyond these, sums and differences of an axis would leave the range of f64.
const LARGEST: f64 = 1e300;
const SMALLEST: f64 = 1e-300;

/// A value axis: from `low` to `high` in steps of 1, 2 or 5 times a power of 10.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueAxis {
    /// The lower end, 0 unless a value is negative.
    pub low: f64,
    /// The upper end, a tick at or above every value.
    pub high: f64,
    /// Ticks from low to high, with labels of equally many decimals.
    pub ticks: Vec<(f64, String)>,
}

/// The axis for all finite `values`, drawn `height_px` css pixels high.
///
/// It starts at 0, so that a flat line looks flat. With `bounded` (accuracy and
/// the like) it is 0 to 1 while every value is; without any value it is, too.
///
/// Checked by `tests/it/plot.rs::value_axes` and its properties.
pub fn value_axis<'a>(
    values: impl IntoIterator<Item = &'a f64>,
    bounded: bool,
    height_px: f64,
) -> ValueAxis {
    let (mut low, mut high) = (0.0f64, 0.0f64);
    for &value in values.into_iter().filter(|value| value.is_finite()) {
        low = low.min(value.max(-LARGEST));
        high = high.max(value.min(LARGEST));
    }
    let nothing_to_scale = high - low < SMALLEST;
    if nothing_to_scale || (bounded && low >= 0.0 && high <= 1.0) {
        (low, high) = (0.0, 1.0);
    }
    let intervals = (height_px / Y_TICK_GAP_PX).floor().clamp(2.0, 8.0);

    // One decade below the least possible step, so that rounding in log10
    // cannot skip a step that fits.
    let mut exponent = ((high - low) / intervals).log10().floor() as i32 - 1;
    let (first, last, mantissa) = loop {
        let fit = [1, 2, 5].into_iter().find_map(|mantissa| {
            let step = multiple(mantissa, exponent);
            let first = (low / step + 1e-9).floor();
            let last = (high / step - 1e-9).ceil();
            (last - first <= intervals).then_some((first as i64, last as i64, mantissa))
        });
        match fit {
            Some(found) => break found,
            None => exponent += 1,
        }
    };
    let magnitude = multiple((first.abs().max(last.abs())) * mantissa, exponent);
    let ticks = (first..=last)
        .map(|n| (multiple(n * mantissa, exponent), tick_label(n * mantissa, exponent, magnitude)))
        .collect();
    ValueAxis {
        low: multiple(first * mantissa, exponent),
        high: multiple(last * mantissa, exponent),
        ticks,
    }
}

/// `count` times 10 to the power `exponent`, divided where that is exact.
fn multiple(count: i64, exponent: i32) -> f64 {
    if exponent < 0 {
        count as f64 / 10f64.powi(-exponent)
    } else {
        count as f64 * 10f64.powi(exponent)
    }
}

/// Written from the whole number `count`, so that no rounding shows ("0.3", not
/// "0.30000000000000004") and zero has no sign.
fn tick_label(count: i64, exponent: i32, magnitude: f64) -> String {
    let top = (magnitude.log10() + 1e-9).floor() as i32;
    if exponent >= -4 && top <= 5 {
        let decimals = (-exponent).max(0) as usize;
        return format!("{:.decimals$}", multiple(count, exponent));
    }
    if count == 0 {
        return "0".to_owned();
    }
    // All labels share the exponent of the largest, so that they compare at a
    // glance: 0.5e12, 1.0e12, 1.5e12.
    let decimals = (top - exponent).max(0) as usize;
    format!("{:.decimals$}e{top}", multiple(count, exponent - top))
}

/// The axis of epochs: from 0 to `end`, with whole ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpochAxis {
    /// The right end, at or beyond the last epoch run.
    pub end: u32,
    /// The epochs that carry a label.
    pub ticks: Vec<u32>,
}

/// The axis for `epochs` run epochs on `width_px` css pixels, with labels in
/// `font_px`. It follows the epochs run, not the budget, and is at least 0 to 10.
/// It starts at 0 so that epoch 1 stands clear of the value axis.
///
/// Checked by `tests/it/plot.rs::epoch_axes`: labels never touch.
pub fn epoch_axis(epochs: u32, width_px: f64, font_px: f64) -> EpochAxis {
    let end = epoch_end(epochs);
    let label_px = width_em(&end.to_string()) * font_px + X_LABEL_SPACE_PX;
    let gap_px = label_px.max(X_TICK_GAP_PX);
    let step = (0..10)
        .flat_map(|decade| [1, 2, 5].map(|mantissa| mantissa * 10u64.pow(decade)))
        .find(|&step| step as f64 / f64::from(end) * width_px >= gap_px)
        .unwrap_or(u64::from(end));
    let ticks = (0..=u64::from(end)).step_by(step.max(1) as usize).map(|t| t as u32).collect();
    EpochAxis { end, ticks }
}

/// The right end of the axis for `epochs` run epochs: 10, 12, 15, 20, 25, 30, 40
/// and so on, so that it grows by a fifth to a third at a time.
///
/// Checked by `tests/it/plot.rs::epoch_axes`.
pub fn epoch_end(epochs: u32) -> u32 {
    (0..9)
        .flat_map(|decade| {
            [10, 12, 15, 20, 25, 30, 40, 50, 60, 80].map(|lead| lead * 10u64.pow(decade))
        })
        .find(|&end| end >= u64::from(epochs))
        .map_or(u32::MAX, |end| end.min(u64::from(u32::MAX)) as u32)
}
