//! A chart for export: with a title and a legend, at the size of a slide.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, RGBColor};

use crate::plot::curves::draw;
use crate::plot::curves_view::CurvesView;
use crate::plot::label::width_em;
use crate::plot::line_names::own_names;
use crate::plot::lines::DASHES_PX;
use crate::plot::overlays::pattern;
use crate::plot::pen::{Drawn, Pen};

/// Css pixels of a slide.
pub const SLIDE_PX: (u32, u32) = (1280, 720);

const TITLE_PX: f64 = 26.0;
const LEGEND_PX: f64 = 16.0;
const SWATCH_PX: f64 = 28.0;
const MARGIN_PX: f64 = 28.0;
const ROW_PX: f64 = 26.0;

/// A line's entry in the legend.
struct LegendEntry {
    words: String,
    color: RGBColor,
    /// Dashes and gaps; none is a solid line.
    dash: Option<&'static [f64]>,
}

/// Draws a chart with a title above it and a legend that names every line.
///
/// The chart itself is drawn larger than on the page, so that its labels can be read from
/// the last row.
///
/// # Errors
/// What the backend reports.
///
/// Checked by the snapshots of `tests/it/plot/states.rs`.
pub fn draw_slide<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    view: &CurvesView,
    title: &str,
    name: &str,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    const LARGER: f64 = 1.5;
    root.fill(&view.theme.ground)?;
    let scale = view.scale;
    let (width, _) = root.dim_in_pixel();
    let width = f64::from(width) / scale;
    let pen = Pen { root, scale };
    let head = (HPos::Left, VPos::Top);
    pen.text(title, (MARGIN_PX, 20.0), TITLE_PX, head, view.theme.ink)?;
    let bottom = draw_legend(&pen, view, name, width)?;
    let (_, chart) = root.split_vertically((bottom * scale).round() as i32);
    let margin = (MARGIN_PX * scale / 2.0).round() as i32;
    let chart = chart.margin(0, margin / 2, margin, margin);
    draw(&chart, &CurvesView { scale: scale * LARGER, ..*view })
}

/// Ends where the chart may begin.
fn draw_legend<DB: DrawingBackend>(
    pen: &Pen<DB>,
    view: &CurvesView,
    name: &str,
    width: f64,
) -> Result<f64, DrawingAreaErrorKind<DB::ErrorType>> {
    let (mut x, mut y) = (MARGIN_PX, 68.0);
    for LegendEntry { words, color, dash } in entries(view, name) {
        let needed = SWATCH_PX + 8.0 + width_em(&words) * LEGEND_PX;
        if x > MARGIN_PX && x + needed > width - MARGIN_PX {
            (x, y) = (MARGIN_PX, y + ROW_PX);
        }
        let line = [(x, y), (x + SWATCH_PX, y)];
        match dash {
            Some(pattern) => pen.dashed_line(&line, pattern, 1.0, color.to_rgba(), 3.0)?,
            None => pen.line(&line, color.to_rgba(), 3.0)?,
        }
        let place = (x + SWATCH_PX + 8.0, y);
        pen.text(&words, place, LEGEND_PX, (HPos::Left, VPos::Center), view.theme.ink)?;
        x += needed + MARGIN_PX;
    }
    Ok(y + ROW_PX)
}

fn entries(view: &CurvesView, name: &str) -> Vec<LegendEntry> {
    let [training, validation] = own_names(view);
    let of_run = |line: &str| {
        if view.overlays.is_empty() { line.to_owned() } else { format!("{name}: {line}") }
    };
    let own = [
        LegendEntry { words: of_run(training), color: view.theme.training, dash: None },
        LegendEntry {
            words: of_run(validation),
            color: view.theme.validation,
            dash: Some(&DASHES_PX),
        },
    ];
    let overlays = view.overlays.iter().map(|other| LegendEntry {
        words: other.name.to_owned(),
        color: view.theme.run(other.color),
        dash: Some(pattern(other.color)),
    });
    own.into_iter().chain(overlays).collect()
}

/// The same as SVG, the size of a slide.
///
/// Checked by the snapshots of `tests/it/plot/states.rs`.
pub fn slide_svg(view: &CurvesView, title: &str, name: &str) -> String {
    svg(SLIDE_PX, |root| draw_slide(root, view, title, name))
}

/// A picture of this size, in CSS pixels, as SVG.
///
/// # Panics
/// Never: a string takes every picture.
pub fn svg(
    size: (u32, u32),
    draw: impl FnOnce(&DrawingArea<SVGBackend<'_>, Shift>) -> Drawn<SVGBackend<'static>>,
) -> String {
    let mut text = String::new();
    {
        let root = SVGBackend::with_string(&mut text, size).into_drawing_area();
        draw(&root).expect(TO_STRING);
        root.present().expect(TO_STRING);
    }
    text
}

const TO_STRING: &str = "a string takes every picture";
