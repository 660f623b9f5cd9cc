//! Matrices as `numpy.load` reads them.

use ndarray::ArrayView2;
use ndarray_npy::{WriteNpyError, WriteNpyExt};

use crate::nn::{Float, widen};

/// A matrix as a file for `numpy.load`: `float32`, row by row.
///
/// Source: `numpy.lib.format`, version 1.0, which `ndarray-npy` writes. Checked by
/// `tests/it/command/prepare.rs::numpy_files_have_their_shape_and_numbers`.
///
/// # Shapes
/// `[rows, columns]`, those of the file
///
/// # Errors
/// None in practice: two lengths fit the header, and memory takes every byte.
pub fn npy(matrix: ArrayView2<'_, Float>) -> Result<Vec<u8>, WriteNpyError> {
    let mut bytes = Vec::new();
    matrix.mapv(|number| widen(number) as f32).write_npy(&mut bytes)?;
    Ok(bytes)
}
