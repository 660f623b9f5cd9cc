//! The csv crate with fast-float2, as one would write it by hand: no inference beyond
//! "a column whose first field is no number holds words".

use std::collections::HashMap;
use std::io;

use js_sys::Uint8Array;

use crate::reading::{CHUNK, ParsedFile, ReadSummary};

/// Bytes that JavaScript holds, as a stream.
struct JsBytes<'a> {
    bytes: &'a Uint8Array,
    at: u32,
}

impl io::Read for JsBytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let end = self.bytes.length().min(self.at + buffer.len() as u32);
        let piece = self.bytes.subarray(self.at, end);
        piece.copy_to(&mut buffer[..piece.length() as usize]);
        self.at = end;
        Ok(piece.length() as usize)
    }
}

enum CrateColumn {
    Numbers(Vec<f64>),
    Words { codes: Vec<u32>, levels: HashMap<Vec<u8>, u32> },
}

struct Columns(Vec<CrateColumn>);

/// Reads all records into columns of `f64`, or of codes of words.
pub fn read(bytes: &Uint8Array) -> Result<Box<dyn ParsedFile>, String> {
    let source = JsBytes { bytes, at: 0 };
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(CHUNK as usize).from_reader(source);
    let mut record = csv::ByteRecord::new();
    let mut columns: Vec<CrateColumn> = Vec::new();
    while reader.read_byte_record(&mut record).map_err(|error| error.to_string())? {
        if columns.is_empty() {
            columns = record.iter().map(CrateColumn::of).collect();
        }
        for (column, field) in columns.iter_mut().zip(&record) {
            match column {
                CrateColumn::Numbers(values) => {
                    values.push(fast_float2::parse(field).unwrap_or(f64::NAN));
                }
                CrateColumn::Words { codes, levels } => {
                    let next = levels.len() as u32;
                    let known = levels.get(field).copied();
                    codes.push(known.unwrap_or_else(|| {
                        levels.insert(field.to_vec(), next);
                        next
                    }));
                }
            }
        }
    }
    Ok(Box::new(Columns(columns)))
}

impl CrateColumn {
    fn of(field: &[u8]) -> Self {
        if field.is_empty() || fast_float2::parse::<f64, _>(field).is_ok() {
            Self::Numbers(Vec::new())
        } else {
            Self::Words { codes: Vec::new(), levels: HashMap::new() }
        }
    }
}

impl ParsedFile for Columns {
    fn seen(&self) -> ReadSummary {
        let rows = self.0.first().map_or(0, |column| match column {
            CrateColumn::Numbers(values) => values.len(),
            CrateColumn::Words { codes, .. } => codes.len(),
        });
        let mut seen = ReadSummary { rows, numbers: 0, means: 0.0 };
        for column in &self.0 {
            if let CrateColumn::Numbers(values) = column {
                let there = values.iter().filter(|value| !value.is_nan());
                let (mut sum, mut count) = (0.0, 0_usize);
                for value in there {
                    sum += value;
                    count += 1;
                }
                seen.numbers += count;
                seen.means += sum / count as f64;
            }
        }
        seen
    }
}
