//! How the lines of a chart are drawn: solid, dashed, faint.

use plotters::backend::DrawingBackend;
use plotters::style::{Color, RGBColor};

use crate::plot::curves_view::CurvesView;
use crate::plot::pen::{Drawn, Pen, PositionPx};

const LINE_PX: f64 = 2.0;
/// Dash and gap of the validation line.
pub(super) const DASHES_PX: [f64; 2] = [6.0, 5.0];
/// How much of the values themselves is seen behind a smoothed line.
const FAINT: f64 = 0.3;

/// What a line is drawn with.
pub(super) struct Ink {
    color: RGBColor,
    ground: RGBColor,
}

impl Ink {
    pub(super) fn new(color: RGBColor, view: &CurvesView<'_>) -> Self {
        Self { color, ground: view.theme.ground }
    }
}

pub(super) fn draw_solid<DB: DrawingBackend>(
    pen: &Pen<DB>,
    paths: &[Vec<PositionPx>],
    ink: &Ink,
) -> Drawn<DB> {
    for path in paths {
        match path[..] {
            [only] => pen.dot(only, dot_px(paths), ink.color)?,
            _ => pen.line(path, ink.color.to_rgba(), LINE_PX)?,
        }
    }
    Ok(())
}

/// The size of a line of one epoch; smaller where it only stands between two breaks.
fn dot_px(paths: &[Vec<PositionPx>]) -> f64 {
    if paths.len() == 1 { 4.0 } else { LINE_PX }
}

pub(super) fn draw_dashed<DB: DrawingBackend>(
    pen: &Pen<DB>,
    paths: &[Vec<PositionPx>],
    ink: &Ink,
) -> Drawn<DB> {
    for path in paths {
        if let [only] = path[..] {
            // A ring, so that the two dots differ without their colours.
            pen.dot(only, dot_px(paths), ink.color)?;
            pen.dot(only, dot_px(paths) / 2.0, ink.ground)?;
            continue;
        }
        // Under the dashes, so that no spike hides in a gap.
        pen.line(path, ink.color.mix(0.25), LINE_PX)?;
        // Longer dashes on a noisy line of thousands of epochs keep their
        // number, and the cost, down.
        let stretch = windings(path).max(1.0);
        pen.dashed_line(path, &DASHES_PX, stretch, ink.color.to_rgba(), LINE_PX)?;
    }
    Ok(())
}

/// The values themselves, behind a smoothed line.
pub(super) fn draw_faint<DB: DrawingBackend>(
    pen: &Pen<DB>,
    paths: &[Vec<PositionPx>],
    color: RGBColor,
) -> Drawn<DB> {
    for path in paths.iter().filter(|path| path.len() > 1) {
        pen.line(path, color.mix(FAINT), 1.0)?;
    }
    Ok(())
}

/// Above 1 when a line is more than 6 times as long as it is wide.
pub(super) fn windings(path: &[PositionPx]) -> f64 {
    let (Some(first), Some(last)) = (path.first(), path.last()) else { return 0.0 };
    let length: f64 = path.windows(2).map(|p| (p[1].0 - p[0].0).hypot(p[1].1 - p[0].1)).sum();
    // The first epochs may be steep without noise; they count as 200 px wide.
    length / (6.0 * (last.0 - first.0).max(200.0))
}
