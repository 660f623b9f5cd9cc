//! Writes an archive of stored entries.

use super::{CENTRAL, CENTRAL_BYTES, CHECKSUM, END, LOCAL, LOCAL_BYTES, UTF8, ZipError};
use crate::config::limits::{MAX_ARCHIVE_BYTES, MAX_ARCHIVE_ENTRIES};

/// 1980-01-01, the first day that an archive knows: the same files are the same bytes.
const DATE: u16 = (1 << 5) | 1;
/// The version of the format that says stored entries.
const VERSION: u16 = 20;

/// An archive of files, stored as they are, in their order.
///
/// Checked by `tests/it/models/zip.rs::what_is_written_is_read` and, by Python's `zipfile`,
/// `tests/export_check/check_keras_file.py`.
///
/// # Errors
/// [`ZipError`] for more than is read.
pub fn write<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Result<Vec<u8>, ZipError> {
    let total: u64 = files.iter().map(|(_, bytes)| bytes.as_ref().len() as u64).sum();
    if total > MAX_ARCHIVE_BYTES {
        let (received, most) = (total / 1_000_000, MAX_ARCHIVE_BYTES / 1_000_000);
        return Err(ZipError::TooLarge { received, most });
    }
    if files.len() > MAX_ARCHIVE_ENTRIES {
        let (received, most) = (files.len(), MAX_ARCHIVE_ENTRIES);
        return Err(ZipError::TooManyEntries { received, most });
    }
    Ok(stored(files))
}

/// The same of files that are known to be few and small enough.
///
/// Checked by `tests/it/export/code.rs::arrays_are_files_that_numpy_reads`.
pub fn stored<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let (name, bytes) = (name.as_ref(), bytes.as_ref());
        let header = out.len() as u32;
        // What an entry and its line in the directory share.
        let mut common = Vec::with_capacity(LOCAL_BYTES);
        for number in [VERSION, UTF8, 0, 0, DATE] {
            common.extend_from_slice(&number.to_le_bytes());
        }
        let length = bytes.len() as u32;
        for number in [CHECKSUM.checksum(bytes), length, length] {
            common.extend_from_slice(&number.to_le_bytes());
        }
        common.extend_from_slice(&(name.len() as u16).to_le_bytes());
        common.extend_from_slice(&0_u16.to_le_bytes());

        out.extend_from_slice(&LOCAL.to_le_bytes());
        out.extend_from_slice(&common);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(bytes);

        let from = directory.len();
        directory.extend_from_slice(&CENTRAL.to_le_bytes());
        directory.extend_from_slice(&VERSION.to_le_bytes());
        directory.extend_from_slice(&common);
        // No comment, the first disk, no attributes.
        directory.resize(from + CENTRAL_BYTES - 4, 0);
        directory.extend_from_slice(&header.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let (start, count) = (out.len() as u32, files.len() as u16);
    out.extend_from_slice(&directory);
    out.extend_from_slice(&END.to_le_bytes());
    for number in [0, 0, count, count] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    for number in [directory.len() as u32, start] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.extend_from_slice(&0_u16.to_le_bytes());
    out
}
