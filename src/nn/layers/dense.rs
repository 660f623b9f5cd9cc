//! Fully connected layer.

use crate::config::{Activation, DenseConfig, Regularizer};
use crate::nn::activations::{self, is_function_of_output};
use crate::nn::initializers::WeightSampler;
use crate::nn::kernels::column_sums;
use crate::nn::kernels::matmul::{
    Epilogue, multiply, multiply_transposed_a, multiply_transposed_b,
};
use crate::nn::{Layer, Mode, ParameterStore, Variable, View, ViewMut};

/// `keras.layers.Dense`
///
/// # Formula
/// `y = f(x kernel + bias)`; backward, with `dz = dy f'`: `dkernel = xᵀ dz`,
/// `dbias = sum of the rows of dz`, `dx = dz kernelᵀ`.
///
/// # Shapes
/// `[batch, inputs] -> [batch, units]`; kernel `[inputs, units]`, bias `[1, units]`.
///
/// Checked by `tests/it/nn/gradients.rs::dense_layer`, `tests/it/golden/layers.rs` and
/// `tests/it/nn/layers.rs`.
pub struct Dense {
    kernel: Variable,
    bias: Option<Variable>,
    activation: Activation,
}

impl Dense {
    /// A layer of its own numbers in `store`, named after `index`, its place in the chain.
    ///
    /// The activation is one whose derivative follows from its output; the others are
    /// blocks of their own ([`ActivationLayer`](super::ActivationLayer)).
    pub fn new(
        config: &DenseConfig,
        inputs: usize,
        index: usize,
        store: &mut ParameterStore,
        draw: &mut WeightSampler,
    ) -> Self {
        debug_assert!(is_function_of_output(config.activation));
        let units = config.units as usize;
        let mut variable = |name, shape: (usize, usize), fans: (usize, usize), how, held| {
            let mut of = draw.initializer(how, fans.0, fans.1);
            store.weight(format!("{index}/{name}"), shape, held, |_, _| of())
        };
        let shape = (inputs, units);
        let how = config.kernel_initializer;
        let kernel = variable("kernel", shape, shape, how, config.kernel_regularizer);
        // Keras takes both fans of a bias from its only length.
        let fans = (units, units);
        let free = Regularizer::default();
        let bias = config
            .use_bias
            .then(|| variable("bias", (1, units), fans, config.bias_initializer, free));
        Self { kernel, bias, activation: config.activation }
    }
}

impl Layer for Dense {
    fn units_after(&self, _: usize) -> usize {
        self.kernel.cols()
    }

    fn is_trainable(&self) -> bool {
        true
    }

    fn forward(&mut self, store: &mut ParameterStore, x: View<'_>, mut y: ViewMut<'_>, _: Mode) {
        let ParameterStore { values, scratch, .. } = store;
        let relu = self.activation == Activation::Relu;
        let epilogue = Epilogue { bias: self.bias.map(|bias| bias.slice(values)), relu };
        multiply(x, self.kernel.view(values), epilogue, y.reborrow(), scratch);
        if !relu {
            activations::forward(self.activation, y);
        }
    }

    fn backward(
        &mut self,
        store: &mut ParameterStore,
        x: View<'_>,
        y: View<'_>,
        mut dy: ViewMut<'_>,
        dx: Option<ViewMut<'_>>,
    ) {
        let ParameterStore { values, gradients, scratch, .. } = store;
        activations::backward(self.activation, y, y, dy.reborrow());
        let dz = dy.as_view();
        multiply_transposed_a(x, dz, self.kernel.view_mut(gradients), scratch);
        if let Some(bias) = self.bias {
            column_sums(dz, bias.slice_mut(gradients));
        }
        if let Some(dx) = dx {
            multiply_transposed_b(dz, self.kernel.view(values), dx, scratch);
        }
    }
}
