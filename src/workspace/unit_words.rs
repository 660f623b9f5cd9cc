//! The units of a network and their pictures, in words.

use crate::config::ColumnType;
use crate::data::number_text;
use crate::inspection::picture::{
    MOST_UNIT_PICTURES, NoUnitPictures, PictureAxis, UnitPictures, UnitSurface,
};
use crate::inspection::{DRAWN_UNITS, NetworkGraph};
use crate::plot::value_label;
use crate::t;
use crate::workspace::network_graph::unit_name;
use crate::workspace::number_words::grouped;

/// The name of a unit of a layer, of which 0 are the inputs: "dense, unit 5", "z(age)".
///
/// Checked by `tests/it/workspace/unit_words.rs`.
pub fn layer_unit_name(network: &NetworkGraph, layer: usize, unit: usize) -> String {
    match layer.checked_sub(1) {
        None => network.inputs.get(unit).cloned().unwrap_or_default(),
        Some(block) => network.blocks.get(block).map_or(String::new(), |b| unit_name(b, unit)),
    }
}

/// What the drawing of a network shows.
///
/// Checked by `tests/it/workspace/unit_words.rs`.
pub fn graph_sentence(
    network: &NetworkGraph,
    pictures: Option<&Result<Box<UnitPictures>, NoUnitPictures>>,
) -> String {
    let lines = t!(
        "A line is a weight: the wider the larger, solid above 0 and dashed below. The weights are those of epoch {epoch}; wide layers are shown as a table of colours, an input down and a unit across.",
        epoch = grouped(network.epoch as usize),
    );
    let mut sentences = vec![lines];
    match pictures {
        None => {}
        Some(Err(why)) => sentences.push(why.to_string()),
        Some(Ok(pictures)) => {
            sentences.push(match pictures.axes.as_slice() {
                [first, second, ..] => t!(
                    "In each unit is its output over {first} and {second}, teal where it is least and purple where it is greatest.",
                    first = first.column,
                    second = second.column,
                ),
                axes => t!(
                    "In each unit is its output over {column}.",
                    column = axes.first().map_or("", |axis| axis.column.as_str()),
                ),
            });
            let sizes = std::iter::once(network.input_count)
                .chain(network.blocks.iter().map(|block| block.units));
            let is_left_out = |(units, layer): (u32, &Vec<UnitSurface>)| {
                layer.is_empty() && units as usize <= DRAWN_UNITS
            };
            if sizes.zip(&pictures.layers).any(is_left_out) {
                sentences.push(t!(
                    "There are at most {most} pictures: circles have none.",
                    most = MOST_UNIT_PICTURES,
                ));
            }
        }
    }
    sentences.join(" ")
}

/// The least and the greatest output of a unit, and where they are; along which axes.
///
/// Checked by `tests/it/workspace/unit_words.rs`.
pub fn unit_sentence(pictures: &UnitPictures, unit: &UnitSurface) -> String {
    let axes: Vec<_> =
        [t!("Across"), t!("up")].into_iter().zip(&pictures.axes).map(axis_words).collect();
    let [low, high] = unit.range.map(value_label);
    let says = if unit.range[0] < unit.range[1] {
        let [least, greatest] = [0, 1].map(|end| where_words(pictures, unit, end));
        t!("Least output {low} {least}, greatest {high} {greatest}.", low, least, high, greatest,)
    } else {
        t!("Its output is {low} everywhere.", low)
    };
    format!("{says} {}.", axes.join("; "))
}

fn axis_words((name, axis): (&str, &PictureAxis)) -> String {
    let [low, high] = [axis.low, axis.high].map(|value| axis_value(axis, value));
    t!("{name}: {column} from {low} to {high}", name, column = axis.column, low, high)
}

fn where_words(pictures: &UnitPictures, unit: &UnitSurface, end: usize) -> String {
    let (first, count) = (unit.at[end] as usize, unit.count[end] as usize);
    if count > 1 {
        return t!(
            "at {many} of {places} places",
            many = grouped(count),
            places = grouped(unit.shades.len()),
        );
    }
    let across = pictures.axes.first().map_or(1, |axis| axis.places.max(1));
    let places = pictures.axes.iter().zip([first % across, first / across]);
    let each: Vec<_> = places.map(|(axis, at)| place_words(axis, axis.at(at))).collect();
    match each.as_slice() {
        [first, second] => t!("at {first} and {second}", first, second),
        one => t!("at {place}", place = one.concat()),
    }
}

/// A place along an axis: "age 31.5", "date 2024-05-01".
///
/// Checked by `tests/it/workspace/unit_words.rs`.
pub fn place_words(axis: &PictureAxis, value: f64) -> String {
    format!("{} {}", axis.column, axis_value(axis, value))
}

fn axis_value(axis: &PictureAxis, value: f64) -> String {
    if axis.is_date { number_text(ColumnType::Date, value.round()) } else { value_label(value) }
}
