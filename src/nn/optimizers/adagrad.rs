//! Adagrad.

use crate::config::AdagradConfig;
use crate::nn::optimizers::{Memory, UpdateRule};
use crate::nn::{Float, flush, narrow};

/// `keras.optimizers.Adagrad` (Duchi et al., 2011).
///
/// # Formula
/// `sum += g^2`, `value -= learning_rate g / sqrt(sum + epsilon)`; the sum starts at
/// 0.1 and epsilon is 1e-7 unless the user sets others.
///
/// Checked by `tests/it/golden/optimizers.rs`.
pub struct Adagrad {
    epsilon: f64,
    sums: Vec<Float>,
}

impl Adagrad {
    /// Before the first step.
    pub fn new(config: AdagradConfig, numbers: usize) -> Self {
        let start = narrow(config.initial_accumulator_value);
        Self { epsilon: config.epsilon, sums: vec![start; numbers] }
    }
}

impl UpdateRule for Adagrad {
    fn step(&mut self, values: &mut [Float], gradients: &[Float], learning_rate: f64) {
        let (rate, epsilon) = (narrow(learning_rate), narrow(self.epsilon));
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
