//! The lines' names right of their last points, none over another.

use plotters::backend::DrawingBackend;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, RGBColor};

use crate::config::sort;
use crate::plot::curves_view::CurvesView;
use crate::plot::frame::Frame;
use crate::plot::label::{LABEL_FONT_PX, LABEL_GAP_PX, short_label, width_em};
use crate::plot::line_names::{cut, ghost_name, own_names};
use crate::plot::pen::{Drawn, Pen};
use crate::plot::series::{Point, Series};
use crate::t;

const LINE_PX: f64 = 15.0;

/// How far right of the lines' ends the bracket of the gap stands.
const BRACKET_PX: f64 = 5.0;

/// What stands right of the end of a line.
struct EndLabel {
    x: f64,
    y: f64,
    words: String,
    color: RGBColor,
}

/// The names of all lines that end in the plot, moved apart where they would overlap and
/// kept between its top and bottom; of more runs than there is room for, how many. Between
/// the names of the two lines of the run stands their gap, where it `has_gap` and room.
///
/// With other runs, or with what would have come without an early stop, lines may go on
/// right of a line's end: then all names stand in a column right of the plot, each at the
/// height of its line, led to by dots.
pub(super) fn draw_end_labels<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
    [training, validation]: [&[Point]; 2],
    has_gap: bool,
) -> Drawn<DB> {
    let [own_training, own_validation] = own_names(view);
    // A line that goes on beyond the window is named where it leaves the plot, and one whose
    // last values have no place on a log axis where it was seen last.
    let label = |points: &[Point], words: String, color| {
        let seen = points.iter().rposition(|point| frame.values.holds(point.value))?;
        let paths = frame.paths(&points[seen.saturating_sub(1)..=seen]);
        let &(x, y) = paths.last()?.last()?;
        Some(EndLabel { x, y, words, color })
    };
    let [ghost_training, ghost_validation] = view.ghost.map(|line| frame.points(line, None));
    let theme = view.theme;
    let farther = |ghost: &[Point], own: &[Point], words: &str, color| {
        label(if ghost.is_empty() { own } else { ghost }, words.to_owned(), color)
    };
    let own = [
        farther(&ghost_training, training, own_training, theme.training_text),
        farther(&ghost_validation, validation, own_validation, theme.validation_text),
    ];
    let mut labels: Vec<EndLabel> = own.into_iter().flatten().collect();
    labels.extend(label(&ghost_validation, ghost_name().to_owned(), theme.dim));
    let is_column = !view.overlays.is_empty() || labels.len() > 2;
    if let (Some(&training), Some(&validation)) = (training.last(), validation.last())
        && has_gap
        && training.epoch == validation.epoch
        && let Some(gap) = draw_bracket(pen, view, frame, training, validation)?
    {
        if labels.len() > 2 && view.overlays.is_empty() {
            // Between the dotted lines, where nothing else is.
            let place = (gap.x + LABEL_GAP_PX, gap.y);
            let anchor = (HPos::Left, VPos::Center);
            pen.text(&gap.words, place, LABEL_FONT_PX, anchor, gap.color)?;
        } else {
            labels.push(gap);
        }
    }
    let overlays: Vec<_> = view
        .overlays
        .iter()
        .filter_map(|other| {
            let of = |line: Series<'_>| frame.points(line, None);
            let name = |line| label(&of(line), cut(other.name), theme.run(other.color));
            name(other.validation).or_else(|| name(other.training))
        })
        .collect();
    // Names need room; what has none is counted.
    let room = ((frame.y.end - frame.y.start) / LINE_PX).floor() as usize;
    let spare = room.saturating_sub(labels.len());
    let shown = if overlays.len() > spare { spare.saturating_sub(1) } else { overlays.len() };
    let left = overlays.len() - shown;
    labels.extend(overlays.into_iter().take(shown));
    if left > 0 {
        let words = t!("+{left} more", left);
        let (x, y) = (frame.x.end, frame.y.end);
        labels.push(EndLabel { x, y, words, color: theme.dim });
    }
    sort(&mut labels, |a, b| a.y.total_cmp(&b.y));
    let ends: Vec<f64> = labels.iter().map(|label| label.y).collect();
    spread(&mut labels, frame);
    for (EndLabel { x, y, words, color }, end) in labels.into_iter().zip(ends) {
        let at = if is_column { frame.x.end } else { x } + LABEL_GAP_PX;
        let (from, to) = (x + BRACKET_PX, at - 2.0);
        if to - from > LABEL_GAP_PX {
            // Level and grey, so that nobody takes it for the line going on.
            let level = [(from, end), (frame.x.end, end)];
            pen.dashed_line(&level, &[1.0, 5.0], 1.0, theme.dim.mix(0.6), 1.0)?;
        }
        pen.text(&words, (at, y), LABEL_FONT_PX, (HPos::Left, VPos::Center), color)?;
    }
    Ok(())
}

/// A bracket between the two ends of the run, and the size of the gap as a label, where
/// both have room.
fn draw_bracket<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
    training: Point,
    validation: Point,
) -> Result<Option<EndLabel>, DrawingAreaErrorKind<DB::ErrorType>> {
    // The figure is that of the values, also where the lines are smoothed.
    let values = [view.training, view.validation].map(|line| line.at(training.epoch));
    let ([Some(low), Some(high)], true) = (values, frame.shows(training.epoch)) else {
        return Ok(None);
    };
    if ![training, validation].iter().all(|point| frame.values.holds(point.value)) {
        return Ok(None);
    }
    let ((x, a), (_, b)) = (frame.place(training), frame.place(validation));
    let (top, bottom) = (a.min(b), a.max(b));
    // The names of both lines and the gap between them.
    if bottom - top < 2.0 * LINE_PX {
        return Ok(None);
    }
    let words = t!("gap {size}", size = short_label((high - low).abs()));
    if frame.x.end.max(x) + LABEL_GAP_PX + width_em(&words) * LABEL_FONT_PX > frame.width {
        return Ok(None);
    }
    pen.upright(x + BRACKET_PX - 1.0, top, bottom, view.theme.dim)?;
    Ok(Some(EndLabel { x, y: f64::midpoint(top, bottom), words, color: view.theme.ink }))
}

/// Moves labels, in order from the top, apart: those that overlap as one around their middle.
fn spread(labels: &mut [EndLabel], frame: &Frame) {
    // Each group of neighbours: its first label, how many, and the middle that they want.
    let mut groups: Vec<(usize, usize, f64)> = Vec::new();
    let top_of = |&(_, count, middle): &(usize, usize, f64)| {
        let half = count as f64 * LINE_PX / 2.0;
        let highest = (frame.y.end - half).max(frame.y.start + half);
        middle.clamp(frame.y.start + half, highest) - half
    };
    for (index, label) in labels.iter().enumerate() {
        let mut group = (index, 1, label.y);
        while let Some(before) = groups.last() {
            if top_of(before) + before.1 as f64 * LINE_PX <= top_of(&group) {
                break;
            }
            let (count, of) = (before.1 + group.1, before.1 as f64);
            let middle = (before.2 * of + group.2 * group.1 as f64) / count as f64;
            group = (before.0, count, middle);
            groups.pop();
        }
        groups.push(group);
    }
    for group in groups {
        let top = top_of(&group);
        for (nth, label) in labels[group.0..group.0 + group.1].iter_mut().enumerate() {
            label.y = top + (nth as f64 + 0.5) * LINE_PX;
        }
    }
}
