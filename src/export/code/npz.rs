//! Arrays as `numpy.load` reads them, one or several in a file.

use crc::{CRC_32_ISO_HDLC, Crc};

/// What an array holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Numbers {
    /// `float32`
    Float32(Vec<f32>),
    /// `int32`
    Int32(Vec<i32>),
}

/// An array of any shape, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Array {
    /// Its name in the file.
    pub name: String,
    /// Its length along each axis.
    pub shape: Vec<usize>,
    /// Its numbers, as many as the product of the shape.
    pub numbers: Numbers,
}

/// One array as a `.npy` file.
///
/// Source: `numpy.lib.format`, version 1.0. Checked by
/// `tests/it/export/code.rs::arrays_are_files_that_numpy_reads` and by `make export-check`.
pub fn npy(array: &Array) -> Vec<u8> {
    let (kind, bytes) = match &array.numbers {
        Numbers::Float32(numbers) => {
            ("<f4", numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>())
        }
        Numbers::Int32(numbers) => {
            ("<i4", numbers.iter().flat_map(|number| number.to_le_bytes()).collect())
        }
    };
    let lengths: Vec<String> = array.shape.iter().map(|length| format!("{length},")).collect();
    let mut header = format!(
        "{{'descr': '{kind}', 'fortran_order': False, 'shape': ({}), }}",
        lengths.join(" ")
    );
    // The numbers begin at a multiple of 64 bytes, after a line's end.
    while (10 + header.len() + 1) % 64 != 0 {
        header.push(' ');
    }
    header.push('\n');
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.as_bytes());
    file.extend(bytes);
    file
}

/// Several as a `.npz` file: a zip of `.npy` files, none compressed, as `numpy.savez` writes
/// it.
///
/// Source: PKWARE's APPNOTE 6.3, sections 4.3 and 4.4. Checked by
/// `tests/it/export/code.rs::arrays_are_files_that_numpy_reads` and by `make export-check`.
pub fn npz(arrays: &[Array]) -> Vec<u8> {
    let crc = Crc::<u32>::new(&CRC_32_ISO_HDLC);
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for array in arrays {
        let (name, bytes) = (array.name.clone() + ".npy", npy(array));
        let offset = file.len() as u32;
        let mut entry = Vec::new();
        // Version 2.0; no flags; stored; 1980-01-01, so that the same arrays are the same file.
        for word in [20_u16, 0, 0, 0, 0x21] {
            entry.extend(word.to_le_bytes());
        }
        for word in [crc.checksum(&bytes), bytes.len() as u32, bytes.len() as u32] {
            entry.extend(word.to_le_bytes());
        }
        entry.extend((name.len() as u16).to_le_bytes());
        entry.extend(0_u16.to_le_bytes());
        file.extend(b"PK\x03\x04");
        file.extend(&entry);
        file.extend(name.as_bytes());
        file.extend(bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&entry);
        // No comment, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (offset, count) = (file.len() as u32, arrays.len() as u16);
    let size = directory.len() as u32;
    file.extend(directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend(size.to_le_bytes());
    file.extend(offset.to_le_bytes());
    file.extend(0_u16.to_le_bytes());
    file
}
