//! Predicted numbers against actual ones, or what is left between them.

use plotters::style::{Color, RGBColor};

use super::plane::{PictureSize, Plane, picture, value_range};
use crate::plot::theme::ChartTheme;

/// More dots lie on each other and take long to draw.
const MOST_DOTS: usize = 2_000;

/// What a scatter plot shows.
pub struct Scatter<'a> {
    /// Across and up, a dot each.
    pub points: &'a [(f64, f64)],
    /// Of the axes.
    pub titles: (&'a str, &'a str),
    /// Whether a dot that is right lies on the diagonal, so both axes span the same; else it
    /// lies on 0.
    pub has_diagonal: bool,
    /// Of the dots.
    pub color: RGBColor,
}

impl Scatter<'_> {
    /// How many rows there are to a dot.
    pub fn every(&self) -> usize {
        self.points.len().div_ceil(MOST_DOTS).max(1)
    }
}

/// A dot for each row, or for an even choice of 2,000, and the line on which all would lie.
///
/// Checked by the snapshots of `tests/it/plot/predictions.rs`.
pub fn scatter_svg(scatter: &Scatter<'_>, size: PictureSize, theme: &ChartTheme) -> String {
    let Scatter { points, titles, has_diagonal, color } = *scatter;
    let (x, y) = (points.iter().map(|point| point.0), points.iter().map(|point| point.1));
    let plane = if has_diagonal {
        Plane::square(size, value_range(x.chain(y)))
    } else {
        Plane::new(size, value_range(x), value_range(y.chain([0.0])))
    };
    picture(size, |pen| {
        plane.draw(pen, theme, titles)?;
        for point in points.iter().step_by(scatter.every()) {
            pen.dot(plane.place(*point), 2.0, color)?;
        }
        let [from, to] = if has_diagonal {
            let ends = [plane.across.low.max(plane.up.low), plane.across.high.min(plane.up.high)];
            ends.map(|end| plane.place((end, end)))
        } else {
            [plane.across.low, plane.across.high].map(|end| plane.place((end, 0.0)))
        };
        pen.dashed_line(&[from, to], &[5.0, 4.0], 1.0, theme.ink.to_rgba(), 1.5)
    })
}
