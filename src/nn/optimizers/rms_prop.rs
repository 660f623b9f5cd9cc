//! `RMSprop`.

use crate::nn::optimizers::{Memory, UpdateRule, flush_square};
use crate::nn::{Float, flush, narrow};

/// `keras.optimizers.RMSprop` (Hinton, 2012), plain: no momentum, not centred.
///
/// # Formula
/// `v = rho v + (1 - rho) g^2`, `value -= learning_rate g / sqrt(v + epsilon)`, with rho
/// 0.9 and epsilon 1e-7.
///
/// Checked by `tests/it/golden/optimizers.rs`.
pub struct RmsProp {
    squares: Vec<Float>,
}

impl RmsProp {
    /// Share of the old mean of squares that is kept.
    pub const RHO: f64 = 0.9;
    /// Keeps from dividing by 0.
    pub const EPSILON: f64 = 1e-7;

    /// Before the first step.
    pub fn new(numbers: usize) -> Self {
        Self { squares: vec![0.0; numbers] }
    }
}

impl UpdateRule for RmsProp {
    fn step(&mut self, values: &mut [Float], gradients: &[Float], learning_rate: f64) {
        let (old, new) = (narrow(Self::RHO), narrow(1.0 - Self::RHO));
        let (rate, epsilon) = (narrow(learning_rate), narrow(Self::EPSILON));
        for ((value, &g), v) in values.iter_mut().zip(gradients).zip(&mut self.squares) {
            let g = flush(g);
            *v = flush_square(*v * old + g * g * new);
            *value = flush(*value - rate * g / (*v + epsilon).sqrt());
        }
    }

    fn slots(&self) -> usize {
        1
    }

    fn memory(&mut self) -> Memory<'_> {
        Memory { lines: vec![&mut self.squares[..]], powers: vec![] }
    }
}
