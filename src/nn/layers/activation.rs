//! Element-wise functions, and softmax along a row.

use ndarray::{Array2, ArrayViewMut1, Zip};

use crate::config::Activation;
use crate::nn::kernels::math::{exp_f64, sigmoid, tanh};
use crate::nn::{AFTER_FORWARD, Float, Layer, Mode, flush, narrow, widen};

/// `keras.layers.Activation`.
///
/// # Formula
/// `y = f(x)`; backward `dx = dy f'(x)`, with `f'` written in terms of `y`.
///
/// # Shapes
/// `[batch, units] -> [batch, units]`
///
/// Checked by `tests/it/gradients.rs::activations` and `tests/it/layers.rs`.
pub struct ActivationLayer {
    activation: Activation,
    output_for_backward: Option<Array2<Float>>,
}

impl ActivationLayer {
    /// The activation as a layer.
    pub fn new(activation: Activation) -> Self {
        Self { activation, output_for_backward: None }
    }
}

impl Layer for ActivationLayer {
    fn forward(&mut self, x: Array2<Float>, mode: Mode) -> Array2<Float> {
        let y = activate(self.activation, x);
        self.output_for_backward = (mode == Mode::Training).then(|| y.clone());
        y
    }

    fn backward(&mut self, mut upstream: Array2<Float>) -> Array2<Float> {
        let y = self.output_for_backward.take().expect(AFTER_FORWARD);
        match self.activation {
            Activation::Linear => {}
            Activation::Relu => upstream.zip_mut_with(&y, |dy, &y| {
                // As in Keras, the slope at zero is 0.
                if y == 0.0 {
                    *dy = 0.0;
                }
            }),
            Activation::Sigmoid => upstream.zip_mut_with(&y, |dy, &y| *dy *= y * (1.0 - y)),
            Activation::Tanh => upstream.zip_mut_with(&y, |dy, &y| *dy *= 1.0 - y * y),
            Activation::Softmax => {
                // dx_i = y_i (dy_i - sum_j dy_j y_j)
                Zip::from(upstream.rows_mut()).and(y.rows()).for_each(|mut dy, y| {
                    let mut mean = 0.0;
                    for (&dy, &y) in dy.iter().zip(y) {
                        mean += dy * y;
                    }
                    dy.zip_mut_with(&y, |dy, &y| *dy = y * (*dy - mean));
                });
            }
        }
        upstream
    }
}

/// Applies an activation, named and defined as in [`Activation`]. NaN stays NaN.
///
/// # Shapes
/// `[batch, units] -> [batch, units]`
pub fn activate(activation: Activation, mut x: Array2<Float>) -> Array2<Float> {
    match activation {
        Activation::Linear => {}
        Activation::Relu => x.mapv_inplace(|x| if x <= 0.0 { 0.0 } else { x }),
        Activation::Sigmoid => x.mapv_inplace(sigmoid),
        Activation::Tanh => x.mapv_inplace(tanh),
        Activation::Softmax => x.rows_mut().into_iter().for_each(softmax),
    }
    x
}

/// `exp(x_i) / sum_j exp(x_j)`, shifted by the largest `x`, which changes nothing but
/// keeps `exp` from overflowing.
fn softmax(mut row: ArrayViewMut1<'_, Float>) {
    let largest = row.iter().fold(Float::NEG_INFINITY, |max, &x| if x > max { x } else { max });
    let shifted = |x: Float| exp_f64(widen(x) - widen(largest));
    let mut sum = 0.0;
    for &x in &row {
        sum += shifted(x);
    }
    row.mapv_inplace(|x| flush(narrow(shifted(x) / sum)));
}
