//! The lines' names right of their last points, none over another.

use plotters::backend::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};

use crate::plot::curves::CurvesView;
use crate::plot::frame::{Frame, LABEL_FONT_PX, LABEL_GAP_PX};
use crate::plot::label::width_em;
use crate::plot::pen::{Drawn, Pen};
use crate::plot::series::Point;

const LINE_PX: f64 = 15.0;
/// A longer name of a run is cut.
const LONGEST_PX: f64 = 150.0;

/// What stands right of the end of a line.
struct EndLabel {
    x: f64,
    y: f64,
    words: String,
    color: RGBColor,
}

/// Css pixels that the names need.
pub(super) fn label_room(view: &CurvesView<'_>) -> f64 {
    let names = view.others.iter().map(|other| cut(other.name));
    let own = own_names(view).map(str::to_owned).into_iter();
    let widest = own.chain(names).map(|words| width_em(&words)).fold(0.0, f64::max);
    widest * LABEL_FONT_PX + LABEL_GAP_PX
}

fn own_names(view: &CurvesView<'_>) -> [&'static str; 2] {
    if view.look.smoothing > 0.0 {
        ["training, smoothed", "validation, smoothed"]
    } else {
        ["training", "validation"]
    }
}

/// A name that fits, with a mark where something is missing.
fn cut(name: &str) -> String {
    if width_em(name) * LABEL_FONT_PX <= LONGEST_PX {
        return name.to_owned();
    }
    let mut short = String::new();
    for letter in name.chars() {
        if (width_em(&short) + width_em("m…")) * LABEL_FONT_PX > LONGEST_PX {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

/// The names of all lines that end in the plot, moved apart where they would overlap and
/// kept between its top and bottom; of more runs than there is room for, how many.
pub(super) fn draw_end_labels<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    frame: &Frame,
    [training, validation]: [Option<&Point>; 2],
) -> Drawn<DB> {
    let [own_training, own_validation] = own_names(view);
    let label = |point: Option<Point>, words: String, color| {
        let point = point.filter(|point| frame.shows(point.epoch))?;
        let (x, y) = frame.place(point);
        Some(EndLabel { x, y, words, color })
    };
    let own = [
        label(training.copied(), own_training.to_owned(), view.theme.training_text),
        label(validation.copied(), own_validation.to_owned(), view.theme.validation_text),
    ];
    let mut labels: Vec<EndLabel> = own.into_iter().flatten().collect();
    let others: Vec<_> = view
        .others
        .iter()
        .filter_map(|other| {
            label(other.validation.last(), cut(other.name), view.theme.run(other.color))
        })
        .collect();
    // Names need room; what has none is counted.
    let room = ((frame.y.end - frame.y.start) / LINE_PX).floor() as usize;
    let spare = room.saturating_sub(labels.len());
    let shown = if others.len() > spare { spare.saturating_sub(1) } else { others.len() };
    let left = others.len() - shown;
    labels.extend(others.into_iter().take(shown));
    if left > 0 {
        let words = format!("+{left} more");
        let (x, y) = (frame.x.end, frame.y.end);
        labels.push(EndLabel { x, y, words, color: view.theme.dim });
    }
    spread(&mut labels, frame);
    for EndLabel { x, y, words, color } in labels {
        let place = (x + LABEL_GAP_PX, y);
        pen.text(&words, place, LABEL_FONT_PX, (HPos::Left, VPos::Center), color)?;
    }
    Ok(())
}

/// Moves labels apart, those that overlap as one around their middle.
fn spread(labels: &mut [EndLabel], frame: &Frame) {
    labels.sort_by(|a, b| a.y.total_cmp(&b.y));
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
