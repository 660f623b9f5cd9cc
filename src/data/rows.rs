//! Some rows of a table as texts, for looking at.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::data::Table;

/// Consecutive rows of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsPage {
    /// The first row's position in the table, counted from 0.
    pub from: usize,
    /// One text per column and row; `None` where there is no value.
    pub rows: Vec<Vec<Option<String>>>,
}

impl Table {
    /// At most `count` rows, beginning with row `from`; fewer at the table's end.
    ///
    /// Checked by `tests/it/import.rs::pages_show_cells_and_end_with_the_table`.
    pub fn page(&self, from: usize, count: usize) -> RowsPage {
        let columns = self.schema().columns.len();
        let end = from.saturating_add(count).min(self.rows());
        let row =
            |row| (0..columns).map(|column| self.cell(row, column).map(Cow::into_owned)).collect();
        RowsPage { from, rows: (from..end).map(row).collect() }
    }
}
