//! Adam.

use ndarray::{Array2, Zip};

use crate::nn::optimizers::Optimizer;
use crate::nn::{Float, Param, flush, narrow};

/// `keras.optimizers.Adam()` (Kingma and Ba, 2014, the form just before section 2.1:
/// the epsilon here is the paper's "epsilon hat").
///
/// # Formula
/// At step `t`, counted from 1, for a gradient `g`:
/// `m += (g - m) (1 - beta_1)`, `v += (g^2 - v) (1 - beta_2)`,
/// `alpha = learning_rate sqrt(1 - beta_2^t) / (1 - beta_1^t)`,
/// `value -= m alpha / (sqrt(v) + epsilon)`,
/// with `beta_1` 0.9, `beta_2` 0.999, epsilon 1e-7. A subnormal moment is zero.
pub struct Adam {
    /// `beta_1^t` and `beta_2^t`, multiplied up step by step.
    beta_1_power: f64,
    beta_2_power: f64,
    /// One for each parameter; empty before the first step.
    moments: Vec<Moments>,
}

/// The running means of one parameter's gradient and of its square.
struct Moments {
    first: Array2<Float>,
    second: Array2<Float>,
}

impl Adam {
    const BETA_1: f64 = 0.9;
    const BETA_2: f64 = 0.999;
    const EPSILON: f64 = 1e-7;
}

impl Default for Adam {
    fn default() -> Self {
        Self { beta_1_power: 1.0, beta_2_power: 1.0, moments: Vec::new() }
    }
}

impl Optimizer for Adam {
    fn step(&mut self, params: Vec<&mut Param>, learning_rate: f64) {
        if self.moments.is_empty() {
            let start = |param: &&mut Param| Moments {
                first: Array2::zeros(param.value.dim()),
                second: Array2::zeros(param.value.dim()),
            };
            self.moments = params.iter().map(start).collect();
        }
        self.beta_1_power *= Self::BETA_1;
        self.beta_2_power *= Self::BETA_2;
        let correction = (1.0 - self.beta_2_power).sqrt() / (1.0 - self.beta_1_power);
        let alpha = narrow(learning_rate * correction);
        let (new_1, new_2) = (narrow(1.0 - Self::BETA_1), narrow(1.0 - Self::BETA_2));
        let epsilon = narrow(Self::EPSILON);

        for (param, moments) in params.into_iter().zip(&mut self.moments) {
            Zip::from(&mut param.value)
                .and(&mut moments.first)
                .and(&mut moments.second)
                .and(&param.gradient)
                .for_each(|value, m, v, &g| {
                    *m = flush(*m + (g - *m) * new_1);
                    *v = flush(*v + (g * g - *v) * new_2);
                    *value -= *m * alpha / (v.sqrt() + epsilon);
                });
        }
    }
}
