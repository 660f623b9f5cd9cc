//! How large a table will be, estimated before it is too large.

use crate::config::{ReadingConfig, limits};
use crate::data::DataError;
use crate::data::import::columns::Builder;
use crate::data::import::row_reader::RowReader;

/// Text from which on an estimate is believed.
const BELIEVED: u64 = 8 << 20;

/// How far above the limit an estimate from the beginning of a file must be to be believed:
/// the first rows may be shorter than the others.
const EARLY: f64 = 2.0;
/// The same, later.
const LATE: f64 = 1.1;

/// Rows for which room is made: `read` bytes of text hold `rows`, which take `per_row`
/// bytes each. A compressed file has more text than bytes; for that no room is made.
///
/// # Errors
/// [`DataError::TooLarge`] before any room is made for a table that is far too large.
pub(super) fn expected(
    rows: usize,
    read: usize,
    (columns, per_row): (usize, usize),
    file_bytes: Option<u64>,
    reading: &ReadingConfig,
) -> Result<usize, DataError> {
    let total = file_bytes.unwrap_or(read as u64);
    let all = total as f64 / read.max(1) as f64 * rows as f64;
    let kept = all / f64::from(reading.sample_every.unwrap_or(1).max(1));
    let bytes = kept * per_row as f64;
    let limit = limits::MAX_TABLE_BYTES;
    if bytes > EARLY * limit as f64 {
        return Err(too_large(total, all as u64, columns, bytes as u64, reading));
    }
    Ok((1.01 * kept).min(limit as f64 / per_row.max(1) as f64) as usize + 16)
}

fn too_large(
    file_bytes: u64,
    rows: u64,
    columns: usize,
    table_bytes: u64,
    reading: &ReadingConfig,
) -> DataError {
    // A sample of a sample is one of the file.
    let more = table_bytes.div_ceil(limits::MAX_TABLE_BYTES).max(2) as u32;
    let sample_every = more.saturating_mul(reading.sample_every.unwrap_or(1).max(1));
    DataError::TooLarge { file_bytes, rows, columns, table_bytes, sample_every }
}

/// # Errors
/// [`DataError::TooLarge`] if the table is larger than a browser tab holds, or will surely
/// be: `text` bytes of text were read from `taken` of `file_bytes` bytes.
///
/// Checked by `tests/it/data/import/reading.rs::a_table_too_large_is_refused_early`.
pub(super) fn check(
    body: &RowReader,
    text: u64,
    taken: u64,
    file_bytes: Option<u64>,
    reading: &ReadingConfig,
) -> Result<(), DataError> {
    let per_row: usize = body.columns.iter().map(Builder::bytes_per_row).sum();
    let words: usize = body.columns.iter().map(Builder::bytes_of_words).sum();
    let now = (per_row * body.fit.rows + words) as u64;
    let total = file_bytes.unwrap_or(taken).max(taken);
    let share = total as f64 / taken.max(1) as f64;
    let all = (now as f64 * share) as u64;
    let tolerance = if text < BELIEVED { EARLY } else { LATE };
    let limit = limits::MAX_TABLE_BYTES;
    if now <= limit && all as f64 <= tolerance * limit as f64 {
        return Ok(());
    }
    let rows = (body.fit.records as f64 * share) as u64;
    Err(too_large(total, rows, body.columns.len(), all, reading))
}
