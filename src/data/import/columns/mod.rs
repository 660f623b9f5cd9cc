//! The columns of a table while it is read, each as what it seems to be.
//!
//! ```text
//! Words -> judge -> Numbers, Dates or Words       (the beginning of the file)
//! Numbers, Dates -> too many others -> Words      (the file once more, only these)
//! ```

mod choice_cells;
mod dates;
mod markers;
mod numbers;
mod odd_words;
mod sentinel;
mod spelling;
mod word_table;
mod words;
mod yes_no;

pub(super) use dates::DateColumn;
pub(super) use numbers::NumberColumn;
pub(super) use words::WordColumn;

use crate::config::{ColumnType, DecimalMark};
use crate::data::ImportWarning;
use crate::data::import::missing::Markers;
use crate::data::import::pattern::NumberPattern;
use crate::data::occurrences::OddFields;
use crate::data::table::Column;

/// Words of a column that are looked at again while it is read.
const FEW_WORDS: usize = 10_000;

/// What a column is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParseAs {
    /// Numbers of any type.
    Numbers,
    /// Numbers in a notation that the whole column has.
    Pattern(NumberPattern),
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
            Self::Numbers | Self::Pattern(_) | Self::Dates => size_of::<f64>(),
        }
    }

    /// Whether `count` values make a column what they are, beside `others`.
    ///
    /// Others than numbers in a column of numbers must stay below 5 %, or be two at most and
    /// no more than a fifth: then they count as missing, with a warning; more of them make the
    /// column words, with a warning too. The same with dates. Words that mean "no value" are
    /// not among the others.
    ///
    /// Checked by `tests/it/data/import/cases_types.rs`.
    fn are_most(count: usize, others: usize) -> bool {
        let values = count + others;
        count > 0 && (20 * others < values || others <= 2 && 5 * others <= values)
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

/// What the user says of a column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    pub column_type: Option<ColumnType>,
    /// Whether spellings that hardly differ are joined.
    pub is_joined: bool,
}

/// A column that was read.
pub(super) struct Done {
    pub column: Column,
    pub column_type: ColumnType,
    /// What was met in it.
    pub warnings: Vec<ImportWarning>,
    /// What groups its thousands.
    pub thousands: Option<char>,
    /// Numbers like `1,234`.
    pub unsure: OddFields,
}

/// What a builder needs to know to read a field.
pub(super) struct Context<'a> {
    pub markers: &'a Markers,
    pub decimal: DecimalMark,
    /// Whether some number of the file, or the user, speaks for it.
    pub is_decimal_sure: bool,
    /// The line in which the field's record begins.
    pub line: usize,
}

impl Builder {
    /// An empty column with room for `rows`.
    pub fn new(kind: ParseAs, rows: usize) -> Self {
        match kind {
            ParseAs::Numbers => Self::Numbers(NumberColumn::with_capacity(rows, None)),
            ParseAs::Pattern(pattern) => {
                Self::Numbers(NumberColumn::with_capacity(rows, Some(pattern)))
            }
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

    /// Whether nearly all values so far are numbers or dates. Of very many different words it
    /// is not asked: that takes time, and they are none.
    pub fn is_surely_numeric(&self) -> bool {
        match self {
            Self::Words(words) => words.len() <= FEW_WORDS && self.kind() != ParseAs::Words,
            Self::Numbers(_) | Self::Dates(_) => true,
            Self::Done(done) => !matches!(done.column, Column::Text { .. }),
        }
    }

    /// What the column is read as.
    pub fn read_as(&self) -> ParseAs {
        match self {
            Self::Numbers(numbers) => numbers.read_as(),
            Self::Dates(_) => ParseAs::Dates,
            Self::Words(_) => ParseAs::Words,
            Self::Done(_) => self.kind(),
        }
    }

    /// The finished column. `asked`: what type the user wants.
    pub fn finish(self, name: &str, decimal: DecimalMark, month_first: bool, asked: Asked) -> Done {
        match self {
            Self::Numbers(numbers) => numbers.finish(name, decimal),
            Self::Dates(dates) => dates.finish(name, month_first),
            Self::Words(words) => words.finish(name, asked),
            Self::Done(done) => done,
        }
    }
}
