//! The table of a session, and what is worked out of it once.

use std::cell::OnceCell;

use crate::config::advice::{ColumnStats, TableFacts};
use crate::data::{Dialect, Table};
use crate::export::code::TableFile;
use crate::worker::exporter::TableBytes;

/// A table, and how the values of each column spread, once somebody asks.
pub(super) struct SessionTable {
    pub(super) table: Table,
    column_stats: OnceCell<Vec<Option<ColumnStats>>>,
    /// How its file was read; none of one that was made.
    pub(super) dialect: Option<Dialect>,
    /// Its file, once code was asked for that reads it.
    pub(super) file: Option<TableBytes>,
    /// How a script reads it, for the columns of the last one.
    pub(super) read_by_script: Option<(Vec<usize>, TableFile)>,
}

impl SessionTable {
    pub(super) fn new(table: Table, dialect: Option<Dialect>) -> Self {
        Self { table, column_stats: OnceCell::new(), dialect, file: None, read_by_script: None }
    }

    /// Whether code of it would read a file that is not here yet.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn lacks_file(&self) -> bool {
        self.dialect.is_some() && self.file.is_none()
    }

    /// Keeps the bytes that it was read from.
    pub(super) fn keep_file(&mut self, name: String, bytes: Vec<u8>) {
        self.read_by_script = None;
        self.file = self.dialect.map(|dialect| TableBytes { name, dialect, bytes });
    }

    /// What advice and the coach go by; `inputs` where they are prepared.
    pub(super) fn facts(&self, inputs: Option<u64>) -> TableFacts<'_> {
        let column_stats = self.column_stats.get_or_init(|| self.table.column_stats());
        TableFacts { schema: self.table.schema(), inputs, column_stats }
    }
}
