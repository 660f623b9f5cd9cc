//! Fully connected layer.

use ndarray::Array2;
use rand::RngCore;

use crate::nn::initializers::{glorot_uniform, zeros};
use crate::nn::kernels::column_sums;
use crate::nn::kernels::matmul::{matmul, matmul_transposed_a, matmul_transposed_b};
use crate::nn::{AFTER_FORWARD, Float, Layer, Mode, Param};

/// `keras.layers.Dense`, its activation apart ([`ActivationLayer`](super::ActivationLayer)).
///
/// # Formula
/// `y = x kernel + bias`
///
/// # Shapes
/// `[batch, inputs] -> [batch, units]`; kernel `[inputs, units]`, bias `[1, units]`.
///
/// Checked by `tests/it/gradients.rs::dense_layer` and `tests/it/layers.rs`.
pub struct Dense {
    kernel: Param,
    bias: Param,
    input_for_backward: Option<Array2<Float>>,
}

impl Dense {
    /// Keras's start: Glorot uniform kernel, zero bias.
    pub fn new(inputs: usize, units: usize, rng: &mut impl RngCore) -> Self {
        Self {
            kernel: Param::new(glorot_uniform(inputs, units, rng)),
            bias: Param::new(zeros(units)),
            input_for_backward: None,
        }
    }
}

impl Layer for Dense {
    fn forward(&mut self, x: Array2<Float>, mode: Mode) -> Array2<Float> {
        let y = matmul(&x, &self.kernel.value) + &self.bias.value;
        self.input_for_backward = (mode == Mode::Training).then_some(x);
        y
    }

    fn backward(&mut self, upstream: Array2<Float>) -> Array2<Float> {
        let x = self.input_for_backward.take().expect(AFTER_FORWARD);
        self.kernel.gradient = matmul_transposed_a(&x, &upstream);
        self.bias.gradient = column_sums(&upstream);
        matmul_transposed_b(&upstream, &self.kernel.value)
    }

    fn params(&self) -> Vec<&Param> {
        vec![&self.kernel, &self.bias]
    }

    fn params_mut(&mut self) -> Vec<&mut Param> {
        vec![&mut self.kernel, &mut self.bias]
    }
}
