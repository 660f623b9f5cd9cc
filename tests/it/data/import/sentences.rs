//! All sentences that an import can say, on one page.

use descent::config::{DecimalMark, Encoding, ReadingConfig};
use descent::data::{
    Clock, DataError, FileKind, ImportWarning, LayoutNote, Notation, Occurrences, OddFields,
    TableSummary, import,
};
use serde::de::DeserializeOwned;

use crate::support::in_german;

fn places(count: usize, lines: &[usize]) -> Occurrences {
    Occurrences { count, lines: lines.to_vec() }
}

fn odd(count: usize, lines: &[usize], examples: &[&str]) -> OddFields {
    let examples = examples.iter().map(ToString::to_string).collect();
    OddFields { places: places(count, lines), examples }
}

fn warnings() -> Vec<ImportWarning> {
    use ImportWarning as W;
    let name = || "wind, gusts".to_owned();
    let (one, many) = (places(1, &[17]), places(217, &[4, 5, 9]));
    let calm = || odd(1, &[17], &["calm"]);
    let several = || odd(217, &[4, 5, 9], &["calm", "n.d."]);
    vec![
        W::OldEncoding { encoding: Encoding::Windows1252, line: 17 },
        W::OldEncoding { encoding: Encoding::ShiftJis, line: 1 },
        W::BrokenCharacters(one.clone()),
        W::BrokenCharacters(many.clone()),
        W::Preamble(one.clone()),
        W::Preamble(places(2, &[1, 2])),
        W::Comments(one.clone()),
        W::Comments(many.clone()),
        W::NoNames { columns: 5, line: 1 },
        W::RowNames { renamed: "column_1".into(), line: 1 },
        W::EmptyNames { columns: 1, first: 3, renamed: "column_3".into(), line: 1 },
        W::EmptyNames { columns: 2, first: 3, renamed: "column_3".into(), line: 1 },
        W::DuplicateNames { columns: 1, first: name(), renamed: name() + "_2", line: 1 },
        W::DuplicateNames { columns: 4, first: name(), renamed: name() + "_2", line: 1 },
        W::TrailingColumns { columns: 1, line: 1 },
        W::TrailingColumns { columns: 3, line: 1 },
        W::Sampled { every: 7, rows: 1_000_000 },
        W::ShortRows(one.clone()),
        W::ShortRows(places(3, &[17, 18, 40])),
        W::ShortRows(many.clone()),
        W::TrailingFields(places(1200, &[2, 3, 4])),
        W::LongRows(one.clone()),
        W::LongRows(many.clone()),
        W::OpenQuotes { column: name(), places: one },
        W::OpenQuotes { column: name(), places: many },
        W::UnsureMarks {
            column: name(),
            odd: odd(2, &[2, 3], &["1,234"]),
            decimal: DecimalMark::Comma,
        },
        W::UnsureMarks {
            column: name(),
            odd: odd(2, &[2, 3], &["1,234"]),
            decimal: DecimalMark::Point,
        },
        W::MixedMarks {
            column: name(),
            odd: odd(1, &[17], &["1.5"]),
            decimal: DecimalMark::Comma,
            unsure: 0,
        },
        W::MixedMarks {
            column: name(),
            odd: odd(217, &[4, 5, 9], &["1,5"]),
            decimal: DecimalMark::Point,
            unsure: 12,
        },
        W::MixedUnits { column: name(), odd: odd(1, &[17], &["45 %"]) },
        W::WordsAsMissing { column: name(), odd: calm(), values: 150 },
        W::WordsAsMissing { column: name(), odd: several(), values: 15_000 },
        numbers_with_text(calm(), 15, None, false),
        numbers_with_text(several(), 1500, None, false),
        numbers_with_text(several(), 1500, Some(Notation::Magnitude), false),
        numbers_with_text(several(), 1500, Some(Notation::Unit("km".into())), true),
        W::WordsInColumns { columns: 12, first: name(), odd: several() },
        read_as(Notation::MinusBehind, 0, &["50.00-"]),
        read_as(Notation::Apostrophe, 0, &["'-4.0"]),
        read_as(Notation::OtherDigits, 2, &["١٣٥"]),
        read_as(Notation::Padded, 0, &["01"]),
        read_as(Notation::Unit("kmpl".into()), 0, &["23.4 kmpl"]),
        read_as(Notation::Magnitude, 1, &["8.7k"]),
        read_as(Notation::Bound, 0, &["10,000+"]),
        read_as(Notation::Unit("/5".into()), 0, &["4.1/5"]),
        read_as(Notation::Unit("\"".into()), 0, &["5\""]),
        read_as(Notation::RareUnit("kg".into()), 0, &["5 kg"]),
        read_as(Notation::Duration(Clock::HoursMinutesAndSeconds), 0, &["01:34:56"]),
        read_as(Notation::Duration(Clock::HoursAndMinutes), 0, &["10:15"]),
        read_as(Notation::Duration(Clock::MinutesAndSeconds), 0, &["34:56"]),
        read_as(Notation::Duration(Clock::TimeOfDay), 0, &["08:15 AM"]),
        read_as(Notation::Uncertain, 0, &["5.0 ± 0.2"]),
        read_as(Notation::Footnote, 0, &["0.53**"]),
        read_as(Notation::Power, 0, &["1.7×10^-3"]),
        read_as(Notation::Compass, 0, &["78.49W"]),
        read_as(Notation::CompactDates, 0, &["20240101"]),
        read_as(Notation::Timestamped, 0, &["14:02:11.497 -> 542"]),
        read_as(Notation::ShortYears, 0, &["01-Jan-24"]),
        W::Codes { column: name(), example: "02138".into() },
        W::SimilarWords {
            column: name(),
            examples: vec!["CAT".into(), "Cat".into()],
            words: 6,
            classes: 2,
        },
        W::Choices { column: name(), choices: 7 },
        W::MarkersAsWords { columns: 1, first: name(), odd: odd(1, &[17], &["NA"]) },
        W::MarkersAsWords { columns: 4, first: name(), odd: odd(40, &[17], &["None"]) },
        W::TickBoxes { column: name(), others: 0, mark: "x".into(), empty: 1 },
        W::TickBoxes { column: name(), others: 2, mark: "x".into(), empty: 21 },
        W::Garbled { column: name(), example: "KÃ¶ln".into() },
        sentinel(0, 1),
        sentinel(2, 30),
        W::Lists { column: name(), example: "[0.1, 0.2]".into() },
        W::SpreadsheetErrors { columns: 1, first: name(), odd: odd(1, &[17], &["#NV"]) },
        W::SpreadsheetErrors { columns: 3, first: name(), odd: odd(217, &[4, 5, 9], &["#DIV/0!"]) },
        W::Invisible(places(1, &[17])),
        W::Invisible(places(217, &[4, 5, 9])),
        W::RepeatedNames(places(1, &[17])),
        W::RepeatedNames(places(2, &[17, 40])),
        W::SecondTable { line: 17 },
        W::Sparse { columns: 1, first: name(), missing: 290, rows: 344 },
        W::Sparse { columns: 4, first: name(), missing: 290, rows: 344 },
        W::BeyondNumbers { column: name(), odd: odd(1, &[17], &["inf"]) },
        W::BeyondNumbers { column: name(), odd: odd(217, &[4, 5, 9], &["inf", "1e99"]) },
        W::NotDates { column: name(), odd: calm(), values: 150 },
        W::NotDates { column: name(), odd: several(), values: 15_000 },
        W::UnsureDates { column: name(), odd: odd(2, &[2, 3], &["03/04/2026"]), day_first: true },
        W::UnsureDates { column: name(), odd: odd(2, &[2, 3], &["03/04/2026"]), day_first: false },
        W::EmptyColumns { columns: 1, first: name() },
        W::EmptyColumns { columns: 3, first: name() },
        W::Layout(LayoutNote::EmptyRows(places(1, &[17]))),
        W::Layout(LayoutNote::EmptyRows(places(217, &[4, 5, 9]))),
        W::Layout(LayoutNote::Rulers(places(1, &[2]))),
        W::Layout(LayoutNote::Rulers(places(3, &[1, 3, 40]))),
        W::Layout(LayoutNote::Below(places(1, &[17]))),
        W::Layout(LayoutNote::Below(places(2, &[17, 18]))),
        W::Layout(LayoutNote::TotalRow { label: "Total".into(), line: 17 }),
        W::Layout(LayoutNote::NamesInTwoLines { line: 1, first: "temp mean".into() }),
        W::Layout(LayoutNote::FixedWidths { columns: 3 }),
        W::Layout(LayoutNote::QuotedLines { line: 2 }),
        W::Layout(LayoutNote::Attributes { columns: 5, line: 4 }),
    ]
}

fn read_as(notation: Notation, others: usize, examples: &[&str]) -> ImportWarning {
    let odd = odd(30, &[2, 3, 4], examples);
    ImportWarning::ReadAs { column: "gust speed".into(), others, odd, notation }
}

fn numbers_with_text(
    odd: OddFields,
    values: usize,
    notation: Option<Notation>,
    have_units: bool,
) -> ImportWarning {
    let column = "wind, gusts".into();
    ImportWarning::NumbersWithText { column, odd, values, notation, have_units }
}

fn sentinel(others: usize, count: usize) -> ImportWarning {
    let (column, value) = ("wind, gusts".into(), "-9999".into());
    let (least, greatest) = ("0.1".into(), "28.7".into());
    ImportWarning::Sentinel { column, others, value, count, least, greatest }
}

fn errors() -> Vec<DataError> {
    let kinds = [
        FileKind::Workbook,
        FileKind::Zip,
        FileKind::LfsPointer,
        FileKind::Arrays,
        FileKind::Parquet,
        FileKind::Pdf,
        FileKind::Picture,
        FileKind::Database,
        FileKind::Archive,
        FileKind::Html,
        FileKind::Xml,
        FileKind::Json,
        FileKind::Pairs,
        FileKind::NumberedValues,
        FileKind::Sql,
        FileKind::Yaml,
    ];
    let mut errors = vec![
        DataError::Empty,
        DataError::TooLarge {
            file_bytes: 3_500_000_000,
            rows: 14_000_000,
            columns: 30,
            table_bytes: 3_360_000_000,
            sample_every: 4,
        },
        DataError::NotText { line: 2 },
        DataError::CorruptGzip,
        DataError::EndlessRow { line: 3 },
        DataError::OneColumn { name: "a:b:c".into() },
        DataError::OnlyText { text: "404: Not Found".into() },
        DataError::NothingInColumns { columns: 4 },
        DataError::NoSuchLine { line: 999, last: 7 },
        DataError::TooManyColumns { received: 2001 },
        DataError::NoRows { columns: 3, line: 1 },
    ];
    errors.extend(kinds.map(|file| DataError::NotCsv { file }));
    errors
}

/// One of each variant, for on the wire a variant is its number, and zeros are empty fields.
pub fn variants<T: DeserializeOwned>() -> Vec<T> {
    let variant = |number| {
        let mut bytes = [0; 64];
        bytes[0] = number;
        postcard::from_bytes(&bytes).ok()
    };
    (0..u8::MAX).map_while(variant).collect()
}

#[test]
fn every_variant_has_its_sentence() {
    use std::mem::discriminant;
    let (all, said) = (variants::<ImportWarning>(), warnings());
    assert!(all.len() >= 23, "{} warnings", all.len());
    for warning in all {
        let is_said = said.iter().any(|said| discriminant(said) == discriminant(&warning));
        assert!(is_said, "{} is not among the sentences", warning.kind());
    }
    for note in variants::<LayoutNote>() {
        let is_it = |said: &ImportWarning| said.kind() == note.kind();
        assert!(warnings().iter().any(is_it), "{} is not among the sentences", note.kind());
    }
    let (all, said) = (variants::<DataError>(), errors());
    assert!(all.len() >= 9, "{} errors", all.len());
    for error in all {
        let is_said = said.iter().any(|said| discriminant(said) == discriminant(&error));
        assert!(is_said, "{error:?} is not among the sentences");
    }
    for file in variants::<FileKind>() {
        assert!(said.contains(&DataError::NotCsv { file }), "{file:?} is not among the sentences");
    }
}

fn all_sentences() -> Vec<String> {
    let warnings = warnings();
    let warnings = warnings.iter().map(ToString::to_string);
    warnings.chain(errors().iter().map(ToString::to_string)).collect()
}

#[test]
fn every_sentence() {
    insta::assert_snapshot!("import_sentences", all_sentences().join("\n"));
    let german = in_german(all_sentences);
    insta::assert_snapshot!("import_sentences_german", german.join("\n"));
    for sentence in [all_sentences(), german].concat() {
        assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{sentence}");
    }
}

#[test]
fn every_warning_has_a_kind_and_a_place_and_survives_the_wire() {
    for warning in warnings() {
        let places = warning.places();
        assert!(!warning.kind().is_empty() && places.count > 0, "{warning}");
        assert!(places.lines.len() <= Occurrences::SHOWN, "{warning}");
        let bytes = postcard::to_allocvec(&warning).unwrap();
        assert_eq!(postcard::from_bytes::<ImportWarning>(&bytes).unwrap(), warning);
        let json = serde_json::to_string(&warning).unwrap();
        assert_eq!(serde_json::from_str::<ImportWarning>(&json).unwrap(), warning);
    }
    for error in errors() {
        let bytes = postcard::to_allocvec(&error).unwrap();
        assert_eq!(postcard::from_bytes::<DataError>(&bytes).unwrap(), error);
    }
}

#[test]
fn what_crosses_to_the_page_survives_the_wire() {
    let text = b"a,a,,t\n1,2,3\nx,5,6,q\n7,8,9,10,11\n1,2,3,4,\n5,6,7,\"\n";
    let summary = import(text, &ReadingConfig::default()).unwrap().summary();
    assert!(summary.warnings.len() >= 6, "{:?}", summary.warnings);
    let bytes = postcard::to_allocvec(&summary).unwrap();
    assert_eq!(postcard::from_bytes::<TableSummary>(&bytes).unwrap(), summary);
}
