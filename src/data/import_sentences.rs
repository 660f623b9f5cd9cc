//! The sentences that a user reads about an import (all of them: tests/it/snapshots,
//! `import_sentences`).

use std::fmt;

use crate::config::DecimalMark;
use crate::data::ImportWarning;

pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn quoted(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    quoted.join(", ")
}

fn mark(decimal: DecimalMark) -> &'static str {
    match decimal {
        DecimalMark::Point => "decimal point",
        DecimalMark::Comma => "decimal comma",
    }
}

impl fmt::Display for ImportWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_are = |count| if count == 1 { "is" } else { "are" };
        match self {
            Self::OldEncoding { encoding, line } => write!(
                f,
                "The file is not UTF-8, so it was read as {} (from line {line} on); choose another encoding if letters look wrong.",
                encoding.label()
            ),
            Self::BrokenCharacters(at) => write!(
                f,
                "{} as \u{fffd} here ({}); choose another encoding if there are many.",
                plural(
                    at.count,
                    "character could not be read and stands",
                    "characters could not be read and stand"
                ),
                at.named()
            ),
            Self::Preamble(at) => write!(
                f,
                "{} above the rows {} left out ({}).",
                plural(at.count, "line", "lines"),
                if at.count == 1 { "was" } else { "were" },
                at.named()
            ),
            Self::Comments(at) => write!(
                f,
                "{} that {} with # {} left out ({}).",
                plural(at.count, "line", "lines"),
                if at.count == 1 { "begins" } else { "begin" },
                if at.count == 1 { "was" } else { "were" },
                at.named()
            ),
            Self::NoNames { columns, line } => write!(
                f,
                "Line {line} looks like data, not like column names, so the columns are called column_1 to column_{columns}; say that the names are in the first line if they are."
            ),
            Self::RowNames { renamed, line } => write!(
                f,
                "The rows have one field more than the names in line {line}, so the first column is called \"{renamed}\" and the names belong to the others."
            ),
            Self::EmptyNames { columns: 1, first, renamed, line } => {
                write!(
                    f,
                    "Column {first} has no name in line {line}; it is called \"{renamed}\" here."
                )
            }
            Self::EmptyNames { columns, first, renamed, line } => write!(
                f,
                "{columns} columns have no name in line {line}; they are numbered here (first: column {first} is \"{renamed}\")."
            ),
            Self::DuplicateNames { columns: 1, first, renamed, line } => write!(
                f,
                "The column name \"{first}\" stands twice in line {line}; the later one is called \"{renamed}\" here."
            ),
            Self::DuplicateNames { columns, first, renamed, line } => write!(
                f,
                "{columns} columns have a name that an earlier column has in line {line}; they are numbered here (first: \"{first}\" is \"{renamed}\")."
            ),
            Self::TrailingColumns { columns: 1, line } => write!(
                f,
                "The last column has no name in line {line} and no values, so it was left out."
            ),
            Self::TrailingColumns { columns, line } => write!(
                f,
                "The last {columns} columns have no names in line {line} and no values, so they were left out."
            ),
            Self::Sampled { every, rows } => {
                write!(f, "One row in {every} was read, spread over the {rows} rows of the file.")
            }
            Self::ShortRows(at) => write!(
                f,
                "{} had too few fields; the empty places count as missing ({}).",
                plural(at.count, "row", "rows"),
                at.named()
            ),
            Self::TrailingFields(at) => write!(
                f,
                "{} had empty fields after the last column; those fields were cut ({}).",
                plural(at.count, "row", "rows"),
                at.named()
            ),
            Self::LongRows(at) => write!(
                f,
                "{} had too many fields and {} dropped; put fields that hold the delimiter in quotation marks ({}).",
                plural(at.count, "row", "rows"),
                if at.count == 1 { "was" } else { "were" },
                at.named()
            ),
            Self::OpenQuotes { column, places } => write!(
                f,
                "{} in column \"{column}\" {} never closed and {} read like any other character ({}).",
                plural(places.count, "quotation mark", "quotation marks"),
                is_are(places.count),
                if places.count == 1 { "was" } else { "were" },
                places.named()
            ),
            Self::UnsureMarks { column, odd, decimal } => {
                let (mark, other) = match decimal {
                    DecimalMark::Point => ("point", "comma"),
                    DecimalMark::Comma => ("comma", "point"),
                };
                write!(
                    f,
                    "Every number with a comma or point could be thousands or decimals; a {mark} was read as the decimal mark and a {other} as that of thousands (\"{column}\": {}). Choose the other decimal mark if that is wrong.",
                    odd.named()
                )
            }
            Self::MixedMarks { column, odd, decimal, unsure } => {
                let other = match decimal {
                    DecimalMark::Point => DecimalMark::Comma,
                    DecimalMark::Comma => DecimalMark::Point,
                };
                write!(
                    f,
                    "\"{column}\": {} with a {} in a file with a {} ({})",
                    plural(odd.places.count, "number", "numbers"),
                    mark(other),
                    mark(*decimal),
                    odd.named()
                )?;
                if *unsure > 0 {
                    write!(f, "; check the {unsure} that could be either, such as 1,234 or 1.234")?;
                }
                f.write_str(".")
            }
            Self::MixedUnits { column, odd } => write!(
                f,
                "\"{column}\" mixes numbers with and without a percent sign or with several currencies; all were read as they stand ({}).",
                odd.named()
            ),
            Self::WordsAsMissing { column, odd, values } => write!(
                f,
                "\"{column}\" is read as numbers; {} of its {values} values {} as missing ({}); read it as Category to keep {}.",
                odd.places.count,
                if odd.places.count == 1 {
                    "is not a number and counts"
                } else {
                    "are not numbers and count"
                },
                odd.named(),
                if odd.places.count == 1 { "it" } else { "them" }
            ),
            Self::NumbersWithText { column, odd, values, have_units: true, .. } => write!(
                f,
                "\"{column}\" is read as text, because {} of its {values} values {} ({}); write all of them in one unit to compute with them.",
                odd.places.count,
                if odd.places.count == 1 { "has another unit" } else { "have other units" },
                odd.named()
            ),
            Self::NumbersWithText { column, odd, values, notation, .. } => write!(
                f,
                "\"{column}\" is read as text, because {} of its {values} values {}{} ({}); read it as Number to count {} as missing.",
                odd.places.count,
                if odd.places.count == 1 { "is not a number" } else { "are not numbers" },
                notation
                    .as_ref()
                    .map_or_else(String::new, |notation| format!(" {}", notation.with())),
                odd.named(),
                if odd.places.count == 1 { "it" } else { "them" }
            ),
            Self::WordsInColumns { columns, first, odd } => write!(
                f,
                "{columns} columns are read as numbers; {} of their values are not numbers and count as missing (first \"{first}\": {}); read a column as Category to keep them.",
                odd.places.count,
                odd.named()
            ),
            Self::ReadAs { column, others: 0, odd, notation } => {
                notation.sentence(f, &format!("\"{column}\""), odd)
            }
            Self::ReadAs { column, others, odd, notation } => {
                let more = plural(*others, "more column", "more columns");
                notation.sentence(f, &format!("\"{column}\" and {more}"), odd)
            }
            Self::Choices { column, choices } => write!(
                f,
                "The cells of \"{column}\" hold several of {choices} choices, so each choice becomes an input of its own; read it as Category to have one for each combination."
            ),
            Self::MarkersAsWords { columns, first, odd } => write!(
                f,
                "{} of {} {} kept, like the other words, though such a cell often means a missing value ({}{}); take it as missing if it means that here.",
                plural(odd.places.count, "cell", "cells"),
                if *columns == 1 { format!("\"{first}\"") } else { format!("{columns} columns") },
                is_are(odd.places.count),
                if *columns == 1 { String::new() } else { format!("first \"{first}\": ") },
                odd.named()
            ),
            Self::TickBoxes { column, others, mark, empty } => write!(
                f,
                "The only word of \"{column}\"{} is \"{mark}\", so {} as not ticked; read {} as Category to have them missing.",
                match others {
                    0 => String::new(),
                    others => format!(" and {}", plural(*others, "more column", "more columns")),
                },
                plural(*empty, "empty cell is read", "empty cells are read"),
                if *others == 0 { "it" } else { "a column" }
            ),
            Self::Garbled { column, example } => write!(
                f,
                "\"{column}\" has letters that look garbled (\"{example}\"), as when a text is read in another encoding than it was written in; save it anew as UTF-8 from its source if they matter."
            ),
            Self::Sentinel { column, others, value, count, least, greatest } => write!(
                f,
                "\"{column}\"{} {value} {}, far outside the other values ({least} to {greatest}), as a code for a missing value does; take it as missing if it is one.",
                if *others == 0 {
                    " has".to_owned()
                } else {
                    format!(" and {} have", plural(*others, "more column", "more columns"))
                },
                plural(*count, "time", "times"),
            ),
            Self::Lists { column, example } => write!(
                f,
                "The cells of \"{column}\" hold lists (\"{example}\"), which are words here; put each part into a column of its own to learn from it."
            ),
            Self::Codes { column, example } => write!(
                f,
                "\"{column}\" has digits of one length with zeros in front (\"{example}\"), as codes do, so it is read as words; read it as Number to compute with it."
            ),
            Self::SimilarWords { column, examples, words, classes } => write!(
                f,
                "\"{column}\" has {words} different words, but only {classes} if case, blanks and full stops do not count ({}); join them if they mean the same.",
                quoted(examples)
            ),
            Self::SpreadsheetErrors { columns, first, odd } => write!(
                f,
                "{} of a spreadsheet's formulas {} as missing ({}\"{first}\": {}).",
                plural(odd.places.count, "error", "errors"),
                if odd.places.count == 1 { "counts" } else { "count" },
                if *columns == 1 { String::new() } else { format!("in {columns} columns, first ") },
                odd.named()
            ),
            Self::Invisible(at) => write!(
                f,
                "{} invisible characters at {} edges, which were dropped ({}).",
                plural(at.count, "field had", "fields had"),
                if at.count == 1 { "its" } else { "their" },
                at.named()
            ),
            Self::RepeatedNames(at) => write!(
                f,
                "{} the column names and {} left out ({}).",
                plural(at.count, "row repeats", "rows repeat"),
                if at.count == 1 { "was" } else { "were" },
                at.named()
            ),
            Self::SecondTable { line } => write!(
                f,
                "Another table begins in line {line}; only the rows above it were read, so put it into a file of its own to use it."
            ),
            Self::Sparse { columns: 1, first, missing, rows } => {
                write!(f, "\"{first}\" has no value in {missing} of {rows} rows.")
            }
            Self::Sparse { columns, first, missing, rows } => write!(
                f,
                "{columns} columns have no value in most rows (the emptiest, \"{first}\", in {missing} of {rows})."
            ),
            Self::BeyondNumbers { column, odd } => write!(
                f,
                "\"{column}\": {} infinite or too large to compute with, so {} as missing ({}).",
                plural(odd.places.count, "number is", "numbers are"),
                if odd.places.count == 1 { "it counts" } else { "they count" },
                odd.named()
            ),
            Self::NotDates { column, odd, values } => write!(
                f,
                "\"{column}\" is read as dates; {} of its {values} values {} as missing ({}); read it as Category to keep {}.",
                odd.places.count,
                if odd.places.count == 1 {
                    "is not a date and counts"
                } else {
                    "are not dates and count"
                },
                odd.named(),
                if odd.places.count == 1 { "it" } else { "them" }
            ),
            Self::UnsureDates { column, odd, day_first } => write!(
                f,
                "\"{column}\": no day is above 12, so day and month cannot be told apart; the {} was read first ({}).",
                if *day_first { "day" } else { "month" },
                odd.named()
            ),
            Self::EmptyColumns { columns: 1, first } => {
                write!(f, "Column \"{first}\" has no values, so it cannot be used.")
            }
            Self::EmptyColumns { columns, first } => write!(
                f,
                "{columns} columns have no values, so they cannot be used (first: \"{first}\")."
            ),
            Self::Layout(note) => note.fmt(f),
        }
    }
}
