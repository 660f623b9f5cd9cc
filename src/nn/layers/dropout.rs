//! Dropout.

use rand_chacha::ChaCha8Rng;

use crate::nn::random::Mask;
use crate::nn::{Layer, Mode, ParameterStore, View, ViewMut, narrow, padded};

/// `keras.layers.Dropout` (Srivastava et al., 2014), inverted: what is kept is scaled
/// in training, so that inference changes nothing.
///
/// # Formula
/// Training: `y = x / (1 - rate)` where kept, 0 where dropped, each element dropped
/// with probability `rate`. Inference: `y = x`. Backward: the same factors.
///
/// The mask is never stored: it is a function of a key and the element's place
/// ([`Mask`]), computed again on the way back.
///
/// # Shapes
/// `[batch, units] -> [batch, units]`
///
/// Checked by `tests/it/nn/gradients.rs::dropout_layer`, `tests/it/nn/layers.rs` and
/// `tests/it/nn/random.rs`.
pub struct Dropout {
    rate: f64,
    rng: ChaCha8Rng,
    mask: Mask,
}

impl Dropout {
    /// A layer that draws a key for each batch from `rng`; `rate` is below 1.
    pub fn new(rate: f64, rng: ChaCha8Rng) -> Self {
        Self { rate, rng, mask: Mask::default() }
    }

    /// `y = factor x`, element by element.
    fn apply(&self, x: View<'_>, mut y: ViewMut<'_>) {
        let scale = narrow(1.0 / (1.0 - self.rate));
        let (cols, stride) = (x.cols(), padded(x.cols()).max(1));
        let rows = x.data().chunks_exact(stride).zip(y.data().chunks_exact_mut(stride));
        for (row, (x, y)) in rows.enumerate() {
            // By its place without padding, so that the mask does not depend on layout.
            let first = (row * cols) as u32;
            for (col, (&x, y)) in x.iter().zip(y).enumerate() {
                let kept = self.mask.keeps(first.wrapping_add(col as u32));
                *y = x * if kept { scale } else { 0.0 };
            }
        }
    }
}

impl Layer for Dropout {
    fn generator(&mut self) -> Option<&mut ChaCha8Rng> {
        Some(&mut self.rng)
    }

    fn mask(&self) -> Option<Mask> {
        Some(self.mask)
    }

    fn forward(&mut self, _: &mut ParameterStore, x: View<'_>, mut y: ViewMut<'_>, mode: Mode) {
        if mode != Mode::Training || self.rate == 0.0 {
            y.data().copy_from_slice(x.data());
            return;
        }
        self.mask = Mask::draw(self.rate, &mut self.rng);
        self.apply(x, y);
    }

    fn backward(
        &mut self,
        _: &mut ParameterStore,
        _: View<'_>,
        _: View<'_>,
        dy: ViewMut<'_>,
        dx: Option<ViewMut<'_>>,
    ) {
        let Some(mut dx) = dx else { return };
        if self.rate == 0.0 {
            dx.data().copy_from_slice(dy.as_view().data());
        } else {
            self.apply(dy.as_view(), dx);
        }
    }
}
