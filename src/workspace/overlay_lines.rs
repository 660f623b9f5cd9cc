//! The runs beside the one on the page as lines: worked out once and not for every frame,
//! for eight long runs are more values than a frame has time for.

use std::fmt::Write;

use crate::plot::{OverlayCurves, SeedBand, Series, decimate, seeds_band};
use crate::workspace::chart::{figure, lines};
use crate::workspace::chart_view::{ChartView, CurveTab};
use crate::workspace::run_list::{DrawnRun, Overlay};

/// A run shown as a whole has at most this many distinct places: more than a chart has
/// columns.
const PLACES: u32 = 1_000;

/// The lines, and what they were worked out for.
#[derive(Debug, Clone, Default)]
pub struct OverlayLines {
    key: String,
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

    fn other(&self) -> OverlayCurves<'_> {
        let (name, color) = (self.name.as_str(), self.color);
        if self.band.epochs.is_empty() {
            let [training, validation] = [self.training.series(), self.validation.series()];
            OverlayCurves { name, color, training, validation, ..OverlayCurves::default() }
        } else {
            OverlayCurves { name, color, ..self.band.drawn() }
        }
    }
}

impl OverlayLines {
    /// Works the lines out, unless they are those of these overlays already.
    pub fn update(&mut self, overlays: &[Overlay], view: &ChartView, tab: CurveTab) {
        let key = lines_key(overlays, view, tab);
        if self.key != key {
            let lines = |overlay| Lines::of(overlay, tab, view.as_logged, is_whole(view));
            *self = Self { key, overlays: overlays.iter().map(lines).collect() };
        }
    }

    /// The lines as a chart draws them.
    pub fn overlays(&self) -> Vec<OverlayCurves<'_>> {
        self.overlays.iter().map(Lines::other).collect()
    }
}

/// Whether less than every value is enough: smoothing takes all of them, and so may a part of
/// the run that fills the chart.
fn is_whole(view: &ChartView) -> bool {
    view.options.window.is_none() && view.options.smoothing == 0.0
}

/// Names the lines: equal names are equal lines.
pub fn lines_key(overlays: &[Overlay], view: &ChartView, tab: CurveTab) -> String {
    let mut name = format!("{} {} {}", figure(tab), view.as_logged, is_whole(view));
    for overlay in overlays {
        for DrawnRun { key, history, .. } in &overlay.runs {
            let (color, title) = (overlay.color, &overlay.name);
            // A text takes whatever is written into it.
            let _ = write!(name, " {key} {color} {title} {}", history.count());
        }
    }
    name
}
