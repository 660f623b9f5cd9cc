//! Which epochs a chart shows, and where its axis of epochs ends.

use serde::{Deserialize, Serialize};

/// Epochs from one to another, as places on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EpochWindow {
    /// The left end.
    pub start: f64,
    /// The right end.
    pub end: f64,
}

/// The least epochs that a window shows.
const LEAST_SPAN: f64 = 4.0;

impl EpochWindow {
    /// The whole axis of a run of `count` epochs.
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

/// The right end of the axis for `epochs` run epochs: 10, 12, 15, 20, 25, 30, 40
/// and so on, so that it grows by a fifth to a third at a time.
///
/// Checked by `tests/it/plot/curves.rs::epoch_axes`.
pub fn epoch_end(epochs: u32) -> u32 {
    (0..9)
        .flat_map(|decade| {
            [10, 12, 15, 20, 25, 30, 40, 50, 60, 80].map(|lead| lead * 10u64.pow(decade))
        })
        .find(|&end| end >= u64::from(epochs))
        .map_or(u32::MAX, |end| end.min(u64::from(u32::MAX)) as u32)
}
