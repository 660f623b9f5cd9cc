//! A file in pieces, cut anywhere: the states it goes through on its way to a table.
//!
//! The text is read in blocks that begin and end at the same places however the file is
//! cut, so what comes out never depends on the cuts.

use crate::config::{DecimalMark, Encoding, ReadingConfig, limits};
use crate::data::import::columns::{Builder, ParseAs};
use crate::data::import::fields::line_ends;
use crate::data::import::finish::{self, DecodingReport};
use crate::data::import::layout::Layout;
use crate::data::import::missing::Markers;
use crate::data::import::old_encodings::{MakeDecoder, library_decoder};
use crate::data::import::row_reader::RowReader;
use crate::data::import::source::{Decoder, TextSource};
use crate::data::import::{Import, file_kind, size};
use crate::data::{DataError, Occurrences};

/// Bytes of text that the layout and the types are found from, and of a block after that.
const BLOCK: usize = 1 << 18;
/// Bytes of text that are waited for until there are two rows.
const LONGEST_PREVIEW: usize = 1 << 22;

/// Rows and fields of the first block that the types are found from: more of them would
/// cost more than they reveal, and a wrong type is corrected once all of the column is known.
const ROWS: usize = 256;
const FIELDS: usize = 1 << 13;

/// Reads a file that comes in pieces, cut anywhere.
pub struct Reader {
    source: TextSource,
    make: MakeDecoder,
    blocks: Blocks,
}

/// What a [`Reader`] has when the file is at its end.
pub enum Pass {
    /// The table.
    Done(Box<Import>),
    /// The file must come once more, from its first byte, into this reader.
    Again(Box<Reader>),
    /// The file is not UTF-8; it must come once more, into the reader for its encoding.
    NotUtf8(Box<NotUtf8>),
}

/// A file that turned out not to be UTF-8.
pub struct NotUtf8 {
    sample: Vec<u8>,
    /// The line that showed it.
    line: usize,
    reading: ReadingConfig,
    file_bytes: Option<u64>,
    make: MakeDecoder,
}

impl NotUtf8 {
    /// Bytes of the file, from the first that shows it.
    pub fn sample(&self) -> &[u8] {
        &self.sample
    }

    /// A reader for the file in `encoding`.
    pub fn read_as(self, encoding: Encoding) -> Reader {
        let reading = ReadingConfig { encoding: Some(encoding), ..self.reading };
        let mut reader = Reader::of(reading, self.file_bytes, Stage::Preview, 3, self.make);
        reader.blocks.old_encoding = Some(self.line);
        reader
    }
}

/// The text on its way to rows.
struct Blocks {
    reading: ReadingConfig,
    file_bytes: Option<u64>,
    /// Text that is not read yet; it begins `offset` bytes into the file's text.
    text: String,
    offset: u64,
    /// How much text makes a block.
    wanted: usize,
    stage: Stage,
    /// Further passes that are allowed.
    passes: u8,
    /// Where the file turned out not to be UTF-8, and characters it could not read.
    old_encoding: Option<usize>,
    broken: Occurrences,
}

enum Stage {
    /// Nothing is known.
    Preview,
    /// All is known, but the rows begin only behind the names.
    Skip(Box<(Layout, RowReader)>),
    Rows(Box<(Layout, RowReader)>),
}

impl Reader {
    /// `file_bytes`: the file's size, where it is known.
    pub fn new(reading: &ReadingConfig, file_bytes: Option<u64>) -> Self {
        Self::of(reading.clone(), file_bytes, Stage::Preview, 3, library_decoder)
    }

    /// The same with other decoders of old encodings.
    #[must_use]
    pub fn with_decoders(mut self, make: MakeDecoder) -> Self {
        self.source = TextSource::new(self.blocks.reading.encoding, make);
        self.make = make;
        self
    }

    fn of(
        reading: ReadingConfig,
        file_bytes: Option<u64>,
        stage: Stage,
        passes: u8,
        make: MakeDecoder,
    ) -> Self {
        Self {
            source: TextSource::new(reading.encoding, make),
            make,
            blocks: Blocks {
                reading,
                file_bytes,
                text: String::new(),
                offset: 0,
                wanted: BLOCK,
                stage,
                passes,
                old_encoding: None,
                broken: Occurrences::default(),
            },
        }
    }

    /// The next bytes of the file.
    ///
    /// # Errors
    /// [`DataError`] as soon as it is sure that no usable table comes out.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), DataError> {
        for piece in bytes.chunks(BLOCK) {
            if self.wants_restart() {
                return Ok(());
            }
            let blocks = &mut self.blocks;
            self.source.push(piece, &mut |decoder, bytes| blocks.take(decoder, bytes))?;
            blocks.check_size(self.source.taken)?;
        }
        Ok(())
    }

    /// Whether this pass is in vain, so that the rest of the file need not come:
    /// [`Reader::finish`] gives another pass.
    pub fn wants_restart(&self) -> bool {
        if self.source.has_sample() {
            return true;
        }
        match &self.blocks.stage {
            Stage::Preview => false,
            Stage::Skip(known) | Stage::Rows(known) => known.1.has_other_mark,
        }
    }

    /// The end of the file.
    ///
    /// # Errors
    /// [`DataError`], only if no usable table comes out.
    pub fn finish(mut self) -> Result<Pass, DataError> {
        if !self.wants_restart() {
            let blocks = &mut self.blocks;
            self.source.finish(&mut |decoder, bytes| blocks.take(decoder, bytes))?;
            // What is no UTF-8 is not read to its end.
            if self.source.sample().is_none() {
                blocks.complete()?;
            }
        }
        if let Some(not_utf8) = self.not_utf8() {
            return Ok(not_utf8);
        }
        let make = self.make;
        let blocks = self.blocks;
        let known = match blocks.stage {
            Stage::Preview => return Err(DataError::Empty),
            Stage::Skip(known) | Stage::Rows(known) => known,
        };
        let (layout, body) = *known;
        let again = |reading, stage| {
            let passes = blocks.passes - 1;
            let mut reader = Self::of(reading, blocks.file_bytes, stage, passes, make);
            reader.blocks.old_encoding = blocks.old_encoding;
            Ok(Pass::Again(Box::new(reader)))
        };
        if body.has_other_mark {
            let decimal = Some(match body.decimal {
                DecimalMark::Point => DecimalMark::Comma,
                DecimalMark::Comma => DecimalMark::Point,
            });
            return again(ReadingConfig { decimal, ..blocks.reading }, Stage::Preview);
        }
        let found = DecodingReport {
            encoding: self.source.encoding(),
            compressed: self.source.is_compressed(),
            old_encoding: blocks.old_encoding,
            broken: blocks.broken,
        };
        if blocks.passes > 0 && body.fit.rows > 0 {
            let asked = |name: &String| blocks.reading.types.contains_key(name);
            let names = &layout.names.list;
            let is_wrong = |(builder, name): (&Builder, &String)| {
                !asked(name) && builder.kind() != builder.read_as()
            };
            if body.columns.iter().zip(names).any(is_wrong) {
                let body = finish::reread(body, &layout, &blocks.reading);
                let stage = Stage::Skip(Box::new((layout, body)));
                return again(blocks.reading, stage);
            }
        }
        finish::import(layout, body, &blocks.reading, found)
            .map(|import| Pass::Done(Box::new(import)))
    }
}

impl Reader {
    fn not_utf8(&self) -> Option<Pass> {
        let sample = self.source.sample()?.to_vec();
        let (reading, file_bytes) = (self.blocks.reading.clone(), self.blocks.file_bytes);
        let first_broken = self.blocks.broken.lines.first().copied();
        let line = self.blocks.old_encoding.or(first_broken).unwrap_or(1);
        let found = NotUtf8 { sample, line, reading, file_bytes, make: self.make };
        Some(Pass::NotUtf8(Box::new(found)))
    }
}

impl Blocks {
    /// Takes the next bytes and reads the blocks that are whole.
    fn take(&mut self, decoder: &mut Decoder, bytes: &[u8]) -> Result<(), DataError> {
        decoder.decode(bytes, &mut self.text);
        self.locate(decoder);
        while self.text.len() >= self.wanted {
            let mut end = self.wanted;
            while !self.text.is_char_boundary(end) {
                end += 1;
            }
            let rest = self.text.split_off(end);
            self.block(false)?;
            self.text.push_str(&rest);
        }
        Ok(())
    }

    /// Reads what is left at the end of the file.
    fn complete(&mut self) -> Result<(), DataError> {
        // The mark that ended files on old systems.
        while self.text.ends_with('\u{1a}') {
            self.text.pop();
        }
        if !self.text.ends_with(['\n', '\r']) && !self.text.is_empty() {
            self.text.push('\n');
        }
        if matches!(self.stage, Stage::Preview) && self.text.trim().is_empty() {
            return Err(DataError::Empty);
        }
        while !self.text.is_empty() {
            let before = self.text.len();
            self.block(true)?;
            if self.text.len() == before {
                break;
            }
        }
        Ok(())
    }

    /// Finds the lines of what the decoder could not read, while their text is here.
    fn locate(&mut self, decoder: &mut Decoder) {
        if decoder.guessed_at.is_none() && decoder.broken.0 == self.broken.count {
            return;
        }
        let line = match &self.stage {
            Stage::Rows(known) => known.1.line,
            _ => 1,
        };
        let line_of = |place: u64| {
            let before = place.saturating_sub(self.offset) as usize;
            line + line_ends(&self.text.as_bytes()[..before.min(self.text.len())])
        };
        if let Some(place) = decoder.guessed_at.take() {
            self.old_encoding = Some(line_of(place));
        }
        let known = self.broken.lines.len();
        let lines: Vec<usize> =
            decoder.broken.1.iter().skip(known).map(|&place| line_of(place)).collect();
        self.broken.lines.extend(lines);
        self.broken.count = decoder.broken.0;
    }

    /// Reads the records of the text and keeps what is left of it.
    fn block(&mut self, complete: bool) -> Result<(), DataError> {
        let line = |stage: &Stage| match stage {
            Stage::Rows(known) => known.1.line,
            _ => 1,
        };
        if has_zero(self.text.as_bytes())
            && let Some(zero) = self.text.find('\0')
        {
            let line = line(&self.stage) + line_ends(&self.text.as_bytes()[..zero]);
            return Err(DataError::NotText { line });
        }
        let mut used = 0;
        if matches!(self.stage, Stage::Preview)
            && let Some(known) = self.preview(complete)?
        {
            self.stage = Stage::Skip(Box::new(known));
        }
        self.stage = match std::mem::replace(&mut self.stage, Stage::Preview) {
            Stage::Skip(known) if self.text.len() >= known.0.start => {
                used = known.0.start;
                Stage::Rows(known)
            }
            stage => stage,
        };
        if let Stage::Rows(known) = &mut self.stage {
            used += known.1.read(&self.text[used..], complete);
            if known.1.fit.left_out.second_table.is_some() {
                used = self.text.len();
            }
        }
        self.offset += used as u64;
        self.text.drain(..used);
        // A record longer than a block: as much again, so that it is looked at rarely.
        self.wanted = (2 * self.text.len()).clamp(BLOCK, limits::MAX_ROW_BYTES + 1);
        if self.text.len() > limits::MAX_ROW_BYTES {
            return Err(DataError::EndlessRow { line: line(&self.stage) });
        }
        Ok(())
    }

    /// Finds layout and types from the beginning of the text; `None` if it holds too little.
    fn preview(&mut self, complete: bool) -> Result<Option<(Layout, RowReader)>, DataError> {
        if let Some(file) = file_kind::by_text(&self.text) {
            return Err(DataError::NotCsv { file });
        }
        // A first row that is longer than a block still comes.
        let may_grow = !complete && self.text.len() < LONGEST_PREVIEW;
        if may_grow && line_ends(self.text.as_bytes()) < 2 {
            return Ok(None);
        }
        let layout = match Layout::find(&self.text, complete, &self.reading) {
            Err(DataError::Empty | DataError::OneColumn { .. }) if may_grow => return Ok(None),
            layout => layout?,
        };
        let markers = Markers::new(&self.reading);
        let marks = (layout.decimal, layout.is_decimal_sure);
        let words = layout.names.list.iter().map(|_| Builder::new(ParseAs::Words, 0)).collect();
        let words = (layout.written_names(), words);
        let mut body =
            RowReader::new(layout.grammar, markers.clone(), marks, words, None, layout.line);
        let enough = |body: &RowReader| {
            body.fit.rows >= ROWS && body.fit.rows * body.columns.len() >= FIELDS
        };
        let text = &self.text[layout.start..];
        let read = body.read_until(text, complete, enough);
        // The length of the rows is estimated from all of the lines.
        let lines = |text: &str| line_ends(text.as_bytes()).max(1);
        let rows = body.fit.rows * lines(text) / lines(&text[..read]);
        let kinds: Vec<ParseAs> = body
            .columns
            .iter()
            .zip(&layout.names.list)
            .map(|(column, name)| match (self.reading.types.get(name), column) {
                (Some(&asked), Builder::Words(words))
                    if ParseAs::asked(asked) == ParseAs::Numbers =>
                {
                    words.as_numbers()
                }
                (Some(&asked), _) => ParseAs::asked(asked),
                (None, Builder::Words(words)) if words.is_empty() => ParseAs::Numbers,
                (None, column) => column.kind(),
            })
            .collect();
        let per_row = kinds.iter().map(|kind| kind.bytes_per_row()).sum();
        let size = (kinds.len(), per_row);
        let rows = size::expected(rows, text.len(), size, self.file_bytes, &self.reading)?;
        let columns = kinds.into_iter().map(|kind| Builder::new(kind, rows)).collect();
        let columns = (layout.written_names(), columns);
        let every = self.reading.sample_every;
        let body = RowReader::new(layout.grammar, markers, marks, columns, every, layout.line);
        Ok(Some((layout, body)))
    }

    /// Stops a file that becomes too large a table, as early as that is certain.
    fn check_size(&self, taken: u64) -> Result<(), DataError> {
        let Stage::Rows(known) = &self.stage else { return Ok(()) };
        let (_, body) = &**known;
        size::check(body, self.offset, taken, self.file_bytes, &self.reading)
    }
}

/// Whether there is a zero byte: vectors of bytes at a time, so that asking costs little.
fn has_zero(bytes: &[u8]) -> bool {
    bytes
        .chunks(256)
        .any(|chunk| chunk.iter().fold(0, |found, &byte| found | u8::from(byte == 0)) > 0)
}
