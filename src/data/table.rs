//! The table in memory: one column after the other.

use std::borrow::Cow;

use crate::config::{ColumnKind, ColumnSchema, TableSchema, limits};

/// The code of a text cell without a value.
pub(super) const MISSING_CODE: u32 = u32::MAX;

/// The values of one column.
#[derive(Debug, Clone)]
pub(super) enum Column {
    /// One number per row. NaN means "no value" and nothing else: the import reads no
    /// field as NaN.
    Numeric(Vec<f64>),
    /// One index into `levels` per row, or [`MISSING_CODE`].
    Text {
        /// The indices.
        codes: Vec<u32>,
        /// The different values, in the order of their code points.
        levels: Vec<String>,
    },
}

/// A table whose columns hold numbers or words, with places that hold nothing.
///
/// Memory: 8 bytes per number, 4 per word, and each different word once.
#[derive(Debug, Clone)]
pub struct Table {
    schema: TableSchema,
    columns: Vec<Column>,
}

impl Column {
    /// Whether `row` has no value.
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Numeric(values) => values[row].is_nan(),
            Self::Text { codes, .. } => codes[row] == MISSING_CODE,
        }
    }

    /// For each of `rows`, none of them missing, the position of its value among the
    /// column's sorted different values.
    pub fn classes(&self, rows: &[usize]) -> Vec<usize> {
        match self {
            Self::Numeric(values) => {
                let levels = distinct(values);
                let class = |&row: &usize| levels.partition_point(|level| *level < values[row]);
                rows.iter().map(class).collect()
            }
            Self::Text { codes, .. } => rows.iter().map(|&row| codes[row] as usize).collect(),
        }
    }

    fn schema(&self, name: String) -> ColumnSchema {
        match self {
            Self::Numeric(values) => {
                let missing = values.iter().filter(|value| value.is_nan()).count();
                let distinct = distinct(values);
                let few = if distinct.len() <= limits::MAX_LEVELS { &distinct[..] } else { &[] };
                let levels = few.iter().map(|&value| number_text(value)).collect();
                let kind = ColumnKind::Numeric;
                ColumnSchema { name, kind, missing, distinct: distinct.len(), levels }
            }
            Self::Text { codes, levels } => {
                let missing = codes.iter().filter(|&&code| code == MISSING_CODE).count();
                let distinct = levels.len();
                let few = if distinct <= limits::MAX_LEVELS { &levels[..] } else { &[] };
                let kind = ColumnKind::Text;
                ColumnSchema { name, kind, missing, distinct, levels: few.to_vec() }
            }
        }
    }
}

impl Table {
    /// Names and columns belong together by position; every column has `rows` values.
    pub(super) fn new(names: Vec<String>, columns: Vec<Column>, rows: usize) -> Self {
        let schemas =
            names.into_iter().zip(&columns).map(|(name, column)| column.schema(name)).collect();
        Self { schema: TableSchema { rows, columns: schemas }, columns }
    }

    /// Names, kinds and levels: the table without its rows.
    pub fn schema(&self) -> &TableSchema {
        &self.schema
    }

    /// Rows in the table.
    pub fn rows(&self) -> usize {
        self.schema.rows
    }

    /// The text of a cell, numbers as their shortest decimal; `None` where there is no
    /// value, and outside the table.
    pub fn cell(&self, row: usize, column: usize) -> Option<Cow<'_, str>> {
        let column = self.columns.get(column)?;
        if row >= self.rows() || column.is_missing(row) {
            return None;
        }
        Some(match column {
            Column::Numeric(values) => Cow::Owned(number_text(values[row])),
            Column::Text { codes, levels } => Cow::Borrowed(&levels[codes[row] as usize]),
        })
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }
}

/// The different numbers, sorted, missing ones left out.
fn distinct(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.dedup();
    sorted
}

/// The shortest decimal that reads back as the same number, with an exponent where it
/// would be a long row of zeros.
pub(super) fn number_text(value: f64) -> String {
    if value != 0.0 && !(1e-5..1e16).contains(&value.abs()) {
        format!("{value:e}")
    } else {
        format!("{value}")
    }
}
