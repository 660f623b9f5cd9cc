//! The columns of a table while it is read, each as what it seems to be.
//!
//! ```text
//! Words -> judge -> Numbers, Dates or Words       (the beginning of the file)
//! Numbers, Dates -> too many others -> Words      (the file once more, only these)
//! ```

mod dates;
mod numbers;
mod words;

pub(super) use dates::DateColumn;
pub(super) use numbers::NumberColumn;
pub(super) use words::WordColumn;

use crate::config::{ColumnType, DecimalMark};
use crate::data::ImportWarning;
use crate::data::import::missing::Markers;
use crate::data::table::Column;

/// What a column is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParseAs {
    /// Numbers of any type.
    Numbers,
    /// Dates.
    Dates,
    /// Words.
    Words,
}

impl ParseAs {
    /// What the user's choice of a type means.
    pub fn asked(column_type: ColumnType) -> Self {
        match column_type {
            ColumnType::Date => Self::Dates,
            ColumnType::Boolean | ColumnType::Category | ColumnType::Text => Self::Words,
            _ => Self::Numbers,
        }
    }

    /// Bytes of memory a row takes, words not counted.
    pub fn bytes_per_row(self) -> usize {
        match self {
            Self::Words => size_of::<u32>(),
            Self::Numbers | Self::Dates => size_of::<f64>(),
        }
    }

    /// What a column is, from how many of its values are numbers and dates.
    ///
    /// Others than numbers in a column of numbers must stay below 5 %: then they count as
    /// missing, with a warning; more of them make the column words, with a warning too. With
    /// fewer than 21 values a single word is enough. The same with dates.
    ///
    /// Checked by `tests/it/data/import/cases_types.rs`.
    pub fn of(numbers: usize, dates: usize, values: usize) -> Self {
        let is = |count: usize| count > 0 && 20 * (values - count) < values;
        if values == 0 || is(numbers) {
            Self::Numbers
        } else if is(dates) {
            Self::Dates
        } else {
            Self::Words
        }
    }
}

/// A column that is being read.
pub(super) enum Builder {
    Numbers(NumberColumn),
    Dates(DateColumn),
    Words(WordColumn),
    /// Read before; its fields are passed over.
    Done(Done),
}

/// A column that was read.
pub(super) struct Done {
    pub column: Column,
    pub column_type: ColumnType,
    /// What was met in it.
    pub warnings: Vec<ImportWarning>,
    /// What groups its thousands.
    pub thousands: Option<char>,
}

/// What a builder needs to know to read a field.
pub(super) struct Context<'a> {
    pub markers: &'a Markers,
    pub decimal: DecimalMark,
    /// The line in which the field's record begins.
    pub line: usize,
}

impl Builder {
    /// An empty column with room for `rows`.
    pub fn new(kind: ParseAs, rows: usize) -> Self {
        match kind {
            ParseAs::Numbers => Self::Numbers(NumberColumn::with_capacity(rows)),
            ParseAs::Dates => Self::Dates(DateColumn::with_capacity(rows)),
            ParseAs::Words => Self::Words(WordColumn::with_capacity(rows)),
        }
    }

    /// Bytes of memory a row takes, words not counted.
    pub fn bytes_per_row(&self) -> usize {
        self.read_as().bytes_per_row()
    }

    /// Bytes of the different words.
    pub fn bytes_of_words(&self) -> usize {
        match self {
            Self::Words(words) => words.bytes(),
            Self::Numbers(_) | Self::Dates(_) | Self::Done(_) => 0,
        }
    }

    /// What the column should have been read as, now that all of it is known.
    pub fn kind(&self) -> ParseAs {
        match self {
            Self::Numbers(numbers) => numbers.kind(),
            Self::Dates(dates) => dates.kind(),
            Self::Words(words) => words.kind(),
            Self::Done(done) => match done.column_type {
                ColumnType::Date => ParseAs::Dates,
                _ if matches!(done.column, Column::Text { .. }) => ParseAs::Words,
                _ => ParseAs::Numbers,
            },
        }
    }

    /// What the column is read as.
    pub fn read_as(&self) -> ParseAs {
        match self {
            Self::Numbers(_) => ParseAs::Numbers,
            Self::Dates(_) => ParseAs::Dates,
            Self::Words(_) => ParseAs::Words,
            Self::Done(_) => self.kind(),
        }
    }

    /// The finished column. `asked`: what type the user wants.
    pub fn finish(
        self,
        name: &str,
        decimal: DecimalMark,
        month_first: bool,
        asked: Option<ColumnType>,
    ) -> Done {
        match self {
            Self::Numbers(numbers) => numbers.finish(name, decimal),
            Self::Dates(dates) => dates.finish(name, month_first),
            Self::Words(words) => words.finish(name, asked),
            Self::Done(done) => done,
        }
    }
}
