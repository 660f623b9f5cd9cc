//! The runs beside the one on the page as lines: worked out once and not for every frame,
//! for eight long runs are more values than a frame has time for.

use std::fmt::Write;

use leptos::prelude::*;

use super::picture::{figure, lines};
use crate::app::runs::{DrawnRun, Overlay};
use crate::app::state::{AppState, CurveTab, CurvesLook};
use crate::plot::{Other, SeedBand, Series, decimate, seeds_band};

/// Of a run that is seen as a whole, so many places are told apart: more than a chart has
/// columns.
const PLACES: u32 = 1_000;

/// The lines, and what they were worked out for.
#[derive(Debug, Clone, Default)]
pub struct BesideLines {
    which: String,
    overlays: Vec<Lines>,
}

#[derive(Debug, Clone, Default)]
struct Lines {
    name: String,
    color: usize,
    training: Line,
    validation: Line,
    band: SeedBand,
}

#[derive(Debug, Clone, Default)]
struct Line {
    epochs: Vec<u32>,
    values: Vec<f64>,
}

impl Line {
    fn series(&self) -> Series<'_> {
        Series::new(&self.epochs, &self.values)
    }

    /// All of it, or what can be seen of the whole: first, last and extremes of every place.
    fn of(series: Series<'_>, is_whole: bool) -> Self {
        let end = f64::from(series.epochs.last().copied().unwrap_or(0));
        let points = if is_whole {
            decimate(series, 0.0..end, PLACES, None)
        } else {
            series.points().collect()
        };
        let (epochs, values) = points.into_iter().map(|point| (point.epoch, point.value)).unzip();
        Self { epochs, values }
    }
}

impl Lines {
    fn of(overlay: &Overlay, tab: CurveTab, as_logged: bool, is_whole: bool) -> Self {
        let both = |run: &DrawnRun| -> [Line; 2] {
            let both = lines(&overlay.metrics, &run.history, tab, as_logged);
            both.map(|line| Line::of(line, is_whole))
        };
        let (name, color) = (overlay.name.clone(), usize::from(overlay.color));
        if let [run] = overlay.runs.as_slice() {
            let [training, validation] = both(run);
            return Self { name, color, training, validation, ..Self::default() };
        }
        let runs: Vec<_> = overlay
            .runs
            .iter()
            .map(|run| lines(&overlay.metrics, &run.history, tab, as_logged)[1])
            .collect();
        Self { name, color, band: seeds_band(&runs), ..Self::default() }
    }

    fn other(&self) -> Other<'_> {
        let (name, color) = (self.name.as_str(), self.color);
        if self.band.epochs.is_empty() {
            let [training, validation] = [self.training.series(), self.validation.series()];
            Other { name, color, training, validation, ..Other::default() }
        } else {
            Other { name, color, ..self.band.drawn() }
        }
    }
}

/// Whether less than every value is enough: smoothing takes all of them, and so may a part of
/// the run that fills the chart.
fn is_whole(look: CurvesLook) -> bool {
    look.chart.window.is_none() && look.chart.smoothing == 0.0
}

/// Names the lines: equal names are equal lines.
pub fn which_beside(state: AppState, tab: CurveTab) -> String {
    let look = state.look.get_untracked();
    let is_whole = is_whole(look);
    let mut which = format!("{} {} {is_whole}", figure(tab), look.as_logged);
    state.runs().overlays.with_untracked(|overlays| {
        for overlay in overlays {
            for DrawnRun { key, history, .. } in &overlay.runs {
                let (color, name) = (overlay.color, &overlay.name);
                // A text takes whatever is written into it.
                let _ = write!(which, " {key} {color} {name} {}", history.count());
            }
        }
    });
    which
}

/// Reads the lines beside those of the run on the page. It follows nothing.
pub fn with_others(state: AppState, tab: CurveTab, read: &mut dyn FnMut(&[Other<'_>])) {
    let beside = state.runs().beside;
    let which = which_beside(state, tab);
    if beside.with_value(|beside| beside.which != which) {
        let look = state.look.get_untracked();
        let is_whole = is_whole(look);
        let overlays = state.runs().overlays.with_untracked(|overlays| {
            let lines = |overlay| Lines::of(overlay, tab, look.as_logged, is_whole);
            overlays.iter().map(lines).collect()
        });
        beside.set_value(BesideLines { which, overlays });
    }
    beside.with_value(|beside| {
        read(&beside.overlays.iter().map(Lines::other).collect::<Vec<_>>());
    });
}
