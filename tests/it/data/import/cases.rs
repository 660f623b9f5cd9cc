//! The specification of the import: a table of files and of what is read from them.

use std::fmt::Write;

use descent::config::{ColumnType, DecimalMark, Delimiter, Encoding, ReadingConfig};
use descent::data::{self, DataError, Import, ImportWarning, LayoutNote};

use super::sentences::variants;
use super::{
    cases_broken, cases_dates, cases_delimiters, cases_encodings, cases_headers, cases_notations,
    cases_numbers, cases_quotes, cases_rows, cases_types,
};

/// A file, what is special about it, how the user wants it read, and what comes out, in
/// the notation of [`render`].
pub struct Case {
    pub what: &'static str,
    pub input: &'static [u8],
    pub reading: fn(&mut ReadingConfig),
    pub read: &'static str,
}

/// A case in which all is found from the file.
pub const fn case(what: &'static str, input: &'static str, read: &'static str) -> Case {
    bytes(what, input.as_bytes(), read)
}

/// A case that is no UTF-8.
pub const fn bytes(what: &'static str, input: &'static [u8], read: &'static str) -> Case {
    Case { what, input, reading: |_| {}, read }
}

/// A case in which the user says something.
pub const fn said(
    what: &'static str,
    reading: fn(&mut ReadingConfig),
    input: &'static str,
    read: &'static str,
) -> Case {
    Case { what, input: input.as_bytes(), reading, read }
}

/// All tables.
pub fn all() -> Vec<(&'static str, &'static [Case])> {
    vec![
        ("broken", cases_broken::CASES),
        ("dates", cases_dates::CASES),
        ("encodings", cases_encodings::CASES),
        ("headers", cases_headers::CASES),
        ("notations", cases_notations::CASES),
        ("delimiters", cases_delimiters::CASES),
        ("numbers", cases_numbers::CASES),
        ("quotes", cases_quotes::CASES),
        ("rows", cases_rows::CASES),
        ("types", cases_types::CASES),
    ]
}

/// An import on one line: how it was read, where that is not UTF-8, comma, point and names
/// in line 1; `name:type`, with the reason where it is proposed to be left out; the rows,
/// `~` where there is no value; the warnings with column, lines and examples.
pub fn render(import: &Import) -> String {
    let (table, dialect) = (&import.table, &import.dialect);
    let mut text = String::new();
    let mut how = Vec::new();
    if dialect.compressed {
        how.push("gzip".to_owned());
    }
    if dialect.encoding != Encoding::Utf8 {
        how.push(dialect.encoding.label().to_lowercase());
    }
    if dialect.delimiter != Delimiter::Comma {
        how.push(dialect.delimiter.label().to_lowercase());
    }
    if dialect.decimal != DecimalMark::Point {
        how.push("1,5".to_owned());
    }
    if let Some(thousands) = dialect.thousands {
        how.push(format!("1{thousands}000"));
    }
    match dialect.header_line {
        Some(1) => {}
        Some(line) => how.push(format!("line {line}")),
        None => how.push("no names".to_owned()),
    }
    if !how.is_empty() {
        write!(text, "[{}] ", how.join(" ")).unwrap();
    }
    let columns = &table.schema().columns;
    let names: Vec<String> = columns
        .iter()
        .map(|column| {
            let reason = column.set_aside.map_or_else(String::new, |reason| format!("!{reason:?}"));
            format!("{}:{}{reason}", column.name, short(column.column_type))
        })
        .collect();
    text.push_str(&names.join(" "));
    for row in 0..table.rows() {
        let cells: Vec<String> = (0..columns.len())
            .map(|column| table.cell(row, column).map_or("~".to_owned(), String::from))
            .collect();
        text.extend([" / ", &cells.join("|")]);
    }
    for warning in &import.warnings {
        write!(text, " !{}", warned(warning)).unwrap();
    }
    text
}

fn short(column_type: ColumnType) -> &'static str {
    match column_type {
        ColumnType::Integer => "int",
        ColumnType::Decimal => "dec",
        ColumnType::Scientific => "sci",
        ColumnType::Percent => "percent",
        ColumnType::Currency => "currency",
        ColumnType::Date => "date",
        ColumnType::Boolean => "bool",
        ColumnType::Category => "cat",
        ColumnType::Text => "text",
        ColumnType::Duration => "time",
        ColumnType::Choices => "choices",
    }
}

/// `kind column 3,4 of 9 "example"`.
fn warned(warning: &ImportWarning) -> String {
    let places = warning.places();
    let mut text = warning.kind().to_owned();
    if let Some(column) = warning.column() {
        text.extend([" ", column]);
    }
    if !places.lines.is_empty() {
        let lines: Vec<_> = places.lines.iter().map(ToString::to_string).collect();
        text.extend([" ", &lines.join(",")]);
    }
    if places.count > places.lines.len() {
        write!(text, " of {}", places.count).unwrap();
    }
    let sentence = warning.to_string();
    if let Some((_, example)) = sentence.split_once("(\"")
        && let Some((example, _)) = example.split_once(" in line")
    {
        write!(text, " \"{example}").unwrap();
    }
    text
}

fn read(case: &Case) -> Result<Import, DataError> {
    let mut reading = ReadingConfig::default();
    (case.reading)(&mut reading);
    data::import(case.input, &reading)
}

fn outcome(case: &Case) -> String {
    match read(case) {
        Ok(import) => {
            assert_eq!(import.summary().rows_read, import.table.rows(), "{}", case.what);
            render(&import)
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_case_is_read_as_the_table_says() {
    let mut wrong = String::new();
    for (theme, cases) in all() {
        for case in cases {
            let got = outcome(case);
            if got != case.read {
                let (what, expected) = (case.what, case.read);
                writeln!(wrong, "{theme}: {what}\n  expected {expected:?}\n  received {got:?}")
                    .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_table_has_a_sentence_for_each_case_and_none_twice() {
    let mut sentences: Vec<&str> =
        all().iter().flat_map(|(_, cases)| cases.iter().map(|case| case.what)).collect();
    let count = sentences.len();
    assert!(count >= 130, "{count} cases");
    sentences.sort_unstable();
    sentences.dedup();
    assert_eq!(sentences.len(), count, "a sentence stands twice");
    assert!(sentences.iter().all(|sentence| sentence.contains(' ')), "a case without a sentence");
}

#[test]
fn every_warning_and_every_error_has_a_case() {
    let mut warnings = Vec::new();
    // Too large for the table: `reading.rs::a_table_too_large_is_refused_early` and
    // `a_row_without_an_end_is_refused`.
    let mut errors = vec!["TooLarge".to_owned(), "EndlessRow".to_owned()];
    let name = |error: &DataError| match error {
        // Each kind of file by itself.
        DataError::NotCsv { file } => format!("{file:?}"),
        error => format!("{error:?}").split([' ', '{']).next().unwrap().to_owned(),
    };
    for case in all().iter().flat_map(|(_, cases)| cases.iter()) {
        match read(case) {
            Ok(import) => warnings.extend(import.warnings.iter().map(ImportWarning::kind)),
            Err(error) => errors.push(name(&error)),
        }
    }
    for warning in variants::<ImportWarning>() {
        assert!(warnings.contains(&warning.kind()), "no case has {}", warning.kind());
    }
    for note in variants::<LayoutNote>() {
        assert!(warnings.contains(&note.kind()), "no case has {}", note.kind());
    }
    let files = variants().into_iter().map(|file| DataError::NotCsv { file });
    for error in variants::<DataError>().into_iter().chain(files) {
        assert!(errors.contains(&name(&error)), "no case has {}", name(&error));
    }
}
