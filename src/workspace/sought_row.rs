//! A row that View rows is opened at.

use crate::data::RowCounts;
use crate::inspection::{PartName, Predictions};
use crate::worker::RowsState;

/// Where a row stands among those of the table and among the prepared ones, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SoughtRow {
    /// In the table as read, whose numbers all views have.
    pub row: usize,
    /// Where the parts lie one after the other; `None` if they were prepared in another way since.
    pub prepared: Option<usize>,
}

impl SoughtRow {
    /// The row that is `at` that place among predictions; `counts` are those of the parts as they
    /// are prepared now, if that is how the run has them.
    ///
    /// Checked by `tests/it/workspace/sought_row.rs`.
    pub fn new(found: &Predictions, at: usize, counts: Option<&RowCounts>) -> Option<Self> {
        let row = *found.rows.get(at)? as usize;
        let before = |counts: &RowCounts| match found.part {
            PartName::Training => 0,
            PartName::Validation => counts.training,
            PartName::Test => counts.training + counts.validation,
        };
        Some(Self { row, prepared: counts.map(|counts| before(counts) + at) })
    }

    /// Its place in one of the two tables.
    pub fn place(self, of: RowsState) -> Option<usize> {
        match of {
            RowsState::Raw => Some(self.row),
            RowsState::Prepared => self.prepared,
        }
    }
}
