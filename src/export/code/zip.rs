//! Several files in one.

use crc::{CRC_32_ISO_HDLC, Crc};

use crate::export::code::ExportFile;

/// A zip of files, none compressed. Each is smaller than 4 GiB, and their names are UTF-8.
///
/// Source: PKWARE's APPNOTE 6.3, sections 4.3 and 4.4. Checked by
/// `tests/it/export/code.rs::arrays_are_files_that_numpy_reads` and by `make export-check`.
pub fn zip(files: &[ExportFile]) -> Vec<u8> {
    let crc = Crc::<u32>::new(&CRC_32_ISO_HDLC);
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for ExportFile { name, bytes } in files {
        let offset = zip.len() as u32;
        let mut entry = Vec::new();
        // Version 2.0; the name is UTF-8; stored; 1980-01-01, so that the same files are the
        // same zip.
        for word in [20_u16, 0x800, 0, 0, 0x21] {
            entry.extend(word.to_le_bytes());
        }
        for word in [crc.checksum(bytes), bytes.len() as u32, bytes.len() as u32] {
            entry.extend(word.to_le_bytes());
        }
        entry.extend((name.len() as u16).to_le_bytes());
        entry.extend(0_u16.to_le_bytes());
        zip.extend(b"PK\x03\x04");
        zip.extend(&entry);
        zip.extend(name.as_bytes());
        zip.extend(bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&entry);
        // No comment, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (offset, count) = (zip.len() as u32, files.len() as u16);
    let size = directory.len() as u32;
    zip.extend(directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(count.to_le_bytes());
    zip.extend(count.to_le_bytes());
    zip.extend(size.to_le_bytes());
    zip.extend(offset.to_le_bytes());
    zip.extend(0_u16.to_le_bytes());
    zip
}
