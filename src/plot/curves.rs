//! The learning curves: one value per epoch for training and for validation.

use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::style::text_anchor::{HPos, VPos};

use crate::plot::curves_view::CurvesView;
use crate::plot::end_labels::draw_end_labels;
use crate::plot::frame::Frame;
use crate::plot::label::{LABEL_GAP_PX, TICK_FONT_PX, width_em};
use crate::plot::lines::{Ink, draw_dashed, draw_faint, draw_solid, windings};
use crate::plot::marks;
use crate::plot::notes::notes;
use crate::plot::overlays;
use crate::plot::pen::{Drawn, Pen};
use crate::plot::series::Series;
use crate::plot::smooth::smoothed_on;
use crate::t;

/// Draws the learning curves over the whole of `root`.
///
/// Training is solid, validation dashed. The best epoch has a dashed vertical
/// line, a dot and a label above the plot, where it covers no line; from there
/// on the gap between the lines is shaded. A smoothed line is named so and has the values
/// themselves faintly behind it; that, a scale that does not start at 0, hidden epochs and
/// values without a place stand under the plot. Without an epoch, only the axes are
/// drawn, in the same places, so that nothing jumps when training starts.
///
/// # Errors
/// What the backend reports.
///
/// Checked by the snapshots of `tests/it/plot/curves.rs` and `tests/it/plot/states.rs`.
pub fn draw<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    view: &CurvesView,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    draw_with_overlays(root, view, &mut || draw_overlays(root, view))
}

/// As [`draw`], but the overlays are drawn by `beside`, in their place in the order: they
/// hardly ever change while a run goes on, so that a picture of them can be cached.
///
/// # Errors
/// What the backend reports.
pub fn draw_with_overlays<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    view: &CurvesView,
    beside: &mut dyn FnMut() -> Drawn<DB>,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    root.fill(&view.theme.ground)?;
    let (pen, frame) = tools(root, view);
    if !frame.is_legible() {
        return Ok(());
    }
    draw_axes(&pen, view, &frame)?;

    let weight = view.options.smoothing;
    let smooth =
        [view.training, view.validation].map(|line| smoothed_on(&frame.values, line, weight));
    let line = |at: usize, raw: Series<'_>| {
        frame.points(Series::new(raw.epochs, &smooth[at]), view.best_epoch)
    };
    let training = line(0, view.training);
    let validation = line(1, view.validation);
    // The best of one epoch says nothing; a best epoch without a value, say from
    // a stale message, has no place. It is a value, never an average.
    let best =
        view.best_epoch.filter(|epoch| view.validation.epochs.len() > 1 && frame.shows(*epoch));
    let best = best.and_then(|epoch| {
        let point = view.validation.points().find(|point| point.epoch == epoch)?;
        frame.values.holds(point.value).then_some(point)
    });

    if let Some(best) = best {
        marks::draw_band(&pen, view, &frame, best)?;
        marks::draw_gap(&pen, view, &frame, best.epoch, [&training, &validation])?;
    }
    beside()?;
    if let Some(best) = best {
        let x = frame.place(best).0 - 0.5;
        pen.dashed_rule(x, frame.y.start - 4.0, frame.y.end, view.theme.validation)?;
    }
    if weight > 0.0 {
        let raw = |series| frame.paths(&frame.points(series, view.best_epoch));
        draw_faint(&pen, &raw(view.training), view.theme.training)?;
        draw_faint(&pen, &raw(view.validation), view.theme.validation)?;
    }
    marks::draw_ghost(&pen, view, &frame)?;
    let (solid, dashed) = (frame.paths(&training), frame.paths(&validation));
    let inks = [Ink::new(view.theme.training, view), Ink::new(view.theme.validation, view)];
    if dashed.iter().any(|path| windings(path) > 1.0) {
        // A wild validation line would bury the training line.
        draw_dashed(&pen, &dashed, &inks[1])?;
        draw_solid(&pen, &solid, &inks[0])?;
    } else {
        // Where the lines meet, the solid one shows between the dashes.
        draw_solid(&pen, &solid, &inks[0])?;
        draw_dashed(&pen, &dashed, &inks[1])?;
    }
    if let Some(best) = best {
        marks::draw_best(&pen, view, &frame, best)?;
        marks::draw_stop(&pen, view, &frame, best)?;
    }
    marks::draw_cursor(&pen, view, &frame)?;
    if frame.has_end_labels {
        let ends = [training.as_slice(), validation.as_slice()];
        let last = validation.last().map_or(0, |point| point.epoch);
        let has_gap = best.is_some_and(|best| best.epoch < last);
        draw_end_labels(&pen, view, &frame, ends, has_gap)?;
    }
    Ok(())
}

/// Draws only the overlays, over what is there.
///
/// # Errors
/// What the backend reports.
pub fn draw_overlays<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    view: &CurvesView,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, frame) = tools(root, view);
    if frame.is_legible() { overlays::draw(&pen, view, &frame) } else { Ok(()) }
}

fn tools<'root, DB: DrawingBackend>(
    root: &'root DrawingArea<DB, Shift>,
    view: &CurvesView,
) -> (Pen<'root, DB>, Frame) {
    let scale = if view.scale.is_finite() && view.scale > 0.0 { view.scale } else { 1.0 };
    let (width, height) = root.dim_in_pixel();
    let frame = Frame::new(view, f64::from(width) / scale, f64::from(height) / scale);
    (Pen { root, scale }, frame)
}

fn draw_axes<DB: DrawingBackend>(pen: &Pen<DB>, view: &CurvesView, frame: &Frame) -> Drawn<DB> {
    let dim = view.theme.dim;
    for (value, label) in &frame.values.ticks {
        let y = frame.y_of(*value);
        pen.rule(y, frame.x.start, frame.x.end, view.theme.line)?;
        let place = (frame.x.start - LABEL_GAP_PX, y);
        pen.text(label, place, TICK_FONT_PX, (HPos::Right, VPos::Center), dim)?;
    }
    for &place in &frame.epochs.minor {
        let x = frame.x_of(place);
        pen.upright(x, frame.y.end, frame.y.end + 4.0, dim)?;
    }
    for &epoch in &frame.epochs.ticks {
        let x = frame.x_of(f64::from(epoch));
        if !frame.epochs.minor.is_empty() {
            pen.upright(x, frame.y.end, frame.y.end + 6.0, dim)?;
        }
        let place = (x, frame.y.end + 8.0);
        pen.text(&epoch.to_string(), place, TICK_FONT_PX, (HPos::Center, VPos::Top), dim)?;
    }
    draw_below(pen, view, frame)?;
    pen.text(view.title, (4.0, 6.0), TICK_FONT_PX, (HPos::Left, VPos::Top), dim)
}

/// The title of the epochs, and right of it what is not shown as it is.
fn draw_below<DB: DrawingBackend>(pen: &Pen<DB>, view: &CurvesView, frame: &Frame) -> Drawn<DB> {
    let px = |text: &str| width_em(text) * TICK_FONT_PX + LABEL_GAP_PX;
    let title =
        if frame.epochs.minor.is_empty() { t!("Epoch") } else { t!("Epoch, marks at batches") };
    let (room, y) = (frame.x.end - frame.x.start, frame.y.end + frame.title_px);
    let (long, short): (Vec<_>, Vec<_>) = notes(view, &frame.values).into_iter().unzip();
    let mut words = long.join(" · ");
    let mut middle = f64::midpoint(frame.x.start, frame.x.end);
    if px(&words) > (room - px(title)) / 2.0 {
        middle = frame.x.start + px(title) / 2.0;
        if px(&words) > room - px(title) {
            words = short.join(" · ");
        }
    }
    // Where not even that fits, the words matter more than the title.
    if words.is_empty() || px(&words) <= room - px(title) {
        let place = (middle, y);
        pen.text(title, place, TICK_FONT_PX, (HPos::Center, VPos::Top), view.theme.dim)?;
    }
    if words.is_empty() {
        return Ok(());
    }
    let place = (frame.x.end, y);
    pen.text(&words, place, TICK_FONT_PX, (HPos::Right, VPos::Top), view.theme.ink)
}
