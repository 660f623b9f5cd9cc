//! What the columns that are no axis are held at, and which rows are near it.

use crate::config::ColumnType;
use crate::data::{Cell, Dataset, Encoder, Table, shown_number};
use crate::inspection::picture::Held;
use crate::nn::{Float, widen};
use crate::t;

/// Standard deviations of the training rows within which a number is near.
const NEAR: f64 = 0.5;

/// The value that column `place` of the table is held at.
pub(super) fn held_value<'table>(
    table: &'table Table,
    dataset: &Dataset,
    place: usize,
    held: Held,
) -> Cell<'table> {
    match held {
        Held::Row(row) if (row as usize) < table.rows() => table.value(row as usize, place),
        _ => {
            let rows = &dataset.rows.training;
            let median = table.number_range(place, rows).map(|range| Cell::Number(range.median));
            let word = || table.most_frequent_word(place, rows).map(Cell::Word);
            median.or_else(word).unwrap_or(Cell::Missing)
        }
    }
}

/// A value as the page writes it.
pub(super) fn cell_text(cell: Cell<'_>, column_type: ColumnType) -> String {
    match cell {
        Cell::Missing => t!("missing").to_owned(),
        Cell::Word(word) => word.to_owned(),
        Cell::Number(number) if column_type == ColumnType::Date => {
            shown_number(column_type, number)
        }
        Cell::Number(number) => {
            // A median may have more digits than any cell.
            let rounded = format!("{number:.4e}").parse().unwrap_or(number);
            shown_number(column_type, rounded)
        }
    }
}

/// Which inputs a row must have near what is held, and how near.
pub(super) struct Nearness {
    /// Input, what it is held at, and the greatest distance.
    inputs: Vec<(usize, Float, f64)>,
}

impl Nearness {
    /// `base` is what every input is held at; `axes` are the columns that are no matter.
    pub(super) fn new(dataset: &Dataset, base: &[Float], axes: &[usize]) -> Self {
        let mut inputs = Vec::new();
        let mut from = 0;
        for (index, column) in dataset.columns.iter().enumerate() {
            let own = from..from + column.width();
            from = own.end;
            if axes.contains(&index) {
                continue;
            }
            let is_number = !matches!(column.encoder, Encoder::OneHot(_) | Encoder::MultiHot(_));
            for input in own {
                let reach = if is_number { NEAR * deviation(dataset, input) } else { 0.5 };
                inputs.push((input, base[input], reach));
            }
        }
        Self { inputs }
    }

    pub(super) fn holds(&self, row: &[Float]) -> bool {
        self.inputs
            .iter()
            .all(|&(input, held, reach)| (widen(row[input]) - widen(held)).abs() <= reach)
    }
}

/// Of the training rows.
fn deviation(dataset: &Dataset, input: usize) -> f64 {
    let inputs = &dataset.training.inputs;
    let rows = inputs.rows().max(1) as f64;
    let values = || (0..inputs.rows()).map(|row| widen(inputs.row(row)[input]));
    let mean = values().sum::<f64>() / rows;
    (values().map(|value| (value - mean) * (value - mean)).sum::<f64>() / rows).sqrt()
}
