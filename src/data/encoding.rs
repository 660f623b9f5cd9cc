//! From bytes to text: UTF-8 or a sentence that says what the file is instead.

use crate::config::limits;
use crate::data::DataError;

const UTF8_MARK: char = '\u{feff}';
const UTF16_MARKS: [&[u8]; 2] = [&[0xff, 0xfe], &[0xfe, 0xff]];
const ZIP_MARK: &[u8] = b"PK\x03\x04";

/// The file as text, without a byte order mark.
///
/// Checked by `tests/it/import.rs::broken_files_say_why`.
///
/// # Errors
/// A file that is too large, empty, UTF-16, an archive, not text or not UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, DataError> {
    let size = bytes.len() as u64;
    if size > limits::MAX_FILE_BYTES {
        return Err(DataError::TooLarge { bytes: size });
    }
    if UTF16_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(DataError::Utf16);
    }
    if bytes.starts_with(ZIP_MARK) {
        return Err(DataError::Archive);
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(DataError::NotText { line: 1 + line_ends(bytes, 0, at) });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        DataError::NotUtf8 { line: 1 + line_ends(bytes, 0, at), byte: bytes[at] }
    })?;
    let text = text.strip_prefix(UTF8_MARK).unwrap_or(text);
    if text.trim().is_empty() { Err(DataError::Empty) } else { Ok(text) }
}

/// Line ends (LF, CRLF, or CR alone) that lie in `bytes[from..to]`.
pub(super) fn line_ends(bytes: &[u8], from: usize, to: usize) -> usize {
    (from..to)
        .filter(|&at| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        })
        .count()
}
