//! Reading a CSV file: from bytes that JavaScript holds to columns.

use descent::bench::files::{FileContent, Writer};
use descent::config::{ColumnType, Encoding, ReadingConfig};
use descent::data::{Import, Pass, Reader};
use js_sys::{Array, Uint8Array, WebAssembly};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// Bytes that come at once, as in the playground's worker.
pub const CHUNK: u32 = 2 << 20;

/// A file that was read, to be inspected once the clock has stopped.
pub trait ParsedFile {
    /// What is in it.
    fn seen(&self) -> ReadSummary;
}

/// What shows whether two readers read the same.
pub struct ReadSummary {
    /// Rows.
    pub rows: usize,
    /// Fields that are numbers.
    pub numbers: usize,
    /// Means of the columns of numbers, added up.
    pub means: f64,
}

/// A synthetic file of about this many million bytes, which are not in this memory.
pub fn file(name: &str, megabytes: f64) -> Option<JsValue> {
    let content = FileContent::by_name(name)?;
    let pieces = Array::new();
    let mut text = String::with_capacity(CHUNK as usize + 1024);
    let mut writer = Writer::begin(content, &mut text);
    let mut left = megabytes * 1e6;
    while left > 0.0 {
        while text.len() < left.min(f64::from(CHUNK)) as usize {
            writer.row(&mut text);
        }
        left -= text.len() as f64;
        pieces.push(&Uint8Array::from(text.as_bytes()));
        text.clear();
    }
    Blob::new_with_u8_array_sequence(&pieces).ok().map(Into::into)
}

/// The import, fed as the playground's worker feeds it.
pub fn import(bytes: &Uint8Array) -> Result<Box<dyn ParsedFile>, String> {
    let words = |error: descent::data::DataError| error.to_string();
    let mut reader = Reader::new(&ReadingConfig::default(), Some(bytes.length().into()));
    loop {
        for from in (0..bytes.length()).step_by(CHUNK as usize) {
            let chunk = bytes.subarray(from, from + CHUNK).to_vec();
            reader.push(&chunk).map_err(words)?;
        }
        match reader.finish().map_err(words)? {
            Pass::Done(import) => return Ok(import),
            Pass::Again(next) => reader = *next,
            Pass::NotUtf8(found) => reader = found.read_as(Encoding::Windows1252),
        }
    }
}

impl ParsedFile for Import {
    fn seen(&self) -> ReadSummary {
        let summary = self.summary();
        let (mut numbers, mut means) = (0, 0.0);
        for (column, schema) in summary.columns.iter().zip(&summary.schema.columns) {
            if let (Some(mean), true) = (column.mean, schema.column_type != ColumnType::Date) {
                numbers += self.table.rows() - schema.missing;
                means += mean;
            }
        }
        ReadSummary { rows: self.table.rows(), numbers, means }
    }
}

/// Bytes of this module's memory; it never shrinks.
pub fn memory() -> f64 {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    f64::from(buffer.byte_length())
}
