//! What a user chooses about a chart: scale, smoothing, and which epochs.

use serde::{Deserialize, Serialize};

use crate::plot::epoch_window::EpochWindow;
use crate::plot::series::Series;

/// Where a value axis begins and how it grows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum YScale {
    /// From 0, so that a flat line looks flat.
    #[default]
    FromZero,
    /// From about the lowest to about the highest value.
    Fit,
    /// Logarithmic: values that are not above 0 have no place.
    Log,
}

/// What a user chooses about a chart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct ChartOptions {
    /// The value axis.
    pub scale: YScale,
    /// The weight of [`smoothed`](crate::plot::smooth::smoothed); 0 is not smoothed.
    pub smoothing: f64,
    /// The epochs shown; `None` is the whole run.
    pub window: Option<EpochWindow>,
    /// How many of the first epochs are not shown.
    pub hidden: u32,
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
