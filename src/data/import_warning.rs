//! What an import had to repair, counted and located.

use serde::{Deserialize, Serialize};

use crate::config::{DecimalMark, Encoding};
use crate::data::layout_note::LayoutNote;
use crate::data::notation::Notation;
use crate::data::occurrences::{Occurrences, OddFields};

/// Something that was mended, guessed or left out while the table was read: at most one
/// of a kind for each column, in the order of the steps.
///
/// Warnings come with the table, as data; errors are in [`DataError`](super::DataError).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ImportWarning {
    /// The bytes are no UTF-8, so they were read as another encoding.
    OldEncoding {
        encoding: Encoding,
        /// Where it matters first.
        line: usize,
    },
    /// Characters that could not be read, each replaced by U+FFFD.
    BrokenCharacters(Occurrences),
    /// Lines above the table.
    Preamble(Occurrences),
    /// Lines that begin with `#`.
    Comments(Occurrences),
    /// The first line looks like data, so names were made.
    NoNames {
        columns: usize,
        /// The first line.
        line: usize,
    },
    /// Rows have one field more than there are names, at the front, as R writes it.
    RowNames {
        /// The name that the first column got.
        renamed: String,
        /// Where the names are.
        line: usize,
    },
    /// Columns without a name, which got one.
    EmptyNames {
        /// How many.
        columns: usize,
        /// The first one's position, counted from 1.
        first: usize,
        /// Its name now.
        renamed: String,
        /// Where the names are.
        line: usize,
    },
    /// Columns with a name that an earlier column has, which got another.
    DuplicateNames {
        /// How many.
        columns: usize,
        /// The first one's name in the file.
        first: String,
        /// Its name now.
        renamed: String,
        /// Where the names are.
        line: usize,
    },
    /// Last columns without names and without values, left out.
    TrailingColumns {
        /// How many.
        columns: usize,
        /// Where the names are.
        line: usize,
    },
    /// One row in `every` was read, as the user asked.
    Sampled {
        /// One row of this many was read.
        every: u32,
        /// Rows of the file.
        rows: usize,
    },
    /// Rows with too few fields, filled up.
    ShortRows(Occurrences),
    /// Rows with empty fields beyond the last column, cut.
    TrailingFields(Occurrences),
    /// Rows with too many fields, dropped.
    LongRows(Occurrences),
    /// Quotation marks that are never closed, read like other characters.
    OpenQuotes {
        /// The first one's column.
        column: String,
        /// Where they are.
        places: Occurrences,
    },
    /// Every number with a mark looks like `1,234`, which is two different numbers.
    UnsureMarks {
        /// The first such column.
        column: String,
        /// The first such number.
        odd: OddFields,
        /// The decimal mark they were read with.
        decimal: DecimalMark,
    },
    /// Numbers with the other decimal mark than the file's.
    MixedMarks {
        column: String,
        /// Such numbers.
        odd: OddFields,
        /// The file's decimal mark.
        decimal: DecimalMark,
        /// Numbers of the column that would be others with that mark, such as `1,234`.
        unsure: usize,
    },
    /// Numbers of which some have a percent sign or currency and some have not.
    MixedUnits {
        column: String,
        /// Those of the rarer kind.
        odd: OddFields,
    },
    /// Numbers or dates in a notation that the column has.
    ReadAs {
        column: String,
        /// More columns with the same notation.
        others: usize,
        /// Those in that notation.
        odd: OddFields,
        notation: Notation,
    },
    /// Digits with zeros in front, all of one length, which are read as words.
    Codes { column: String, example: String },
    /// Words that differ only by case, blanks or a full stop.
    SimilarWords {
        column: String,
        examples: Vec<String>,
        /// Different words.
        words: usize,
        /// What would be left of them.
        classes: usize,
    },
    /// Cells that hold several choices, each of which becomes an input.
    Choices { column: String, choices: usize },
    /// Usual markers of missing values that are kept as words, for they are like the others.
    MarkersAsWords {
        /// How many columns.
        columns: usize,
        /// The first one's name.
        first: String,
        /// The marker, in all of them.
        odd: OddFields,
    },
    /// The only word is a mark, and the empty cells are read as boxes without it.
    TickBoxes {
        column: String,
        /// More columns with the same mark.
        others: usize,
        mark: String,
        /// Their empty cells.
        empty: usize,
    },
    /// Letters that were read in another encoding than they were written in.
    Garbled { column: String, example: String },
    /// A number that seems to stand for a missing value.
    Sentinel {
        column: String,
        /// More columns that have it.
        others: usize,
        value: String,
        /// How often it is there.
        count: usize,
        /// The range of the column's other values.
        least: String,
        greatest: String,
    },
    /// Cells that hold lists.
    Lists { column: String, example: String },
    /// Errors of a spreadsheet's formulas, which count as missing.
    SpreadsheetErrors {
        /// Columns that have them.
        columns: usize,
        /// The first one's name.
        first: String,
        odd: OddFields,
    },
    /// Characters that nobody sees at the edges of fields, dropped.
    Invisible(Occurrences),
    /// Rows that repeat the column names, left out.
    RepeatedNames(Occurrences),
    /// The line in which another table begins, which was not read.
    SecondTable { line: usize },
    /// Columns in which most rows have no value.
    Sparse {
        /// How many columns.
        columns: usize,
        /// The one with the fewest values, and its rows without one.
        first: String,
        missing: usize,
        rows: usize,
    },
    /// Several columns of numbers with words in them, which count as missing.
    WordsInColumns {
        /// How many columns.
        columns: usize,
        /// The first one's name.
        first: String,
        /// All their words.
        odd: OddFields,
    },
    /// Words in a column of numbers, which count as missing.
    WordsAsMissing {
        column: String,
        /// The words.
        odd: OddFields,
        /// Values of the column, words among them.
        values: usize,
    },
    /// A column with numbers that is read as text, for too many of its values are words.
    NumbersWithText {
        column: String,
        /// The words.
        odd: OddFields,
        /// Values of the column, words among them.
        values: usize,
        /// What the others are written in, if that is more than plain numbers.
        notation: Option<Notation>,
        /// Whether the words are numbers too, with other units.
        have_units: bool,
    },
    /// Infinities and numbers that the engine cannot hold, which count as missing.
    BeyondNumbers {
        column: String,
        /// They.
        odd: OddFields,
    },
    /// Fields in a column of dates that are none, which count as missing.
    NotDates {
        column: String,
        /// They.
        odd: OddFields,
        /// Values of the column, they among them.
        values: usize,
    },
    /// Dates of which no day is above 12, so that it may be the month.
    UnsureDates {
        column: String,
        /// The first.
        odd: OddFields,
        /// Whether they were read with the day first.
        day_first: bool,
    },
    /// Columns without a single value.
    EmptyColumns {
        /// How many.
        columns: usize,
        /// The first one's name.
        first: String,
    },
    /// Something about the lines of the file.
    Layout(LayoutNote),
}

impl ImportWarning {
    /// A word for the kind, which never changes.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::OldEncoding { .. } => "old_encoding",
            Self::BrokenCharacters(_) => "broken_characters",
            Self::Preamble(_) => "preamble",
            Self::Comments(_) => "comments",
            Self::NoNames { .. } => "no_names",
            Self::RowNames { .. } => "row_names",
            Self::EmptyNames { .. } => "empty_names",
            Self::DuplicateNames { .. } => "duplicate_names",
            Self::TrailingColumns { .. } => "trailing_columns",
            Self::Sampled { .. } => "sampled",
            Self::ShortRows(_) => "short_rows",
            Self::TrailingFields(_) => "trailing_fields",
            Self::LongRows(_) => "long_rows",
            Self::OpenQuotes { .. } => "open_quotes",
            Self::UnsureMarks { .. } => "unsure_marks",
            Self::MixedMarks { .. } => "mixed_marks",
            Self::MixedUnits { .. } => "mixed_units",
            Self::ReadAs { .. } => "read_as",
            Self::Codes { .. } => "codes",
            Self::SimilarWords { .. } => "similar_words",
            Self::Choices { .. } => "choices",
            Self::MarkersAsWords { .. } => "markers_as_words",
            Self::TickBoxes { .. } => "tick_boxes",
            Self::Garbled { .. } => "garbled",
            Self::Sentinel { .. } => "sentinel",
            Self::Lists { .. } => "lists",
            Self::SpreadsheetErrors { .. } => "spreadsheet_errors",
            Self::Invisible(_) => "invisible_characters",
            Self::RepeatedNames(_) => "repeated_names",
            Self::SecondTable { .. } => "second_table",
            Self::Sparse { .. } => "sparse",
            Self::WordsInColumns { .. } => "words_in_columns",
            Self::WordsAsMissing { .. } => "words_as_missing",
            Self::NumbersWithText { .. } => "numbers_with_text",
            Self::BeyondNumbers { .. } => "beyond_numbers",
            Self::NotDates { .. } => "not_dates",
            Self::UnsureDates { .. } => "unsure_dates",
            Self::EmptyColumns { .. } => "empty_columns",
            Self::Layout(note) => note.kind(),
        }
    }

    /// How many places it speaks of, and the lines of the first; no lines where it speaks
    /// of whole columns.
    pub fn places(&self) -> Occurrences {
        match self {
            Self::BrokenCharacters(places)
            | Self::Preamble(places)
            | Self::Comments(places)
            | Self::ShortRows(places)
            | Self::TrailingFields(places)
            | Self::LongRows(places)
            | Self::Invisible(places)
            | Self::RepeatedNames(places)
            | Self::OpenQuotes { places, .. } => places.clone(),
            Self::NoNames { columns, line }
            | Self::EmptyNames { columns, line, .. }
            | Self::DuplicateNames { columns, line, .. }
            | Self::TrailingColumns { columns, line } => {
                Occurrences { count: *columns, lines: vec![*line] }
            }
            Self::OldEncoding { line, .. }
            | Self::RowNames { line, .. }
            | Self::SecondTable { line } => Occurrences::one(*line),
            Self::Codes { .. } | Self::Lists { .. } | Self::Garbled { .. } => {
                Occurrences { count: 1, lines: Vec::new() }
            }
            Self::SimilarWords { words: count, .. }
            | Self::Choices { choices: count, .. }
            | Self::TickBoxes { empty: count, .. }
            | Self::Sentinel { count, .. } => Occurrences { count: *count, lines: Vec::new() },
            Self::Sampled { rows, .. } => Occurrences { count: *rows, lines: Vec::new() },
            Self::UnsureMarks { odd, .. }
            | Self::MixedMarks { odd, .. }
            | Self::MixedUnits { odd, .. }
            | Self::ReadAs { odd, .. }
            | Self::SpreadsheetErrors { odd, .. }
            | Self::MarkersAsWords { odd, .. }
            | Self::WordsInColumns { odd, .. }
            | Self::WordsAsMissing { odd, .. }
            | Self::NumbersWithText { odd, .. }
            | Self::BeyondNumbers { odd, .. }
            | Self::NotDates { odd, .. }
            | Self::UnsureDates { odd, .. } => odd.places.clone(),
            Self::Layout(note) => note.places(),
            Self::EmptyColumns { columns, .. } | Self::Sparse { columns, .. } => {
                Occurrences { count: *columns, lines: Vec::new() }
            }
        }
    }

    /// The column it speaks of, the first of several.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::EmptyNames { renamed, .. }
            | Self::DuplicateNames { renamed, .. }
            | Self::RowNames { renamed, .. } => Some(renamed),
            Self::OpenQuotes { column, .. }
            | Self::UnsureMarks { column, .. }
            | Self::MixedMarks { column, .. }
            | Self::MixedUnits { column, .. }
            | Self::ReadAs { column, .. }
            | Self::Codes { column, .. }
            | Self::SimilarWords { column, .. }
            | Self::Lists { column, .. }
            | Self::TickBoxes { column, .. }
            | Self::Garbled { column, .. }
            | Self::Sentinel { column, .. }
            | Self::Choices { column, .. }
            | Self::WordsAsMissing { column, .. }
            | Self::NumbersWithText { column, .. }
            | Self::BeyondNumbers { column, .. }
            | Self::NotDates { column, .. }
            | Self::UnsureDates { column, .. } => Some(column),
            Self::EmptyColumns { first, .. }
            | Self::Sparse { first, .. }
            | Self::MarkersAsWords { first, .. }
            | Self::SpreadsheetErrors { first, .. }
            | Self::WordsInColumns { first, .. } => Some(first),
            _ => None,
        }
    }
}
