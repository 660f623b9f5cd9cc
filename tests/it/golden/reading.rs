//! pandas's values of every file of the Gallery and of harder ones: the same to the last
//! bit of `f32`, and missing in the same places. pandas is told how each file is written,
//! the import is told nothing.

use std::path::Path;

use crc::{CRC_32_ISO_HDLC, Crc};
use descent::config::ReadingConfig;
use descent::data::{Import, import};
use serde_json::{Value, json};

use super::cases;

const CHECKSUM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);
/// How a missing number is counted in the checksum.
const NOT_A_NUMBER: u32 = 0x7fc0_0000;

/// A column as the golden file tells it.
fn column(import: &Import, index: usize, kind: &Value) -> Value {
    let table = &import.table;
    let schema = &table.schema().columns[index];
    let cells = (0..table.rows()).map(|row| table.cell(row, index));
    if kind == "numbers" {
        // The shortest decimal reads back as the same number.
        let bits = |text: &str| (text.parse::<f64>().unwrap() as f32).to_bits();
        let all: Vec<u32> =
            cells.map(|cell| cell.map_or(NOT_A_NUMBER, |text| bits(&text))).collect();
        let bytes: Vec<u8> = all.iter().flat_map(|bits| bits.to_le_bytes()).collect();
        let ends: Vec<String> = all.iter().map(|bits| format!("{bits:08x}")).collect();
        json!({
            "crc": CHECKSUM.checksum(&bytes),
            "first": ends[..3],
            "kind": kind,
            "last": ends[ends.len() - 3..],
            "missing": schema.missing,
            "name": schema.name,
        })
    } else {
        let texts: String = cells
            .map(|cell| cell.map_or("\u{1}".into(), |text| text.into_owned() + "\0"))
            .collect();
        json!({
            "crc": CHECKSUM.checksum(texts.as_bytes()),
            "kind": kind,
            "levels": schema.distinct,
            "missing": schema.missing,
            "name": schema.name,
        })
    }
}

#[test]
fn files_are_read_as_pandas_reads_them() {
    let cases = cases("reading.json");
    let sets = descent::data::gallery::SETS.len();
    assert!(cases.len() >= sets + 8, "{} files", cases.len());
    for case in &cases {
        let file = case["file"].as_str().unwrap();
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let read = import(&bytes, &ReadingConfig::default()).unwrap();
        assert_eq!(read.table.rows(), case["rows"], "{file}");
        let columns = case["columns"].as_array().unwrap();
        assert_eq!(read.table.schema().columns.len(), columns.len(), "{file}");
        for (index, expected) in columns.iter().enumerate() {
            let ours = column(&read, index, &expected["kind"]);
            assert_eq!(&ours, expected, "{file}, column {}", index + 1);
        }
    }
}
