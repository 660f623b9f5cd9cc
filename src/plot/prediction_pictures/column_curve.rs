//! What a network says of a typed row as one of its columns varies.

use plotters::style::RGBColor;

use super::plane::{PictureSize, Plane, SCALE, picture, value_range};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::inspection::picture::PictureAxis;
use crate::inspection::{ColumnCurve, CurvePlaces};
use crate::nn::widen;
use crate::plot::theme::ChartTheme;

/// More categories have no room for their names.
const NAMED: usize = 7;
/// Letters of a name below its bar.
const LETTERS: usize = 9;
/// How much of its place a bar fills.
const BAR: f64 = 0.6;

/// A curve over numbers, or a bar for each category; of several outputs each in the colour of its
/// class. `here` is where the row itself stands: its number, or its category.
///
/// Checked by the snapshots of `tests/it/plot/tried_row.rs`.
pub fn column_curve_svg(
    curve: &ColumnCurve,
    here: &str,
    up: &str,
    size: PictureSize,
    theme: &ChartTheme,
) -> String {
    let outputs = curve.outputs.max(1);
    let values = curve.predicted.iter().map(|value| widen(*value));
    let range = if outputs > 1 { [0.0, 1.0] } else { value_range(values) };
    let of = |output: usize| -> Vec<f64> {
        curve.predicted.iter().skip(output).step_by(outputs).map(|value| widen(*value)).collect()
    };
    let color = |output: usize| {
        if outputs > 1 { theme.classes[output % theme.classes.len()] } else { theme.ink }
    };
    match &curve.places {
        CurvePlaces::Numbers(places) => {
            let (low, high) = (places[0], places[places.len() - 1]);
            let margin = if low < high { 0.0 } else { 0.5 * low.abs().max(1.0) };
            let axis = PictureAxis {
                column: curve.column.clone(),
                low: low - margin,
                high: high + margin,
                ..PictureAxis::default()
            };
            let plane = Plane::along(size, &axis, range);
            let axes = picture(size, |pen| plane.draw(pen, theme, (&curve.column, up)));
            let mut paths = Vec::new();
            if let Some(x) = here.parse::<f64>().ok().filter(|x| plane.across.spans(*x)) {
                let mut upright = PathText::default();
                let (x, _) = plane.place((x, plane.up.low));
                upright.line([(x, plane.y.start), (x, plane.y.end)]);
                paths.push((upright, PathStyle::line(theme.dim, 1.5).dashed("4 4")));
            }
            for output in 0..outputs {
                let mut path = PathText::default();
                let own = of(output);
                path.line(places.iter().zip(&own).map(|(x, y)| plane.place((*x, *y))));
                if let [x] = places[..] {
                    path.ring(plane.place((x, own[0])), 3.0);
                }
                paths.push((path, PathStyle::line(color(output), 2.0)));
            }
            with_paths(&axes, SCALE, &paths)
        }
        CurvePlaces::Words(words) => {
            bars(words, here, &curve.column, up, (range, size), theme, &|at| {
                (0..outputs).map(|output| (of(output)[at], color(output))).collect()
            })
        }
    }
}

fn bars(
    words: &[String],
    here: &str,
    column: &str,
    up: &str,
    (range, size): ([f64; 2], PictureSize),
    theme: &ChartTheme,
    values: &dyn Fn(usize) -> Vec<(f64, RGBColor)>,
) -> String {
    let range = value_range(range.into_iter().chain([0.0]));
    let mut plane = Plane::new(size, [0.0, words.len().max(1) as f64], range);
    plane.across.ticks.clear();
    (plane.across.low, plane.across.high) = (0.0, words.len().max(1) as f64);
    if words.len() <= NAMED {
        let short = |word: &String| match word.char_indices().nth(LETTERS) {
            Some((end, _)) => format!("{}…", &word[..end]),
            None => word.clone(),
        };
        let ticks = words.iter().enumerate().map(|(at, word)| (at as f64 + 0.5, short(word)));
        plane.across.ticks = ticks.collect();
    }
    let axes = picture(size, |pen| plane.draw(pen, theme, (column, up)));
    let mut paths = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let all = values(at);
        let each = BAR / all.len() as f64;
        for (output, (value, color)) in all.iter().enumerate() {
            let left = at as f64 + 0.5 * (1.0 - BAR) + output as f64 * each;
            let mut bar = PathText::default();
            let corners = [(left, 0.0), (left, *value), (left + each, *value), (left + each, 0.0)];
            bar.line(corners.map(|corner| plane.place(corner)));
            let style = PathStyle { stroke: None, ..PathStyle::filled(*color, theme.ground) };
            paths.push((bar, if word == here { style } else { style.faint(0.45) }));
        }
    }
    with_paths(&axes, SCALE, &paths)
}
