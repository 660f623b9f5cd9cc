//! What was found about the structure of a file, besides its columns: lines that are no rows,
//! and how columns and names were told apart.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::data::occurrences::Occurrences;
use crate::{t, tn};

/// Something about the lines of a file that is said where it was so.
///
/// Checked by `tests/it/data/import/cases_rows.rs` and `cases_headers.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum LayoutNote {
    /// Rows without any value, left out.
    EmptyRows(Occurrences),
    /// Lines that only draw a line, left out.
    Rulers(Occurrences),
    /// Lines below the table or between the rows: sources, counts, sums; left out.
    Below(Occurrences),
    /// A last row that is called a total, and is read as a row.
    TotalRow {
        /// What it is called.
        label: String,
        line: usize,
    },
    /// Names that stand in two lines.
    NamesInTwoLines {
        /// The first of the two.
        line: usize,
        /// The first name that came of both.
        first: String,
    },
    /// Columns that were told apart by their places in the lines.
    FixedWidths { columns: usize },
    /// Lines that stand in quotation marks as a whole.
    QuotedLines {
        /// The first of them.
        line: usize,
    },
    /// Names that stand in lines of their own, as in an ARFF file.
    Attributes {
        columns: usize,
        /// The first of them.
        line: usize,
    },
}

impl LayoutNote {
    /// A word for the kind, which never changes.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::EmptyRows(_) => "empty_rows",
            Self::Rulers(_) => "rulers",
            Self::Below(_) => "below",
            Self::TotalRow { .. } => "total_row",
            Self::NamesInTwoLines { .. } => "names_in_two_lines",
            Self::FixedWidths { .. } => "fixed_widths",
            Self::QuotedLines { .. } => "quoted_lines",
            Self::Attributes { .. } => "attributes",
        }
    }

    /// How many places it speaks of, and the lines of the first.
    pub fn places(&self) -> Occurrences {
        match self {
            Self::EmptyRows(places) | Self::Rulers(places) | Self::Below(places) => places.clone(),
            Self::TotalRow { line, .. }
            | Self::NamesInTwoLines { line, .. }
            | Self::QuotedLines { line } => Occurrences::one(*line),
            Self::FixedWidths { columns } => Occurrences { count: *columns, lines: Vec::new() },
            Self::Attributes { columns, line } => {
                Occurrences { count: *columns, lines: vec![*line] }
            }
        }
    }
}

impl fmt::Display for LayoutNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::EmptyRows(at) => tn!(
                at.count,
                "{count} row without any value was left out ({lines}).",
                "{count} rows without any value were left out ({lines}).",
                lines = at.named(),
            ),
            Self::Rulers(at) => tn!(
                at.count,
                "{count} line of dashes or the like says nothing and was left out ({lines}).",
                "{count} lines of dashes or the like say nothing and were left out ({lines}).",
                lines = at.named(),
            ),
            Self::Below(at) => tn!(
                at.count,
                "{count} line is a remark or a sum rather than a row and was left out ({lines}).",
                "{count} lines are remarks or sums rather than rows and were left out ({lines}).",
                lines = at.named(),
            ),
            Self::TotalRow { label, line } => t!(
                "The last row (line {line}) is called \"{label}\", but is read as a row like the others; delete it from the file if it sums up those above.",
                line,
                label,
            ),
            Self::NamesInTwoLines { line, first } => t!(
                "The column names stand in lines {line} and {next}; they were joined (first: \"{first}\").",
                line,
                next = line + 1,
                first,
            ),
            Self::FixedWidths { columns } => t!(
                "The {columns} columns were told apart by their places in the lines, for blanks do not part all lines alike.",
                columns,
            ),
            Self::QuotedLines { line } => t!(
                "Whole lines stand in quotation marks (from line {line} on); the marks were left out, and the columns read from between them.",
                line,
            ),
            Self::Attributes { columns, line } => t!(
                "The names of the {columns} columns were read from the lines @attribute (from line {line} on), as ARFF has them.",
                columns,
                line,
            ),
        })
    }
}
