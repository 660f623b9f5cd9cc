//! What a chart says beside its lines: the best epoch, the gap, early stopping, a cursor.

use plotters::backend::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use crate::plot::curves::CurvesView;
use crate::plot::frame::{Frame, LABEL_FONT_PX, LABEL_GAP_PX, TICK_FONT_PX};
use crate::plot::label::{short_label, width_em};
use crate::plot::pen::{Drawn, Pen, Place};
use crate::plot::series::Point;

/// The zone that a value has to leave to count as an improvement, from the best epoch on.
pub(super) fn draw_band<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
    best: Point,
) -> Drawn<DB> {
    let Some(stopping) = view.stopping else { return Ok(()) };
    let delta = if stopping.maximizes { stopping.min_delta } else { -stopping.min_delta };
    let (x, edge) = (frame.place(best).0, frame.y_of(best.value + delta));
    let y = frame.y_of(best.value);
    // Thinner than a line it would be taken for one.
    if (edge - y).abs() >= 2.0 {
        let end = frame.x.end;
        let outline = [(x, y), (end, y), (end, edge), (x, edge)];
        pen.area(&outline, view.theme.dim.mix(0.16))?;
    }
    pen.dashed_line(&[(x, y), (frame.x.end, y)], (2.0, 3.0), view.theme.validation.mix(0.8), 1.0)
}

/// The gap between the lines from an epoch on, and its size at the end.
pub(super) fn draw_gap<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
    from_epoch: u32,
    [training, validation]: [&[Point]; 2],
) -> Drawn<DB> {
    let since = |points: &[Point]| -> Vec<Point> {
        points.iter().filter(|point| point.epoch >= from_epoch).copied().collect()
    };
    let (front, back) = (since(validation), since(training));
    let (mut outline, back_path) = (frame.path(&front), frame.path(&back));
    if outline.len() < 2 || back_path.len() < 2 {
        return Ok(());
    }
    outline.extend(back_path.into_iter().rev());
    pen.area(&outline, view.theme.validation.mix(0.12))?;
    let (Some(upper), Some(lower)) = (front.last(), back.last()) else { return Ok(()) };
    draw_gap_size(pen, view, frame, *upper, *lower)
}

/// A bracket between the two ends with the difference, where there is room for it.
fn draw_gap_size<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
    validation: Point,
    training: Point,
) -> Drawn<DB> {
    const ROOM_PX: f64 = 52.0;
    let (a, b) = (frame.place(validation), frame.place(training));
    let is_roomy = (a.1 - b.1).abs() >= ROOM_PX && frame.has_end_labels;
    if !is_roomy || validation.epoch != training.epoch {
        return Ok(());
    }
    let (top, bottom) = (a.1.min(b.1), a.1.max(b.1));
    let text = format!("gap {}", short_label((validation.value - training.value).abs()));
    let place = (a.0 + LABEL_GAP_PX + 2.0, f64::midpoint(top, bottom));
    if place.0 + width_em(&text) * TICK_FONT_PX > frame.width {
        return Ok(());
    }
    pen.upright(a.0 + 4.0, top, bottom, view.theme.dim)?;
    pen.text(&text, place, TICK_FONT_PX, (HPos::Left, VPos::Center), view.theme.dim)
}

pub(super) fn draw_best<DB: DrawingBackend>(
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

/// After an early stop: the way back from the last epoch to the best one.
pub(super) fn draw_stop<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
    best: Point,
) -> Drawn<DB> {
    const HEAD_PX: f64 = 5.0;
    let Some(stopped) = view.stopped.filter(|stopped| frame.shows(stopped.epoch)) else {
        return Ok(());
    };
    let (from, to) = (frame.x_of(f64::from(stopped.epoch)), frame.place(best).0);
    let y = frame.y.start + 4.0;
    let color = view.theme.validation;
    if from - to >= 2.0 * HEAD_PX {
        let (stem, tip) = ((from, y), (to + 1.0, y));
        pen.upright(from, y - 4.0, y + 4.0, color)?;
        if stopped.restored {
            pen.line(&[stem, tip], color.to_rgba(), 1.0)?;
            let head =
                [tip, (tip.0 + HEAD_PX, y - HEAD_PX / 1.5), (tip.0 + HEAD_PX, y + HEAD_PX / 1.5)];
            pen.area(&head, color.to_rgba())?;
        }
    }
    let words = if stopped.restored {
        format!("weights restored from epoch {}", best.epoch)
    } else {
        format!("stopped after epoch {}", stopped.epoch)
    };
    let width = width_em(&words) * TICK_FONT_PX;
    let left = (to + LABEL_GAP_PX).min(frame.x.end - width).max(frame.x.start);
    if width > frame.x.end - frame.x.start {
        return Ok(());
    }
    let place = (left, y + 8.0);
    pen.text(&words, place, TICK_FONT_PX, (HPos::Left, VPos::Top), view.theme.validation_text)
}

/// What would have come without the stop.
pub(super) fn draw_ghost<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
) -> Drawn<DB> {
    const DOTS: (f64, f64) = (1.5, 4.0);
    let colors = [view.theme.training, view.theme.validation];
    let own = [view.training, view.validation];
    let mut end: Option<Place> = None;
    for ((ghost, color), own) in view.ghost.into_iter().zip(colors).zip(own) {
        let mut points = frame.points(ghost, None);
        // From where the run ended.
        if let Some(last) = own.last().filter(|last| frame.shows(last.epoch)) {
            points.insert(0, last);
        }
        if points.len() > 1 {
            let path = frame.path(&points);
            pen.dashed_line(&path, DOTS, color.mix(0.7), 2.0)?;
            end = path.last().copied().filter(|_| !ghost.epochs.is_empty());
        }
    }
    let Some(end) = end.filter(|_| !view.ghost[1].epochs.is_empty()) else { return Ok(()) };
    let words = "without early stopping";
    let width = width_em(words) * TICK_FONT_PX;
    let left = (end.0 - width).max(frame.x.start);
    let y = if end.1 - frame.y.start > 24.0 { end.1 - 18.0 } else { end.1 + 8.0 };
    let place = (left, y);
    pen.text(words, place, TICK_FONT_PX, (HPos::Left, VPos::Top), view.theme.dim)
}

pub(super) fn draw_cursor<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
) -> Drawn<DB> {
    let Some(epoch) = view.cursor.filter(|epoch| frame.shows(*epoch)) else { return Ok(()) };
    pen.upright(frame.x_of(f64::from(epoch)), frame.y.start, frame.y.end, view.theme.ink)?;
    let own = [(view.training, view.theme.training), (view.validation, view.theme.validation)];
    for (line, color) in own {
        if let Some(value) = line.at(epoch).filter(|value| frame.values.holds(*value)) {
            let place = frame.place(Point { epoch, value });
            pen.dot(place, 5.0, view.theme.ground)?;
            pen.dot(place, 3.5, color)?;
        }
    }
    Ok(())
}
