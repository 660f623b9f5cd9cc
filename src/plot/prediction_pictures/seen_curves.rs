//! The losses of a run that a lesson was learned from.

use plotters::backend::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};

use super::plane::{PictureSize, Plane, SCALE, picture, value_range};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::plot::axes::value_axis;
use crate::plot::chart_options::YScale;
use crate::plot::label::width_em;
use crate::plot::pen::{Drawn, Pen};
use crate::plot::theme::ChartTheme;
use crate::t;

/// Larger than in other pictures, for this one is shown at less than its size.
const FONT_PX: f64 = 16.0;
/// Plotters writes that many pixels as so many ems of an SVG.
const EM_PX: f64 = FONT_PX / 1.24;
/// From the edge to what is written, and from that to what it belongs to.
const MARGIN_PX: f64 = 8.0;
const GAP_PX: f64 = 5.0;
/// Room for the head, and for the numbers and the title below the plot.
const ABOVE_PX: f64 = 32.0;
const BELOW_PX: f64 = 40.0;
/// The line before a name of the legend.
const SAMPLE_PX: f64 = 18.0;
/// Numbers along the lower axis lie side by side, so they need more room than one above another.
const ACROSS: f64 = 0.6;

/// Training loss, and validation loss dashed, over the epochs, with a legend.
///
/// Checked by `tests/it/plot/seen_curves.rs`.
pub fn seen_curves_svg(
    epochs: &[u32],
    [loss, val_loss]: [&[f64]; 2],
    size: PictureSize,
    theme: &ChartTheme,
) -> String {
    let last = f64::from(epochs.last().copied().unwrap_or(1).max(2));
    let [_, most] = value_range(loss.iter().chain(val_loss).copied());
    let plane = plane(size, last, most);
    let legend = legend(size);
    let axes = picture(size, |pen| {
        pen.root.fill(&theme.ground)?;
        plane.draw_numbers(pen, theme, (FONT_PX, GAP_PX), true)?;
        write_titles(pen, &plane, size, theme)?;
        for (name, from, y) in legend {
            let place = (from + SAMPLE_PX + GAP_PX, y);
            pen.text(name, place, FONT_PX, (HPos::Left, VPos::Center), theme.dim)?;
        }
        Ok(())
    });
    let line = |values: &[f64]| {
        let mut line = PathText::default();
        let known = epochs.iter().zip(values).filter(|(_, value)| value.is_finite());
        line.line(known.map(|(epoch, value)| plane.place((f64::from(*epoch), *value))));
        line
    };
    let sample = |(_, from, y): (&str, f64, f64)| {
        let mut line = PathText::default();
        line.line([(from, y), (from + SAMPLE_PX, y)]);
        line
    };
    let training = || PathStyle::line(theme.training, 2.0);
    let validation = || PathStyle::line(theme.validation, 2.0).dashed("6 4");
    let paths = [
        (line(loss), training()),
        (line(val_loss), validation()),
        (sample(legend[0]), training()),
        (sample(legend[1]), validation()),
    ];
    with_paths(&axes, SCALE, &paths)
}

/// The plot lies between what is written; it ends with the run.
fn plane(size: PictureSize, last: f64, most: f64) -> Plane {
    let y = ABOVE_PX..(size.height - BELOW_PX).max(ABOVE_PX + 1.0);
    let up = value_axis([0.0, most], YScale::Fit, false, y.end - y.start);
    let widest = up.ticks.iter().map(|(_, label)| width_em(label)).fold(0.0, f64::max);
    let left = (MARGIN_PX + widest * EM_PX + GAP_PX).ceil();
    // Half of the last number hangs over the plot's end.
    let beside = MARGIN_PX + 0.5 * width_em(&last.to_string()) * EM_PX;
    let x = left..(size.width - beside).max(left + 1.0);
    let mut across = value_axis([1.0, last], YScale::Fit, false, ACROSS * (x.end - x.start));
    across.high = last;
    across.ticks.retain(|(value, _)| *value <= last);
    Plane { x, y, across, up }
}

/// The lines' names, and from where they stand, from right to left in the head.
fn legend(size: PictureSize) -> [(&'static str, f64, f64); 2] {
    let width = |name: &str| SAMPLE_PX + GAP_PX + width_em(name) * EM_PX;
    let y = 0.5 * ABOVE_PX - 2.0;
    let validation = size.width - MARGIN_PX - width(t!("validation"));
    let training = validation - 2.0 * GAP_PX - width(t!("training"));
    [(t!("training"), training, y), (t!("validation"), validation, y)]
}

fn write_titles<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plane: &Plane,
    size: PictureSize,
    theme: &ChartTheme,
) -> Drawn<DB> {
    let head = (MARGIN_PX, 0.5 * ABOVE_PX - 2.0);
    pen.text(t!("Loss"), head, FONT_PX, (HPos::Left, VPos::Center), theme.dim)?;
    let foot = (0.5 * (plane.x.start + plane.x.end), size.height - 0.5 * MARGIN_PX - EM_PX);
    pen.text(t!("Epoch"), foot, FONT_PX, (HPos::Center, VPos::Top), theme.dim)
}
