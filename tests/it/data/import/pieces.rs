//! However a file is cut into pieces, the table is the same.

use std::fmt::Write as _;
use std::io::Write as _;

use descent::config::ReadingConfig;
use descent::data::{CellRange, DataError, Import, Pass, Reader, detect_encoding, import};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use crate::data::import::cases::{all, render};

/// Reads a file in pieces that end at `cuts`, and says how many passes it took.
fn in_pieces(
    bytes: &[u8],
    reading: &ReadingConfig,
    cuts: &[usize],
) -> Result<(Import, usize), DataError> {
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
    cuts.extend([0, bytes.len()]);
    cuts.sort_unstable();
    let mut reader = Reader::new(reading, Some(bytes.len() as u64));
    for pass in 1.. {
        for cut in cuts.windows(2) {
            reader.push(&bytes[cut[0]..cut[1]])?;
        }
        match reader.finish()? {
            Pass::Done(import) => return Ok((*import, pass)),
            Pass::Again(next) => reader = *next,
            Pass::NotUtf8(found) => {
                let encoding = detect_encoding(found.sample());
                reader = found.read_as(encoding);
            }
        }
    }
    unreachable!("a file is read at most five times")
}

fn outcome(result: Result<Import, DataError>) -> String {
    result.map_or_else(
        |error| error.to_string(),
        |import| {
            let sentences: Vec<_> = import.warnings.iter().map(ToString::to_string).collect();
            format!("{}\n{}", render(&import), sentences.join("\n"))
        },
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn every_case_byte_by_byte() {
    for case in all().iter().flat_map(|(_, cases)| cases.iter()) {
        let mut reading = ReadingConfig::default();
        (case.reading)(&mut reading);
        let whole = outcome(import(case.input, &reading));
        let cuts: Vec<usize> = (0..case.input.len()).collect();
        let pieces = in_pieces(case.input, &reading, &cuts).map(|(import, _)| import);
        assert_eq!(outcome(pieces), whole, "{}", case.what);
    }
}

#[test]
fn every_case_compressed() {
    for case in all().iter().flat_map(|(_, cases)| cases.iter()) {
        let mut reading = ReadingConfig::default();
        (case.reading)(&mut reading);
        let Ok(mut plain) = import(case.input, &reading) else { continue };
        plain.dialect.compressed = true;
        let packed = gzip(case.input);
        let cuts: Vec<usize> = (0..packed.len()).collect();
        let (unpacked, _) = in_pieces(&packed, &reading, &cuts).unwrap();
        assert_eq!(outcome(Ok(unpacked)), outcome(Ok(plain)), "{}", case.what);
    }
}

#[test]
fn gzip_in_several_members_is_one_file() {
    let members = [gzip(b"a,b\n1,"), gzip(b"x\n2,y\n")].concat();
    let read = import(&members, &ReadingConfig::default()).unwrap();
    assert_eq!(render(&read), "[gzip] a:int b:cat / 1|x / 2|y");
}

#[test]
fn gzip_that_breaks_off_keeps_nothing() {
    let packed = gzip("a,b\n1,x\n".repeat(1000).as_bytes());
    for length in 10..packed.len() {
        let read = import(&packed[..length], &ReadingConfig::default());
        assert_eq!(read.unwrap_err(), DataError::CorruptGzip, "{length} bytes");
    }
}

/// A file of `rows` rows longer than the beginning that types are found from, with `late`
/// for its last rows.
fn long_file(rows: usize, late: &[&str]) -> String {
    let mut text = String::from("n;m;t\n");
    for row in 0..rows {
        writeln!(text, "{row};{};word {}", row % 97, row % 13).unwrap();
    }
    for line in late {
        text.extend([line, "\n"]);
    }
    text
}

/// What is said of a file, and how many passes it took.
fn said(text: &str) -> (Import, String, usize) {
    let (read, passes) =
        in_pieces(text.as_bytes(), &ReadingConfig::default(), &[100_000, 300_000]).unwrap();
    let sentences: Vec<_> = read.warnings.iter().map(ToString::to_string).collect();
    let sentences = sentences.join("\n");
    (read, sentences, passes)
}

#[test]
fn a_late_word_counts_as_missing_in_one_pass() {
    let (read, sentences, passes) = said(&long_file(40_000, &["x;1;a", "1;y;b"]));
    assert_eq!(passes, 1);
    assert_eq!(read.table.cell(40_000, 0), None);
    assert_eq!(read.table.cell(40_000, 1).unwrap(), "1");
    assert!(sentences.contains("(\"x\" in line 40002)"), "{sentences}");
}

#[test]
fn a_late_bound_is_read_in_another_pass() {
    let (read, sentences, passes) = said(&long_file(40_000, &["<7;1;a", "8;2;b"]));
    assert_eq!(passes, 2);
    assert_eq!(read.table.cell(40_000, 0).unwrap(), "7");
    assert!(sentences.contains("is a bound or rounded"), "{sentences}");
}

#[test]
fn many_late_words_bring_the_texts_back() {
    let late: Vec<String> = (0..3000).map(|row| format!("w{row};0{};b", row % 10)).collect();
    let late: Vec<&str> = late.iter().map(String::as_str).collect();
    let (read, sentences, passes) = said(&long_file(40_000, &late));
    assert_eq!(passes, 2);
    assert_eq!(read.table.cell(7, 0).unwrap(), "7");
    assert_eq!(read.table.cell(40_001, 0).unwrap(), "w1");
    assert_eq!(read.table.cell(40_001, 1).unwrap(), "1");
    assert!(sentences.contains("3000 of its 43000 values are not numbers"), "{sentences}");
}

#[test]
fn words_at_the_beginning_of_numbers_count_as_missing() {
    let mut text = String::from("n;t\n");
    (0..5000).for_each(|_| text.push_str("none yet;a\n"));
    (0..60_000).for_each(|row| writeln!(text, "{row};b").unwrap());
    let (read, sentences, passes) = said(&text);
    assert_eq!(passes, 2);
    assert_eq!(read.table.cell(4999, 0), None);
    assert_eq!(read.table.cell(5007, 0).unwrap(), "7");
    assert!(sentences.contains("\"none yet\" in lines 2, 3, 4 and 4997 more"), "{sentences}");
}

#[test]
fn a_late_decimal_point_turns_the_reading_of_commas() {
    let mut text = String::from("n;t\n");
    (0..40_000).for_each(|row| writeln!(text, "{},{:03};b", 1 + row % 9, row % 1000).unwrap());
    let guessed = said(&text);
    assert_eq!((guessed.2, guessed.0.table.cell(1, 0).unwrap().as_ref()), (1, "2.001"));
    assert!(guessed.1.contains("decimals"), "{}", guessed.1);
    let told = said(&(text.clone() + "1.5;c\n"));
    assert_eq!((told.2, told.0.table.cell(1, 0).unwrap().as_ref()), (2, "2001"));
    assert_eq!(told.0.table.cell(40_000, 0).unwrap(), "1.5");
    let confirmed = said(&(text + "1,5;c\n"));
    assert_eq!((confirmed.2, confirmed.0.table.cell(1, 0).unwrap().as_ref()), (1, "2.001"));
    assert_eq!(confirmed.1, "");
}

#[test]
fn a_reader_in_vain_says_so_before_the_end() {
    let mut text = String::from("n;t\n");
    (0..40_000).for_each(|_| text.push_str("1,234;b\n"));
    text.push_str(&"1.5;c\n".repeat(100_000));
    let mut reader = Reader::new(&ReadingConfig::default(), None);
    reader.push(&text.as_bytes()[..700_000]).unwrap();
    assert!(reader.wants_restart());
    assert!(matches!(reader.finish(), Ok(Pass::Again(_))));
}

#[test]
fn dates_that_come_late_and_words_among_them_need_no_fourth_pass() {
    let mut text = String::from("d;t\n");
    (0..40_000).for_each(|row| writeln!(text, "{row};b").unwrap());
    (0..900_000).for_each(|row| writeln!(text, "2026-01-{:02};c", 1 + row % 28).unwrap());
    let (read, sentences, passes) = said(&text);
    assert_eq!(passes, 3);
    assert_eq!(read.table.cell(40_000, 0).unwrap(), "2026-01-01");
    assert!(sentences.contains("40000 of its 940000 values"), "{sentences}");
}

#[test]
fn names_longer_than_a_block_are_waited_for() {
    let names: Vec<String> =
        (0..1000).map(|column| format!("{}{column}", "n".repeat(400))).collect();
    let row = |cell: &str| vec![cell; 1000].join(",");
    let late = (row("w") + "\n").repeat(300);
    let text =
        format!("{}\n{}\n{}{late}", names.join(","), row("1"), (row("2") + "\n").repeat(500));
    let (read, sentences, passes) = said(&text);
    assert_eq!((read.table.rows(), read.table.schema().columns.len()), (801, 1000));
    assert_eq!((passes, read.table.cell(800, 999).unwrap().as_ref()), (2, "w"));
    assert!(sentences.contains("300 of its 801 values are not numbers"));
}

#[test]
fn an_open_quote_swallows_nothing_and_costs_little() {
    let rows = "x,\"y\n".to_owned() + &"1,2\n".repeat(500_000);
    let read = import(format!("a,b\n{rows}").as_bytes(), &ReadingConfig::default()).unwrap();
    assert_eq!(read.table.rows(), 500_001);
    // Quotation marks at many lines' beginnings, none closed within a mebibyte.
    let hostile = format!("a,b\n{}", format!("\"{}\n", "1,".repeat(600_000)).repeat(8));
    let read = import(hostile.as_bytes(), &ReadingConfig::default());
    assert!(read.is_err() || read.unwrap().table.rows() > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn cuts_change_nothing(
        text in r#"([a1,;"\r\n .é#-]|1,5|\r\n|x;|\t){0,80}"#,
        cuts in prop::collection::vec(any::<usize>(), 0..8),
        packed in any::<bool>(),
    ) {
        let bytes = if packed { gzip(text.as_bytes()) } else { text.into_bytes() };
        let reading = ReadingConfig::default();
        let whole = outcome(import(&bytes, &reading));
        let pieces = in_pieces(&bytes, &reading, &cuts).map(|(import, _)| import);
        prop_assert_eq!(outcome(pieces), whole);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn cuts_of_large_files_change_nothing(
        seed in 0..1000_usize,
        cuts in prop::collection::vec(any::<usize>(), 0..8),
        late in "[a-z1,;\"]{0,9}",
    ) {
        let mut text = String::from("\u{feff}größe;b;c\r\n");
        for row in 0..30_000 {
            write!(text, "{},{};\"x\"\"{}\";{late}\r\n", row % 977, row % (7 + seed), row % 5).unwrap();
        }
        let reading = ReadingConfig::default();
        let digest = |import: &Import| {
            let cells: Vec<_> = (0..import.table.rows()).step_by(997).map(|row| {
                import.table.page(CellRange { from_row: row, rows: 1, from_column: 0, columns: 3 }).cells
            }).collect();
            format!("{:?} {cells:?} {:?}", import.summary(), import.warnings)
        };
        let whole = import(text.as_bytes(), &reading).map(|import| digest(&import));
        let pieces = in_pieces(text.as_bytes(), &reading, &cuts).map(|(import, _)| digest(&import));
        prop_assert_eq!(pieces, whole);
    }
}
