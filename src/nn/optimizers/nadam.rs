//! Nadam.

use crate::config::AdamConfig;
use crate::nn::optimizers::{Memory, UpdateRule, flush_square};
use crate::nn::{Float, flush, narrow};

/// `keras.optimizers.Nadam` (Dozat, 2016): Adam with Nesterov's momentum.
///
/// # Formula
/// At step `t`, counted from 1, with `u_t = beta_1 (1 - 0.96^t / 2)` and `U_t` the
/// product of `u_1` to `u_t`: moments `m` and `v` as in [`Adam`](super::Adam),
/// `m_hat = u_(t+1) m / (1 - U_(t+1)) + (1 - u_t) g / (1 - U_t)`,
/// `v_hat = v / (1 - beta_2^t)`,
/// `value -= learning_rate m_hat / (sqrt(v_hat) + epsilon)`,
/// with `beta_1` 0.9, `beta_2` 0.999 and epsilon 1e-7 unless the user sets others.
///
/// Checked by `tests/it/golden/optimizers.rs` and `tests/it/nn/optimizers.rs`.
pub struct Nadam {
    config: AdamConfig,
    /// `0.96^t`
    decay_power: f64,
    /// `U_t`
    u_product: f64,
    beta_2_power: f64,
    first: Vec<Float>,
    second: Vec<Float>,
}

impl Nadam {
    /// How fast the momentum rises to `beta_1`.
    pub const DECAY: f64 = 0.96;

    /// Before the first step.
    pub fn new(config: AdamConfig, numbers: usize) -> Self {
        Self {
            config,
            decay_power: 1.0,
            u_product: 1.0,
            beta_2_power: 1.0,
            first: vec![0.0; numbers],
            second: vec![0.0; numbers],
        }
    }
}

impl UpdateRule for Nadam {
    fn step(&mut self, values: &mut [Float], gradients: &[Float], learning_rate: f64) {
        let AdamConfig { beta_1, beta_2, epsilon } = self.config;
        self.decay_power *= Self::DECAY;
        self.beta_2_power *= beta_2;
        let u_now = beta_1 * (1.0 - 0.5 * self.decay_power);
        let u_next = beta_1 * (1.0 - 0.5 * self.decay_power * Self::DECAY);
        self.u_product *= u_now;
        let of_moment = narrow(u_next / (1.0 - self.u_product * u_next));
        let of_gradient = narrow((1.0 - u_now) / (1.0 - self.u_product));
        let of_square = narrow(1.0 / (1.0 - self.beta_2_power));
        let (new_1, new_2) = (narrow(1.0 - beta_1), narrow(1.0 - beta_2));
        let (rate, epsilon) = (narrow(learning_rate), narrow(epsilon));

        let moments = self.first.iter_mut().zip(&mut self.second);
        for ((value, &g), (m, v)) in values.iter_mut().zip(gradients).zip(moments) {
            let g = flush(g);
            *m = flush(*m + (g - *m) * new_1);
            *v = flush_square(*v + (g * g - *v) * new_2);
            let m_hat = of_moment * *m + of_gradient * g;
            let v_hat = *v * of_square;
            *value = flush(*value - m_hat * rate / (v_hat.sqrt() + epsilon));
        }
    }

    fn slots(&self) -> usize {
        2
    }

    fn memory(&mut self) -> Memory<'_> {
        Memory {
            lines: vec![&mut self.first[..], &mut self.second[..]],
            powers: vec![&mut self.decay_power, &mut self.u_product, &mut self.beta_2_power],
        }
    }
}
