//! What the page shows of a table: range and histogram of each column.

use serde::{Deserialize, Serialize};

use crate::config::{TableSchema, sort};
use crate::data::table::{Column, MISSING_CODE, Table};
use crate::data::word_list::WordList;
use crate::data::{Dialect, ReadingFix};

/// Bars of a histogram.
const BARS: usize = 12;

/// Range and histogram of one column; missing values are left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ColumnSummary {
    /// Smallest number; `None` for text and for a column without values.
    pub min: Option<f64>,
    /// Largest number; `None` for text and for a column without values.
    pub max: Option<f64>,
    /// Sum over count, summed in row order; `None` where `min` is.
    pub mean: Option<f64>,
    /// Numbers: rows in each of 12 equal bins between `min` and `max`, or one bin per
    /// whole number if that makes fewer. Text: rows of each level, most frequent first,
    /// at most 12.
    pub histogram: Vec<u32>,
    /// Text: the levels of the histogram, in its order; of equally frequent ones the
    /// first in the column's own order. Empty for numbers.
    pub levels: Vec<String>,
}

/// A warning of the import, and what a click can do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNote {
    /// The sentence.
    pub sentence: String,
    /// Another way to read the file.
    pub fix: Option<ReadingFix>,
}

/// A table without its rows: what crosses from the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableSummary {
    /// Names, types and levels.
    pub schema: TableSchema,
    /// Range and histogram, one per column of the schema.
    pub columns: Vec<ColumnSummary>,
    /// The import's warnings as sentences, so that the page carries none of them.
    pub warnings: Vec<ImportNote>,
    /// The first lines of the file, shortened, and that of the column names; with their
    /// numbers, counted from 1.
    pub head: Vec<(usize, String)>,
    /// How the file was read; `None` for a synthetic table.
    pub dialect: Option<Dialect>,
    /// Rows of the table.
    pub rows_read: usize,
    /// Rows of the file that do not fit the table and were dropped.
    pub rows_dropped: usize,
}

impl TableSummary {
    /// The summary of a synthetic table; `left_out` points had no value.
    pub fn of_synthetic(table: &Table, left_out: usize) -> Self {
        Self {
            schema: table.schema().clone(),
            columns: table.summary(),
            warnings: Vec::new(),
            head: Vec::new(),
            dialect: None,
            rows_read: table.rows(),
            rows_dropped: left_out,
        }
    }
}

impl Table {
    /// Range and histogram of every column, in file order.
    ///
    /// Checked by `tests/it/data/import/reading.rs::histograms_count_every_present_value`.
    pub fn summary(&self) -> Vec<ColumnSummary> {
        self.columns()
            .iter()
            .map(|column| match column {
                Column::Numeric(values) => summarize_numbers(values),
                Column::Text { codes, levels } => summarize_text(codes, levels),
            })
            .collect()
    }
}

fn summarize_numbers(values: &[f64]) -> ColumnSummary {
    let (mut min, mut max, mut sum) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
    let (mut count, mut whole) = (0_usize, true);
    for &value in values.iter().filter(|value| !value.is_nan()) {
        (min, max) = (min.min(value), max.max(value));
        sum += value;
        count += 1;
        whole &= value.fract() == 0.0;
    }
    if count == 0 {
        return ColumnSummary::default();
    }
    let range = max - min;
    let bars = if range == 0.0 {
        1
    } else if whole && range < BARS as f64 {
        range as usize + 1
    } else {
        BARS
    };
    let width = if bars == BARS { range / BARS as f64 } else { 1.0 };
    let mut histogram = vec![0; bars];
    for &value in values.iter().filter(|value| !value.is_nan()) {
        // The last bin holds its upper edge too.
        let bar = (((value - min) / width) as usize).min(bars - 1);
        histogram[bar] += 1;
    }
    let mean = Some(sum / count as f64);
    ColumnSummary { min: Some(min), max: Some(max), mean, histogram, levels: Vec::new() }
}

fn summarize_text(codes: &[u32], levels: &WordList) -> ColumnSummary {
    let mut counts: Vec<(u32, usize)> = (0..levels.len()).map(|level| (0, level)).collect();
    for &code in codes.iter().filter(|&&code| code != MISSING_CODE) {
        counts[code as usize].0 += 1;
    }
    // Most frequent first, then in the levels' order: no two are equal.
    let order = |a: &(u32, usize), b: &(u32, usize)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
    if counts.len() > BARS {
        counts.select_nth_unstable_by(BARS, order);
        counts.truncate(BARS);
    }
    sort(&mut counts, order);
    ColumnSummary {
        histogram: counts.iter().map(|(count, _)| *count).collect(),
        levels: counts.iter().map(|(_, level)| levels[*level].to_owned()).collect(),
        ..ColumnSummary::default()
    }
}
