//! The sentences that a user reads about an import (all of them: tests/it/snapshots,
//! `import_sentences`).

use std::fmt;

use crate::config::DecimalMark;
use crate::data::ImportWarning;
use crate::data::occurrences::{OddFields, quoted};
use crate::{t, tn};

impl fmt::Display for ImportWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())
    }
}

impl ImportWarning {
    fn sentence(&self) -> String {
        match self {
            Self::OldEncoding { encoding, line } => t!(
                "The file is not UTF-8, so it was read as {encoding} (from line {line} on); choose another encoding if letters look wrong.",
                encoding = encoding.label(),
                line,
            ),
            Self::BrokenCharacters(at) => tn!(
                at.count,
                "{count} character could not be read and stands as \u{fffd} here ({lines}); choose another encoding if there are many.",
                "{count} characters could not be read and stand as \u{fffd} here ({lines}); choose another encoding if there are many.",
                lines = at.named(),
            ),
            Self::Preamble(at) => tn!(
                at.count,
                "{count} line above the rows was left out ({lines}).",
                "{count} lines above the rows were left out ({lines}).",
                lines = at.named(),
            ),
            Self::Comments(at) => tn!(
                at.count,
                "{count} line that begins with # was left out ({lines}).",
                "{count} lines that begin with # were left out ({lines}).",
                lines = at.named(),
            ),
            Self::NoNames { columns, line } => t!(
                "Line {line} looks like data, not like column names, so the columns are called column_1 to column_{columns}; say that the names are in the first line if they are.",
                line,
                columns,
            ),
            Self::RowNames { renamed, line } => t!(
                "The rows have one field more than the names in line {line}, so the first column is called \"{renamed}\" and the names belong to the others.",
                line,
                renamed,
            ),
            Self::EmptyNames { columns, first, renamed, line } => tn!(
                *columns,
                "Column {first} has no name in line {line}; it is called \"{renamed}\" here.",
                "{count} columns have no name in line {line}; they are numbered here (first: column {first} is \"{renamed}\").",
                line,
                first,
                renamed,
            ),
            Self::DuplicateNames { columns, first, renamed, line } => tn!(
                *columns,
                "The column name \"{first}\" stands twice in line {line}; the later one is called \"{renamed}\" here.",
                "{count} columns have a name that an earlier column has in line {line}; they are numbered here (first: \"{first}\" is \"{renamed}\").",
                line,
                first,
                renamed,
            ),
            Self::TrailingColumns { columns, line } => tn!(
                *columns,
                "The last column has no name in line {line} and no values, so it was left out.",
                "The last {count} columns have no names in line {line} and no values, so they were left out.",
                line,
            ),
            Self::Sampled { every, rows } => t!(
                "One row in {every} was read, spread over the {rows} rows of the file.",
                every,
                rows,
            ),
            Self::ShortRows(at) => tn!(
                at.count,
                "{count} row had too few fields; the empty places count as missing ({lines}).",
                "{count} rows had too few fields; the empty places count as missing ({lines}).",
                lines = at.named(),
            ),
            Self::TrailingFields(at) => tn!(
                at.count,
                "{count} row had empty fields after the last column; those fields were cut ({lines}).",
                "{count} rows had empty fields after the last column; those fields were cut ({lines}).",
                lines = at.named(),
            ),
            Self::LongRows(at) => tn!(
                at.count,
                "{count} row had too many fields and was dropped; put fields that hold the delimiter in quotation marks ({lines}).",
                "{count} rows had too many fields and were dropped; put fields that hold the delimiter in quotation marks ({lines}).",
                lines = at.named(),
            ),
            Self::OpenQuotes { column, places } => tn!(
                places.count,
                "{count} quotation mark in column \"{column}\" is never closed and was read like any other character ({lines}).",
                "{count} quotation marks in column \"{column}\" are never closed and were read like any other character ({lines}).",
                column,
                lines = places.named(),
            ),
            Self::UnsureMarks { column, odd, decimal: DecimalMark::Point } => t!(
                "Every number with a comma or point could be thousands or decimals; a point was read as the decimal mark and a comma as that of thousands (\"{column}\": {examples}). Choose the other decimal mark if that is wrong.",
                column,
                examples = odd.named(),
            ),
            Self::UnsureMarks { column, odd, decimal: DecimalMark::Comma } => t!(
                "Every number with a comma or point could be thousands or decimals; a comma was read as the decimal mark and a point as that of thousands (\"{column}\": {examples}). Choose the other decimal mark if that is wrong.",
                column,
                examples = odd.named(),
            ),
            Self::MixedMarks { column, odd, decimal, unsure } => {
                mixed_marks(column, odd, *decimal, *unsure)
            }
            Self::MixedUnits { column, odd } => t!(
                "\"{column}\" mixes numbers with and without a percent sign or with several currencies; all were read as they stand ({examples}).",
                column,
                examples = odd.named(),
            ),
            Self::WordsAsMissing { column, odd, values } => tn!(
                odd.places.count,
                "\"{column}\" is read as numbers; {count} of its {values} values is not a number and counts as missing ({examples}); read it as Category to keep it.",
                "\"{column}\" is read as numbers; {count} of its {values} values are not numbers and count as missing ({examples}); read it as Category to keep them.",
                column,
                values,
                examples = odd.named(),
            ),
            Self::NumbersWithText { column, odd, values, have_units: true, .. } => tn!(
                odd.places.count,
                "\"{column}\" is read as text, because {count} of its {values} values has another unit ({examples}); write all of them in one unit to compute with them.",
                "\"{column}\" is read as text, because {count} of its {values} values have other units ({examples}); write all of them in one unit to compute with them.",
                column,
                values,
                examples = odd.named(),
            ),
            Self::NumbersWithText { column, odd, values, notation: None, .. } => tn!(
                odd.places.count,
                "\"{column}\" is read as text, because {count} of its {values} values is not a number ({examples}); read it as Number to count it as missing.",
                "\"{column}\" is read as text, because {count} of its {values} values are not numbers ({examples}); read it as Number to count them as missing.",
                column,
                values,
                examples = odd.named(),
            ),
            Self::NumbersWithText { column, odd, values, notation: Some(notation), .. } => tn!(
                odd.places.count,
                "\"{column}\" is read as text, because {count} of its {values} values is not a number {notation} ({examples}); read it as Number to count it as missing.",
                "\"{column}\" is read as text, because {count} of its {values} values are not numbers {notation} ({examples}); read it as Number to count them as missing.",
                column,
                values,
                notation = notation.with(),
                examples = odd.named(),
            ),
            Self::WordsInColumns { columns, first, odd } => t!(
                "{columns} columns are read as numbers; {words} of their values are not numbers and count as missing (first \"{first}\": {examples}); read a column as Category to keep them.",
                columns,
                words = odd.places.count,
                first,
                examples = odd.named(),
            ),
            Self::ReadAs { column, others, odd, notation } => {
                notation.sentence(&and_more(column, *others), odd)
            }
            Self::Choices { column, choices } => t!(
                "The cells of \"{column}\" hold several of {choices} choices, so each choice becomes an input of its own; read it as Category to have one for each combination.",
                column,
                choices,
            ),
            Self::MarkersAsWords { columns: 1, first, odd } => tn!(
                odd.places.count,
                "{count} cell of \"{column}\" is kept, like the other words, though such a cell often means a missing value ({examples}); take it as missing if it means that here.",
                "{count} cells of \"{column}\" are kept, like the other words, though such a cell often means a missing value ({examples}); take it as missing if it means that here.",
                column = first,
                examples = odd.named(),
            ),
            Self::MarkersAsWords { columns, first, odd } => tn!(
                odd.places.count,
                "{count} cell of {columns} columns is kept, like the other words, though such a cell often means a missing value (first \"{first}\": {examples}); take it as missing if it means that here.",
                "{count} cells of {columns} columns are kept, like the other words, though such a cell often means a missing value (first \"{first}\": {examples}); take it as missing if it means that here.",
                columns,
                first,
                examples = odd.named(),
            ),
            Self::TickBoxes { column, others: 0, mark, empty } => tn!(
                *empty,
                "The only word of \"{column}\" is \"{mark}\", so {count} empty cell is read as not ticked; read it as Category to have them missing.",
                "The only word of \"{column}\" is \"{mark}\", so {count} empty cells are read as not ticked; read it as Category to have them missing.",
                column,
                mark,
            ),
            Self::TickBoxes { column, others, mark, empty } => tn!(
                *empty,
                "The only word of {columns} is \"{mark}\", so {count} empty cell is read as not ticked; read a column as Category to have them missing.",
                "The only word of {columns} is \"{mark}\", so {count} empty cells are read as not ticked; read a column as Category to have them missing.",
                columns = and_more(column, *others),
                mark,
            ),
            Self::Garbled { column, example } => t!(
                "\"{column}\" has letters that look garbled (\"{example}\"), as when a text is read in another encoding than it was written in; save it anew as UTF-8 from its source if they matter.",
                column,
                example,
            ),
            Self::Sentinel { column, others: 0, value, count, least, greatest } => tn!(
                *count,
                "\"{column}\" has {value} {count} time, far outside the other values ({least} to {greatest}), as a code for a missing value does; take it as missing if it is one.",
                "\"{column}\" has {value} {count} times, far outside the other values ({least} to {greatest}), as a code for a missing value does; take it as missing if it is one.",
                column,
                value,
                least,
                greatest,
            ),
            Self::Sentinel { column, others, value, count, least, greatest } => tn!(
                *count,
                "{columns} have {value} {count} time, far outside the other values ({least} to {greatest}), as a code for a missing value does; take it as missing if it is one.",
                "{columns} have {value} {count} times, far outside the other values ({least} to {greatest}), as a code for a missing value does; take it as missing if it is one.",
                columns = and_more(column, *others),
                value,
                least,
                greatest,
            ),
            Self::Lists { column, example } => t!(
                "The cells of \"{column}\" hold lists (\"{example}\"), which are words here; put each part into a column of its own to learn from it.",
                column,
                example,
            ),
            Self::Codes { column, example } => t!(
                "\"{column}\" has digits of one length with zeros in front (\"{example}\"), as codes do, so it is read as words; read it as Number to compute with it.",
                column,
                example,
            ),
            Self::SimilarWords { column, examples, words, classes } => t!(
                "\"{column}\" has {words} different words, but only {classes} if case, blanks and full stops do not count ({examples}); join them if they mean the same.",
                column,
                words,
                classes,
                examples = quoted(examples),
            ),
            Self::SpreadsheetErrors { columns: 1, first, odd } => tn!(
                odd.places.count,
                "{count} error of a spreadsheet's formulas counts as missing (\"{column}\": {examples}).",
                "{count} errors of a spreadsheet's formulas count as missing (\"{column}\": {examples}).",
                column = first,
                examples = odd.named(),
            ),
            Self::SpreadsheetErrors { columns, first, odd } => tn!(
                odd.places.count,
                "{count} error of a spreadsheet's formulas counts as missing (in {columns} columns, first \"{first}\": {examples}).",
                "{count} errors of a spreadsheet's formulas count as missing (in {columns} columns, first \"{first}\": {examples}).",
                columns,
                first,
                examples = odd.named(),
            ),
            Self::Invisible(at) => tn!(
                at.count,
                "{count} field had invisible characters at its edges, which were dropped ({lines}).",
                "{count} fields had invisible characters at their edges, which were dropped ({lines}).",
                lines = at.named(),
            ),
            Self::RepeatedNames(at) => tn!(
                at.count,
                "{count} row repeats the column names and was left out ({lines}).",
                "{count} rows repeat the column names and were left out ({lines}).",
                lines = at.named(),
            ),
            Self::SecondTable { line } => t!(
                "Another table begins in line {line}; only the rows above it were read, so put it into a file of its own to use it.",
                line,
            ),
            Self::Sparse { columns, first, missing, rows } => tn!(
                *columns,
                "\"{first}\" has no value in {missing} of {rows} rows.",
                "{count} columns have no value in most rows (the emptiest, \"{first}\", in {missing} of {rows}).",
                first,
                missing,
                rows,
            ),
            Self::BeyondNumbers { column, odd } => tn!(
                odd.places.count,
                "\"{column}\": {count} number is infinite or too large to compute with, so it counts as missing ({examples}).",
                "\"{column}\": {count} numbers are infinite or too large to compute with, so they count as missing ({examples}).",
                column,
                examples = odd.named(),
            ),
            Self::NotDates { column, odd, values } => tn!(
                odd.places.count,
                "\"{column}\" is read as dates; {count} of its {values} values is not a date and counts as missing ({examples}); read it as Category to keep it.",
                "\"{column}\" is read as dates; {count} of its {values} values are not dates and count as missing ({examples}); read it as Category to keep them.",
                column,
                values,
                examples = odd.named(),
            ),
            Self::UnsureDates { column, odd, day_first: true } => t!(
                "\"{column}\": no day is above 12, so day and month cannot be told apart; the day was read first ({examples}).",
                column,
                examples = odd.named(),
            ),
            Self::UnsureDates { column, odd, day_first: false } => t!(
                "\"{column}\": no day is above 12, so day and month cannot be told apart; the month was read first ({examples}).",
                column,
                examples = odd.named(),
            ),
            Self::EmptyColumns { columns, first } => tn!(
                *columns,
                "Column \"{first}\" has no values, so it cannot be used.",
                "{count} columns have no values, so they cannot be used (first: \"{first}\").",
                first,
            ),
            Self::Layout(note) => note.to_string(),
        }
    }
}

/// `"a"`, or `"a" and 3 more columns`.
fn and_more(column: &str, others: usize) -> String {
    match others {
        0 => t!("\"{word}\"", word = column),
        others => tn!(
            others,
            "\"{column}\" and {count} more column",
            "\"{column}\" and {count} more columns",
            column,
        ),
    }
}

/// Numbers with the decimal mark that the file does not have, and how many may be either.
fn mixed_marks(column: &str, odd: &OddFields, decimal: DecimalMark, unsure: usize) -> String {
    let (count, examples) = (odd.places.count, odd.named());
    match (decimal, unsure) {
        (DecimalMark::Point, 0) => tn!(
            count,
            "\"{column}\": {count} number with a decimal comma in a file with a decimal point ({examples}).",
            "\"{column}\": {count} numbers with a decimal comma in a file with a decimal point ({examples}).",
            column,
            examples,
        ),
        (DecimalMark::Point, unsure) => tn!(
            count,
            "\"{column}\": {count} number with a decimal comma in a file with a decimal point ({examples}); check the {unsure} that could be either, such as 1,234 or 1.234.",
            "\"{column}\": {count} numbers with a decimal comma in a file with a decimal point ({examples}); check the {unsure} that could be either, such as 1,234 or 1.234.",
            column,
            examples,
            unsure,
        ),
        (DecimalMark::Comma, 0) => tn!(
            count,
            "\"{column}\": {count} number with a decimal point in a file with a decimal comma ({examples}).",
            "\"{column}\": {count} numbers with a decimal point in a file with a decimal comma ({examples}).",
            column,
            examples,
        ),
        (DecimalMark::Comma, unsure) => tn!(
            count,
            "\"{column}\": {count} number with a decimal point in a file with a decimal comma ({examples}); check the {unsure} that could be either, such as 1,234 or 1.234.",
            "\"{column}\": {count} numbers with a decimal point in a file with a decimal comma ({examples}); check the {unsure} that could be either, such as 1,234 or 1.234.",
            column,
            examples,
            unsure,
        ),
    }
}
