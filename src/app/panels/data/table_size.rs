//! How large a table is, in words.

use crate::text::Grouped;
use crate::tn;

/// "1,599 rows · 12 columns".
pub fn rows_and_columns(rows: usize, columns: usize) -> String {
    let rows = tn!(Grouped(rows as u64), "{count} row", "{count} rows");
    let columns = tn!(Grouped(columns as u64), "{count} column", "{count} columns");
    format!("{rows} · {columns}")
}
