//! The table in memory: one column after the other.

use std::borrow::Cow;

use crate::config::{ColumnSchema, ColumnType, SetAside, TableSchema, limits};
use crate::data::calendar;
use crate::data::distinct::distinct;
use crate::data::preprocess::Cell;
use crate::data::word_list::WordList;
use crate::text::localized;

/// The code of a text cell without a value.
pub(super) const MISSING_CODE: u32 = u32::MAX;

/// The values of one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Column {
    /// One number per row. NaN means "no value" and nothing else: the import reads no
    /// field as NaN. Dates are days since 1970-01-01, the time of day a fraction.
    Numeric(Vec<f64>),
    /// One index into `levels` per row, or [`MISSING_CODE`].
    Text {
        /// The indices.
        codes: Vec<u32>,
        /// The different values, in the order of their code points; of
        /// [`ColumnType::Boolean`] first the word for no, then that for yes.
        levels: WordList,
    },
}

/// A table whose columns hold numbers or words, some cells without a value.
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
                let mut levels: Vec<f64> =
                    values.iter().copied().filter(|value| !value.is_nan()).collect();
                levels.sort_unstable_by(f64::total_cmp);
                levels.dedup();
                let class = |&row: &usize| levels.partition_point(|level| *level < values[row]);
                rows.iter().map(class).collect()
            }
            Self::Text { codes, .. } => rows.iter().map(|&row| codes[row] as usize).collect(),
        }
    }

    /// Rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Numeric(values) => values.len(),
            Self::Text { codes, .. } => codes.len(),
        }
    }

    fn schema(&self, name: String, column_type: ColumnType) -> ColumnSchema {
        let (missing, distinct, levels) = match self {
            Self::Numeric(values) => {
                let missing = values.iter().filter(|value| value.is_nan()).count();
                let found = distinct(values);
                let few = if found.count <= limits::MAX_LEVELS { &found.few[..] } else { &[] };
                let levels = few.iter().map(|&value| number_text(column_type, value));
                (missing, found.count, levels.collect())
            }
            Self::Text { codes, levels } => {
                let missing = codes.iter().filter(|&&code| code == MISSING_CODE).count();
                let few = if levels.len() <= limits::MAX_LEVELS { levels.len() } else { 0 };
                let texts = levels.iter().take(few).map(str::to_owned).collect();
                (missing, levels.len(), texts)
            }
        };
        ColumnSchema { name, column_type, set_aside: None, missing, distinct, levels }
    }
}

impl Table {
    /// A table of columns of the same length: name, type, values. The type fits the
    /// values (`ColumnType::kind`); names are unique.
    pub(in crate::data) fn new(columns: Vec<(String, ColumnType, Column)>) -> Self {
        let rows = columns.first().map_or(0, |(_, _, column)| column.len());
        let (schemas, columns) = columns
            .into_iter()
            .map(|(name, column_type, column)| (column.schema(name, column_type), column))
            .unzip();
        Self { schema: TableSchema { rows, columns: schemas }, columns }
    }

    /// A table of numbers, NaN where there is no value.
    pub fn of_numbers(columns: Vec<(String, Vec<f64>)>) -> Self {
        let numeric = |(name, values)| (name, ColumnType::Decimal, Column::Numeric(values));
        Self::new(columns.into_iter().map(numeric).collect())
    }

    /// The table with another column of words, one per row.
    #[must_use]
    pub fn with_words<'word>(
        mut self,
        name: &str,
        words: impl IntoIterator<Item = &'word str>,
    ) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        let mut levels = words.clone();
        levels.sort_unstable();
        levels.dedup();
        let code = |word: &&str| levels.partition_point(|level| level < word) as u32;
        let codes = words.iter().map(code).collect();
        let column = Column::Text { codes, levels: levels.into_iter().collect() };
        self.schema.rows = column.len();
        self.schema.columns.push(column.schema(name.to_owned(), ColumnType::Category));
        self.columns.push(column);
        self
    }

    /// Sets for each column why it is proposed to be left out, if it is.
    pub(super) fn set_aside(&mut self, proposals: &[Option<SetAside>]) {
        for (column, proposal) in self.schema.columns.iter_mut().zip(proposals) {
            column.set_aside = *proposal;
        }
    }

    /// Names, types and levels: the table without its rows.
    pub fn schema(&self) -> &TableSchema {
        &self.schema
    }

    /// Rows in the table.
    pub fn rows(&self) -> usize {
        self.schema.rows
    }

    /// The text of a cell: a date as ISO 8601, a percentage with its sign, another number
    /// as its shortest decimal; `None` where there is no value, and outside the table.
    pub fn cell(&self, row: usize, column: usize) -> Option<Cow<'_, str>> {
        let (column, schema) = (self.columns.get(column)?, self.schema.columns.get(column)?);
        if row >= self.rows() || column.is_missing(row) {
            return None;
        }
        Some(match column {
            Column::Numeric(values) => Cow::Owned(number_text(schema.column_type, values[row])),
            Column::Text { codes, levels } => Cow::Borrowed(&levels[codes[row] as usize]),
        })
    }

    /// The same for a reader: a number with the decimal mark of the language, a word as it is.
    ///
    /// Checked by `tests/it/data/typed_cell.rs::a_german_reads_and_writes_a_comma`.
    pub fn shown_cell(&self, row: usize, column: usize) -> Option<Cow<'_, str>> {
        let text = self.cell(row, column)?;
        Some(match self.columns[column] {
            Column::Numeric(_) => Cow::Owned(localized(text.into_owned())),
            Column::Text { .. } => text,
        })
    }

    /// Where a column stands.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        self.schema.columns.iter().position(|column| column.name == name)
    }

    /// The value of a cell, missing outside the table.
    pub fn value(&self, row: usize, column: usize) -> Cell<'_> {
        match self.columns.get(column) {
            Some(column) if row < self.rows() && !column.is_missing(row) => match column {
                Column::Numeric(values) => Cell::Number(values[row]),
                Column::Text { codes, levels } => Cell::Word(&levels[codes[row] as usize]),
            },
            _ => Cell::Missing,
        }
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }
}

/// The text of a number in a column of this type: the shortest decimal that reads back as
/// the same number, with an exponent where it would be a long row of zeros.
pub fn number_text(column_type: ColumnType, value: f64) -> String {
    match column_type {
        ColumnType::Date => return calendar::text(value),
        ColumnType::Duration => return calendar::duration_text(value),
        ColumnType::Percent => return number_text(ColumnType::Decimal, value) + " %",
        _ => {}
    }
    if value != 0.0 && !(1e-5..1e16).contains(&value.abs()) {
        format!("{value:e}")
    } else {
        format!("{value}")
    }
}

/// [`number_text`] for a reader: with the decimal mark of the language.
///
/// Checked by `tests/it/data/typed_cell.rs::a_german_reads_and_writes_a_comma`.
pub fn shown_number(column_type: ColumnType, value: f64) -> String {
    localized(number_text(column_type, value))
}
