//! How weights start.

use ndarray::Array2;
use rand::RngCore;

use crate::nn::random::uniform;
use crate::nn::{Float, narrow};

/// `keras.initializers.GlorotUniform` (Glorot and Bengio, 2010, equation 16).
///
/// # Formula
/// Uniform from `-limit` to `limit` with `limit = sqrt(6 / (inputs + units))`.
///
/// # Shapes
/// `[inputs, units]`, drawn row by row. Checked by
/// `tests/it/layers.rs::glorot_uniform_fills_its_range`.
pub fn glorot_uniform(inputs: usize, units: usize, rng: &mut impl RngCore) -> Array2<Float> {
    let limit = (6.0 / (inputs + units) as f64).sqrt();
    Array2::from_shape_simple_fn((inputs, units), || narrow((2.0 * uniform(rng) - 1.0) * limit))
}

/// `keras.initializers.Zeros`, as a row.
///
/// # Shapes
/// `[1, units]`
pub fn zeros(units: usize) -> Array2<Float> {
    Array2::zeros((1, units))
}
