//! What was found about the structure of a file, besides its columns: lines that are no rows,
//! and how columns and names were told apart.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::data::occurrences::Occurrences;

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
        let were = |places: &Occurrences| if places.count == 1 { "was" } else { "were" };
        let counted = |places: &Occurrences, one: &str, many: &str| {
            format!("{} {}", places.count, if places.count == 1 { one } else { many })
        };
        match self {
            Self::EmptyRows(at) => write!(
                f,
                "{} without any value {} left out ({}).",
                counted(at, "row", "rows"),
                were(at),
                at.named()
            ),
            Self::Rulers(at) => write!(
                f,
                "{} nothing and {} left out ({}).",
                counted(at, "line of dashes or the like says", "lines of dashes or the like say"),
                were(at),
                at.named()
            ),
            Self::Below(at) => write!(
                f,
                "{} rather than {} and {} left out ({}).",
                counted(at, "line is a remark or a sum", "lines are remarks or sums"),
                if at.count == 1 { "a row" } else { "rows" },
                were(at),
                at.named()
            ),
            Self::TotalRow { label, line } => write!(
                f,
                "The last row (line {line}) is called \"{label}\", but is read as a row like the others; delete it from the file if it sums up those above."
            ),
            Self::NamesInTwoLines { line, first } => write!(
                f,
                "The column names stand in lines {line} and {}; they were joined (first: \"{first}\").",
                line + 1
            ),
            Self::FixedWidths { columns } => write!(
                f,
                "The {columns} columns were told apart by their places in the lines, for blanks do not part all lines alike."
            ),
            Self::QuotedLines { line } => write!(
                f,
                "Whole lines stand in quotation marks (from line {line} on); the marks were left out, and the columns read from between them."
            ),
            Self::Attributes { columns, line } => write!(
                f,
                "The names of the {columns} columns were read from the lines @attribute (from line {line} on), as ARFF has them."
            ),
        }
    }
}
