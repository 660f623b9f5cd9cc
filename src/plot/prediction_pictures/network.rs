//! A network as units and the weights between them; a wide layer as a table of colours.

use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};

use super::plane::{PictureSize, SCALE, picture};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::inspection::{GraphBlock, NetworkGraph, WeightEdit, WeightTable};
use crate::plot::label::TICK_FONT_PX;
use crate::plot::theme::ChartTheme;

/// Units of a layer that are drawn one by one.
const DRAWN: usize = 16;
/// The widest line, and the least that is still seen.
const WIDEST_PX: f64 = 5.0;
const THINNEST_PX: f64 = 0.3;
const UNIT_PX: f64 = 6.0;
/// Strengths of a table's colours, a path for each: few elements for many cells.
const STRENGTHS: usize = 8;
/// Room for names above and beside.
const ABOVE_PX: f64 = 34.0;
const BELOW_PX: f64 = 14.0;
const BESIDE_PX: f64 = 90.0;
/// Letters of an input's name.
const LETTERS: usize = 14;

/// Width and height in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct GraphSize {
    pub width: f64,
    pub height: f64,
}

impl Default for GraphSize {
    fn default() -> Self {
        Self { width: 520.0, height: 320.0 }
    }
}

/// A column of units, or of what a wide layer's weights are.
struct Column<'a> {
    name: &'a str,
    units: usize,
    x: f64,
}

/// The whole network; `chosen` is the weight whose line stands out.
///
/// Checked by the snapshots of `tests/it/plot/network.rs`.
pub fn network_svg(
    network: &NetworkGraph,
    chosen: Option<&WeightEdit>,
    size: GraphSize,
    theme: &ChartTheme,
) -> String {
    let blocks: Vec<&GraphBlock> = network.blocks.iter().collect();
    let last = blocks.len().max(1) as f64;
    let across = (size.width - BESIDE_PX - 30.0) / last;
    let mut columns =
        vec![Column { name: "Input", units: network.input_count as usize, x: BESIDE_PX }];
    for (at, block) in blocks.iter().enumerate() {
        let x = BESIDE_PX + (at + 1) as f64 * across;
        columns.push(Column { name: &block.name, units: block.units as usize, x });
    }
    let mut paths = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let pair = (&columns[at], &columns[at + 1]);
        let kernel = block.variables.iter().find(|table| table.name == "kernel");
        match kernel {
            Some(kernel) if pair.0.units <= DRAWN && pair.1.units <= DRAWN => {
                let own = chosen.filter(|edit| edit.block == block.block);
                lines(kernel, pair, own, size, theme, &mut paths);
            }
            Some(kernel) => table(kernel, pair, size, theme, &mut paths),
            // Each value goes on to its own.
            None => straight(pair, size, theme, &mut paths),
        }
    }
    let mut dots = PathText::default();
    for column in columns.iter().filter(|column| column.units <= DRAWN) {
        for unit in 0..column.units {
            dots.ring((column.x, height(unit, column.units, size)), UNIT_PX);
        }
    }
    paths.push((dots, PathStyle::filled(theme.ground, theme.ink)));
    let names = picture(PictureSize { width: size.width, height: size.height }, |pen| {
        pen.root.fill(&theme.ground)?;
        for (at, column) in columns.iter().enumerate() {
            let (name, h) = match at {
                0 => (column.name.to_owned(), HPos::Right),
                _ => (column.name.to_owned(), HPos::Center),
            };
            let x = if at == 0 { column.x + UNIT_PX } else { column.x };
            pen.text(&name, (x, 2.0), TICK_FONT_PX, (h, VPos::Top), theme.dim)?;
            if column.units > DRAWN {
                let words = format!("{} units", column.units);
                pen.text(&words, (x, 16.0), TICK_FONT_PX, (h, VPos::Top), theme.dim)?;
            }
        }
        if columns[0].units <= DRAWN {
            for (unit, name) in network.inputs.iter().enumerate() {
                let y = height(unit, columns[0].units, size);
                let place = (BESIDE_PX - UNIT_PX - 4.0, y);
                let name = short(name);
                pen.text(&name, place, TICK_FONT_PX, (HPos::Right, VPos::Center), theme.ink)?;
            }
        }
        Ok(())
    });
    with_paths(&names, SCALE, &paths)
}

fn short(name: &str) -> String {
    match name.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

fn height(unit: usize, units: usize, size: GraphSize) -> f64 {
    let room = size.height - ABOVE_PX - BELOW_PX;
    ABOVE_PX + (unit as f64 + 0.5) * room / units.max(1) as f64
}

fn largest(kernel: &WeightTable) -> f64 {
    let [rows, columns] = kernel.shown.map(|count| count as usize);
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    all.map(|(row, column)| kernel.at(row, column).abs()).fold(0.0, f64::max)
}

/// The colour of a weight's sign: that of class 1 above 0, of class 0 below.
fn sign(weight: f64, theme: &ChartTheme) -> RGBColor {
    theme.classes[usize::from(weight > 0.0)]
}

fn lines(
    kernel: &WeightTable,
    (from, to): (&Column<'_>, &Column<'_>),
    chosen: Option<&WeightEdit>,
    size: GraphSize,
    theme: &ChartTheme,
    paths: &mut Vec<(PathText, PathStyle)>,
) {
    let most = largest(kernel).max(f64::MIN_POSITIVE);
    let [rows, columns] = kernel.shown.map(|count| count as usize);
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |at| (row, at))) {
        let weight = kernel.at(row, column);
        let width = (WIDEST_PX * weight.abs() / most).max(THINNEST_PX);
        let ends =
            [(from.x, height(row, from.units, size)), (to.x, height(column, to.units, size))];
        let is_chosen = chosen.is_some_and(|edit| {
            edit.variable == "kernel" && (edit.row as usize, edit.column as usize) == (row, column)
        });
        if is_chosen {
            let mut halo = PathText::default();
            halo.line(ends);
            paths.push((halo, PathStyle::line(theme.ink, width + 4.0).faint(0.35)));
        }
        let mut path = PathText::default();
        path.line(ends);
        let style = PathStyle::line(sign(weight, theme), width);
        paths.push((path, if weight < 0.0 { style.dashed("6 5") } else { style }));
    }
}

/// An input down and a unit across, the stronger the colour the larger the weight.
fn table(
    kernel: &WeightTable,
    (from, to): (&Column<'_>, &Column<'_>),
    size: GraphSize,
    theme: &ChartTheme,
    paths: &mut Vec<(PathText, PathStyle)>,
) {
    let most = largest(kernel).max(f64::MIN_POSITIVE);
    let [rows, columns] = kernel.shown.map(|count| (count as usize).max(1));
    let (left, right) = (from.x + 14.0, to.x - 14.0);
    let (top, bottom) = (ABOVE_PX, size.height - BELOW_PX);
    let (width, tall) = ((right - left) / columns as f64, (bottom - top) / rows as f64);
    let mut cells: Vec<[PathText; 2]> =
        (0..STRENGTHS).map(|_| [PathText::default(), PathText::default()]).collect();
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |at| (row, at))) {
        let weight = kernel.at(row, column);
        let strength = (weight.abs() / most * STRENGTHS as f64).ceil() as usize;
        if strength == 0 {
            continue;
        }
        let (x, y) = (left + column as f64 * width, top + row as f64 * tall);
        let corners = [(x, y), (x + width, y), (x + width, y + tall), (x, y + tall)];
        cells[strength.min(STRENGTHS) - 1][usize::from(weight > 0.0)].line(corners);
    }
    for (strength, both) in cells.into_iter().enumerate() {
        for (positive, path) in both.into_iter().enumerate() {
            let color = theme.classes[positive];
            let style = PathStyle { stroke: None, ..PathStyle::filled(color, theme.ground) };
            paths.push((path, style.faint((strength + 1) as f64 / STRENGTHS as f64)));
        }
    }
    let mut frame = PathText::default();
    frame.line([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]);
    paths.push((frame, PathStyle::line(theme.line, 1.0)));
}

fn straight(
    (from, to): (&Column<'_>, &Column<'_>),
    size: GraphSize,
    theme: &ChartTheme,
    paths: &mut Vec<(PathText, PathStyle)>,
) {
    let mut path = PathText::default();
    let shown = if from.units <= DRAWN { from.units } else { 1 };
    for unit in 0..shown {
        let y = height(unit, shown, size);
        path.line([(from.x, y), (to.x, y)]);
    }
    paths.push((path, PathStyle::line(theme.dim, 1.0).faint(0.6)));
}
