//! How networks compute: plain numbers and a seeded generator, nothing else.
//!
//! Shapes are `[batch, units]`: a row is one example. `x` is what enters a layer,
//! `upstream` the gradient of the loss with respect to what left it. Everything here
//! gives the same bits on every platform: sums run in a fixed order, nothing is
//! fused, and `exp`, `ln` and `tanh` are our own ([`kernels::math`]).
//!
//! The engine computes in its own padded [`Matrix`]. Whoever reads from outside gets
//! arrays of `ndarray`: weights from [`Network::variables`], what a layer gave from
//! [`Network::outputs`] with [`Matrix::array`], and so prepared rows and predictions.

use rand_chacha::ChaCha8Rng;

use self::kernels::math::Real;
use self::random::Mask;

pub mod activations;
pub mod initializers;
pub mod kernels;
pub mod layers;
pub mod losses;
mod matrix;
mod network;
pub mod optimizers;
mod parameter_store;
pub mod random;

pub use matrix::{LANES, Matrix, View, ViewMut, padded};
pub use network::{LossInput, Network, Weights};
pub use parameter_store::{NamedVariable, ParameterStore, Variable};

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

/// What is smaller in magnitude counts as zero: `2^-63`, in `f64` `2^-511`.
///
/// Below the smallest normal number arithmetic is many times slower, and WebAssembly
/// cannot switch that off. The product of two numbers of at least `TINY` is never
/// subnormal: `2^-63` squared is `2^-126`, the smallest normal `f32`. So when weights,
/// activations and gradients are flushed, neither matrix products nor squares of
/// gradients fall into the slow range; and nothing that small is worth learning.
pub const TINY: Float = <Float as Real>::TINY;

/// `x`, or zero where `|x| <` [`TINY`]; NaN stays NaN.
///
/// Part of the engine's definition: the same on every platform.
#[allow(clippy::inline_always, reason = "loops over it should become vector code")]
#[inline(always)]
pub fn flush(x: Float) -> Float {
    Real::flush(x)
}

/// Which of its two behaviours a layer shows, always visible at the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Dropout drops, `BatchNorm` uses the batch and moves its statistics.
    Training,
    /// `BatchNorm` uses the batch, and that is all: no unit is dropped, nothing changes. It
    /// tells what the two do to a training loss; checked by
    /// `tests/it/nn/layers.rs::batch_statistics_are_those_of_training_and_change_nothing`.
    BatchStatistics,
    /// The network as a function: same row in, same row out, nothing changes.
    Inference,
}

/// Mean and variance of each unit over the rows of a batch.
///
/// # Shapes
/// Both `[units]`
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names say it")]
pub struct BatchStatistics<'a> {
    pub mean: &'a [Float],
    pub variance: &'a [Float],
}

/// One step of the chain. Its numbers stand in a [`ParameterStore`]; what flows through it stands
/// in matrices of the [`Network`].
///
/// Every layer is checked by central differences (`tests/it/nn/gradients.rs`), against
/// Keras (`tests/it/golden/layers.rs`) and through one contract (`tests/it/nn/layers.rs`).
pub trait Layer {
    /// Values per row after the layer, given the values before it.
    fn units_after(&self, before: usize) -> usize {
        before
    }

    /// Whether the layer has weights.
    fn is_trainable(&self) -> bool {
        false
    }

    /// Where the layer draws from while it trains. With the [`ParameterStore`] it is all that a
    /// layer carries from one batch to the next.
    ///
    /// Checked by `tests/it/train/checkpoint.rs`.
    fn generator(&mut self) -> Option<&mut ChaCha8Rng> {
        None
    }

    /// What the last forward pass normalized by; a backward pass uses it up.
    ///
    /// Checked by `tests/it/inspection/layer_figures.rs`.
    fn batch_statistics(&self) -> Option<BatchStatistics<'_>> {
        None
    }

    /// Which values the last forward pass in [`Mode::Training`] kept: those whose place, counted
    /// row by row without padding, the mask keeps.
    ///
    /// Checked by `tests/it/inspection/layer_figures.rs`.
    fn mask(&self) -> Option<Mask> {
        None
    }

    /// Writes `y`.
    ///
    /// # Shapes
    /// `x` `[batch, units before]`, `y` `[batch, units after]`
    fn forward(&mut self, store: &mut ParameterStore, x: View<'_>, y: ViewMut<'_>, mode: Mode);

    /// Sets the gradients of the layer's weights and, where it is asked for, `dx`. It
    /// may use `dy` up. Follows a forward in [`Mode::Training`] with the same `x`, which
    /// wrote `y`. The padding of `dy` is zero, and so is that of `dx`.
    ///
    /// # Shapes
    /// `x` and `dx` `[batch, units before]`, `y` and `dy` `[batch, units after]`
    fn backward(
        &mut self,
        store: &mut ParameterStore,
        x: View<'_>,
        y: View<'_>,
        dy: ViewMut<'_>,
        dx: Option<ViewMut<'_>>,
    );
}
