//! A file that comes in chunks, as the worker brings it.

use descent::config::Encoding;
use descent::config::{DecimalMark, ReadingConfig};
use descent::data::{self, DataError};
use descent::worker::{Loading, Next, TableId};

/// Brings `bytes` in chunks until the table is there; the number of passes.
fn load(bytes: &[u8], chunk: usize) -> Result<(data::Import, usize), DataError> {
    let mut loading = Loading::new(TableId(1), &ReadingConfig::default(), bytes.len() as u64);
    for pass in 1.. {
        let mut goes_on = true;
        while goes_on {
            let (from, of) = loading.progress();
            assert!(from <= of && of == bytes.len() as u64);
            let from = from as usize;
            goes_on = loading.push(&bytes[from..(from + chunk).min(bytes.len())])?;
        }
        match loading.finish()? {
            Next::Done(import) => return Ok((*import, pass)),
            Next::Again => assert_eq!(loading.progress().0, 0),
            Next::NotUtf8(found) => loading.read_as(*found, Encoding::Windows1252),
        }
    }
    unreachable!("passes end")
}

#[test]
fn chunks_give_the_table_of_the_whole() {
    let row = |row: usize| format!("{},5;{}\n", row % 97, ["ja", "nein"][row % 2]);
    let text = format!("n;word\n{}", (0..60_000).map(row).collect::<String>());
    let whole = data::import(text.as_bytes(), &ReadingConfig::default()).unwrap();
    assert_eq!(whole.dialect.decimal, DecimalMark::Comma);
    for chunk in [1_000, 65_536, usize::MAX / 2] {
        let (import, _) = load(text.as_bytes(), chunk).unwrap();
        assert_eq!(import.summary(), whole.summary());
    }
}

#[test]
fn a_late_word_asks_for_the_file_once_more() {
    let row = |row| format!("{row},{}\n", if row < 60_000 { "1.5" } else { "late" });
    let text = format!("n,m\n{}", (0..80_000).map(row).collect::<String>());
    let (import, passes) = load(text.as_bytes(), 65_536).unwrap();
    assert_eq!(passes, 2);
    assert_eq!(import.table.cell(79_999, 1).as_deref(), Some("late"));
    assert_eq!(import.table.cell(0, 1).as_deref(), Some("1.5"));
}

#[test]
fn an_empty_file_ends_with_its_sentence() {
    assert_eq!(load(b"", 10).unwrap_err(), DataError::Empty);
}
