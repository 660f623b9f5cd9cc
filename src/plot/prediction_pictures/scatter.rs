//! Predicted numbers against actual ones, or what is left between them.

use plotters::style::{Color, RGBColor};

use super::plane::{PictureSize, Plane, picture, value_range};
use super::word_axis::{named_every, word_axis};
use crate::config::ColumnType;
use crate::inspection::MOST_DOTS;
use crate::plot::theme::ChartTheme;

/// How much of a category's place its dots fill, so that they do not hide each other.
const SPREAD: f64 = 0.6;
/// Of the golden ratio: steps of it fill a place evenly, however many there are.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// What a scatter plot shows.
pub struct Scatter<'a> {
    /// Across and up, a dot each.
    pub points: &'a [(f64, f64)],
    /// What is across.
    pub across: ScatterAcross<'a>,
    /// Of the axes.
    pub titles: (&'a str, &'a str),
    /// Whether a dot that is right lies on the diagonal, so both axes span the same; else it
    /// lies on 0.
    pub has_diagonal: bool,
    /// Of the dots.
    pub color: RGBColor,
}

/// What is across in a scatter plot.
#[derive(Debug, Clone, Copy)]
pub enum ScatterAcross<'a> {
    /// Numbers, written as those of such a column.
    Numbers(ColumnType),
    /// Categories, of which the points have the places.
    Words(&'a [String]),
}

impl Scatter<'_> {
    /// How many rows there are to a dot.
    pub fn every(&self) -> usize {
        self.points.len().div_ceil(MOST_DOTS).max(1)
    }

    /// Of how many categories one is named.
    pub fn named_every(&self, size: PictureSize) -> usize {
        match self.across {
            ScatterAcross::Numbers(_) => 1,
            ScatterAcross::Words(words) => {
                let x = self.plane(size).x;
                named_every(words, x.end - x.start)
            }
        }
    }

    fn plane(&self, size: PictureSize) -> Plane {
        let x = self.points.iter().map(|point| point.0);
        let y = self.points.iter().map(|point| point.1);
        if self.has_diagonal {
            return Plane::square(size, value_range(x.chain(y)));
        }
        let mut plane = Plane::new(size, value_range(x), value_range(y.chain([0.0])));
        match self.across {
            ScatterAcross::Numbers(column_type) => plane.write_across(column_type),
            ScatterAcross::Words(words) => {
                plane.across = word_axis(words, plane.x.end - plane.x.start);
            }
        }
        plane
    }
}

/// A dot for each row, or for an even choice of [`MOST_DOTS`], and the line on which all would
/// lie. The dots of a category lie side by side.
///
/// Checked by the snapshots of `tests/it/plot/predictions.rs`.
pub fn scatter_svg(scatter: &Scatter<'_>, size: PictureSize, theme: &ChartTheme) -> String {
    let Scatter { points, titles, has_diagonal, color, .. } = *scatter;
    let plane = scatter.plane(size);
    picture(size, |pen| {
        plane.draw(pen, theme, titles)?;
        for (at, (x, y)) in points.iter().step_by(scatter.every()).enumerate() {
            let x = match scatter.across {
                ScatterAcross::Numbers(_) => *x,
                ScatterAcross::Words(_) => x + 0.5 + SPREAD * ((at as f64 * GOLDEN).fract() - 0.5),
            };
            pen.dot(plane.place((x, *y)), 2.0, color)?;
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
