//! Text in few bytes, for links: deflate (RFC 1951) that begins with a dictionary, so that the
//! names of settings cost two or three bytes each.
//!
//! A compressor is given the dictionary first and what it made of that is thrown away; a
//! decompressor has it in front of its output. Both may then point back into it.

use miniz_oxide::DataFormat;
use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, compress_to_output,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// What links have in common, the likeliest last. Links of version 3 are read with it, so no
/// byte of it ever changes: another dictionary is another version.
const DICTIONARY: &[u8] = include_bytes!("dictionary.txt");
/// Bytes of an unpacked text, at most: more than the longest link can mean honestly.
const MOST_BYTES: usize = 1 << 20;
/// Bytes there is room for at first.
const FIRST_ROOM: usize = 1 << 12;

/// Bytes up to which codes of a text's own do not pay for the table that they need.
const SHORT: usize = 1_000;

/// Checked by `tests/it/config/linked_tables.rs`.
pub fn pack(text: &[u8]) -> Vec<u8> {
    if text.len() <= SHORT {
        return deflated(text, CompressionStrategy::Fixed);
    }
    // In a table of long numbers a short repetition costs more than its digits.
    let [all, long_only] = [CompressionStrategy::Default, CompressionStrategy::Filtered]
        .map(|strategy| deflated(text, strategy));
    if long_only.len() < all.len() { long_only } else { all }
}

fn deflated(text: &[u8], strategy: CompressionStrategy) -> Vec<u8> {
    let mut compressor = Box::new(CompressorOxide::with_params(DataFormat::Raw, 10, strategy, 15));
    let mut packed = Vec::new();
    // A flush ends at a whole byte, where what follows begins.
    compress_to_output(&mut compressor, DICTIONARY, TDEFLFlush::Sync, |_| true);
    compress_to_output(&mut compressor, text, TDEFLFlush::Finish, |bytes| {
        packed.extend_from_slice(bytes);
        true
    });
    packed
}

/// What [`pack`] was given; `None` for bytes that it did not write and for too many.
///
/// Checked by `tests/it/config/linked_tables.rs`; any bytes end in one or the other.
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut decompressor = Box::new(DecompressorOxide::new());
    let mut text = DICTIONARY.to_vec();
    let (mut read, mut written) = (0, text.len());
    text.resize(written + FIRST_ROOM, 0);
    loop {
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let rest = packed.get(read..)?;
        let (status, more_read, more_written) =
            decompress(&mut decompressor, rest, &mut text, written, flags);
        (read, written) = (read + more_read, written + more_written);
        match status {
            TINFLStatus::Done if read == packed.len() => {
                text.truncate(written);
                return Some(text.split_off(DICTIONARY.len()));
            }
            TINFLStatus::HasMoreOutput if text.len() < MOST_BYTES => {
                text.resize(2 * text.len(), 0);
            }
            _ => return None,
        }
    }
}
