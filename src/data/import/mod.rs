//! From a file's bytes to a table.
//!
//! ```text
//! bytes -> source: gzip, encoding      -> text, in blocks
//! first block -> file_kind, dialect, layout, column_names; columns::ParseAs for each column
//! blocks -> row_reader: digits (fast) or fields, number, date (anything) -> columns
//! end of the blocks -> table_end: remarks, sums, another table
//! end -> finish: warnings, roles       -> Table; or the file once more for some columns
//! ```

mod attributes;
mod below;
mod column_names;
mod columns;
mod date;
mod decimal_mark;
mod descriptions;
mod dialect;
mod digits;
mod duration;
mod fields;
mod file_kind;
mod finish;
mod header;
mod layout;
mod missing;
mod month_names;
mod number;
mod old_encodings;
mod pattern;
mod preview;
mod reader;
mod roles;
mod row_fit;
mod row_reader;
mod script;
mod size;
mod source;
mod table_end;
mod typed_cell;

pub use old_encodings::{MakeDecoder, TextDecoder, detect_encoding};
pub use reader::{NotUtf8, Pass, Reader};
use serde::{Deserialize, Serialize};
pub use typed_cell::{TypedCell, typed_cell};

use crate::config::{ColumnSchema, DecimalMark, Delimiter, Encoding, ReadingConfig};
use crate::data::occurrences::excerpt;
use crate::data::{DataError, ImportNote, ImportWarning, ReadingFix, Table, TableSummary};

/// A table, and what had to be repaired to get it.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Import {
    pub table: Table,
    /// What was repaired or left out, in the order of the steps.
    pub warnings: Vec<ImportWarning>,
    /// How the file was read.
    pub dialect: Dialect,
    /// Rows of the file that do not fit and were dropped.
    pub rows_dropped: usize,
    /// The first lines of the file, and that of the column names.
    pub head: Vec<(usize, String)>,
}

/// How a file was read: what was found, or what the user said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// How characters are written as bytes.
    pub encoding: Encoding,
    /// What separates the columns.
    pub delimiter: Delimiter,
    /// What separates whole from parts in a number.
    pub decimal: DecimalMark,
    /// What groups thousands, if anything does.
    pub thousands: Option<char>,
    /// The line of the column names, counted from 1; `None` if names were made.
    pub header_line: Option<usize>,
    /// Whether the file was compressed.
    pub compressed: bool,
}

impl Import {
    /// What crosses to the page: everything but the rows.
    pub fn summary(&self) -> TableSummary {
        TableSummary {
            schema: self.table.schema().clone(),
            columns: self.table.summary(),
            warnings: self.warnings.iter().map(|warning| self.note(warning)).collect(),
            head: self.head.clone(),
            dialect: Some(self.dialect),
            rows_read: self.table.rows(),
            rows_dropped: self.rows_dropped,
        }
    }
}

impl Import {
    fn note(&self, warning: &ImportWarning) -> ImportNote {
        // Warnings have names as they fit into a sentence.
        let full = |short: String| {
            let columns = &self.table.schema().columns;
            let is_it = |column: &&ColumnSchema| excerpt(&column.name) == short;
            columns.iter().find(is_it).map_or(short.clone(), |column| column.name.clone())
        };
        let fix = warning.fix().map(|fix| match fix {
            ReadingFix::ReadAs(column, as_type) => ReadingFix::ReadAs(full(column), as_type),
            ReadingFix::Join(column) => ReadingFix::Join(full(column)),
            ReadingFix::Missing(marker) => ReadingFix::Missing(marker),
        });
        ImportNote { sentence: warning.to_string(), fix }
    }
}

/// Reads a whole file: [`Reader`] fed at once.
///
/// Checked by `tests/it/data/import/reading.rs`.
///
/// # Errors
/// [`DataError`], only if no usable table comes out.
pub fn import(bytes: &[u8], reading: &ReadingConfig) -> Result<Import, DataError> {
    let mut reader = Reader::new(reading, Some(bytes.len() as u64));
    loop {
        reader.push(bytes)?;
        match reader.finish()? {
            Pass::Done(import) => return Ok(*import),
            Pass::Again(next) => reader = *next,
            Pass::NotUtf8(found) => {
                let encoding = detect_encoding(found.sample());
                reader = found.read_as(encoding);
            }
        }
    }
}
