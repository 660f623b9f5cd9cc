//! Why a file cannot be imported at all. `Display` is the sentence the user reads
//! (all of them: tests/it/snapshots, `import_sentences`).

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::config::limits;

/// A file from which no usable table comes.
///
/// Checked by `tests/it/import.rs`: one row of its table per variant.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum DataError {
    /// No bytes, or only white space.
    #[error("The file is empty; choose a CSV with a line of column names and rows under it.")]
    Empty,
    /// More bytes than [`limits::MAX_FILE_BYTES`].
    #[error(
        "The file has {} MB, but at most {} MB fit into a browser tab; keep fewer rows or columns.",
        megabytes(*bytes),
        megabytes(limits::MAX_FILE_BYTES)
    )]
    TooLarge {
        /// The file's size.
        bytes: u64,
    },
    /// A ZIP archive, which every .xlsx is.
    #[error(
        "This is an Excel workbook or another ZIP archive, not a CSV; open it in your spreadsheet program and save it as \"CSV UTF-8\"."
    )]
    Archive,
    /// A UTF-16 byte order mark.
    #[error(
        "The file is encoded as UTF-16, not UTF-8; open it in your spreadsheet program or text editor and save it as \"CSV UTF-8\"."
    )]
    Utf16,
    /// A zero byte, which no text holds.
    #[error(
        "This is not a text file (line {line} holds a zero byte); choose a CSV, or save your table as \"CSV UTF-8\"."
    )]
    NotText {
        /// Where the first zero byte is.
        line: usize,
    },
    /// Bytes that are not UTF-8, as old Windows encodings have.
    #[error(
        "The file is not encoded as UTF-8 (line {line} holds the byte 0x{byte:02X}); open it in your spreadsheet program or text editor and save it as \"CSV UTF-8\"."
    )]
    NotUtf8 {
        /// Where the first such byte is.
        line: usize,
        /// The byte.
        byte: u8,
    },
    /// A quotation mark among the column names that is never closed.
    #[error(
        "A quotation mark in line {line}, among the column names, is never closed; close it or take it out."
    )]
    UnclosedNames {
        /// Where the column names begin.
        line: usize,
    },
    /// An open quotation mark in the first row, which takes in all the others.
    #[error(
        "A quotation mark in the row at line {line} is never closed, so no row can be read; close it or take it out."
    )]
    UnclosedRows {
        /// Where the row begins.
        line: usize,
    },
    /// One column: nothing would be left as an input.
    #[error(
        "Only one column was found (\"{name}\"), but a table needs one to predict and one to predict it from; separate columns by commas, semicolons or tabs."
    )]
    OneColumn {
        /// The column's name.
        name: String,
    },
    /// More columns than [`limits::MAX_COLUMNS`].
    #[error(
        "The table has {received} columns; at most {} fit, so keep fewer.",
        limits::MAX_COLUMNS
    )]
    TooManyColumns {
        /// Columns in the first line.
        received: usize,
    },
    /// Column names, and nothing under them.
    #[error(
        "The file has {columns} column names in line {line} but no rows under them; add the rows."
    )]
    NoRows {
        /// Columns in the first line.
        columns: usize,
        /// Where the column names are.
        line: usize,
    },
    /// Rows, but each had to be dropped.
    #[error(
        "None of the {rows} rows fits the {columns} column names (line {line} has {fields} fields); give every row as many fields as there are names."
    )]
    NoFittingRows {
        /// Rows in the file.
        rows: usize,
        /// Columns in the first line.
        columns: usize,
        /// The first row's line.
        line: usize,
        /// Its fields.
        fields: usize,
    },
}

/// Rounded up to a tenth, so that a file just above the limit never reads as the limit.
fn megabytes(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(1024 * 1024);
    if tenths.is_multiple_of(10) {
        format!("{}", tenths / 10)
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// The beginning of a text from the file, on one line, for use inside a sentence.
pub(super) fn excerpt(text: &str) -> String {
    const CHARS: usize = 40;
    let line: String =
        text.chars().take(CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(CHARS).is_some() { line + "…" } else { line }
}
