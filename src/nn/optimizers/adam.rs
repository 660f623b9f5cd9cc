//! Adam and `AdamW`.

use crate::config::AdamConfig;
use crate::nn::optimizers::{Memory, UpdateRule, flush_square};
use crate::nn::{Float, flush, narrow};

/// `keras.optimizers.Adam` (Kingma and Ba, 2014, the form just before section 2.1: the
/// epsilon here is the paper's "epsilon hat") and `keras.optimizers.AdamW` (Loshchilov
/// and Hutter, 2017).
///
/// # Formula
/// At step `t`, counted from 1, for a gradient `g`:
/// `value -= weight_decay learning_rate value` (`AdamW` only), then
/// `m += (g - m) (1 - beta_1)`, `v += (g^2 - v) (1 - beta_2)`,
/// `alpha = learning_rate sqrt(1 - beta_2^t) / (1 - beta_1^t)`,
/// `value -= m alpha / (sqrt(v) + epsilon)`,
/// with `beta_1` 0.9, `beta_2` 0.999 and epsilon 1e-7 unless the user sets others.
///
/// Checked by `tests/it/golden/optimizers.rs` and `tests/it/nn/optimizers.rs`.
pub struct Adam {
    config: AdamConfig,
    weight_decay: f64,
    /// `beta_1^t` and `beta_2^t`, multiplied up step by step.
    beta_1_power: f64,
    beta_2_power: f64,
    /// Running means of the gradient and of its square.
    first: Vec<Float>,
    second: Vec<Float>,
}

impl Adam {
    /// Before the first step; `weight_decay` 0 is Adam, else `AdamW`.
    pub fn new(config: AdamConfig, weight_decay: f64, numbers: usize) -> Self {
        Self {
            config,
            weight_decay,
            beta_1_power: 1.0,
            beta_2_power: 1.0,
            first: vec![0.0; numbers],
            second: vec![0.0; numbers],
        }
    }
}

impl UpdateRule for Adam {
    fn step(&mut self, values: &mut [Float], gradients: &[Float], learning_rate: f64) {
        let AdamConfig { beta_1, beta_2, epsilon } = self.config;
        self.beta_1_power *= beta_1;
        self.beta_2_power *= beta_2;
        let correction = (1.0 - self.beta_2_power).sqrt() / (1.0 - self.beta_1_power);
        let alpha = narrow(learning_rate * correction);
        let (new_1, new_2) = (narrow(1.0 - beta_1), narrow(1.0 - beta_2));
        let epsilon = narrow(epsilon);

        if self.weight_decay > 0.0 {
            let decay = narrow(self.weight_decay * learning_rate);
            for value in values.iter_mut() {
                *value -= *value * decay;
            }
        }
        let moments = self.first.iter_mut().zip(&mut self.second);
        for ((value, &g), (m, v)) in values.iter_mut().zip(gradients).zip(moments) {
            let g = flush(g);
            *m = flush(*m + (g - *m) * new_1);
            *v = flush_square(*v + (g * g - *v) * new_2);
            *value = flush(*value - *m * alpha / (v.sqrt() + epsilon));
        }
    }

    fn slots(&self) -> usize {
        2
    }

    fn memory(&mut self) -> Memory<'_> {
        Memory {
            lines: vec![&mut self.first[..], &mut self.second[..]],
            powers: vec![&mut self.beta_1_power, &mut self.beta_2_power],
        }
    }
}
