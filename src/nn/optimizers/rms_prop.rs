//! `RMSprop`.

use crate::config::RmsPropConfig;
use crate::nn::optimizers::{Memory, UpdateRule, flush_square};
use crate::nn::{Float, flush, narrow};

/// `keras.optimizers.RMSprop` (Hinton, 2012), plain: no momentum, not centred.
///
/// # Formula
/// `v = rho v + (1 - rho) g^2`, `value -= learning_rate g / sqrt(v + epsilon)`, with rho
/// 0.9 and epsilon 1e-7 unless the user sets others.
///
/// Checked by `tests/it/golden/optimizers.rs`.
pub struct RmsProp {
    config: RmsPropConfig,
    squares: Vec<Float>,
}

impl RmsProp {
    /// Before the first step.
    pub fn new(config: RmsPropConfig, numbers: usize) -> Self {
        Self { config, squares: vec![0.0; numbers] }
    }
}

impl UpdateRule for RmsProp {
    fn step(&mut self, values: &mut [Float], gradients: &[Float], learning_rate: f64) {
        let RmsPropConfig { rho, epsilon } = self.config;
        let (old, new) = (narrow(rho), narrow(1.0 - rho));
        let (rate, epsilon) = (narrow(learning_rate), narrow(epsilon));
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
