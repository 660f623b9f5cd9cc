//! How networks compute: ndarray and a seeded generator, nothing else.
//!
//! Shapes are `[batch, units]`: a row is one example. `x` is what enters a layer,
//! `upstream` the gradient of the loss with respect to what left it. Everything here
//! gives the same bits on every platform: sums run in a fixed order, nothing is
//! fused, and `exp`, `ln` and `tanh` are our own ([`kernels::math`]).

use ndarray::Array2;

pub mod initializers;
pub mod kernels;
pub mod layers;
pub mod losses;
mod network;
pub mod optimizers;
pub mod random;

pub use network::{Network, Weights};

/// The number type of the engine: `f32` as in Keras, `f64` with the feature
/// `float64`, so that gradients can be checked closely.
#[cfg(not(feature = "float64"))]
pub type Float = f32;
/// The number type of the engine: `f32` as in Keras, `f64` with the feature
/// `float64`, so that gradients can be checked closely.
#[cfg(feature = "float64")]
pub type Float = f64;

/// `x` as `f64`, exactly.
#[allow(clippy::cast_lossless, clippy::unnecessary_cast)] // one spelling for both number types
#[inline]
pub fn widen(x: Float) -> f64 {
    x as f64
}

/// The number nearest to `x`; infinite beyond the range of [`Float`].
#[inline]
pub fn narrow(x: f64) -> Float {
    x as Float
}

/// `x`, or zero where `x` is subnormal: below the smallest normal number arithmetic is
/// slow on many processors, and nothing there is worth learning. NaN stays NaN.
#[inline]
pub fn flush(x: Float) -> Float {
    if x.abs() < Float::MIN_POSITIVE { 0.0 } else { x }
}

/// Which of its two behaviours a layer shows, always visible at the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Dropout drops, `BatchNorm` uses the batch and moves its statistics, and every
    /// layer keeps what [`Layer::backward`] needs.
    Training,
    /// The network as a function: same row in, same row out, nothing is kept.
    Inference,
}

/// Trainable numbers and the gradient of the loss with respect to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// A matrix; a bias is `[1, units]`.
    pub value: Array2<Float>,
    /// Same shape as `value`; overwritten by each [`Layer::backward`].
    pub gradient: Array2<Float>,
}

impl Param {
    /// A parameter with gradient zero.
    pub fn new(value: Array2<Float>) -> Self {
        let gradient = Array2::zeros(value.dim());
        Self { value, gradient }
    }
}

/// One step of the chain.
///
/// Every layer is checked by central differences (`tests/it/gradients.rs`) and through
/// one contract (`tests/it/layers.rs`).
pub trait Layer {
    /// # Shapes
    /// `[batch, units before] -> [batch, units after]`
    fn forward(&mut self, x: Array2<Float>, mode: Mode) -> Array2<Float>;

    /// Sets the gradients of the layer's parameters and passes the gradient on.
    ///
    /// # Shapes
    /// `[batch, units after] -> [batch, units before]`
    ///
    /// # Panics
    /// Without a [`Mode::Training`] forward before it.
    fn backward(&mut self, upstream: Array2<Float>) -> Array2<Float>;

    /// Trainable parameters, in Keras's order.
    fn params(&self) -> Vec<&Param> {
        Vec::new()
    }

    /// The same, to be changed.
    fn params_mut(&mut self) -> Vec<&mut Param> {
        Vec::new()
    }

    /// Moving statistics: kept, not trained. In Keras's order.
    fn statistics(&self) -> Vec<&Array2<Float>> {
        Vec::new()
    }

    /// The same, to be changed.
    fn statistics_mut(&mut self) -> Vec<&mut Array2<Float>> {
        Vec::new()
    }
}

/// Why [`Layer::backward`] may rely on what the forward pass kept.
const AFTER_FORWARD: &str = "backward follows a forward in training mode";
