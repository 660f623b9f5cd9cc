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

/// The encoding that a text which is not UTF-8 most likely has; Windows-1252 if hardly any
/// letter could tell.
///
/// Source: chardetng, the detector of Firefox. Checked by
/// `tests/it/data/import/encodings.rs::the_usual_encodings_are_found`.
pub fn detect_encoding(sample: &[u8]) -> Encoding {
    if sample.iter().filter(|byte| !byte.is_ascii()).take(LETTERS).count() < LETTERS {
        return Encoding::Windows1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    Encoding::of_name(found.name()).unwrap_or(Encoding::Windows1252)
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
