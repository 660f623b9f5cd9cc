//! Stochastic gradient descent with momentum.

use ndarray::{Array2, Zip};

use crate::nn::optimizers::Optimizer;
use crate::nn::{Float, Param, flush, narrow};

/// `keras.optimizers.SGD(momentum)`.
///
/// # Formula
/// `velocity = momentum * velocity - learning_rate * gradient`, `value += velocity`;
/// without momentum that is `value -= learning_rate * gradient`. A subnormal velocity
/// is zero.
pub struct Sgd {
    momentum: Float,
    /// One for each parameter; empty before the first step and without momentum.
    velocities: Vec<Array2<Float>>,
}

impl Sgd {
    /// At rest.
    pub fn new(momentum: f64) -> Self {
        Self { momentum: narrow(momentum), velocities: Vec::new() }
    }
}

impl Optimizer for Sgd {
    fn step(&mut self, params: Vec<&mut Param>, learning_rate: f64) {
        let rate = narrow(learning_rate);
        if self.momentum == 0.0 {
            for param in params {
                param.value.zip_mut_with(&param.gradient, |value, &g| *value -= rate * g);
            }
            return;
        }
        if self.velocities.is_empty() {
            self.velocities = params.iter().map(|param| Array2::zeros(param.value.dim())).collect();
        }
        for (param, velocities) in params.into_iter().zip(&mut self.velocities) {
            Zip::from(&mut param.value).and(velocities).and(&param.gradient).for_each(
                |value, velocity, &g| {
                    *velocity = flush(self.momentum * *velocity - rate * g);
                    *value += *velocity;
                },
            );
        }
    }
}
