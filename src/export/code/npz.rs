//! Arrays as `numpy.load` reads them, one or several in a file.

use crate::models::zip;

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
/// Checked by `tests/it/export/code.rs::arrays_are_files_that_numpy_reads` and by
/// `make export-check`.
pub fn npz(arrays: &[Array]) -> Vec<u8> {
    let file = |array: &Array| (array.name.clone() + ".npy", npy(array));
    zip::stored(&arrays.iter().map(file).collect::<Vec<_>>())
}
