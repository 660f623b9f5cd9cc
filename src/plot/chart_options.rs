//! How a chart is looked at: scale, smoothing, and which epochs.

use serde::{Deserialize, Serialize};

use crate::plot::axes::epoch_end;
use crate::plot::series::Series;

/// Where a value axis begins and how it grows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum YScale {
    /// From 0, so that a flat line looks flat.
    #[default]
    FromZero,
    /// From about the lowest to about the highest value.
    Fit,
    /// Equal factors are equally far apart; what is not above 0 has no place.
    Log,
}

/// Epochs from one to another, as places on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EpochWindow {
    /// The left end.
    pub start: f64,
    /// The right end.
    pub end: f64,
}

/// How a chart is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct ChartOptions {
    /// The value axis.
    pub scale: YScale,
    /// The weight of [`smoothed`](crate::plot::smooth::smoothed); 0 is not smoothed.
    pub smoothing: f64,
    /// The epochs shown; `None` is the whole run.
    pub window: Option<EpochWindow>,
    /// So many first epochs are not shown.
    pub hidden: u32,
}

/// The least epochs that a window shows.
const LEAST_SPAN: f64 = 4.0;

impl EpochWindow {
    /// The whole axis of a run of so many epochs.
    pub fn whole(count: u32) -> Self {
        Self { start: 0.0, end: f64::from(epoch_end(count)) }
    }

    /// Nearer by `factor` (farther, below 1) around the epoch `at`; `None` once it would
    /// show the whole run.
    ///
    /// Checked by `tests/it/plot/chart_options.rs::windows_stay_inside`.
    pub fn zoomed(self, factor: f64, at: f64, count: u32) -> Option<Self> {
        let factor = if factor.is_finite() { factor.clamp(1e-3, 1e3) } else { 1.0 };
        let at = if at.is_finite() { at.clamp(self.start, self.end) } else { self.start };
        let span = ((self.end - self.start) / factor).max(LEAST_SPAN);
        let share = (at - self.start) / (self.end - self.start).max(1e-9);
        let start = at - share * span;
        Self { start, end: start + span }.inside(count)
    }

    /// Moved by a share of its width.
    ///
    /// Checked by `tests/it/plot/chart_options.rs::windows_stay_inside`.
    pub fn panned(self, share: f64, count: u32) -> Option<Self> {
        let by = if share.is_finite() { share * (self.end - self.start) } else { 0.0 };
        Self { start: self.start + by, end: self.end + by }.inside(count)
    }

    /// The same, no wider than the run and inside it; `None` where it is the whole.
    ///
    /// Checked by `tests/it/plot/chart_options.rs::windows_stay_inside`.
    pub fn inside(self, count: u32) -> Option<Self> {
        let whole = Self::whole(count);
        let (low, high) = (self.start.min(self.end), self.start.max(self.end));
        let span = (high - low).max(LEAST_SPAN);
        if !span.is_finite() || span >= whole.end {
            return None;
        }
        let start = low.clamp(0.0, whole.end - span);
        Some(Self { start, end: start + span })
    }
}

/// How many first epochs dwarf the rest: without them, at most five and a fifth of those kept,
/// the values span less than a fourth. 0 where none do; hiding them is for the user to choose.
///
/// Checked by `tests/it/plot/chart_options.rs::first_epochs_that_dwarf_the_rest`.
pub fn dwarfing(lines: &[Series<'_>]) -> u32 {
    const MOST: usize = 5;
    let span = |from: u32| {
        let values = lines.iter().flat_map(|line| line.points());
        let values = values.filter(|point| point.epoch > from).map(|point| point.value);
        let (low, high) = values
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        high - low
    };
    let epochs = lines.iter().map(|line| line.epochs).max_by_key(|epochs| epochs.len());
    let epochs = epochs.unwrap_or_default();
    let most = (epochs.len() / 5).min(MOST);
    let mut hidden = 0;
    for &epoch in &epochs[..most] {
        if 4.0 * span(epoch) < span(hidden) {
            hidden = epoch;
        }
    }
    hidden
}
