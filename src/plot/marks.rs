//! What a chart shows besides its lines: the best epoch, the gap, early stopping, a cursor.

use plotters::backend::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use crate::plot::curves_view::CurvesView;
use crate::plot::frame::Frame;
use crate::plot::label::{LABEL_FONT_PX, LABEL_GAP_PX, TICK_FONT_PX, short_label, width_em};
use crate::plot::pen::{Drawn, Pen};
use crate::plot::series::Point;
use crate::t;

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
    // While the run goes on the next epochs have to leave it, too.
    let end = view.stopped.map_or(frame.x.end, |stopped| frame.x_of(f64::from(stopped.epoch)));
    let end = end.clamp(x, frame.x.end.max(x));
    // Thinner, it would be taken for a line.
    if (edge - y).abs() >= 2.0 {
        let outline = [(x, y), (end, y), (end, edge), (x, edge)];
        pen.area(&outline, view.theme.dim.mix(0.16))?;
    }
    let color = view.theme.validation.mix(0.8);
    pen.dashed_line(&[(x, y), (end, y)], &[2.0, 3.0], 1.0, color, 1.0)
}

/// The gap between the lines from an epoch on.
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
    for outline in frame.outlines(&since(validation), &since(training)) {
        pen.area(&outline, view.theme.validation.mix(0.12))?;
    }
    Ok(())
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

    let label =
        t!("best epoch {epoch} · {value}", epoch = best.epoch, value = short_label(best.value),);
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
        t!("weights restored from epoch {epoch}", epoch = best.epoch)
    } else {
        t!("stopped after epoch {epoch}", epoch = stopped.epoch)
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
    const DOTS: [f64; 2] = [1.5, 4.0];
    let colors = [view.theme.training, view.theme.validation];
    let own = [view.training, view.validation];
    for ((ghost, color), own) in view.ghost.into_iter().zip(colors).zip(own) {
        let mut points = frame.points(ghost, None);
        // From where the run ended.
        if let Some(last) = own.last().filter(|last| frame.shows(last.epoch)) {
            points.insert(0, last);
        }
        for path in frame.paths(&points).into_iter().filter(|path| path.len() > 1) {
            pen.dashed_line(&path, &DOTS, 1.0, color.mix(0.8), 2.0)?;
        }
    }
    Ok(())
}

pub(super) fn draw_cursor<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
) -> Drawn<DB> {
    let Some(epoch) = view.cursor.filter(|epoch| frame.shows(*epoch)) else { return Ok(()) };
    pen.upright(frame.x_of(f64::from(epoch)), frame.y.start, frame.y.end, view.theme.ink)?;
    let own = [(view.training, view.theme.training), (view.validation, view.theme.validation)];
    let overlays = view.overlays.iter().flat_map(|other| {
        let color = view.theme.run(other.color);
        [(other.training, color), (other.validation, color)]
    });
    for (line, color) in overlays.chain(own) {
        if let Some(value) = line.at(epoch).filter(|value| frame.values.holds(*value)) {
            let place = frame.place(Point { epoch, value });
            pen.dot(place, 5.0, view.theme.ground)?;
            pen.dot(place, 3.5, color)?;
        }
    }
    Ok(())
}
