//! The table of a session, and what is worked out of it once.

use std::cell::OnceCell;

use crate::config::advice::{ColumnStats, TableFacts};
use crate::data::Table;

/// A table, and how the values of each column spread, once somebody asks.
pub(super) struct LoadedTable {
    pub(super) table: Table,
    column_stats: OnceCell<Vec<Option<ColumnStats>>>,
}

impl LoadedTable {
    pub(super) fn new(table: Table) -> Self {
        Self { table, column_stats: OnceCell::new() }
    }

    /// What advice and the coach go by; `inputs` where they are prepared.
    pub(super) fn facts(&self, inputs: Option<u64>) -> TableFacts<'_> {
        let column_stats = self.column_stats.get_or_init(|| self.table.column_stats());
        TableFacts { schema: self.table.schema(), inputs, column_stats }
    }
}
