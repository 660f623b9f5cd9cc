//! The learning curves: one value per epoch for training and for validation.

use std::ops::Range;

use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, RGBColor};

use crate::plot::axes::{EpochAxis, ValueAxis, epoch_axis, epoch_end, value_axis};
use crate::plot::decimate::{Point, decimate};
use crate::plot::label::{short_label, width_em};
use crate::plot::pen::{Drawn, Pen, Place};
use crate::plot::theme::ChartTheme;

const TICK_FONT_PX: f64 = 11.0;
const LABEL_FONT_PX: f64 = 12.0;
const LINE_PX: f64 = 2.0;
const DASH_PX: f64 = 6.0;
const GAP_PX: f64 = 5.0;
/// Narrower charts leave naming the lines to the legend beside them.
const END_LABELS_FROM_PX: f64 = 420.0;
const LABEL_GAP_PX: f64 = 8.0;
const END_LABEL_LINE_PX: f64 = 15.0;
/// A chart smaller than this shows nothing legible.
const SMALLEST_PLOT_PX: f64 = 24.0;

/// What the learning-curve chart shows. Values are finite by contract; one that
/// is not is skipped.
#[derive(Debug, Clone, Copy)]
pub struct CurvesView<'a> {
    /// The title of the value axis, such as "Loss" or "Accuracy".
    pub title: &'a str,
    /// Values on the training rows; index 0 is epoch 1.
    pub training: &'a [f64],
    /// Values on the validation rows; empty without a validation split.
    pub validation: &'a [f64],
    /// The epoch, counted from 1, to mark as the best.
    pub best_epoch: Option<u32>,
    /// Whether the metric lies between 0 and 1 by its nature.
    pub bounded: bool,
    /// Device pixels per css pixel; the area is measured in device pixels.
    pub scale: f64,
    /// The colours.
    pub theme: &'a ChartTheme,
}

/// Draws the learning curves over the whole of `root`.
///
/// Training is solid, validation dashed. The best epoch has a dashed vertical
/// line, a dot and a label above the plot, where it covers no line; from there
/// on the gap between the lines is shaded. Without an epoch, only the axes are
/// drawn, in the same places, so that nothing jumps when training starts.
///
/// # Errors
/// What the backend reports.
///
/// Checked by the snapshots of `tests/it/plot.rs`.
pub fn draw<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    view: &CurvesView,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    root.fill(&view.theme.ground)?;
    let scale = if view.scale.is_finite() && view.scale > 0.0 { view.scale } else { 1.0 };
    let (width, height) = root.dim_in_pixel();
    let frame = Frame::new(view, f64::from(width) / scale, f64::from(height) / scale);
    if frame.x.end - frame.x.start < SMALLEST_PLOT_PX
        || frame.y.end - frame.y.start < SMALLEST_PLOT_PX
    {
        return Ok(());
    }
    let pen = Pen { root, scale };
    draw_axes(&pen, view, &frame)?;

    let columns = (frame.x.end - frame.x.start) as u32;
    let visible = |values| decimate(values, 0..frame.epochs.end, columns, view.best_epoch);
    let training = visible(view.training);
    let validation = visible(view.validation);
    // The best of one epoch says nothing; a best epoch without a value, say from
    // a stale message, has no place.
    let best = view
        .best_epoch
        .filter(|_| validation.len() > 1)
        .and_then(|epoch| validation.iter().find(|point| point.epoch == epoch).copied());

    if let Some(best) = best {
        draw_gap(&pen, view, &frame, best.epoch, &training, &validation)?;
        pen.dashed_rule(
            frame.place(best).0 - 0.5,
            frame.y.start - 4.0,
            frame.y.end,
            view.theme.validation,
        )?;
    }
    let (solid, dashed) = (frame.path(&training), frame.path(&validation));
    if windings(&dashed) > 1.0 {
        // A wild validation line would bury the training line.
        draw_validation(&pen, view.theme, &dashed)?;
        draw_training(&pen, view.theme, &solid)?;
    } else {
        // Where the lines meet, the solid one shows between the dashes.
        draw_training(&pen, view.theme, &solid)?;
        draw_validation(&pen, view.theme, &dashed)?;
    }
    if let Some(best) = best {
        draw_best(&pen, view, &frame, best)?;
    }
    if frame.end_labels {
        draw_end_labels(&pen, view.theme, &frame, training.last(), validation.last())?;
    }
    Ok(())
}

/// Where the plot lies and what its axes span, in css pixels.
struct Frame {
    x: Range<f64>,
    y: Range<f64>,
    values: ValueAxis,
    epochs: EpochAxis,
    end_labels: bool,
}

impl Frame {
    fn new(view: &CurvesView, width: f64, height: f64) -> Self {
        let y = 30.0..height - 44.0;
        let all = view.training.iter().chain(view.validation);
        let values = value_axis(all, view.bounded, (y.end - y.start).max(0.0));
        // Room for "0.00" at least, so that the plot stays put when the first
        // digits arrive.
        let widest = values.ticks.iter().map(|(_, label)| width_em(label)).fold(2.3, f64::max);
        let left = (widest * TICK_FONT_PX).ceil() + LABEL_GAP_PX + 4.0;
        let count = view.training.len().max(view.validation.len()) as u32;
        let end_labels = width >= END_LABELS_FROM_PX;
        let right_px = if end_labels {
            width_em("validation") * LABEL_FONT_PX + LABEL_GAP_PX
        } else {
            // Half of the last tick label hangs over the plot's end.
            (width_em(&epoch_end(count).to_string()) * TICK_FONT_PX / 2.0).max(14.0)
        };
        let x = left..width - right_px.ceil() - 4.0;
        let epochs = epoch_axis(count, (x.end - x.start).max(1.0), TICK_FONT_PX);
        Self { x, y, values, epochs, end_labels }
    }

    fn x_of(&self, epoch: u32) -> f64 {
        let share = f64::from(epoch) / f64::from(self.epochs.end);
        self.x.start + share * (self.x.end - self.x.start)
    }

    fn y_of(&self, value: f64) -> f64 {
        let share = (value - self.values.low) / (self.values.high - self.values.low);
        self.y.end - share.clamp(0.0, 1.0) * (self.y.end - self.y.start)
    }

    fn place(&self, point: Point) -> Place {
        (self.x_of(point.epoch), self.y_of(point.value))
    }

    fn path(&self, points: &[Point]) -> Vec<Place> {
        points.iter().map(|&point| self.place(point)).collect()
    }
}

fn draw_axes<DB: DrawingBackend>(pen: &Pen<DB>, view: &CurvesView, frame: &Frame) -> Drawn<DB> {
    let dim = view.theme.dim;
    for (value, label) in &frame.values.ticks {
        let y = frame.y_of(*value);
        pen.rule(y, frame.x.start, frame.x.end, view.theme.line)?;
        let place = (frame.x.start - LABEL_GAP_PX, y);
        pen.text(label, place, TICK_FONT_PX, (HPos::Right, VPos::Center), dim)?;
    }
    for &epoch in &frame.epochs.ticks {
        let place = (frame.x_of(epoch), frame.y.end + 8.0);
        pen.text(&epoch.to_string(), place, TICK_FONT_PX, (HPos::Center, VPos::Top), dim)?;
    }
    let middle = f64::midpoint(frame.x.start, frame.x.end);
    let below = (middle, frame.y.end + 26.0);
    pen.text("Epoch", below, TICK_FONT_PX, (HPos::Center, VPos::Top), dim)?;
    pen.text(view.title, (4.0, 6.0), TICK_FONT_PX, (HPos::Left, VPos::Top), dim)
}

fn draw_gap<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
    from_epoch: u32,
    training: &[Point],
    validation: &[Point],
) -> Drawn<DB> {
    let since = |points: &[Point]| -> Vec<Place> {
        points.iter().filter(|p| p.epoch >= from_epoch).map(|&p| frame.place(p)).collect()
    };
    let (mut outline, back) = (since(validation), since(training));
    if outline.len() < 2 || back.len() < 2 {
        return Ok(());
    }
    outline.extend(back.into_iter().rev());
    pen.area(&outline, view.theme.validation.mix(0.12))
}

fn draw_training<DB: DrawingBackend>(
    pen: &Pen<DB>,
    theme: &ChartTheme,
    path: &[Place],
) -> Drawn<DB> {
    match path {
        [] => Ok(()),
        [only] => pen.dot(*only, 4.0, theme.training),
        _ => pen.line(path, theme.training.to_rgba(), LINE_PX),
    }
}

/// Above 1 when a line is more than 6 times as long as it is wide.
fn windings(path: &[Place]) -> f64 {
    let (Some(first), Some(last)) = (path.first(), path.last()) else { return 0.0 };
    let length: f64 = path.windows(2).map(|p| (p[1].0 - p[0].0).hypot(p[1].1 - p[0].1)).sum();
    // The first epochs may be steep without noise; they count as 200 px wide.
    length / (6.0 * (last.0 - first.0).max(200.0))
}

fn draw_validation<DB: DrawingBackend>(
    pen: &Pen<DB>,
    theme: &ChartTheme,
    path: &[Place],
) -> Drawn<DB> {
    match path {
        [] => Ok(()),
        // A ring, so that the two dots differ without their colours.
        [only] => {
            pen.dot(*only, 4.0, theme.validation)?;
            pen.dot(*only, 2.0, theme.ground)
        }
        _ => {
            // Under the dashes, so that no spike hides in a gap.
            pen.line(path, theme.validation.mix(0.25), LINE_PX)?;
            // Longer dashes on a noisy line of thousands of epochs keep their
            // number, and the cost, down.
            let stretch = windings(path).max(1.0);
            let pattern = (DASH_PX * stretch, GAP_PX * stretch);
            pen.dashed_line(path, pattern, theme.validation.to_rgba(), LINE_PX)
        }
    }
}

fn draw_best<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
    best: Point,
) -> Drawn<DB> {
    let place = frame.place(best);
    pen.dot(place, 6.0, view.theme.ground)?;
    pen.dot(place, 4.0, view.theme.validation)?;

    let label = format!("best epoch {} · {}", best.epoch, short_label(best.value));
    let width = width_em(&label) * LABEL_FONT_PX;
    let title_end = 4.0 + width_em(view.title) * TICK_FONT_PX + 2.0 * LABEL_GAP_PX;
    let room = frame.x.end.max(title_end + width);
    let left = (place.0 - width / 2.0).min(room - width).max(title_end);
    pen.text(
        &label,
        (left + width / 2.0, 5.0),
        LABEL_FONT_PX,
        (HPos::Center, VPos::Top),
        view.theme.validation_text,
    )
}

/// The lines' names right of their last points, moved apart where they would
/// overlap and kept between the plot's top and bottom.
fn draw_end_labels<DB: DrawingBackend>(
    pen: &Pen<DB>,
    theme: &ChartTheme,
    frame: &Frame,
    training: Option<&Point>,
    validation: Option<&Point>,
) -> Drawn<DB> {
    let end =
        |point: Option<&Point>, name, color| point.map(|&point| (frame.place(point), name, color));
    let mut labels: Vec<(Place, &str, RGBColor)> = [
        end(validation, "validation", theme.validation_text),
        end(training, "training", theme.training_text),
    ]
    .into_iter()
    .flatten()
    .collect();
    if let [first, second] = labels.as_slice()
        && first.0.1 > second.0.1
    {
        labels.reverse();
    }
    if let [(upper, ..), (lower, ..)] = labels.as_mut_slice() {
        let middle = f64::midpoint(upper.1, lower.1);
        let half = END_LABEL_LINE_PX / 2.0;
        if lower.1 - upper.1 < END_LABEL_LINE_PX {
            let middle = middle.clamp(frame.y.start + half, frame.y.end - half);
            (upper.1, lower.1) = (middle - half, middle + half);
        }
    }
    for ((x, y), name, color) in labels {
        let place = (x + LABEL_GAP_PX, y);
        pen.text(name, place, LABEL_FONT_PX, (HPos::Left, VPos::Center), color)?;
    }
    Ok(())
}
