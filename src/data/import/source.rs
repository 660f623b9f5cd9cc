//! From bytes to text: compression and encodings, in pieces cut anywhere.

use std::io::Write;

use flate2::write::MultiGzDecoder;

use crate::config::Encoding;
use crate::data::DataError;
use crate::data::import::file_kind;
use crate::data::import::old_encodings::{MakeDecoder, TextDecoder};

/// Bytes of compressed data taken at once; they become at most a thousandfold.
const COMPRESSED_PIECE: usize = 1 << 14;
/// Bytes from which a file's kind is recognized.
const HEAD: usize = 64;
/// Bytes from which an old encoding is guessed.
const SAMPLE: usize = 1 << 16;
/// Of those before the first that shows it.
const CONTEXT: usize = 1 << 8;
/// Fewer are waited for.
const ENOUGH: usize = 1 << 12;
/// Characters beyond ASCII that only UTF-8 writes so, before a file is UTF-8 for good.
const SURE: usize = 20;
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Bytes on their way to text.
pub(super) struct TextSource {
    /// The first bytes, until the file's kind is known.
    head: Option<Vec<u8>>,
    gzip: Option<MultiGzDecoder<Vec<u8>>>,
    decoder: Decoder,
    /// Bytes taken.
    pub taken: u64,
}

impl TextSource {
    /// `encoding`: what the user says; else it is found.
    pub fn new(encoding: Option<Encoding>, make: MakeDecoder) -> Self {
        let decoder = Decoder::new(encoding, make);
        Self { head: Some(Vec::new()), gzip: None, decoder, taken: 0 }
    }

    /// Bytes of a text that is not UTF-8, from the first that shows it; `None` while it may be.
    pub fn sample(&self) -> Option<&[u8]> {
        self.decoder.sample.as_deref()
    }

    /// Whether there are enough of them to guess the encoding from.
    pub fn has_sample(&self) -> bool {
        self.sample().is_some_and(|sample| sample.len() >= ENOUGH)
    }

    /// Appends what `bytes` add to the text, and hands it on piece by piece.
    ///
    /// # Errors
    /// A file that is no text, corrupt data, and what `visit` returns.
    pub fn push(
        &mut self,
        bytes: &[u8],
        visit: &mut impl FnMut(&mut Decoder, &[u8]) -> Result<(), DataError>,
    ) -> Result<(), DataError> {
        if let Some(head) = &mut self.head {
            head.extend_from_slice(bytes);
            if head.len() < HEAD {
                return Ok(());
            }
            return self.begin(visit);
        }
        self.taken += bytes.len() as u64;
        let Some(gzip) = &mut self.gzip else { return visit(&mut self.decoder, bytes) };
        for piece in bytes.chunks(COMPRESSED_PIECE) {
            gzip.write_all(piece).map_err(|_| DataError::CorruptGzip)?;
            let inflated = std::mem::take(gzip.get_mut());
            visit(&mut self.decoder, &inflated)?;
            // The memory is used again.
            *gzip.get_mut() = inflated;
            gzip.get_mut().clear();
        }
        Ok(())
    }

    /// The end of the file.
    ///
    /// # Errors
    /// As [`TextSource::push`].
    pub fn finish(
        &mut self,
        visit: &mut impl FnMut(&mut Decoder, &[u8]) -> Result<(), DataError>,
    ) -> Result<(), DataError> {
        if self.head.is_some() {
            self.begin(visit)?;
        }
        if let Some(gzip) = &mut self.gzip {
            gzip.try_finish().map_err(|_| DataError::CorruptGzip)?;
            let inflated = std::mem::take(gzip.get_mut());
            visit(&mut self.decoder, &inflated)?;
        }
        self.decoder.complete = true;
        visit(&mut self.decoder, &[])
    }

    /// How the text is encoded, as far as it is known.
    pub fn encoding(&self) -> Encoding {
        self.decoder.encoding.unwrap_or_default()
    }

    /// Whether the file is compressed.
    pub fn is_compressed(&self) -> bool {
        self.gzip.is_some()
    }

    /// The first bytes are there: what is the file?
    fn begin(
        &mut self,
        visit: &mut impl FnMut(&mut Decoder, &[u8]) -> Result<(), DataError>,
    ) -> Result<(), DataError> {
        let head = self.head.take().unwrap_or_default();
        if let Some(file) = file_kind::by_first_bytes(&head) {
            return Err(DataError::NotCsv { file });
        }
        if head.starts_with(&GZIP) {
            self.gzip = Some(MultiGzDecoder::new(Vec::new()));
        }
        self.push(&head, visit)
    }
}

/// Turns bytes into characters.
pub(super) struct Decoder {
    /// As the user says, or as soon as it is known.
    encoding: Option<Encoding>,
    /// Bytes of a character that is cut; at the beginning, of a byte order mark.
    rest: Vec<u8>,
    begun: bool,
    complete: bool,
    /// Characters beyond ASCII that only UTF-8 writes so, counted until they are enough, and
    /// what UTF-8 does not write.
    only_utf8: usize,
    not_utf8: usize,
    /// The bytes from the first that UTF-8 does not write, while it is unsure.
    suspect: Option<Vec<u8>>,
    /// Reads what only others can.
    old: Option<Box<dyn TextDecoder>>,
    make: MakeDecoder,
    /// Where in the text the file turned out not to be UTF-8, and its bytes from there on.
    pub guessed_at: Option<u64>,
    sample: Option<Vec<u8>>,
    /// Characters that could not be read, and where in the text the first of them are.
    pub broken: (usize, Vec<u64>),
    /// Bytes of text so far.
    written: u64,
}

impl Decoder {
    fn new(encoding: Option<Encoding>, make: MakeDecoder) -> Self {
        Self {
            encoding,
            old: None,
            make,
            sample: None,
            rest: Vec::new(),
            begun: false,
            complete: false,
            only_utf8: 0,
            not_utf8: 0,
            suspect: None,
            guessed_at: None,
            broken: (0, Vec::new()),
            written: 0,
        }
    }

    /// Appends the characters of `bytes` to `text`.
    pub fn decode(&mut self, bytes: &[u8], text: &mut String) {
        if let Some(sample) = self.sample.as_mut().or(self.suspect.as_mut()) {
            let room = SAMPLE.saturating_sub(sample.len());
            sample.extend_from_slice(&bytes[..bytes.len().min(room)]);
        }
        if self.sample.is_some() {
            return;
        }
        let before = text.len();
        let mut joined = std::mem::take(&mut self.rest);
        let bytes = if joined.is_empty() && (self.begun || bytes.len() >= 3) {
            bytes
        } else {
            joined.extend_from_slice(bytes);
            if !self.begun && joined.len() < 3 && !self.complete {
                self.rest = joined;
                return;
            }
            &joined[..]
        };
        let bytes = if self.begun { bytes } else { self.without_mark(bytes) };
        self.begun = true;
        match self.encoding {
            Some(Encoding::Utf16Le) => self.utf16(bytes, text, u16::from_le_bytes),
            Some(Encoding::Utf16Be) => self.utf16(bytes, text, u16::from_be_bytes),
            Some(Encoding::Utf8) | None => self.utf8(bytes, text, before),
            Some(Encoding::Windows1252) => windows_1252(bytes, text),
            Some(other) => self.old(other, bytes, text, before),
        }
        self.written += (text.len() - before) as u64;
    }

    /// Takes a byte order mark off and believes it, unless the user says otherwise.
    fn without_mark<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let marks: [(&[u8], Encoding); 3] = [
            (b"\xef\xbb\xbf", Encoding::Utf8),
            (b"\xff\xfe", Encoding::Utf16Le),
            (b"\xfe\xff", Encoding::Utf16Be),
        ];
        for (mark, encoding) in marks {
            if let Some(rest) = bytes.strip_prefix(mark)
                && self.encoding.is_none_or(|said| said == encoding)
            {
                self.encoding = Some(encoding);
                return rest;
            }
        }
        if self.encoding.is_none() {
            self.encoding = utf16_without_mark(bytes);
        }
        bytes
    }

    /// UTF-8 for as long as it is: if the first characters beyond ASCII are not valid UTF-8,
    /// or of the first ones not even three for each that is not, it is another encoding, and
    /// only a sample of it is kept.
    fn utf8(&mut self, bytes: &[u8], text: &mut String, before: usize) {
        let mut bytes = bytes;
        loop {
            let (valid, error) = match std::str::from_utf8(bytes) {
                Ok(valid) => (valid, None),
                Err(error) => {
                    let (valid, _) = bytes.split_at(error.valid_up_to());
                    (std::str::from_utf8(valid).unwrap_or_default(), Some(error))
                }
            };
            text.push_str(valid);
            if self.only_utf8 < SURE && !valid.is_ascii() {
                let beyond = valid.chars().filter(|character| !character.is_ascii());
                self.only_utf8 += beyond.take(SURE).count();
            }
            let Some(error) = error else { return };
            let rest = &bytes[valid.len()..];
            if error.error_len().is_none() && !self.complete {
                self.rest = rest.to_vec();
                return;
            }
            if self.encoding.is_none() && self.only_utf8 < SURE {
                self.not_utf8 += 1;
                if self.suspect.is_none() {
                    // Letters next to it tell something, too.
                    let from = valid.len().saturating_sub(CONTEXT);
                    let to = (from + SAMPLE).min(bytes.len());
                    self.suspect = Some(bytes[from..to].to_vec());
                }
                if self.only_utf8 == 0 {
                    self.guessed_at = Some(self.written + (text.len() - before) as u64);
                }
                if self.only_utf8 == 0 || self.not_utf8 > 1 && 3 * self.not_utf8 > self.only_utf8 {
                    self.sample = self.suspect.take();
                    return;
                }
            }
            self.replace(text, before);
            bytes = &rest[error.error_len().unwrap_or(rest.len())..];
        }
    }

    /// Text in an old encoding.
    fn old(&mut self, encoding: Encoding, bytes: &[u8], text: &mut String, before: usize) {
        let make = self.make;
        if self.old.is_none() {
            self.old = make(encoding);
        }
        let Some(decoder) = &mut self.old else { return windows_1252(bytes, text) };
        decoder.decode(bytes, self.complete, text);
        let mut at = before;
        while let Some(found) = text[at..].find(char::REPLACEMENT_CHARACTER) {
            at += found;
            self.broken.0 += 1;
            if self.broken.1.len() < crate::data::Occurrences::SHOWN {
                self.broken.1.push(self.written + (at - before) as u64);
            }
            at += char::REPLACEMENT_CHARACTER.len_utf8();
        }
    }

    fn utf16(&mut self, bytes: &[u8], text: &mut String, unit: fn([u8; 2]) -> u16) {
        let before = text.len();
        let mut units = bytes.chunks_exact(2);
        let mut high: Option<u16> = None;
        for pair in &mut units {
            let unit = unit([pair[0], pair[1]]);
            if let Some(first) = high.take() {
                if let Some(Ok(character)) = char::decode_utf16([first, unit]).next() {
                    text.push(character);
                    continue;
                }
                self.replace(text, before);
            }
            match char::from_u32(u32::from(unit)) {
                Some(character) => text.push(character),
                None if (0xd800..0xdc00).contains(&unit) => high = Some(unit),
                None => self.replace(text, before),
            }
        }
        let cut = units.remainder();
        let kept = cut.len() + if high.is_some() { 2 } else { 0 };
        if self.complete {
            (0..usize::from(kept > 0)).for_each(|_| self.replace(text, before));
        } else {
            self.rest = bytes[bytes.len() - kept..].to_vec();
        }
    }

    /// A character that cannot be read.
    fn replace(&mut self, text: &mut String, before: usize) {
        self.broken.0 += 1;
        if self.broken.1.len() < crate::data::Occurrences::SHOWN {
            self.broken.1.push(self.written + (text.len() - before) as u64);
        }
        text.push(char::REPLACEMENT_CHARACTER);
    }
}

/// UTF-16 by its zero bytes: those of Latin letters, delimiters and line ends are all the
/// first, or all the second of two.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let zeros =
        |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let enough = (bytes.len() / 8).max(1);
    match (zeros(0), zeros(1)) {
        (0, second) if second > enough => Some(Encoding::Utf16Le),
        (first, 0) if first > enough => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// The characters of the bytes 0x80 to 0x9f.
///
/// Source: <https://encoding.spec.whatwg.org/index-windows-1252.txt>. Checked by
/// `tests/it/data/import/encodings.rs::windows_1252_is_what_browsers_read`.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(bytes: &[u8], text: &mut String) {
    for &byte in bytes {
        text.push(match byte {
            0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
            _ => char::from(byte),
        });
    }
}
