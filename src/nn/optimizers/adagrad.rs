//! Adagrad.

use crate::nn::optimizers::{Memory, UpdateRule};
use crate::nn::{Float, flush, narrow};

/// `keras.optimizers.Adagrad` (Duchi et al., 2011).
///
/// # Formula
/// `sum += g^2`, `value -= learning_rate g / sqrt(sum + epsilon)`; the sum starts at
/// 0.1, epsilon is 1e-7.
///
/// Checked by `tests/it/golden/optimizers.rs`.
pub struct Adagrad {
    sums: Vec<Float>,
}

impl Adagrad {
    const START: f64 = 0.1;
    /// Keeps from dividing by 0.
    pub const EPSILON: f64 = 1e-7;

    /// Before the first step.
    pub fn new(numbers: usize) -> Self {
        Self { sums: vec![narrow(Self::START); numbers] }
    }
}

impl UpdateRule for Adagrad {
    fn step(&mut self, values: &mut [Float], gradients: &[Float], learning_rate: f64) {
        let (rate, epsilon) = (narrow(learning_rate), narrow(Self::EPSILON));
        for ((value, &g), sum) in values.iter_mut().zip(gradients).zip(&mut self.sums) {
            let g = flush(g);
            *sum += g * g;
            *value = flush(*value - rate * g / (*sum + epsilon).sqrt());
        }
    }

    fn slots(&self) -> usize {
        1
    }

    fn memory(&mut self) -> Memory<'_> {
        Memory { lines: vec![&mut self.sums[..]], powers: vec![] }
    }
}
