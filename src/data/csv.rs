//! From text to records, with the line each one begins at.
//!
//! csv-core does the parsing: quotes, doubled quotes, line ends inside quotes, LF,
//! CRLF and CR. This file adds what it leaves out: buffers that grow, but not
//! without bound; line numbers; and quotation marks that are never closed.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::config::limits;
use crate::data::encoding::line_ends;
use crate::data::warning::Places;

/// Fields of a record that are kept; the rest is only counted, so that a file of
/// nothing but separators cannot fill the memory.
const KEPT_FIELDS: usize = limits::MAX_COLUMNS + 1;

/// One record: its fields, and where it begins.
#[derive(Debug)]
pub(super) struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    kept: usize,
    /// Fields in the file, kept or not.
    pub fields: usize,
    /// Whether a field that is not kept holds something.
    text_beyond: bool,
    /// The line it begins at, counted from 1.
    pub line: usize,
    /// Whether every quotation mark in it is closed.
    pub closed: bool,
}

impl Default for Record {
    fn default() -> Self {
        let (bytes, ends) = (vec![0; 256], vec![0; 32]);
        Self { bytes, ends, kept: 0, fields: 0, text_beyond: false, line: 1, closed: true }
    }
}

impl Record {
    /// The field at `index` without white space around it; empty beyond the last one.
    pub fn field(&self, index: usize) -> &str {
        if index >= self.kept {
            return "";
        }
        let from = if index == 0 { 0 } else { self.ends[index - 1] };
        std::str::from_utf8(&self.bytes[from..self.ends[index]])
            .expect("the text is UTF-8 and is only cut at ASCII bytes")
            .trim()
    }

    /// Whether the line holds nothing but white space.
    fn is_blank(&self) -> bool {
        self.fields == 1 && self.field(0).is_empty()
    }

    /// Whether a field from `width` on holds something.
    fn has_text_from(&self, width: usize) -> bool {
        self.text_beyond || (width..self.kept).any(|index| !self.field(index).is_empty())
    }
}

/// Reads the records of a text one after the other, blank lines left out.
pub(super) struct Records<'text> {
    input: &'text [u8],
    at: usize,
    line: usize,
    reader: Reader,
}

impl<'text> Records<'text> {
    /// At the beginning of `text`.
    pub fn new(text: &'text str, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { input: text.as_bytes(), at: 0, line: 1, reader }
    }

    /// Reads the next record into `record`; false at the end of the text.
    pub fn read(&mut self, record: &mut Record) -> bool {
        while self.read_any(record) {
            if !record.is_blank() {
                return true;
            }
        }
        false
    }

    fn read_any(&mut self, record: &mut Record) -> bool {
        // csv-core would skip these too, but then the record's line were unknown.
        let ends = self.input[self.at..].iter().take_while(|&&byte| matches!(byte, b'\r' | b'\n'));
        self.advance(ends.count());
        (record.kept, record.fields, record.text_beyond) = (0, 0, false);
        (record.line, record.closed) = (self.line, true);
        let mut written = 0;
        while self.at < self.input.len() {
            let (result, consumed, output) = self.step(self.input, self.at, record, written);
            self.advance(consumed);
            written += output;
            match result {
                ReadRecordResult::Record => return true,
                ReadRecordResult::End => return false,
                _ => {}
            }
        }
        self.finish(record, written)
    }

    /// Ends a last record that no line end follows. The line end fed here becomes part
    /// of a field exactly if a quotation mark is still open.
    fn finish(&mut self, record: &mut Record, written: usize) -> bool {
        let (result, _, output) = self.step(b"\n", 0, record, written);
        if output == 0 {
            return result == ReadRecordResult::Record;
        }
        // The open field has no end yet; it is the last one.
        if record.kept < KEPT_FIELDS {
            grow(&mut record.ends, record.kept);
            record.ends[record.kept] = written;
            record.kept += 1;
        }
        record.fields += 1;
        record.closed = false;
        self.reader.reset();
        true
    }

    /// One call of csv-core, with room to write to. Returns what it said, the bytes it
    /// took and the bytes it wrote into the record.
    fn step(
        &mut self,
        input: &[u8],
        from: usize,
        record: &mut Record,
        written: usize,
    ) -> (ReadRecordResult, usize, usize) {
        if record.kept == KEPT_FIELDS {
            let (mut bytes, mut ends) = ([0; 1024], [0; 64]);
            let (result, consumed, output, fields) =
                self.reader.read_record(&input[from..], &mut bytes, &mut ends);
            record.fields += fields;
            record.text_beyond |= !bytes[..output].trim_ascii().is_empty();
            return (result, consumed, output);
        }
        grow(&mut record.bytes, written);
        grow(&mut record.ends, record.kept);
        let room = record.ends.len().min(KEPT_FIELDS);
        let (result, consumed, output, fields) = self.reader.read_record(
            &input[from..],
            &mut record.bytes[written..],
            &mut record.ends[record.kept..room],
        );
        record.kept += fields;
        record.fields += fields;
        (result, consumed, output)
    }

    fn advance(&mut self, count: usize) {
        self.line += line_ends(self.input, self.at, self.at + count);
        self.at += count;
    }
}

fn grow<T: Clone + Default>(buffer: &mut Vec<T>, used: usize) {
    if used == buffer.len() {
        buffer.resize(2 * used, T::default());
    }
}

/// How the rows fit the column names.
#[derive(Debug, Default)]
pub(super) struct RowFit {
    /// Rows of the table.
    pub kept: usize,
    /// Rows that were filled up.
    pub short: Places,
    /// Rows whose empty last fields were cut.
    pub trailing: Places,
    /// Rows that were dropped.
    pub long: Places,
    /// Fields of the first dropped row.
    pub long_fields: usize,
    /// Line of a last row with an open quotation mark, which was dropped.
    pub unclosed: Option<usize>,
}

/// Hands every row that fits into `width` columns to `visit`.
pub(super) fn for_each_row(
    mut records: Records,
    width: usize,
    mut visit: impl FnMut(&Record),
) -> RowFit {
    let mut fit = RowFit::default();
    let mut record = Record::default();
    while records.read(&mut record) {
        let line = record.line;
        if !record.closed {
            fit.unclosed = Some(line);
            break;
        }
        if record.fields > width && record.has_text_from(width) {
            if fit.long.rows == 0 {
                fit.long_fields = record.fields;
            }
            fit.long.add(line);
            continue;
        }
        if record.fields > width {
            fit.trailing.add(line);
        } else if record.fields < width {
            fit.short.add(line);
        }
        fit.kept += 1;
        visit(&record);
    }
    fit
}
