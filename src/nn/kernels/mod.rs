//! The loops under the layers. Checked by `tests/it/nn/kernels.rs`, `tests/it/nn/math.rs` and,
//! for the sums of columns, `tests/it/nn/gradients.rs`.

pub mod math;
pub mod matmul;

use crate::nn::{Float, View};

/// The sum of each column, row by row from the first.
///
/// # Shapes
/// `x` `[rows, columns]`; `sums` one for each column, padding included.
pub fn column_sums(x: View<'_>, sums: &mut [Float]) {
    sums.fill(0.0);
    match sums.len() {
        // Short rows: the sums stay in registers.
        4 => add_rows::<4>(x.data(), sums),
        8 => add_rows::<8>(x.data(), sums),
        12 => add_rows::<12>(x.data(), sums),
        16 => add_rows::<16>(x.data(), sums),
        _ => add_to_columns(x, sums, |_, x| x),
    }
}

fn add_rows<const STRIDE: usize>(x: &[Float], sums: &mut [Float]) {
    let mut inside = [0.0; STRIDE];
    for row in x.as_chunks::<STRIDE>().0 {
        for (sum, &x) in inside.iter_mut().zip(row) {
            *sum += x;
        }
    }
    sums.copy_from_slice(&inside);
}

/// `sums[column] += of(column, x)` for every row, from the first.
///
/// # Shapes
/// As [`column_sums`].
#[inline]
pub fn add_to_columns(x: View<'_>, sums: &mut [Float], of: impl Fn(usize, Float) -> Float) {
    for row in x.data().chunks_exact(sums.len().max(1)) {
        for (col, (sum, &x)) in sums.iter_mut().zip(row).enumerate() {
            *sum += of(col, x);
        }
    }
}
