//! Losses and weights of a run, mini-batch by mini-batch.

use super::plane::{PictureSize, Plane, SCALE, picture, value_range};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::inspection::BatchByBatch;
use crate::inspection::picture::PictureAxis;
use crate::nn::widen;
use crate::plot::axes::value_axis;
use crate::plot::chart_options::YScale;
use crate::plot::theme::ChartTheme;
use crate::t;

/// Losses further apart than this are drawn on a log scale.
const LOG_FROM: f64 = 50.0;
/// So few batches are marked one by one.
const MARKED: usize = 60;

/// The loss of each mini-batch, the last of them marked.
///
/// Checked by the snapshots of `tests/it/plot/batch_by_batch.rs`.
pub fn batch_losses_svg(way: &BatchByBatch, size: PictureSize, theme: &ChartTheme) -> String {
    let losses = || way.steps.iter().map(|step| step.loss);
    let [least, most] = value_range(losses());
    let is_log = least > 0.0 && most > LOG_FROM * least;
    let mut plane = Plane::along(size, &across(way), [least.min(0.0), most]);
    if is_log {
        plane.up = value_axis(losses(), YScale::Log, false, plane.y.end - plane.y.start);
        plane.fit_labels(size);
    }
    let up = if is_log { t!("Loss of the batch, log scale") } else { t!("Loss of the batch") };
    let axes = picture(size, |pen| plane.draw(pen, theme, (t!("Batch"), up)));
    let mut places = way.steps.iter().map(|step| plane.place((step.step as f64, step.loss)));
    let mut paths = Vec::new();
    let mut line = PathText::default();
    line.line(places.clone());
    paths.push((line, PathStyle::line(theme.training, 1.5)));
    if way.steps.len() <= MARKED {
        let mut marks = PathText::default();
        places.clone().for_each(|place| marks.ring(place, 2.0));
        paths.push((marks, PathStyle::filled(theme.training, theme.ground)));
    }
    if let Some(place) = places.next_back() {
        let mut mark = PathText::default();
        mark.ring(place, 4.0);
        paths.push((mark, PathStyle::filled(theme.ink, theme.ground)));
    }
    with_paths(&axes, SCALE, &paths)
}

/// The weights that are followed, each in the colour of its place in the list, from before the
/// first batch on; dashed is where least squares would put them.
///
/// Checked by the snapshots of `tests/it/plot/batch_by_batch.rs`.
pub fn batch_weights_svg(way: &BatchByBatch, size: PictureSize, theme: &ChartTheme) -> String {
    let start = way.start.iter().map(|weights| (0, weights));
    let all: Vec<_> =
        start.chain(way.steps.iter().map(|step| (step.step, &step.weights))).collect();
    let of = |at: usize| all.iter().map(move |(_, weights)| widen(weights[at]));
    let weights = 0..way.names.len();
    let range = value_range(weights.clone().flat_map(of).chain(way.least_squares.iter().copied()));
    let plane = Plane::along(size, &across(way), range);
    let axes = picture(size, |pen| plane.draw(pen, theme, (t!("Batch"), t!("Weight"))));
    let mut paths = Vec::new();
    for at in weights {
        let color = theme.classes[at % theme.classes.len()];
        if let Some(&goal) = way.least_squares.get(at) {
            let mut dashes = PathText::default();
            dashes.line([plane.across.low, plane.across.high].map(|x| plane.place((x, goal))));
            paths.push((dashes, PathStyle::line(color, 1.5).dashed("4 4")));
        }
        let mut line = PathText::default();
        line.line(all.iter().zip(of(at)).map(|((step, _), y)| plane.place((*step as f64, y))));
        paths.push((line, PathStyle::line(color, 2.0)));
        if let Some((step, weights)) = all.last() {
            let mut mark = PathText::default();
            mark.ring(plane.place((*step as f64, widen(weights[at]))), 3.5);
            paths.push((mark, PathStyle::filled(color, theme.ground)));
        }
    }
    with_paths(&axes, SCALE, &paths)
}

/// From before the first batch that is drawn to the last.
fn across(way: &BatchByBatch) -> PictureAxis {
    let first = way.steps.first().map_or(0, |step| step.step);
    let from = if way.start.is_some() { 0 } else { first };
    let (low, high) = (from as f64, way.steps_taken.max(from + 1) as f64);
    PictureAxis { column: t!("Batch").to_owned(), low, high, ..PictureAxis::default() }
}
