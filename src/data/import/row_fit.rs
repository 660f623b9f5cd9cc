//! How a file's records fit its table, and which of them are no rows.

use crate::data::occurrences::{Occurrences, OddFields};

/// How the rows fit the columns.
#[derive(Debug, Default)]
pub(super) struct Fit {
    /// Records of the file, rows left out of a sample among them.
    pub records: usize,
    /// Rows of the table.
    pub rows: usize,
    pub short: Occurrences,
    pub trailing: Occurrences,
    pub long: Occurrences,
    pub comments: Occurrences,
    /// Column of the first quotation mark that is never closed, and all of them.
    pub open: (usize, Occurrences),
    /// Fields with invisible characters at their edges.
    pub invisible: Occurrences,
    /// Columns with errors of a spreadsheet's formulas, and the errors.
    pub errors: (Vec<usize>, OddFields),
    /// Rows that repeat the column names, and where another table begins.
    pub left_out: LeftOut,
    /// Rows without any value, and lines that only draw a line.
    pub empty: Occurrences,
    pub rulers: Occurrences,
    /// A last row that is called a total, and what it is called.
    pub total: Option<(String, usize)>,
}

/// Records that are left out of the rows, by their lines.
#[derive(Debug, Clone, Default)]
pub(super) struct LeftOut {
    /// Those that repeat the column names.
    pub repeated_names: Vec<usize>,
    /// The first of another table.
    pub second_table: Option<usize>,
    /// Lines between and below the rows that are none.
    pub notes: Vec<usize>,
}
