//! Importing files: what is read, what is mended, what is refused.

use descent::config::{ColumnType, Delimiter, ReadingConfig, TableSchema, limits};
use descent::data::{
    self, CellRange, ColumnSummary, DataError, Import, Reader, Table, TableSummary,
};

use crate::data::import::cases::render;

fn import(bytes: &[u8]) -> Result<Import, DataError> {
    data::import(bytes, &ReadingConfig::default())
}

/// One line for each number.
fn rows(numbers: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    numbers.map(|number| line(number) + "\n").collect()
}

fn read(text: &str) -> Import {
    import(text.as_bytes()).expect("a file that can be read")
}

#[test]
fn the_separator_is_reported() {
    let delimiter = |text| read(text).dialect.delimiter;
    assert_eq!(delimiter("a,b\n1,2\n"), Delimiter::Comma);
    assert_eq!(delimiter("a;b\n1;2\n"), Delimiter::Semicolon);
    assert_eq!(delimiter("a\tb\n1\t2\n"), Delimiter::Tab);
}

#[test]
fn limits_are_errors() {
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
    let row = |end: &str| render(&read(&format!("a,b\n1,2\n3,4{commas}{end}")));
    let kept = "a:int b:int / 1|2 / 3|4 !trailing_fields 3";
    let dropped = "a:int b:int / 1|2 !long_rows 3";
    assert_eq!(row("\n"), kept);
    assert_eq!(row("\" \""), kept);
    assert_eq!(row("x\n"), dropped);
    assert_eq!(row("x"), dropped);
    assert_eq!(row("\"x\n"), dropped);
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
    let numbers = |min, max, mean, histogram| ColumnSummary {
        min: Some(min),
        max: Some(max),
        mean: Some(mean),
        histogram,
        levels: Vec::new(),
    };
    assert_eq!(summary[0], numbers(0.0, 11.5, 5.75, vec![2; 12]));
    assert_eq!(summary[1], numbers(0.0, 4.0, 46.0 / 24.0, vec![5, 5, 5, 5, 4]));
    assert_eq!(summary[2].histogram, vec![2; 12]);
    assert_eq!((&summary[3].histogram[..], summary[3].min), (&[24, 1][..], None));
    assert_eq!(summary[3].levels, ["k", "j"]);
    assert_eq!(import.summary().columns, summary);

    let constant = read("a,b\n7.5,\n7.5,\n").table.summary();
    assert_eq!(constant, [numbers(7.5, 7.5, 7.5, vec![2]), ColumnSummary::default()]);
}

#[test]
fn pages_show_cells_and_end_with_the_table() {
    let table = read("a,b\n1,x\n2.50,\n3,z\n").table;
    let window =
        |from_row, rows, from_column, columns| CellRange { from_row, rows, from_column, columns };
    let texts = |from: usize, count: usize| table.page(window(from, count, 0, 9)).cells;
    let row = |a: &str, b: Option<&str>| vec![Some(a.to_owned()), b.map(str::to_owned)];
    assert_eq!(texts(0, 2), [row("1", Some("x")), row("2.5", None)]);
    assert_eq!(texts(2, usize::MAX), [row("3", Some("z"))]);
    assert!(texts(3, 5).is_empty() && texts(usize::MAX, usize::MAX).is_empty());
    let second = table.page(window(1, 9, 1, 1));
    assert_eq!(second.window, window(1, 2, 1, 1));
    assert_eq!((second.total_rows, second.total_columns), (3, 2));
    assert_eq!((second.names, second.labels), (vec!["b".into()], vec!["2".into(), "3".into()]));
    assert_eq!(second.cells, [[None], [Some("z".to_owned())]]);
    assert_eq!((table.cell(3, 0), table.cell(0, 2)), (None, None));
}

#[test]
fn a_sample_is_spread_over_the_file() {
    let text = format!("n,t\n{}", rows(0..10_000, |row| format!("{row},{}", row % 3)));
    let reading = ReadingConfig { sample_every: Some(10), ..ReadingConfig::default() };
    let sample = data::import(text.as_bytes(), &reading).unwrap();
    let kept: Vec<usize> = (0..sample.table.rows())
        .map(|row| sample.table.cell(row, 0).unwrap().parse().unwrap())
        .collect();
    assert!((900..1100).contains(&kept.len()), "{} rows", kept.len());
    assert!(kept.is_sorted() && kept[0] == 0);
    // Rows of every tenth of the file, at no fixed distance.
    for tenth in 0..10 {
        let count = kept.iter().filter(|row| **row / 1000 == tenth).count();
        assert!((60..150).contains(&count), "{count} rows in tenth {tenth}");
    }
    let mut steps: Vec<usize> = kept.windows(2).map(|pair| pair[1] - pair[0]).collect();
    steps.sort_unstable();
    steps.dedup();
    assert!(steps.len() > 20);
    assert_eq!(
        sample.warnings[0].to_string(),
        "One row in 10 was read, spread over the 10000 rows of the file."
    );
    let again = data::import(text.as_bytes(), &reading).unwrap();
    assert_eq!(again.summary(), sample.summary());
}

#[test]
fn a_table_too_large_is_refused_early() {
    let file_bytes = 40 << 30;
    let text = format!("n,t\n{}", rows(0..100_000, |row| format!("{row},{}", row % 7)));
    let mut reader = Reader::new(&ReadingConfig::default(), Some(file_bytes));
    let error = reader.push(text.as_bytes()).unwrap_err();
    let DataError::TooLarge { rows: expected, columns, table_bytes, sample_every, .. } = error
    else {
        panic!("{error:?}")
    };
    assert_eq!(columns, 2);
    assert!(table_bytes > limits::MAX_TABLE_BYTES);
    assert_eq!(u64::from(sample_every), table_bytes.div_ceil(limits::MAX_TABLE_BYTES));
    assert!((4_000_000_000..6_000_000_000).contains(&expected), "{expected} rows");
    // The sample that is offered fits.
    let sampled = ReadingConfig { sample_every: Some(sample_every), ..ReadingConfig::default() };
    let mut reader = Reader::new(&sampled, Some(file_bytes));
    reader.push(text.as_bytes()).unwrap();
    // So does a file of that size with long texts, of which few are different.
    let long = "a long word ".repeat(40);
    let text = format!("n,t\n{}", rows(0..5000, |row| format!("{row},{long}{}", row % 7)));
    let mut reader = Reader::new(&ReadingConfig::default(), Some(file_bytes));
    reader.push(text.as_bytes()).unwrap();
}

#[test]
fn a_row_without_an_end_is_refused() {
    let mut reader = Reader::new(&ReadingConfig::default(), None);
    reader.push(b"a,b\n1,2\n").unwrap();
    let piece = "1,2,".repeat(1 << 20);
    let mut result = Ok(());
    for _ in 0..20 {
        result = result.and_then(|()| reader.push(piece.as_bytes()));
    }
    assert_eq!(result.unwrap_err(), DataError::EndlessRow { line: 3 });
}

#[test]
fn tables_are_made_from_columns() {
    let x = vec![0.5, f64::NAN, 2.0];
    let table = Table::of_numbers(vec![("x".to_owned(), x)]).with_words("class", ["b", "a", "b"]);
    let [numbers, words] = &table.schema().columns[..] else { panic!() };
    assert_eq!((numbers.missing, numbers.distinct), (1, 2));
    assert_eq!(
        (words.column_type, &words.levels[..]),
        (ColumnType::Category, &["a".to_owned(), "b".to_owned()][..])
    );
    assert_eq!((table.rows(), table.cell(2, 1).unwrap().as_ref()), (3, "b"));
    let summary = TableSummary::of_synthetic(&table, 0);
    assert_eq!((summary.dialect, summary.rows_read), (None, 3));
}

#[test]
fn different_numbers_are_counted_up_to_a_limit() {
    let distinct = |count: usize| {
        let values = (0..3 * count).map(|row| (row % count) as f64 - 7.5).collect();
        Table::of_numbers(vec![("x".to_owned(), values)]).schema().columns[0].distinct
    };
    for count in [1, 2, 50, 9_999] {
        assert_eq!(distinct(count), count);
    }
    assert_eq!(distinct(limits::COUNTED_DISTINCT), limits::COUNTED_DISTINCT);
    assert_eq!(distinct(50_000), limits::COUNTED_DISTINCT);
}
