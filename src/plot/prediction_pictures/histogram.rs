//! How the scores of two classes are spread, and where a threshold parts them.

use plotters::style::Color;

use super::plane::{PictureSize, Plane, picture};
use crate::inspection::ScoreHistogram;
use crate::plot::theme::ChartTheme;
use crate::t;

/// Where the scores lie along the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreAxis {
    /// The score at the plot's left end.
    pub low: f64,
    /// The score at its right end.
    pub high: f64,
    /// What lies left of the plot, as a share of the picture's width.
    pub before: f64,
    /// What lies right of it.
    pub after: f64,
}

/// The axis of [`histogram_svg`], for a handle below it.
///
/// Checked by `tests/it/plot/predictions.rs::a_handle_lies_below_the_line`.
pub fn score_axis(histogram: &ScoreHistogram, size: PictureSize) -> ScoreAxis {
    let plane = plane(histogram, size);
    ScoreAxis {
        low: plane.across.low,
        high: plane.across.high,
        before: plane.x.start / size.width,
        after: 1.0 - plane.x.end / size.width,
    }
}

fn plane(histogram: &ScoreHistogram, size: PictureSize) -> Plane {
    let most = histogram.bins.iter().map(|bin| bin[0] + bin[1]).max().unwrap_or(1).max(1);
    Plane::new(size, [histogram.low, histogram.high], [0.0, most as f64])
}

/// A bar for each bin, the rows of class 0 below those of class 1, and the threshold.
///
/// Checked by the snapshots of `tests/it/plot/predictions.rs`.
pub fn histogram_svg(
    histogram: &ScoreHistogram,
    threshold: f64,
    across: &str,
    size: PictureSize,
    theme: &ChartTheme,
) -> String {
    let plane = plane(histogram, size);
    let width = (histogram.high - histogram.low) / histogram.bins.len().max(1) as f64;
    picture(size, |pen| {
        plane.draw(pen, theme, (across, t!("Rows")))?;
        for (at, rows) in histogram.bins.iter().enumerate() {
            let left = histogram.low + at as f64 * width;
            let mut below = 0;
            for (rows, color) in rows.iter().zip(theme.classes) {
                let (from, to) = (below as f64, (below + rows) as f64);
                below += rows;
                if from < to {
                    let (x0, y0) = plane.place((left, from));
                    let (x1, y1) = plane.place((left + width, to));
                    // A gap of a pixel between two bars.
                    let outline = [(x0 + 0.5, y0), (x1 - 0.5, y0), (x1 - 0.5, y1), (x0 + 0.5, y1)];
                    pen.area(&outline, color.to_rgba())?;
                }
            }
        }
        let (x, _) = plane.place((threshold, 0.0));
        pen.line(&[(x, plane.y.start), (x, plane.y.end)], theme.ink.to_rgba(), 2.0)
    })
}
