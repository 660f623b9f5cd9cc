//! An activation as a block of its own.

use crate::config::Activation;
use crate::nn::{Layer, Mode, ParameterStore, View, ViewMut, activations};

/// `keras.layers.Activation`; the formulas stand in [`activations`].
///
/// # Shapes
/// `[batch, units] -> [batch, units]`
///
/// Checked by `tests/it/nn/gradients.rs::activations` and `tests/it/nn/layers.rs`.
pub struct ActivationLayer {
    activation: Activation,
}

impl ActivationLayer {
    /// The activation as a layer.
    pub fn new(activation: Activation) -> Self {
        Self { activation }
    }
}

impl Layer for ActivationLayer {
    fn forward(&mut self, _: &mut ParameterStore, x: View<'_>, mut y: ViewMut<'_>, _: Mode) {
        y.data().copy_from_slice(x.data());
        activations::forward(self.activation, y);
    }

    fn backward(
        &mut self,
        _: &mut ParameterStore,
        x: View<'_>,
        y: View<'_>,
        mut dy: ViewMut<'_>,
        dx: Option<ViewMut<'_>>,
    ) {
        if let Some(mut dx) = dx {
            activations::backward(self.activation, x, y, dy.reborrow());
            dx.data().copy_from_slice(dy.data());
        }
    }
}
