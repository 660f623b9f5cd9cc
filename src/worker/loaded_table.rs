//! The table of a session, and what is worked out of it once.

use std::cell::OnceCell;

use crate::config::advice::{Spread, TableFacts};
use crate::data::Table;

/// A table, and how the values of each column spread, once somebody asks.
pub(super) struct LoadedTable {
    pub(super) table: Table,
    spreads: OnceCell<Vec<Option<Spread>>>,
}

impl LoadedTable {
    pub(super) fn new(table: Table) -> Self {
        Self { table, spreads: OnceCell::new() }
    }

    /// What advice and the coach go by; `inputs` where they are prepared.
    pub(super) fn facts(&self, inputs: Option<u64>) -> TableFacts<'_> {
        let spreads = self.spreads.get_or_init(|| self.table.spreads());
        TableFacts { schema: self.table.schema(), inputs, spreads }
    }
}
