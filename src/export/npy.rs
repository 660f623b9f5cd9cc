//! Matrices as `numpy.load` reads them.

use crate::nn::Matrix;

/// The header and what precedes it fill a multiple of this many bytes.
const ALIGNMENT: usize = 64;

/// A matrix as a file for `numpy.load`: `float32`, row by row.
///
/// Source: `numpy.lib.format`, version 1.0. Checked by
/// `tests/it/command/prepare.rs::numpy_files_have_their_shape_and_numbers`.
pub fn npy(matrix: &Matrix) -> Vec<u8> {
    let (rows, columns) = (matrix.rows(), matrix.cols());
    let mut header =
        format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
    let before = b"\x93NUMPY\x01\x00".len() + size_of::<u16>();
    let length = (before + header.len() + 1).next_multiple_of(ALIGNMENT) - before;
    while header.len() + 1 < length {
        header.push(' ');
    }
    header.push('\n');
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.into_bytes());
    for &number in matrix.view().iter_rows().flatten() {
        #[allow(clippy::unnecessary_cast)]
        bytes.extend((number as f32).to_le_bytes());
    }
    bytes
}
