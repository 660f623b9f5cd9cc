//! A network as units and the weights between them; a wide layer as a table of colours.

use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};

use super::network_units::{UnitPlace, curves};
use super::plane::{PictureSize, SCALE, picture};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::inspection::picture::UnitPictures;
use crate::inspection::{DRAWN_UNITS, GraphBlock, NetworkGraph, WeightEdit, WeightTable};
use crate::plot::label::TICK_FONT_PX;
use crate::plot::theme::ChartTheme;
use crate::t;

/// The widest line, and the least that is still seen.
const WIDEST_PX: f64 = 5.0;
const THINNEST_PX: f64 = 0.3;
const UNIT_PX: f64 = 6.0;
/// The side of a unit's picture where there is room, and where there is none.
const PICTURE_PX: f64 = 34.0;
const SMALLEST_PICTURE_PX: f64 = 8.0;
/// Room for a unit with its picture, and what is left between two.
const PICTURE_ROOM_PX: f64 = 26.0;
const BETWEEN_PX: f64 = 4.0;
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

impl GraphSize {
    /// High enough for the units' pictures.
    pub fn with_pictures(pictures: Option<&UnitPictures>) -> Self {
        let most = pictures.iter().flat_map(|pictures| &pictures.layers).map(Vec::len).max();
        let height = ABOVE_PX + BELOW_PX + PICTURE_ROOM_PX * most.unwrap_or_default() as f64;
        Self { height: height.max(Self::default().height), ..Self::default() }
    }
}

/// A column of units, or of what a wide layer's weights are.
struct Column<'a> {
    name: &'a str,
    units: usize,
    x: f64,
    /// How far a unit reaches to each side.
    reach: f64,
}

/// A network as it is drawn.
#[derive(Clone, Copy)]
pub struct NetworkDrawing<'a> {
    /// The network.
    pub network: &'a NetworkGraph,
    /// Its units' own pictures; those across two columns are left to who shows the drawing, for
    /// many small images are quicker on a canvas each.
    pub pictures: Option<&'a UnitPictures>,
    /// The weight whose line stands out.
    pub chosen: Option<&'a WeightEdit>,
    /// In CSS pixels.
    pub size: GraphSize,
}

impl<'a> NetworkDrawing<'a> {
    /// The whole network.
    ///
    /// Checked by the snapshots of `tests/it/plot/network.rs`.
    pub fn svg(&self, theme: &ChartTheme) -> String {
        network_svg(self, theme)
    }

    /// The units that have a picture, and where it is.
    pub fn places(&self) -> Vec<UnitPlace> {
        let Some(pictures) = self.pictures else { return Vec::new() };
        let mut places = Vec::new();
        for (layer, (column, units)) in self.columns().iter().zip(&pictures.layers).enumerate() {
            places.extend((0..units.len()).map(|unit| UnitPlace {
                layer,
                unit,
                middle: (column.x, height(unit, column.units, self.size)),
                side: 2.0 * column.reach,
            }));
        }
        places
    }

    fn columns(&self) -> Vec<Column<'a>> {
        let (network, size) = (self.network, self.size);
        let layers = self.pictures.map(|pictures| pictures.layers.as_slice()).unwrap_or_default();
        let last = network.blocks.len().max(1) as f64;
        let across = |beside: f64| (size.width - beside - 30.0) / last;
        let most = layers.iter().map(Vec::len).max().unwrap_or_default().max(1);
        // Of one size throughout, so that they can be compared.
        let side = ((size.height - ABOVE_PX - BELOW_PX) / most as f64 - BETWEEN_PX)
            .min(0.55 * across(BESIDE_PX + PICTURE_PX / 2.0))
            .clamp(SMALLEST_PICTURE_PX, PICTURE_PX);
        let reach = |at: usize| {
            let has_pictures = layers.get(at).is_some_and(|units| !units.is_empty());
            if has_pictures { 0.5 * side } else { UNIT_PX }
        };
        let first = BESIDE_PX + reach(0) - UNIT_PX;
        let blocks = network.blocks.iter().map(|block| (block.name.as_str(), block.units));
        std::iter::once((t!("Input"), network.input_count))
            .chain(blocks)
            .enumerate()
            .map(|(at, (name, units))| Column {
                name,
                units: units as usize,
                x: first + at as f64 * across(first),
                reach: reach(at),
            })
            .collect()
    }
}

fn network_svg(drawing: &NetworkDrawing<'_>, theme: &ChartTheme) -> String {
    let NetworkDrawing { network, chosen, size, .. } = *drawing;
    let blocks: Vec<&GraphBlock> = network.blocks.iter().collect();
    let columns = drawing.columns();
    let mut paths = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let pair = (&columns[at], &columns[at + 1]);
        let kernel = block.variables.iter().find(|table| table.name == "kernel");
        match kernel {
            Some(kernel) if pair.0.units <= DRAWN_UNITS && pair.1.units <= DRAWN_UNITS => {
                let own = chosen.filter(|edit| edit.block == block.block);
                lines(kernel, pair, own, size, theme, &mut paths);
            }
            Some(kernel) => table(kernel, pair, size, theme, &mut paths),
            // Each value goes on to its own.
            None => straight(pair, size, theme, &mut paths),
        }
    }
    let mut units = PathText::default();
    let places = drawing.places();
    for (layer, column) in columns.iter().enumerate() {
        let is_drawn = column.units <= DRAWN_UNITS;
        if is_drawn && !places.iter().any(|place| place.layer == layer) {
            for unit in 0..column.units {
                units.ring((column.x, height(unit, column.units, size)), UNIT_PX);
            }
        }
    }
    for place in &places {
        units.square(place.middle, 0.5 * place.side);
    }
    paths.push((units, PathStyle::filled(theme.ground, theme.ink)));
    if let Some(pictures) = drawing.pictures.filter(|pictures| pictures.axes.len() == 1) {
        paths.push((curves(pictures, &places), PathStyle::line(theme.ink, 1.3)));
    }
    let names = picture(PictureSize { width: size.width, height: size.height }, |pen| {
        pen.root.fill(&theme.ground)?;
        for (at, column) in columns.iter().enumerate() {
            let (name, h) = match at {
                0 => (column.name.to_owned(), HPos::Right),
                _ => (column.name.to_owned(), HPos::Center),
            };
            let x = if at == 0 { column.x + column.reach } else { column.x };
            pen.text(&name, (x, 2.0), TICK_FONT_PX, (h, VPos::Top), theme.dim)?;
            if column.units > DRAWN_UNITS {
                let words = t!("{units} units", units = column.units);
                pen.text(&words, (x, 16.0), TICK_FONT_PX, (h, VPos::Top), theme.dim)?;
            }
        }
        if columns[0].units <= DRAWN_UNITS {
            for (unit, name) in network.inputs.iter().enumerate() {
                let y = height(unit, columns[0].units, size);
                let place = (columns[0].x - columns[0].reach - 4.0, y);
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
    let shown = if from.units <= DRAWN_UNITS { from.units } else { 1 };
    for unit in 0..shown {
        let y = height(unit, shown, size);
        path.line([(from.x, y), (to.x, y)]);
    }
    paths.push((path, PathStyle::line(theme.dim, 1.0).faint(0.6)));
}
