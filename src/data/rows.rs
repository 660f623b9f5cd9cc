//! Some rows of a table as text, for display.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::config::Grouped;
use crate::data::{Dataset, Table};
use crate::t;
use crate::text::Decimal;

/// Which cells of a table are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellRange {
    /// The first row's position in the table, counted from 0.
    pub from_row: usize,
    /// Rows, fewer at the table's end.
    pub rows: usize,
    /// The first column's position in the table, counted from 0.
    pub from_column: usize,
    /// Columns, fewer at the table's end.
    pub columns: usize,
}

/// A rectangle of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsPage {
    /// Where it lies, cut to the table.
    pub window: CellRange,
    /// Rows of the whole table.
    pub total_rows: usize,
    /// Columns of the whole table.
    pub total_columns: usize,
    /// One per column.
    pub names: Vec<String>,
    /// What each row is called.
    pub labels: Vec<String>,
    /// One text per row and column; `None` where there is no value.
    pub cells: Vec<Vec<Option<String>>>,
}

impl CellRange {
    /// The part of it that lies within the table.
    #[must_use]
    pub fn within(self, total_rows: usize, total_columns: usize) -> Self {
        let (from_row, from_column) =
            (self.from_row.min(total_rows), self.from_column.min(total_columns));
        Self {
            from_row,
            rows: self.rows.min(total_rows - from_row),
            from_column,
            columns: self.columns.min(total_columns - from_column),
        }
    }

    /// The rows' positions.
    pub fn row_range(&self) -> Range<usize> {
        self.from_row..self.from_row + self.rows
    }

    /// The columns' positions.
    pub fn column_range(&self) -> Range<usize> {
        self.from_column..self.from_column + self.columns
    }
}

impl Table {
    /// The cells in `window`, as a reader of the page's language writes them; rows are called by their numbers, from 1.
    ///
    /// Checked by `tests/it/data/import/reading.rs::pages_show_cells_and_end_with_the_table`.
    pub fn page(&self, window: CellRange) -> RowsPage {
        let schema = self.schema();
        let window = window.within(schema.rows, schema.columns.len());
        let row = |row| {
            let cell = |column| self.shown_cell(row, column).map(Cow::into_owned);
            window.column_range().map(cell).collect()
        };
        RowsPage {
            window,
            total_rows: schema.rows,
            total_columns: schema.columns.len(),
            names: window.column_range().map(|at| schema.columns[at].name.clone()).collect(),
            labels: window.row_range().map(|row| Grouped(row as u64 + 1).to_string()).collect(),
            cells: window.row_range().map(row).collect(),
        }
    }
}

impl Dataset {
    /// The numbers in `window`, the parts one after the other and in each the inputs,
    /// then the targets; rows are called by their part and their number in the table.
    ///
    /// Checked by `tests/it/data/target_relation.rs::prepared_rows_come_part_by_part`.
    pub fn page(&self, window: CellRange) -> RowsPage {
        let parts = [
            (train as fn(Grouped) -> String, &self.training, &self.rows.training),
            (validate, &self.validation, &self.rows.validation),
            (test, &self.test, &self.rows.test),
        ];
        let facts = self.facts();
        let inputs = facts.input_names.len();
        let targets = self.training.targets.cols();
        let total_rows = parts.iter().map(|(_, part, _)| part.rows()).sum();
        let window = window.within(total_rows, inputs + targets);
        let name = |at: usize| match facts.input_names.get(at) {
            Some(name) => name.clone(),
            None if targets == 1 => t!("target").to_owned(),
            None => t!("target={class}", class = facts.class_names[at - inputs]),
        };
        let (mut labels, mut cells) = (Vec::new(), Vec::new());
        for row in window.row_range() {
            let mut at = row;
            for (name, part, rows) in &parts {
                if at < part.rows() {
                    labels.push(name(Grouped(rows[at] as u64 + 1)));
                    let (x, y) = (part.inputs.array(), part.targets.array());
                    let number = |column: usize| {
                        if column < inputs { x[[at, column]] } else { y[[at, column - inputs]] }
                    };
                    let text = |column| Some(format!("{:.4}", Decimal(number(column))));
                    cells.push(window.column_range().map(text).collect());
                    break;
                }
                at -= part.rows();
            }
        }
        RowsPage {
            window,
            total_rows,
            total_columns: inputs + targets,
            names: window.column_range().map(name).collect(),
            labels,
            cells,
        }
    }
}

fn train(row: Grouped) -> String {
    t!("train {row}", row)
}

fn validate(row: Grouped) -> String {
    t!("validate {row}", row)
}

fn test(row: Grouped) -> String {
    t!("test {row}", row)
}
