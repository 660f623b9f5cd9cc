//! Axis ranges and ticks that hold still while training runs.
//!
//! A range depends on the extremes of all values so far, which only move
//! outward, and ends on a tick: it grows in rare, whole steps.

use crate::plot::chart_options::YScale;
use crate::plot::epoch_window::EpochWindow;
use crate::plot::label::width_em;
use crate::text::localized;

/// Least distance of two y ticks, in CSS pixels.
const Y_TICK_GAP_PX: f64 = 30.0;
/// Least distance of two x ticks, and least space between their labels.
const X_TICK_GAP_PX: f64 = 40.0;
const X_LABEL_SPACE_PX: f64 = 14.0;
/// Least distance of two marks of mini-batches.
const MINOR_GAP_PX: f64 = 4.0;
/// Beyond these, sums and differences of an axis would leave the range of f64.
const LARGEST: f64 = 1e300;
const SMALLEST: f64 = 1e-300;
/// Lengths of the axis: a line to a place beyond is as good as upright.
const FARTHEST: f64 = 1e9;

/// A value axis: from `low` to `high` in steps of 1, 2 or 5 times a power of 10.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueAxis {
    /// The lower end, a tick at or below every value.
    pub low: f64,
    /// The upper end, a tick at or above every value.
    pub high: f64,
    /// Ticks from low to high; of a linear axis with equally many decimals.
    pub ticks: Vec<(f64, String)>,
    /// Whether equal factors are equally far apart.
    pub is_log: bool,
}

impl ValueAxis {
    /// How far up the axis a value is: 0 at its lower end, 1 at its upper one.
    pub fn share(&self, value: f64) -> f64 {
        self.share_beyond(value).clamp(0.0, 1.0)
    }

    /// The same of a value that may lie beyond an end.
    pub(super) fn share_beyond(&self, value: f64) -> f64 {
        let share = if self.is_log {
            // What has no place on a log axis lies below it.
            (value.max(SMALLEST).ln() - self.low.ln()) / (self.high.ln() - self.low.ln())
        } else {
            (value - self.low) / (self.high - self.low)
        };
        share.clamp(-FARTHEST, FARTHEST)
    }

    /// Whether a value lies between its ends.
    pub fn spans(&self, value: f64) -> bool {
        (0.0..=1.0).contains(&self.share_beyond(value))
    }

    /// Whether a value has a place on the axis.
    pub fn holds(&self, value: f64) -> bool {
        value.is_finite() && (!self.is_log || value > 0.0)
    }
}

/// The axis for all finite `values`, drawn `height_px` CSS pixels high.
///
/// [`YScale::FromZero`] starts at 0, or below it where a value is; with `bounded` (accuracy
/// and the like) it is 0 to 1 while every value is. [`YScale::Log`] has no place for values
/// that are not above 0. Without any value the axis is 0 to 1, or 0.1 to 1.
///
/// Checked by `tests/it/plot/curves.rs::value_axes` and `tests/it/plot/chart_options.rs` and their
/// properties.
pub fn value_axis(
    values: impl IntoIterator<Item = f64>,
    scale: YScale,
    bounded: bool,
    height_px: f64,
) -> ValueAxis {
    let (mut low, mut high) = (f64::MAX, f64::MIN);
    let has_place = |value: &f64| value.is_finite() && (scale != YScale::Log || *value > 0.0);
    for value in values.into_iter().filter(has_place) {
        low = low.min(value.clamp(-LARGEST, LARGEST));
        high = high.max(value.clamp(-LARGEST, LARGEST));
    }
    let intervals = (height_px / Y_TICK_GAP_PX).floor().clamp(2.0, 8.0);
    match scale {
        YScale::Log if low > high => log_axis(0.1, 1.0, intervals),
        YScale::Log => log_axis(low.max(SMALLEST), high.max(SMALLEST), intervals),
        YScale::Fit if high - low >= SMALLEST => {
            // Finer than this the labels would be longer than the plot is wide.
            let least = 1e-9 * low.abs().max(high.abs());
            linear_axis(low, high.max(low + least), intervals)
        }
        YScale::Fit if low == high && low.abs() >= SMALLEST => {
            linear_axis(low - 0.1 * low.abs(), low + 0.1 * low.abs(), intervals)
        }
        _ => {
            let (low, high) = (low.min(0.0), high.max(0.0));
            if high - low < SMALLEST || (bounded && low >= 0.0 && high <= 1.0) {
                linear_axis(0.0, 1.0, intervals)
            } else {
                linear_axis(low, high, intervals)
            }
        }
    }
}

/// From the 1, 2 or 5 at or below `low` to the one at or above `high`. Labelled are all of
/// them, or the powers of 10, or some of those, as there is room for.
fn log_axis(low: f64, high: f64, intervals: f64) -> ValueAxis {
    let lead = |index: i64| [1, 2, 5][index.rem_euclid(3) as usize];
    let value = |index: i64| multiple(lead(index), index.div_euclid(3) as i32);
    let below = |bound: f64| {
        let mut index = 3 * (bound.log10().floor() as i64 - 1);
        while value(index + 1) <= bound * (1.0 + 1e-12) {
            index += 1;
        }
        index
    };
    let first = below(low);
    let mut last = first + 1;
    while value(last) < high * (1.0 - 1e-12) {
        last += 1;
    }
    let decades = |step: i64| {
        let all = first..=last;
        all.filter(move |index| index.rem_euclid(3 * step) == 0).collect::<Vec<_>>()
    };
    let mut labelled = (first..=last).collect::<Vec<_>>();
    let mut step = 1;
    while labelled.len() as f64 > intervals + 1.0 {
        labelled = decades(step);
        step += 1;
    }
    let label = |index: i64| {
        let (lead, exponent) = (lead(index), index.div_euclid(3) as i32);
        tick_label(lead, exponent, value(index))
    };
    ValueAxis {
        low: value(first),
        high: value(last),
        ticks: labelled.into_iter().map(|index| (value(index), label(index))).collect(),
        is_log: true,
    }
}

fn linear_axis(low: f64, high: f64, intervals: f64) -> ValueAxis {
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
        is_log: false,
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
        return localized(format!("{:.decimals$}", multiple(count, exponent)));
    }
    if count == 0 {
        return "0".to_owned();
    }
    // All labels share the exponent of the largest, so that they compare at a
    // glance: 0.5e12, 1.0e12, 1.5e12.
    let decimals = (top - exponent).max(0) as usize;
    localized(format!("{:.decimals$}e{top}", multiple(count, exponent - top)))
}

/// The axis of epochs.
#[derive(Debug, Clone, PartialEq)]
pub struct EpochAxis {
    /// The left end.
    pub start: f64,
    /// The right end.
    pub end: f64,
    /// The epochs that carry a label.
    pub ticks: Vec<u32>,
    /// Where a mini-batch ended, between two epochs.
    pub minor: Vec<f64>,
}

/// The axis for a window on `width_px` CSS pixels, with labels in `font_px`. With
/// `updates` mini-batches an epoch, each has a mark of its own where there is room for it.
///
/// Checked by `tests/it/plot/curves.rs::epoch_axes`: labels never touch.
pub fn epoch_axis(
    window: EpochWindow,
    width_px: f64,
    font_px: f64,
    updates: Option<u32>,
) -> EpochAxis {
    let EpochWindow { start, end } = window;
    let (first, last) = (start.ceil().max(0.0) as u32, end.floor().max(0.0) as u32);
    let label_px = width_em(&last.to_string()) * font_px + X_LABEL_SPACE_PX;
    let gap_px = label_px.max(X_TICK_GAP_PX);
    let px = width_px / (end - start).max(1e-9);
    let step = (0..10)
        .flat_map(|decade| [1, 2, 5].map(|mantissa| mantissa * 10u64.pow(decade)))
        .find(|&step| step as f64 * px >= gap_px)
        .unwrap_or(u64::from(u32::MAX));
    let from = u64::from(first).div_ceil(step) * step;
    let ticks = (from..=u64::from(last)).step_by(step as usize).map(|tick| tick as u32).collect();
    let updates = updates.filter(|&updates| updates > 1 && px / f64::from(updates) >= MINOR_GAP_PX);
    let minor = updates.map(|updates| {
        let all = first.saturating_sub(1)..=last;
        let batches = move |epoch| {
            (1..updates).map(move |batch| f64::from(epoch) + f64::from(batch) / f64::from(updates))
        };
        all.flat_map(batches).filter(|place| (start..=end).contains(place)).collect()
    });
    EpochAxis { start, end, ticks, minor: minor.unwrap_or_default() }
}
