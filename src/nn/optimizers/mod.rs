//! How the weights follow the gradient, in Keras's form.
//!
//! Each is a loop over all numbers of a network at once, in a fixed order. Moments below
//! [`TINY`](crate::nn::TINY) and tinier squares are zero, weights too.

mod adagrad;
mod adam;
mod nadam;
mod rms_prop;
mod sgd;

pub use adagrad::Adagrad;
pub use adam::Adam;
pub use nadam::Nadam;
pub use rms_prop::RmsProp;
pub use sgd::Sgd;

use crate::config;
use crate::nn::{Float, TINY};

/// One step after another; the learning rate is an argument, for it may change.
///
/// Checked by `tests/it/nn/optimizers.rs` and `tests/it/golden/optimizers.rs`.
pub trait UpdateRule {
    /// Moves every value against its gradient. Both have the same length at every step.
    fn step(&mut self, values: &mut [Float], gradients: &[Float], learning_rate: f64);

    /// How many numbers it keeps for each weight.
    fn slots(&self) -> usize;

    /// All that it carries from one step to the next, to be read or written.
    ///
    /// Checked by `tests/it/train/checkpoint.rs`.
    fn memory(&mut self) -> Memory<'_>;
}

/// What an [`UpdateRule`] carries from step to step.
#[derive(Debug, Default)]
pub struct Memory<'a> {
    /// [`UpdateRule::slots`] lines, each as long as the weights.
    pub lines: Vec<&'a mut [Float]>,
    /// What it multiplies up step by step.
    pub powers: Vec<&'a mut f64>,
}

/// The optimizer that the user asked for, at its start, for this many numbers.
pub fn new(config: config::Optimizer, numbers: usize) -> Box<dyn UpdateRule> {
    match config {
        config::Optimizer::Sgd(sgd) => Box::new(Sgd::new(sgd, numbers)),
        config::Optimizer::Adam(adam) => Box::new(Adam::new(adam, 0.0, numbers)),
        config::Optimizer::RmsProp(rms_prop) => Box::new(RmsProp::new(rms_prop, numbers)),
        config::Optimizer::Adagrad(adagrad) => Box::new(Adagrad::new(adagrad, numbers)),
        config::Optimizer::AdamW(adam_w) => {
            Box::new(Adam::new(adam_w.adam(), adam_w.weight_decay, numbers))
        }
        config::Optimizer::Nadam(nadam) => Box::new(Nadam::new(nadam, numbers)),
    }
}

/// The mean of squares below which it is zero. Not [`TINY`] squared: a mean shrinks by a
/// thousandth a step, and that thousandth must not be subnormal either.
const TINY_SQUARE: Float = TINY * TINY * 1024.0;

/// A mean of squares, or zero where it is tinier than [`TINY_SQUARE`]. NaN stays NaN.
#[inline]
fn flush_square(square: Float) -> Float {
    if square < TINY_SQUARE { 0.0 } else { square }
}
