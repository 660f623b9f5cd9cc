//! Importing files: what is read, what is mended, what is refused.

use std::fmt::Write;

use descent::config::{ColumnKind, TableSchema, limits};
use descent::data::{ColumnSummary, DataError, Import, ImportWarning, Places, import};
use proptest::prelude::*;

use crate::import_cases::{BAD, GOOD};

/// A whole import on one line, in the notation of the cases.
fn render(import: &Import) -> String {
    let table = &import.table;
    let names: Vec<String> = table
        .schema()
        .columns
        .iter()
        .map(|column| {
            let kind = if column.kind == ColumnKind::Numeric { '#' } else { '$' };
            format!("{}{kind}", column.name)
        })
        .collect();
    let mut text = names.join(" ");
    for row in 0..table.rows() {
        let cells: Vec<String> = (0..names.len())
            .map(|column| table.cell(row, column).map_or("~".to_owned(), String::from))
            .collect();
        text.extend([" / ", &cells.join("|")]);
    }
    for warning in &import.warnings {
        let warning = match warning {
            ImportWarning::NumbersAsNames { .. } => " !NumbersAsNames".to_owned(),
            ImportWarning::EmptyNames { .. } => " !EmptyNames".to_owned(),
            ImportWarning::DuplicateNames { .. } => " !DuplicateNames".to_owned(),
            ImportWarning::EmptyColumns { .. } => " !EmptyColumns".to_owned(),
            ImportWarning::ShortRows(places) => format!(" !ShortRows {}", lines(places)),
            ImportWarning::TrailingFields(places) => format!(" !TrailingFields {}", lines(places)),
            ImportWarning::LongRows(places) => format!(" !LongRows {}", lines(places)),
            ImportWarning::UnclosedQuote { line } => format!(" !UnclosedQuote {line}"),
            ImportWarning::NumbersWithText { column, values, words, line, example, .. } => {
                format!(" !NumbersWithText {column} {words}/{values} {example} {line}")
            }
        };
        text.push_str(&warning);
    }
    text
}

fn lines(places: &Places) -> String {
    let lines: Vec<_> = places.lines.iter().map(ToString::to_string).collect();
    let of = if places.rows > lines.len() { format!(" of {}", places.rows) } else { String::new() };
    lines.join(",") + &of
}

/// One line for each number.
fn rows(numbers: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    numbers.map(|number| line(number) + "\n").collect()
}

fn read(text: &str) -> Import {
    import(text.as_bytes()).expect("a file that can be read")
}

#[test]
fn good_files_are_read() {
    let mut wrong = String::new();
    for case in GOOD {
        let got = import(case.input.as_bytes()).map_or_else(|e| e.to_string(), |i| render(&i));
        if got != case.read {
            writeln!(wrong, "{}\n  expected {:?}\n  received {got:?}", case.what, case.read)
                .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn broken_files_say_why() {
    let mut wrong = String::new();
    for (what, bytes, sentence) in BAD {
        let got = import(bytes).map_or_else(|e| e.to_string(), |i| render(&i));
        if !got.starts_with(sentence) {
            writeln!(wrong, "{what}\n  expected {sentence:?}\n  received {got:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_separator_is_reported() {
    assert_eq!(read("a,b\n1,2\n").delimiter, ',');
    assert_eq!(read("a;b\n1;2\n").delimiter, ';');
    assert_eq!(read("a\tb\n1\t2\n").delimiter, '\t');
}

#[test]
fn limits_are_errors() {
    let size = limits::MAX_FILE_BYTES as usize + 1;
    let received = import(&vec![b'a'; size]).unwrap_err();
    assert_eq!(received, DataError::TooLarge { bytes: size as u64 });

    let table = |columns: usize| {
        let row = |cell: &str| vec![cell; columns].join(",");
        format!("{}\n{}\n", row("x"), row("1"))
    };
    let widest = read(&table(limits::MAX_COLUMNS));
    assert_eq!(widest.table.schema().columns.len(), limits::MAX_COLUMNS);
    for columns in [limits::MAX_COLUMNS + 1, 10 * limits::MAX_COLUMNS] {
        let received = import(table(columns).as_bytes()).unwrap_err();
        assert_eq!(received, DataError::TooManyColumns { received: columns });
    }
}

#[test]
fn rows_far_beyond_the_limit_of_columns_are_judged_as_others() {
    let commas = ",".repeat(5 * limits::MAX_COLUMNS);
    let row = |end: &str| read(&format!("a,b\n1,2\n3,4{commas}{end}"));
    assert_eq!(render(&row("\n")), "a# b# / 1|2 / 3|4 !TrailingFields 3");
    assert_eq!(render(&row("\" \"")), "a# b# / 1|2 / 3|4 !TrailingFields 3");
    assert_eq!(render(&row("x\n")), "a# b# / 1|2 !LongRows 3");
    assert_eq!(render(&row("x")), "a# b# / 1|2 !LongRows 3");
    assert_eq!(render(&row("\"x\n")), "a# b# / 1|2 !UnclosedQuote 3");
    assert_eq!(render(&row("\"")), "a# b# / 1|2 !UnclosedQuote 3");
}

#[test]
fn a_huge_field_is_kept_and_a_huge_name_is_shortened_in_sentences() {
    let huge = "é".repeat(500_000);
    let table = read(&format!("a,b\n1,\"{huge}\"\n")).table;
    assert_eq!(table.cell(0, 1).unwrap(), huge);
    let sentence = import(format!("{huge}\n1\n").as_bytes()).unwrap_err().to_string();
    assert!(sentence.chars().count() < 300, "{} characters", sentence.chars().count());
}

#[test]
fn schema_counts_and_sorts() {
    let schema = read("n,t,m\n10,b,\n9,a,\n-1,B,x\n9,,x\n").table.schema().clone();
    let [n, t, m] = &schema.columns[..] else { panic!("{schema:?}") };
    assert_eq!((n.missing, n.distinct), (0, 3));
    assert_eq!(n.levels, ["-1", "9", "10"]);
    assert_eq!((t.missing, t.distinct), (1, 3));
    assert_eq!(t.levels, ["B", "a", "b"]);
    assert_eq!((m.missing, m.distinct), (2, 1));
    assert_eq!(schema.rows, 4);
}

#[test]
fn levels_are_listed_up_to_the_limit() {
    let schema = |levels: usize| -> TableSchema {
        let rows = rows(0..levels, |i| format!("{i},w{i}"));
        read(&format!("n,t\n{rows}")).table.schema().clone()
    };
    for column in schema(limits::MAX_LEVELS).columns {
        assert_eq!(column.levels.len(), limits::MAX_LEVELS);
    }
    for column in schema(limits::MAX_LEVELS + 1).columns {
        assert!(column.levels.is_empty());
        assert_eq!(column.distinct, limits::MAX_LEVELS + 1);
    }
}

#[test]
fn many_different_words_take_no_square() {
    let rows = rows(0..200_000, |i| format!("{i},word {i}"));
    let table = read(&format!("n,t\n{rows}")).table;
    assert_eq!(table.schema().columns[1].distinct, 200_000);
    assert_eq!(table.cell(123_456, 1).unwrap(), "word 123456");
}

#[test]
fn histograms_count_every_present_value() {
    let numbers = rows(0..24, |i| format!("{},{},{i},k", i as f64 / 2.0, i % 5));
    let import = read(&format!("half,few,many,one\n{numbers}NA,,?,j\n"));
    let summary = import.table.summary();
    assert_eq!(
        summary[0],
        ColumnSummary { min: Some(0.0), max: Some(11.5), histogram: vec![2; 12] }
    );
    let few = ColumnSummary { min: Some(0.0), max: Some(4.0), histogram: vec![5, 5, 5, 5, 4] };
    assert_eq!(summary[1], few);
    assert_eq!(summary[2].histogram, vec![2; 12]);
    assert_eq!(summary[3], ColumnSummary { min: None, max: None, histogram: vec![24, 1] });
    assert_eq!(import.summary().columns, summary);

    let constant = read("a,b\n7.5,\n7.5,\n").table.summary();
    let one_bar = ColumnSummary { min: Some(7.5), max: Some(7.5), histogram: vec![2] };
    assert_eq!(constant, [one_bar, ColumnSummary::default()]);
}

#[test]
fn pages_show_cells_and_end_with_the_table() {
    let table = read("a,b\n1,x\n2.50,\n3,z\n").table;
    let texts = |from, count| {
        let page = table.page(from, count);
        assert_eq!(page.from, from);
        page.rows
    };
    let row = |a: &str, b: Option<&str>| vec![Some(a.to_owned()), b.map(str::to_owned)];
    assert_eq!(texts(0, 2), [row("1", Some("x")), row("2.5", None)]);
    assert_eq!(texts(2, usize::MAX), [row("3", Some("z"))]);
    assert!(texts(3, 5).is_empty() && texts(usize::MAX, usize::MAX).is_empty());
    assert_eq!((table.cell(3, 0), table.cell(0, 2)), (None, None));
}

#[test]
fn every_sentence() {
    let places = |rows, lines: &[usize]| Places { rows, lines: lines.to_vec() };
    let name = || "wind, gusts".to_owned();
    let words = |values, words, others| ImportWarning::NumbersWithText {
        column: name(),
        values,
        words,
        line: 17,
        example: "calm".to_owned(),
        others,
    };
    let warnings = [
        ImportWarning::NumbersAsNames { line: 1 },
        ImportWarning::EmptyNames { columns: 1, first: 3, renamed: "column_3".into() },
        ImportWarning::EmptyNames { columns: 2, first: 3, renamed: "column_3".into() },
        ImportWarning::DuplicateNames { columns: 1, first: name(), renamed: name() + "_2" },
        ImportWarning::DuplicateNames { columns: 4, first: name(), renamed: name() + "_2" },
        ImportWarning::ShortRows(places(1, &[17])),
        ImportWarning::ShortRows(places(3, &[17, 18, 40])),
        ImportWarning::TrailingFields(places(1200, &[2, 3, 4])),
        ImportWarning::LongRows(places(1, &[9])),
        ImportWarning::LongRows(places(5, &[9, 11, 12])),
        ImportWarning::UnclosedQuote { line: 812 },
        words(150, 1, 0),
        words(150, 12, 1),
        words(150, 12, 3),
        ImportWarning::EmptyColumns { columns: 1, first: name() },
        ImportWarning::EmptyColumns { columns: 3, first: name() },
    ];
    let errors = [
        DataError::Empty,
        DataError::TooLarge { bytes: limits::MAX_FILE_BYTES + 1 },
        DataError::TooLarge { bytes: 250 * 1024 * 1024 },
        DataError::Archive,
        DataError::Utf16,
        DataError::NotText { line: 2 },
        DataError::NotUtf8 { line: 3, byte: 0xe9 },
        DataError::UnclosedNames { line: 1 },
        DataError::UnclosedRows { line: 2 },
        DataError::OneColumn { name: "a|b|c".into() },
        DataError::TooManyColumns { received: 2001 },
        DataError::NoRows { columns: 3, line: 1 },
        DataError::NoFittingRows { rows: 12, columns: 3, line: 2, fields: 4 },
    ];
    let sentences: Vec<String> = warnings
        .iter()
        .map(ToString::to_string)
        .chain(errors.iter().map(ToString::to_string))
        .collect();
    insta::assert_snapshot!("import_sentences", sentences.join("\n"));
    for sentence in sentences {
        assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{sentence}");
    }
}

#[test]
fn what_crosses_to_the_page_survives_the_wire() {
    let text = "a,a,,t\n1,2,3\nx,5,6,q\n7,8,9,10,11\n1,2,3,4,\n5,6,7,\"\n";
    let summary = read(text).summary();
    assert_eq!(summary.warnings.len(), 7, "{:?}", summary.warnings);
    let bytes = postcard::to_allocvec(&summary).unwrap();
    assert_eq!(postcard::from_bytes::<descent::data::TableSummary>(&bytes).unwrap(), summary);
    let error = import(b"a\n1\n").unwrap_err();
    let bytes = postcard::to_allocvec(&error).unwrap();
    assert_eq!(postcard::from_bytes::<DataError>(&bytes).unwrap(), error);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = import(&bytes);
    }

    #[test]
    fn arbitrary_csv_never_panics_and_keeps_its_promises(
        text in r#"[a1,;"\t\r\n .é-]{0,120}"#,
    ) {
        if let Ok(import) = import(text.as_bytes()) {
            let (table, schema) = (&import.table, import.table.schema());
            prop_assert!(table.rows() > 0 && schema.columns.len() > 1);
            let mut names: Vec<_> = schema.columns.iter().map(|column| &column.name).collect();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), schema.columns.len());
            for (index, column) in schema.columns.iter().enumerate() {
                let present = (0..table.rows()).filter(|&row| table.cell(row, index).is_some());
                prop_assert_eq!(present.count() + column.missing, table.rows());
                let bars = &table.summary()[index].histogram;
                let counted: u32 = bars.iter().sum();
                prop_assert!(counted as usize + column.missing <= table.rows());
            }
        }
    }

    #[test]
    fn what_is_written_is_read(
        cells in prop::collection::vec(r#"[a-z,;"\n]{0,6}"#, 2..40),
        crlf in any::<bool>(),
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows: Vec<String> =
            cells.chunks_exact(2).map(|row| quoted(&row[0]) + "," + &quoted(&row[1])).collect();
        let import = read(&format!("x,y{end}{}", rows.join(end)));
        let empty = |warning: &_| matches!(warning, ImportWarning::EmptyColumns { .. });
        let only_empty = import.warnings.iter().all(empty);
        prop_assert!(only_empty);
        for (row, expected) in cells.chunks_exact(2).enumerate() {
            for (column, expected) in expected.iter().enumerate() {
                let expected = expected.trim();
                let missing = matches!(expected, "" | "na" | "nan" | "null" | "none");
                let cell = import.table.cell(row, column);
                prop_assert_eq!(cell.as_deref(), (!missing).then_some(expected));
            }
        }
    }
}
