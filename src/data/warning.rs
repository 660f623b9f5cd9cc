//! What an import had to mend, counted and located. `Display` is the sentence the
//! user reads (all of them: tests/it/snapshots, `import_sentences`).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something that was mended or left out while the table was read.
///
/// Warnings come with the table, as data; errors are in [`DataError`](super::DataError).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportWarning {
    /// Every name in the first line is a number: perhaps there are no names.
    NumbersAsNames {
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
    },
    /// Columns with a name that an earlier column has, which got another.
    DuplicateNames {
        /// How many.
        columns: usize,
        /// The first one's name in the file.
        first: String,
        /// Its name now.
        renamed: String,
    },
    /// Rows with too few fields, filled up.
    ShortRows(Places),
    /// Rows with empty fields beyond the last column, cut.
    TrailingFields(Places),
    /// Rows with too many fields, dropped.
    LongRows(Places),
    /// A quotation mark that is never closed: nothing after it can be trusted.
    UnclosedQuote {
        /// The line of the row in which it stands.
        line: usize,
    },
    /// Columns of numbers, but for a few values.
    NumbersWithText {
        /// The first such column.
        column: String,
        /// Its present values.
        values: usize,
        /// How many of them are not numbers.
        words: usize,
        /// The first one's line.
        line: usize,
        /// The first one.
        example: String,
        /// Further such columns.
        others: usize,
    },
    /// Columns without a single value.
    EmptyColumns {
        /// How many.
        columns: usize,
        /// The first one's name.
        first: String,
    },
}

/// How many rows, and where the first of them are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// How many rows.
    pub rows: usize,
    /// The first lines, at most [`Places::SHOWN`], counted from 1.
    pub lines: Vec<usize>,
}

impl Places {
    /// Lines that are kept.
    pub const SHOWN: usize = 3;

    /// Counts one more row.
    pub(super) fn add(&mut self, line: usize) {
        self.rows += 1;
        if self.lines.len() < Self::SHOWN {
            self.lines.push(line);
        }
    }

    /// `3 rows had ... (lines 4, 5, 9)`, or `(first: lines ...)` where some are left off.
    fn had(&self, what: &str) -> String {
        let lines: Vec<_> = self.lines.iter().map(ToString::to_string).collect();
        let first = if self.rows > self.lines.len() { "first: " } else { "" };
        let plural = |count| if count == 1 { "" } else { "s" };
        format!(
            "{} row{} had {what} ({first}line{} {})",
            self.rows,
            plural(self.rows),
            plural(lines.len()),
            lines.join(", ")
        )
    }
}

impl fmt::Display for ImportWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NumbersAsNames { line } => write!(
                f,
                "All column names in line {line} are numbers; if that line is data, put a line of names above it."
            ),
            Self::EmptyNames { columns: 1, first, renamed } => {
                write!(f, "Column {first} has no name; it is called \"{renamed}\" here.")
            }
            Self::EmptyNames { columns, first, renamed } => write!(
                f,
                "{columns} columns have no name; they are numbered here (first: column {first} is \"{renamed}\")."
            ),
            Self::DuplicateNames { columns: 1, first, renamed } => write!(
                f,
                "The column name \"{first}\" stands twice; the later one is called \"{renamed}\" here."
            ),
            Self::DuplicateNames { columns, first, renamed } => write!(
                f,
                "{columns} columns have a name that an earlier column has; they are numbered here (first: \"{first}\" is \"{renamed}\")."
            ),
            Self::ShortRows(places) => {
                write!(f, "{}; the empty places count as missing.", places.had("too few fields"))
            }
            Self::TrailingFields(places) => {
                let what = "empty fields after the last column";
                write!(f, "{}; those fields were cut.", places.had(what))
            }
            Self::LongRows(places) => {
                write!(
                    f,
                    "{} and {} dropped; put fields that hold the separator in quotation marks.",
                    places.had("too many fields"),
                    if places.rows == 1 { "was" } else { "were" }
                )
            }
            Self::UnclosedQuote { line } => write!(
                f,
                "A quotation mark in the row at line {line} is never closed, so everything from that line on was left out; close it or take it out."
            ),
            Self::NumbersWithText { column, values, words, line, example, others } => {
                let verb = if *words == 1 { "is not a number" } else { "are not numbers" };
                write!(
                    f,
                    "Column \"{column}\" is read as text, because {words} of its {values} values {verb} (first: \"{example}\" in line {line})"
                )?;
                match others {
                    0 => write!(f, "."),
                    1 => write!(f, "; another column has the same trouble."),
                    _ => write!(f, "; {others} other columns have the same trouble."),
                }
            }
            Self::EmptyColumns { columns: 1, first } => {
                write!(f, "Column \"{first}\" has no values, so it cannot be used.")
            }
            Self::EmptyColumns { columns, first } => write!(
                f,
                "{columns} columns have no values, so they cannot be used (first: \"{first}\")."
            ),
        }
    }
}
