//! The inner loops: every sum in a fixed order, the same bits everywhere.

pub mod math;
pub mod matmul;

use ndarray::Array2;

use crate::nn::Float;

/// The sum of every column, added row by row from the first.
///
/// # Shapes
/// `[batch, units] -> [1, units]`
pub fn column_sums(x: &Array2<Float>) -> Array2<Float> {
    // ndarray's own sum may unroll into several accumulators, depending on the layout.
    let mut sums = Array2::zeros((1, x.ncols()));
    for row in x.rows() {
        sums += &row;
    }
    sums
}
