//! Stochastic gradient descent with momentum.

use crate::config::SgdConfig;
use crate::nn::optimizers::{Memory, UpdateRule};
use crate::nn::{Float, flush, narrow};

/// `keras.optimizers.SGD`
///
/// # Formula
/// Without momentum `value -= learning_rate * g`. With it
/// `velocity = momentum * velocity - learning_rate * g` and `value += velocity`, or,
/// with Nesterov, `value += momentum * velocity - learning_rate * g`.
///
/// Checked by `tests/it/golden/optimizers.rs` and `tests/it/nn/optimizers.rs`.
pub struct Sgd {
    momentum: Float,
    nesterov: bool,
    /// Empty without momentum.
    velocities: Vec<Float>,
}

impl Sgd {
    /// At rest.
    pub fn new(config: SgdConfig, numbers: usize) -> Self {
        let momentum = narrow(config.momentum);
        let numbers = if momentum == 0.0 { 0 } else { numbers };
        Self { momentum, nesterov: config.nesterov, velocities: vec![0.0; numbers] }
    }
}

impl UpdateRule for Sgd {
    fn step(&mut self, values: &mut [Float], gradients: &[Float], learning_rate: f64) {
        let rate = narrow(learning_rate);
        let momentum = self.momentum;
        if momentum == 0.0 {
            for (value, &g) in values.iter_mut().zip(gradients) {
                *value = flush(*value - rate * flush(g));
            }
            return;
        }
        let all = values.iter_mut().zip(gradients).zip(&mut self.velocities);
        if self.nesterov {
            for ((value, &g), velocity) in all {
                let step = rate * flush(g);
                *velocity = flush(momentum * *velocity - step);
                *value = flush(*value + (momentum * *velocity - step));
            }
        } else {
            for ((value, &g), velocity) in all {
                *velocity = flush(momentum * *velocity - rate * flush(g));
                *value = flush(*value + *velocity);
            }
        }
    }

    fn slots(&self) -> usize {
        usize::from(self.momentum != 0.0)
    }

    fn memory(&mut self) -> Memory<'_> {
        Memory { lines: vec![&mut self.velocities[..]], powers: vec![] }
    }
}
