//! Other runs in the chart of one.

use plotters::backend::DrawingBackend;
use plotters::style::Color;

use crate::plot::curves_view::{CurvesView, OverlayCurves};
use crate::plot::frame::Frame;
use crate::plot::lines::windings;
use crate::plot::pen::{Drawn, Pen, PositionPx};
use crate::plot::series::{Point, Series};
use crate::plot::smooth::smoothed_on;
use crate::plot::theme::RUN_COLORS;

/// Dashes and gaps in CSS pixels, a pattern for each colour, so that runs differ without it.
const PATTERNS: [&[f64]; RUN_COLORS] = [
    &[8.0, 4.0],
    &[2.0, 3.0],
    &[14.0, 4.0],
    &[10.0, 3.0, 2.0, 3.0],
    &[4.0, 4.0],
    &[20.0, 6.0],
    &[6.0, 3.0, 2.0, 3.0, 2.0, 3.0],
    &[3.0, 7.0],
];

/// The dashes and gaps of a run's validation line.
pub(super) fn pattern(color: usize) -> &'static [f64] {
    PATTERNS[color % RUN_COLORS]
}

/// Several runs of one experiment with different seeds, as one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SeedBand {
    /// The epochs that every run has.
    pub epochs: Vec<u32>,
    /// The least value at each.
    pub low: Vec<f64>,
    /// The median; of an even number of runs the mean of the two in the middle.
    pub median: Vec<f64>,
    /// The greatest value.
    pub high: Vec<f64>,
}

impl SeedBand {
    /// As it is drawn: its median, and what lies around it.
    pub fn drawn(&self) -> OverlayCurves<'_> {
        let series = |values| Series::new(&self.epochs, values);
        let band = [series(&self.low), series(&self.high)];
        OverlayCurves { validation: series(&self.median), band, ..OverlayCurves::default() }
    }
}

/// Minimum, median and maximum over runs, at the epochs of the first up to the end of the
/// shortest: beyond the first early stop, the rest would be a choice of the runs and no longer
/// all of them. Of long runs not every epoch is kept; between two of them a run's value lies
/// on the line that joins them.
///
/// Checked by `tests/it/plot/chart_options.rs::seeds_make_a_band`.
pub fn seeds_band(runs: &[Series<'_>]) -> SeedBand {
    let mut band = SeedBand::default();
    let Some(first) = runs.first() else { return band };
    // Where each run is read: all advance together.
    let mut places = vec![0; runs.len()];
    for point in first.points() {
        let read = |(run, place): (&Series<'_>, &mut usize)| run.read(point.epoch, place);
        let all: Option<Vec<f64>> = runs.iter().zip(&mut places).map(read).collect();
        let Some(mut values) = all else { continue };
        values.sort_unstable_by(f64::total_cmp);
        let (lower, upper) = (values[(values.len() - 1) / 2], values[values.len() / 2]);
        band.epochs.push(point.epoch);
        band.low.push(values[0]);
        band.median.push(f64::midpoint(lower, upper));
        band.high.push(values[values.len() - 1]);
    }
    band
}

pub(super) fn draw<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
) -> Drawn<DB> {
    let points = |series: Series<'_>| -> Vec<Point> {
        let values = smoothed_on(&frame.values, series, view.options.smoothing);
        frame.points(Series::new(series.epochs, &values), None)
    };
    let paths = |series: Series<'_>| {
        let paths = frame.cut_paths(&points(series));
        paths.into_iter().filter(|path: &Vec<PositionPx>| path.len() > 1)
    };
    for other in view.overlays {
        let [low, high] = other.band.map(points);
        for outline in frame.outlines(&high, &low) {
            pen.area(&outline, view.theme.run(other.color).mix(0.15))?;
        }
    }
    for other in view.overlays {
        let color = view.theme.run(other.color);
        for path in paths(other.training) {
            pen.line(&path, color.mix(0.45), 1.0)?;
        }
        for path in paths(other.validation) {
            pen.line(&path, color.mix(0.25), 1.5)?;
            let stretch = windings(&path).max(1.0);
            pen.dashed_line(&path, pattern(other.color), stretch, color.to_rgba(), 1.5)?;
        }
    }
    Ok(())
}
