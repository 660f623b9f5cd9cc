//! Dropout.

use ndarray::Array2;
use rand_chacha::ChaCha8Rng;

use crate::nn::random::uniform;
use crate::nn::{AFTER_FORWARD, Float, Layer, Mode, narrow};

/// `keras.layers.Dropout` (Srivastava et al., 2014), inverted: what is kept is scaled
/// in training, so that inference changes nothing.
///
/// # Formula
/// Training: `y = x / (1 - rate)` where kept, 0 where dropped, each element dropped
/// with probability `rate`. Inference: `y = x`.
///
/// # Shapes
/// `[batch, units] -> [batch, units]`
///
/// Checked by `tests/it/gradients.rs::dropout` and `tests/it/layers.rs`.
pub struct Dropout {
    rate: f64,
    rng: ChaCha8Rng,
    factors_for_backward: Option<Array2<Float>>,
}

impl Dropout {
    /// A layer that draws its masks from `rng`; `rate` is below 1.
    pub fn new(rate: f64, rng: ChaCha8Rng) -> Self {
        Self { rate, rng, factors_for_backward: None }
    }
}

impl Layer for Dropout {
    fn forward(&mut self, x: Array2<Float>, mode: Mode) -> Array2<Float> {
        if mode == Mode::Inference {
            return x;
        }
        let scale = narrow(1.0 / (1.0 - self.rate));
        let factors = Array2::from_shape_simple_fn(x.dim(), || {
            if uniform(&mut self.rng) < self.rate { 0.0 } else { scale }
        });
        let y = x * &factors;
        self.factors_for_backward = Some(factors);
        y
    }

    fn backward(&mut self, upstream: Array2<Float>) -> Array2<Float> {
        upstream * self.factors_for_backward.take().expect(AFTER_FORWARD)
    }
}
