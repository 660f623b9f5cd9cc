//! What a network reads at each place along the axes of a picture, all else held.

use std::ops::Range;

use super::PictureAxis;
use super::held::{cell_text, held_value};
use crate::config::ColumnType;
use crate::data::{Cell, Dataset, Encoder, Table};
use crate::inspection::column_correlation::column_inputs;
use crate::inspection::picture::Held;
use crate::nn::{Float, Matrix};

/// The columns whose held values are told.
const TOLD: usize = 12;
/// How far a curve goes beyond the rows, and a surface, in shares of their range.
const BEYOND: [f64; 2] = [0.25, 0.06];

/// The places of a picture as rows for the network.
pub(super) struct Ground {
    /// One, or across and up.
    pub(super) axes: Vec<PictureAxis>,
    /// The first columns that are no axis, and what they are held at.
    pub(super) held: Vec<(String, String)>,
    /// What every input is held at.
    pub(super) base: Vec<Float>,
    /// The column of each axis among those of the dataset.
    columns: Vec<usize>,
    inputs: Vec<AxisInputs>,
}

/// The inputs of an axis's column at each of its places.
struct AxisInputs {
    own: Range<usize>,
    /// `[places, width]`
    values: Vec<Float>,
}

impl Ground {
    /// Along the chosen columns of the dataset, one or two.
    pub(super) fn new(
        table: &Table,
        dataset: &Dataset,
        chosen: &[usize],
        held: Held,
        places: usize,
    ) -> Self {
        let inputs_of = column_inputs(dataset);
        let mut base = vec![0.0; dataset.inputs()];
        let mut told = Vec::new();
        for (index, column) in dataset.columns.iter().enumerate() {
            let place = table.place_of(&column.column).unwrap_or(usize::MAX);
            let value = held_value(table, dataset, place, held);
            column.inputs(value, &mut base[inputs_of[index].1.clone()]);
            if told.len() < TOLD && !chosen.contains(&index) {
                let kind = table.schema().columns.get(place).map(|schema| schema.column_type);
                let text = cell_text(value, kind.unwrap_or(ColumnType::Decimal));
                told.push((column.column.clone(), text));
            }
        }
        let beyond = BEYOND[chosen.len().clamp(1, 2) - 1];
        let axes = chosen.iter().map(|&column| axis(table, dataset, column, beyond)).collect();
        let ground = Self { axes, held: told, base, columns: chosen.to_vec(), inputs: Vec::new() };
        ground.with_places(dataset, places)
    }

    /// The same with as many places along each axis.
    pub(super) fn with_places(&self, dataset: &Dataset, places: usize) -> Self {
        let inputs_of = column_inputs(dataset);
        let (mut axes, mut inputs) = (self.axes.clone(), Vec::new());
        for (axis, &column) in axes.iter_mut().zip(&self.columns) {
            axis.places = places;
            let own = inputs_of[column].1.clone();
            let mut values = vec![0.0; places * own.len()];
            for (at, of_place) in values.chunks_exact_mut(own.len()).enumerate() {
                dataset.columns[column].inputs(Cell::Number(axis.at(at)), of_place);
            }
            inputs.push(AxisInputs { own, values });
        }
        let (held, base) = (self.held.clone(), self.base.clone());
        Self { axes, held, base, columns: self.columns.clone(), inputs }
    }

    /// How many places there are: along the axis, or row by row from the lower left corner.
    pub(super) fn places(&self) -> usize {
        self.axes.iter().map(|axis| axis.places).product()
    }

    /// The rows of some places.
    pub(super) fn rows(&self, places: Range<usize>, rows: &mut Matrix) {
        rows.resize(places.len(), self.base.len());
        let across = self.axes[0].places;
        for (at, place) in places.enumerate() {
            let row = rows.row_mut(at);
            row.copy_from_slice(&self.base);
            for (axis, place) in self.inputs.iter().zip([place % across, place / across]) {
                let width = axis.own.len();
                row[axis.own.clone()].copy_from_slice(&axis.values[place * width..][..width]);
            }
        }
    }
}

/// The columns that can be an axis: numbers and dates.
pub(super) fn able_columns(dataset: &Dataset) -> Vec<usize> {
    let is_able = |encoder: &Encoder| matches!(encoder, Encoder::Number(_) | Encoder::Date(_));
    let columns = dataset.columns.iter().enumerate();
    columns
        .filter(|(_, column)| is_able(&column.encoder) && column.width() > 0)
        .map(|(at, _)| at)
        .collect()
}

fn axis(table: &Table, dataset: &Dataset, column: usize, beyond: f64) -> PictureAxis {
    let fitted = &dataset.columns[column];
    let place = table.place_of(&fitted.column).unwrap_or(usize::MAX);
    let parts = [&dataset.rows.training, &dataset.rows.validation];
    let ranges: Vec<_> = parts.iter().filter_map(|rows| table.number_range(place, rows)).collect();
    let least = ranges.iter().map(|range| range.least).reduce(f64::min).unwrap_or_default();
    let most = ranges.iter().map(|range| range.greatest).reduce(f64::max).unwrap_or_default();
    let range = most - least;
    // Of a column that does not change, a little to either side.
    let margin = if range > 0.0 { beyond * range } else { 0.5 * least.abs().max(1.0) };
    PictureAxis {
        column: fitted.column.clone(),
        is_date: matches!(fitted.encoder, Encoder::Date(_)),
        low: least - margin,
        high: most + margin,
        rows: [least, most],
        places: 0,
    }
}
