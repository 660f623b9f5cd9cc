//! Texts that are older than Unicode: which encoding they have, and how they are read.
//!
//! The browser reads them with decoders of its own, the command with those of a library;
//! both follow the same standard.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::config::Encoding;

/// Turns bytes that come in pieces into text.
pub trait TextDecoder {
    /// Appends what `bytes` add to the text, U+FFFD for what cannot be read.
    fn decode(&mut self, bytes: &[u8], is_last: bool, text: &mut String);
}

/// Makes the decoder of an encoding, where there is one.
pub type MakeDecoder = fn(Encoding) -> Option<Box<dyn TextDecoder>>;

/// Letters beyond ASCII that tell an encoding; with fewer it is the most frequent one.
const LETTERS: usize = 6;

/// Different characters of Korean, all of which are syllables; Chinese hardly has so many there.
const SYLLABLES: usize = 4;

/// The encoding that a text which is not UTF-8 most likely has; Windows-1252 if hardly any
/// letter could tell.
///
/// Encodings that hardly any file has rank behind GBK and EUC-KR where all of the text is
/// common characters of those. Hebrew that has the forms of letters for the ends of words
/// within them is Russian. A Macintosh's letters are known by where they stand: those of
/// other western encodings are no letters that a word has in its middle.
///
/// Source: chardetng, the detector of Firefox. Checked by
/// `tests/it/data/import/encodings.rs::the_usual_encodings_are_found`.
pub fn detect_encoding(sample: &[u8]) -> Encoding {
    if is_macintosh(sample) {
        return Encoding::Macintosh;
    }
    if sample.iter().filter(|byte| !byte.is_ascii()).take(LETTERS).count() < LETTERS {
        return Encoding::Windows1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    let found = Encoding::of_name(found.name()).unwrap_or(Encoding::Windows1252);
    if found == Encoding::Windows1255 && has_last_letters_within(sample) {
        return Encoding::Windows1251;
    }
    let hardly_occurs = matches!(
        found,
        Encoding::Iso8859Part4
            | Encoding::Iso8859Part5
            | Encoding::Iso8859Part6
            | Encoding::Iso8859Part8
            | Encoding::Iso8859Part8Logical
    );
    if hardly_occurs { east_asian(sample).unwrap_or(found) } else { found }
}

/// GBK or EUC-KR, if everything beyond ASCII is pairs of bytes that are common characters
/// there.
///
/// GB 2312 has its common characters in the rows 0xB0 to 0xD7, KS X 1001 its syllables in the
/// rows 0xB0 to 0xC8, where Chinese hardly has all of several different characters.
fn east_asian(sample: &[u8]) -> Option<Encoding> {
    let (mut pairs, mut syllables) = (Vec::new(), true);
    for run in sample.split(u8::is_ascii).filter(|run| !run.is_empty()) {
        let (both, []) = run.as_chunks::<2>() else { return None };
        for pair in both {
            if !(0xb0..=0xd7).contains(&pair[0]) || !(0xa1..=0xfe).contains(&pair[1]) {
                return None;
            }
            syllables &= pair[0] <= 0xc8;
            if pairs.len() < LETTERS && !pairs.contains(pair) {
                pairs.push(*pair);
            }
        }
    }
    let is_korean = syllables && pairs.len() >= SYLLABLES;
    (!pairs.is_empty()).then_some(if is_korean { Encoding::EucKr } else { Encoding::Gbk })
}

/// Whether bytes that are Hebrew's final letters in Windows-1255 stand before other letters.
fn has_last_letters_within(sample: &[u8]) -> bool {
    let is_last = |byte: u8| matches!(byte, 0xea | 0xed | 0xef | 0xf3 | 0xf5);
    sample.windows(2).any(|pair| is_last(pair[0]) && pair[1] >= 0xe0)
}

/// Whether some of the Macintosh's bytes for á, à, â, ä, å, ç, é, è, ê, ö and ü stand between
/// small letters, as nothing does that Windows-1252 has there, and no byte stands anywhere
/// that is a letter in other western encodings.
fn is_macintosh(sample: &[u8]) -> bool {
    let is_small = |byte: u8| byte.is_ascii_lowercase();
    let between = sample.windows(3).filter(|three| {
        let is_letter = matches!(three[1], 0x87..=0x8b | 0x8d..=0x90 | 0x9f);
        is_letter && three[0].is_ascii_alphabetic() && is_small(three[2])
    });
    let is_elsewhere = |byte: &u8| matches!(byte, 0x81..=0x84 | 0x94 | 0xb3 | 0xb9 | 0xc0..);
    between.count() > 0 && !sample.iter().any(is_elsewhere)
}

/// The decoders of a library.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn library_decoder(encoding: Encoding) -> Option<Box<dyn TextDecoder>> {
    struct Library(encoding_rs::Decoder);

    impl TextDecoder for Library {
        fn decode(&mut self, bytes: &[u8], is_last: bool, text: &mut String) {
            let longest = self.0.max_utf8_buffer_length(bytes.len()).unwrap_or(0);
            text.reserve(longest);
            let _ = self.0.decode_to_string(bytes, text, is_last);
        }
    }

    let found = encoding_rs::Encoding::for_label(encoding.name().as_bytes())?;
    Some(Box::new(Library(found.new_decoder_without_bom_handling())))
}

/// None: whoever reads files in a browser brings its decoders.
#[cfg(target_arch = "wasm32")]
pub(super) fn library_decoder(_: Encoding) -> Option<Box<dyn TextDecoder>> {
    None
}
