//! Other runs in the chart of one.

use plotters::backend::DrawingBackend;
use plotters::style::Color;

use crate::plot::curves::CurvesView;
use crate::plot::frame::Frame;
use crate::plot::pen::{Drawn, Pen, Place};
use crate::plot::series::Series;
use crate::plot::smooth::smoothed;
use crate::plot::theme::RUN_COLORS;

/// A run that is shown beside the one on the page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Other<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Which of the [`RUN_COLORS`]; taken modulo their number.
    pub color: usize,
    /// Its values on the training rows.
    pub training: Series<'a>,
    /// Its values on the validation rows; of several runs, their median.
    pub validation: Series<'a>,
    /// Of several runs: the lowest and the highest validation value.
    pub band: [Series<'a>; 2],
}

impl<'a> Other<'a> {
    pub(super) fn lines(&self) -> impl Iterator<Item = Series<'a>> + use<'a> {
        [self.training, self.validation].into_iter().chain(self.band)
    }
}

/// Dash and gap in css pixels, a pattern for each colour, so that runs differ without it.
const PATTERNS: [(f64, f64); RUN_COLORS] = [
    (9.0, 3.0),
    (3.0, 3.0),
    (14.0, 4.0),
    (5.0, 2.0),
    (2.0, 4.0),
    (11.0, 6.0),
    (7.0, 7.0),
    (4.0, 5.0),
];

/// The dash and the gap of a run's validation line.
pub(super) fn pattern(color: usize) -> (f64, f64) {
    PATTERNS[color % RUN_COLORS]
}

pub(super) fn draw_others<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
) -> Drawn<DB> {
    let path = |series: Series<'_>| -> Vec<Place> {
        let values = smoothed(series, view.look.smoothing);
        frame.path(&frame.points(Series::new(series.epochs, &values), None))
    };
    for other in view.others {
        let [low, high] = other.band.map(path);
        if low.len() > 1 && high.len() > 1 {
            let outline: Vec<_> = high.into_iter().chain(low.into_iter().rev()).collect();
            pen.area(&outline, view.theme.run(other.color).mix(0.15))?;
        }
    }
    for other in view.others {
        let color = view.theme.run(other.color);
        let training = path(other.training);
        if training.len() > 1 {
            pen.line(&training, color.mix(0.45), 1.0)?;
        }
        let validation = path(other.validation);
        if validation.len() > 1 {
            pen.line(&validation, color.mix(0.25), 1.5)?;
            let (dash, gap) = pattern(other.color);
            let stretch = crate::plot::lines::windings(&validation).max(1.0);
            let pattern = (dash * stretch, gap * stretch);
            pen.dashed_line(&validation, pattern, color.to_rgba(), 1.5)?;
        }
    }
    Ok(())
}
