//! What the values of a setting came to, as a curve: over training rows it is what scikit-learn
//! calls a learning curve, over another setting its validation curve.

use plotters::style::text_anchor::{HPos, VPos};

use super::plane::{PictureSize, Plane, SCALE, picture, value_range};
use super::svg_paths::{PathStyle, PathText, with_paths};
use super::word_axis::word_axis;
use crate::plot::axes::value_axis;
use crate::plot::chart_options::YScale;
use crate::plot::label::{TICK_FONT_PX, width_em};
use crate::plot::theme::ChartTheme;
use crate::t;

/// A value that came to a result.
#[derive(Debug, Clone, PartialEq)]
pub struct SweptPoint {
    /// What the value is called.
    pub name: String,
    /// Where it stands, if it is one number.
    pub number: Option<f64>,
    /// What the training and the validation rows came to.
    pub figures: [f64; 2],
    /// Whether it is the best of all.
    pub wins: bool,
}

/// Values further apart than this are drawn on a log scale.
const LOG_FROM: f64 = 10.0;
/// Of values that lie higher above the lowest, as of one that learned nothing, only the way
/// there is seen.
const MOST_TIMES: f64 = 20.0;

/// Training and validation over the values of a setting, with a dot for each, the best ringed:
/// on a log scale where they span much, side by side where they are no numbers.
///
/// Source: `sklearn.model_selection.learning_curve` and `validation_curve`. Checked by the
/// snapshots of `tests/it/plot/swept_curve.rs`.
pub fn swept_curve_svg(
    points: &[SweptPoint],
    (setting, figure): (&str, &str),
    size: PictureSize,
    theme: &ChartTheme,
) -> String {
    let numbers: Option<Vec<f64>> = points.iter().map(|point| point.number).collect();
    let validation = points.iter().map(|point| point.figures[1]);
    let [low, high] = value_range(validation.clone().chain(points.iter().map(|p| p.figures[0])));
    // The lowest loss is above 0; of a metric that may be 0 nothing is cut.
    let [least, _] = value_range(validation);
    let high = if least > 0.0 { high.min(MOST_TIMES * least) } else { high };
    let [from, to] = value_range(numbers.iter().flatten().copied());
    let mut plane = Plane::new(size, [from, to], [low.min(0.0), high]);
    let width = plane.x.end - plane.x.start;
    let is_log = numbers.is_some() && from > 0.0 && to > LOG_FROM * from;
    if numbers.is_none() {
        let words: Vec<_> = points.iter().map(|point| point.name.clone()).collect();
        plane.across = word_axis(&words, width);
    } else if is_log {
        plane.across = value_axis([from, to], YScale::Log, false, 0.5 * width);
    }
    let place = |(at, point): (usize, &SweptPoint), part: usize| {
        let across = if numbers.is_some() { point.number.unwrap_or(from) } else { at as f64 + 0.5 };
        plane.place((across, point.figures[part]))
    };
    let across = if is_log { t!("{setting}, log scale", setting) } else { setting.to_owned() };
    let axes = picture(size, |pen| {
        plane.draw(pen, theme, (&across, figure))?;
        // The names of the lines, at the upper right.
        let mut right = plane.x.end;
        for (name, color) in
            [(t!("validation"), theme.validation_text), (t!("training"), theme.training_text)]
        {
            pen.text(name, (right, 2.0), TICK_FONT_PX, (HPos::Right, VPos::Top), color)?;
            right -= (width_em(name) + 1.0) * TICK_FONT_PX;
        }
        Ok(())
    });
    let mut paths = Vec::new();
    for (part, color, dashes) in [(0, theme.training, ""), (1, theme.validation, "6 4")] {
        let mut line = PathText::default();
        line.line(points.iter().enumerate().map(|point| place(point, part)));
        paths.push((line, PathStyle::line(color, 2.0).dashed(dashes)));
        let mut dots = PathText::default();
        points.iter().enumerate().for_each(|point| dots.ring(place(point, part), 3.0));
        paths.push((dots, PathStyle::filled(color, theme.ground)));
    }
    if let Some(best) = points.iter().enumerate().find(|(_, point)| point.wins) {
        let mut ring = PathText::default();
        ring.ring(place(best, 1), 7.0);
        paths.push((ring, PathStyle::line(theme.validation_text, 2.0)));
    }
    with_paths(&axes, SCALE, &paths)
}
