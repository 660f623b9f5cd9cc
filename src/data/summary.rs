//! What the page shows of a table: range and histogram of each column.

use serde::{Deserialize, Serialize};

use crate::config::TableSchema;
use crate::data::ImportWarning;
use crate::data::table::{Column, MISSING_CODE, Table};

/// Bars of a histogram.
const BARS: usize = 12;

/// Range and histogram of one column; missing values are left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ColumnSummary {
    /// Smallest number; `None` for text and for a column without values.
    pub min: Option<f64>,
    /// Largest number; `None` for text and for a column without values.
    pub max: Option<f64>,
    /// Numbers: rows in each of 12 equal bins between `min` and `max`, or one bin per
    /// whole number if that makes fewer. Text: rows of each level, most frequent first,
    /// at most 12.
    pub histogram: Vec<u32>,
}

/// A table without its rows: what crosses from the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableSummary {
    /// Names, kinds and levels.
    pub schema: TableSchema,
    /// Range and histogram, one per column of the schema.
    pub columns: Vec<ColumnSummary>,
    /// What the import mended.
    pub warnings: Vec<ImportWarning>,
    /// The character that separates the columns of the file.
    pub delimiter: char,
}

impl Table {
    /// Range and histogram of every column, in file order.
    ///
    /// Checked by `tests/it/import.rs::histograms_count_every_present_value`.
    pub fn summary(&self) -> Vec<ColumnSummary> {
        self.columns()
            .iter()
            .map(|column| match column {
                Column::Numeric(values) => summarize_numbers(values),
                Column::Text { codes, levels } => summarize_text(codes, levels.len()),
            })
            .collect()
    }
}

fn summarize_numbers(values: &[f64]) -> ColumnSummary {
    let present = || values.iter().copied().filter(|value| !value.is_nan());
    let Some(min) = present().reduce(f64::min) else {
        return ColumnSummary::default();
    };
    let max = present().fold(min, f64::max);
    let range = max - min;
    let whole = present().all(|value| value.fract() == 0.0);
    let bars = if range == 0.0 {
        1
    } else if whole && range < BARS as f64 {
        range as usize + 1
    } else {
        BARS
    };
    let width = if bars == BARS { range / BARS as f64 } else { 1.0 };
    let mut histogram = vec![0; bars];
    for value in present() {
        // The last bin holds its upper edge too.
        let bar = (((value - min) / width) as usize).min(bars - 1);
        histogram[bar] += 1;
    }
    ColumnSummary { min: Some(min), max: Some(max), histogram }
}

fn summarize_text(codes: &[u32], levels: usize) -> ColumnSummary {
    let mut histogram = vec![0; levels];
    for &code in codes {
        if code != MISSING_CODE {
            histogram[code as usize] += 1;
        }
    }
    histogram.sort_unstable_by(|a, b| b.cmp(a));
    histogram.truncate(BARS);
    ColumnSummary { min: None, max: None, histogram }
}
