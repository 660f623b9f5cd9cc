//! What holds for every file: nothing panics, nothing is lost, numbers are exact.

use descent::config::{ColumnKind, ColumnType, Delimiter, ReadingConfig};
use descent::data::{Import, ImportWarning, LayoutNote, import};
use proptest::prelude::*;

/// A file whose only column of interest is asked to be read as `column_type`.
fn column(fields: &[String], column_type: ColumnType) -> Vec<Option<String>> {
    let mut reading = ReadingConfig { header: Some(true), ..ReadingConfig::default() };
    reading.types.insert("x".to_owned(), column_type);
    let rows: Vec<String> = fields.iter().map(|field| format!("{field}|k")).collect();
    let read = import(format!("x|y\n{}\n", rows.join("\n")).as_bytes(), &reading).unwrap();
    (0..read.table.rows())
        .map(|row| read.table.cell(row, 0).map(std::borrow::Cow::into_owned))
        .collect()
}

/// Spellings of numbers that the standard library reads too.
fn spelling() -> impl Strategy<Value = String> {
    let digits = "[0-9]{1,22}";
    prop_oneof![
        (-1e9..1e9_f64).prop_map(|value| format!("{value}")),
        any::<f32>().prop_filter("finite", |value| value.is_finite()).prop_map(|v| format!("{v}")),
        any::<f32>()
            .prop_filter("finite", |value| value.is_finite())
            .prop_map(|v| format!("{v:e}")),
        any::<i64>().prop_map(|value| value.to_string()),
        (digits, digits).prop_map(|(whole, part)| format!("{whole}.{part}")),
        ("[-+]?[0-9]{1,9}", "[0-9]{0,9}").prop_map(|(whole, part)| format!("{whole}.{part}")),
        ("-?[1-9]{1,4}", "[0-9]{1,30}", -30..30_i32)
            .prop_map(|(whole, part, power)| format!("{whole}.{part}e{power}")),
    ]
}

/// Lines below the table that were left out and said.
fn below(import: &Import) -> usize {
    let count = |warning: &ImportWarning| match warning {
        ImportWarning::Layout(LayoutNote::Below(places)) => places.count,
        _ => 0,
    };
    import.warnings.iter().map(count).sum()
}

/// Of the second pass, which reads one column alone, too.
#[test]
fn a_record_without_a_value_is_no_row_in_any_pass() {
    for line in ["\"\";\"\"", "\"\"", "---;", ";---"] {
        let text = format!("a;b\n1;2\n{line}\n3;4\n5;6\n{}", "7;x\n8;y\n".repeat(3_000));
        let import = import(text.as_bytes(), &ReadingConfig::default()).unwrap();
        assert_eq!(import.table.rows(), 6_003, "{line}");
        let missing: Vec<_> =
            import.table.schema().columns.iter().map(|column| column.missing).collect();
        assert_eq!(missing, [0, 0], "{line}");
    }
    let text = ";\t,\n;\"\ré;\";11a1a\"a 1éa\r1,1\n\"\"\ré\r,";
    let import = import(text.as_bytes(), &ReadingConfig::default()).unwrap();
    assert_eq!(import.table.schema().columns[1].missing, import.table.rows());
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = import(&bytes, &ReadingConfig::default());
    }

    #[test]
    fn arbitrary_fields_never_panic(
        fields in prop::collection::vec(r"[0-9.,:/% $€()eE+-]{0,12}|\PC{0,8}", 1..12),
    ) {
        let rows: Vec<String> = fields.iter().map(|field| format!("{field}\tk")).collect();
        let _ = import(format!("x\ty\n{}\n", rows.join("\n")).as_bytes(), &ReadingConfig::default());
    }

    #[test]
    fn arbitrary_csv_keeps_its_promises(text in r#"[a1,;"\t\r\n .é#-]{0,120}"#) {
        let Ok(import) = import(text.as_bytes(), &ReadingConfig::default()) else {
            return Ok(());
        };
        let (table, schema, summary) = (&import.table, import.table.schema(), import.summary());
        prop_assert!(table.rows() > 0 && schema.columns.len() > 1);
        let mut names: Vec<_> = schema.columns.iter().map(|column| &column.name).collect();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), schema.columns.len());
        for (index, column) in schema.columns.iter().enumerate() {
            let present = (0..table.rows()).filter(|&row| table.cell(row, index).is_some());
            prop_assert_eq!(present.count() + column.missing, table.rows());
            let counted: u32 = summary.columns[index].histogram.iter().sum();
            prop_assert!(counted as usize + column.missing <= table.rows());
            if column.kind() == ColumnKind::Numeric {
                prop_assert_eq!(counted as usize + column.missing, table.rows());
            }
        }
        for warning in &import.warnings {
            let places = warning.places();
            prop_assert!(places.count >= places.lines.len());
            prop_assert!(places.lines.is_sorted(), "{warning}");
        }
    }

    #[test]
    fn numbers_are_what_the_standard_library_reads(
        fields in prop::collection::vec(spelling(), 1..20),
    ) {
        // The first number is sure, so no mark is in doubt.
        let fields: Vec<String> = std::iter::once("0.5".to_owned()).chain(fields).collect();
        for (field, cell) in fields.iter().zip(column(&fields, ColumnType::Decimal)) {
            let expected: f64 = field.parse().unwrap();
            if expected.abs() > f64::from(f32::MAX) {
                prop_assert_eq!(cell, None, "{}", field);
            } else {
                let value: f64 = cell.unwrap().parse().unwrap();
                prop_assert_eq!(value.to_bits(), (expected + 0.0).to_bits(), "{}", field);
            }
        }
    }

    #[test]
    fn decimal_commas_and_groups_are_the_same_numbers(
        numbers in prop::collection::vec((any::<bool>(), 0..10_000_000_u32, 0..100_u32), 1..20),
    ) {
        let grouped = |whole: u32, mark: &str| {
            let digits = whole.to_string();
            let parts: Vec<&str> = digits.as_bytes().rchunks(3).rev()
                .map(|part| std::str::from_utf8(part).unwrap()).collect();
            parts.join(mark)
        };
        let file = |group: &str, mark: &str| {
            let rows: Vec<String> = numbers.iter().map(|(negative, whole, part)| {
                format!("{}{}{mark}{part:02};k", if *negative { "-" } else { "" }, grouped(*whole, group))
            }).collect();
            format!("x;y\n{}\n", rows.join("\n"))
        };
        let cells = |text: String| {
            let read = import(text.as_bytes(), &ReadingConfig::default()).unwrap();
            prop_assert_eq!(&read.warnings, &[]);
            Ok((0..numbers.len()).map(|row| read.table.cell(row, 0).unwrap().into_owned()).collect::<Vec<_>>())
        };
        let plain = cells(file("", "."))?;
        for (group, mark) in [("", ","), (".", ","), (",", "."), (" ", ","), ("'", "."), ("\u{a0}", ",")] {
            prop_assert_eq!(&cells(file(group, mark))?, &plain, "{:?} {:?}", group, mark);
        }
    }

    #[test]
    fn files_are_read_as_the_csv_crate_reads_them(
        cells in prop::collection::vec(prop::collection::vec(r#"[a-z,;|"\n\r é]{0,6}"#, 3..=3), 2..20),
        crlf in any::<bool>(),
    ) {
        let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().terminator(end).from_writer(Vec::new());
        writer.write_record(["x", "y", "z"]).unwrap();
        for row in &cells {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut reading = ReadingConfig {
            header: Some(true),
            delimiter: Some(Delimiter::Comma),
            usual_markers_are_words: true,
            ..ReadingConfig::default()
        };
        for name in ["x", "y", "z"] {
            reading.types.insert(name.to_owned(), ColumnType::Text);
        }
        let Ok(read) = import(&bytes, &reading) else {
            let is_row = |row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
            prop_assert!(!cells.iter().any(is_row) || cells.iter().any(|row| row[0].trim() == "x"));
            return Ok(());
        };
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        // Quoted nothing in all fields is a row to the crate alone.
        let holds = |record: &csv::StringRecord| {
            record.iter().any(|field| !field.trim().is_empty())
                && !record.iter().map(str::trim).eq(["x", "y", "z"])
        };
        let records: Vec<csv::StringRecord> = records.into_iter().filter(holds).collect();
        prop_assert_eq!(read.table.rows() + below(&read), records.len());
        for (row, record) in records.iter().take(read.table.rows()).enumerate() {
            for (column, field) in record.iter().enumerate() {
                let cell = read.table.cell(row, column).unwrap_or_default();
                prop_assert_eq!(cell, field.trim());
            }
        }
    }

    #[test]
    fn every_record_is_read_or_dropped(
        widths in prop::collection::vec(1..6_usize, 1..60),
    ) {
        let rows: Vec<String> = widths.iter().map(|width| vec!["7"; *width].join(",")).collect();
        let reading = ReadingConfig {
            header: Some(true),
            delimiter: Some(Delimiter::Comma),
            ..ReadingConfig::default()
        };
        let text = format!("a,b,c\n{}\n", rows.join("\n"));
        if let Ok(import) = import(text.as_bytes(), &reading) {
            let summary = import.summary();
            // Where most rows are wider than the names, those are taken for a title.
            let above: usize = import.warnings.iter().map(|warning| match warning {
                ImportWarning::Preamble(places) => places.count,
                _ => 0,
            }).sum();
            prop_assert_eq!(summary.rows_read + summary.rows_dropped + above, widths.len());
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
        let mut reading = ReadingConfig {
            header: Some(true),
            delimiter: Some(Delimiter::Comma),
            ..ReadingConfig::default()
        };
        reading.types.insert("x".to_owned(), ColumnType::Category);
        reading.types.insert("y".to_owned(), ColumnType::Category);
        // Rows without any value are none, nor are the names once more.
        let holds = |row: &&[String]| {
            row.iter().any(|cell| !cell.trim().is_empty())
                && !row.iter().map(|cell| cell.trim()).eq(["x", "y"])
        };
        let Ok(import) = import(format!("x,y{end}{}", rows.join(end)).as_bytes(), &reading) else {
            prop_assert!(!cells.chunks_exact(2).any(|row| holds(&row)));
            return Ok(());
        };
        let rows = cells.chunks_exact(2).filter(holds);
        prop_assert_eq!(import.table.rows() + below(&import), rows.clone().count());
        for (row, expected) in rows.take(import.table.rows()).enumerate() {
            for (column, expected) in expected.iter().enumerate() {
                let expected = expected.trim();
                let missing = matches!(expected, "" | "na" | "nan" | "null");
                let cell = import.table.cell(row, column);
                prop_assert_eq!(cell.as_deref(), (!missing).then_some(expected));
            }
        }
    }
}
