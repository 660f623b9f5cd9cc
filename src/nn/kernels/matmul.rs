//! Matrix products in the three layouts that a Dense layer needs.
//!
//! One rule fixes every bit: an output element starts at zero and takes its products
//! in the order of `k`, each multiplied, rounded, then added and rounded, never fused.
//! The loops run along rows of the output, so the compiler vectorises *across*
//! elements, where no order is at stake. `tests/it/kernels.rs` compares all three with
//! the naive triple loop, bit for bit.

use ndarray::Array2;

use crate::nn::Float;

/// `a b`, for the forward pass.
///
/// # Shapes
/// `[m, k], [k, n] -> [m, n]`
///
/// # Panics
/// If the inner sizes differ.
pub fn matmul(a: &Array2<Float>, b: &Array2<Float>) -> Array2<Float> {
    let ((m, k), n) = (a.dim(), b.ncols());
    assert_eq!(k, b.nrows(), "the inner sizes of a product agree");
    let mut out = vec![0.0; m * n];
    if k > 0 && n > 0 {
        with_rows(a, |a| with_rows(b, |b| multiply(a, b, &mut out, k, n)));
    }
    from_rows(m, n, out)
}

/// `aᵀ b`, for the gradient of a kernel.
///
/// # Shapes
/// `[k, m], [k, n] -> [m, n]`
///
/// # Panics
/// If the inner sizes differ.
pub fn matmul_transposed_a(a: &Array2<Float>, b: &Array2<Float>) -> Array2<Float> {
    let ((k, m), n) = (a.dim(), b.ncols());
    assert_eq!(k, b.nrows(), "the inner sizes of a product agree");
    let mut out = vec![0.0; m * n];
    if m > 0 && n > 0 {
        with_rows(a, |a| with_rows(b, |b| multiply_transposed_a(a, b, &mut out, m, n)));
    }
    from_rows(m, n, out)
}

/// `a bᵀ`, for the gradient of a layer's input.
///
/// # Shapes
/// `[m, k], [n, k] -> [m, n]`
///
/// # Panics
/// If the inner sizes differ.
pub fn matmul_transposed_b(a: &Array2<Float>, b: &Array2<Float>) -> Array2<Float> {
    // Row by row against row would be dot products, whose sums cannot be vectorised
    // in order; the copy is small beside the product.
    matmul(a, &b.t().as_standard_layout().into_owned())
}

fn multiply(a: &[Float], b: &[Float], out: &mut [Float], k: usize, n: usize) {
    for (a_row, out_row) in a.chunks_exact(k).zip(out.chunks_exact_mut(n)) {
        for (&factor, b_row) in a_row.iter().zip(b.chunks_exact(n)) {
            add_scaled(out_row, factor, b_row);
        }
    }
}

fn multiply_transposed_a(a: &[Float], b: &[Float], out: &mut [Float], m: usize, n: usize) {
    for (a_row, b_row) in a.chunks_exact(m).zip(b.chunks_exact(n)) {
        for (&factor, out_row) in a_row.iter().zip(out.chunks_exact_mut(n)) {
            add_scaled(out_row, factor, b_row);
        }
    }
}

/// `out += factor * row`. A zero factor is not skipped: zero times infinity is NaN.
#[inline]
fn add_scaled(out: &mut [Float], factor: Float, row: &[Float]) {
    for (sum, &value) in out.iter_mut().zip(row) {
        *sum += factor * value;
    }
}

/// Hands the elements over row by row; copies only what is stored otherwise.
fn with_rows<T>(matrix: &Array2<Float>, f: impl FnOnce(&[Float]) -> T) -> T {
    let rows = matrix.as_standard_layout();
    f(rows.as_slice().expect("the standard layout is contiguous"))
}

fn from_rows(m: usize, n: usize, elements: Vec<Float>) -> Array2<Float> {
    Array2::from_shape_vec((m, n), elements).expect("m * n elements were made")
}
