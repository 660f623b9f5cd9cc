//! Batch normalization.

use ndarray::Array2;

use crate::nn::initializers::zeros;
use crate::nn::kernels::column_sums;
use crate::nn::{AFTER_FORWARD, Float, Layer, Mode, Param, narrow};

/// `keras.layers.BatchNormalization` (Ioffe and Szegedy, 2015, algorithms 1 and 2).
///
/// # Formula
/// Training, over the `N` rows of the batch, for each unit:
/// `mean = sum(x) / N`, `variance = sum((x - mean)^2) / N`,
/// `x_hat = (x - mean) / sqrt(variance + epsilon)`, `y = gamma x_hat + beta`, and
/// `moving = moving * momentum + batch * (1 - momentum)` for mean and variance.
/// Inference: the same with the moving mean and variance.
///
/// A batch of one row has variance 0, so `x_hat` is 0 and `y = beta`.
///
/// # Shapes
/// `[batch, units] -> [batch, units]`; gamma, beta and both statistics `[1, units]`.
///
/// Checked by `tests/it/gradients.rs::batch_norm` and `tests/it/layers.rs`.
pub struct BatchNorm {
    momentum: f64,
    epsilon: Float,
    gamma: Param,
    beta: Param,
    moving_mean: Array2<Float>,
    moving_variance: Array2<Float>,
    normalized_for_backward: Option<Normalized>,
}

/// What the forward pass keeps.
struct Normalized {
    /// `[batch, units]`
    x_hat: Array2<Float>,
    /// `1 / sqrt(variance + epsilon)`, `[1, units]`
    inverse_deviation: Array2<Float>,
}

impl BatchNorm {
    /// Keras's start: gamma 1, beta 0, moving mean 0, moving variance 1. `momentum`
    /// weighs the old statistics.
    pub fn new(units: usize, momentum: f64, epsilon: f64) -> Self {
        Self {
            momentum,
            epsilon: narrow(epsilon),
            gamma: Param::new(Array2::ones((1, units))),
            beta: Param::new(zeros(units)),
            moving_mean: zeros(units),
            moving_variance: Array2::ones((1, units)),
            normalized_for_backward: None,
        }
    }

    fn inverse_deviation(&self, variance: &Array2<Float>) -> Array2<Float> {
        variance.mapv(|variance| 1.0 / (variance + self.epsilon).sqrt())
    }

    fn move_statistics(&mut self, mean: &Array2<Float>, variance: &Array2<Float>) {
        let (old, new) = (narrow(self.momentum), narrow(1.0 - self.momentum));
        let step = |moving: &mut Float, &batch: &Float| *moving = *moving * old + batch * new;
        self.moving_mean.zip_mut_with(mean, step);
        self.moving_variance.zip_mut_with(variance, step);
    }
}

impl Layer for BatchNorm {
    fn forward(&mut self, x: Array2<Float>, mode: Mode) -> Array2<Float> {
        if mode == Mode::Inference {
            let inverse_deviation = self.inverse_deviation(&self.moving_variance);
            let x_hat = (x - &self.moving_mean) * inverse_deviation;
            return x_hat * &self.gamma.value + &self.beta.value;
        }
        let n = x.nrows() as Float;
        let mean = column_sums(&x) / n;
        let centred = x - &mean;
        let variance = column_sums(&centred.mapv(|x| x * x)) / n;
        self.move_statistics(&mean, &variance);
        let inverse_deviation = self.inverse_deviation(&variance);
        let x_hat = centred * &inverse_deviation;
        let y = &x_hat * &self.gamma.value + &self.beta.value;
        self.normalized_for_backward = Some(Normalized { x_hat, inverse_deviation });
        y
    }

    fn backward(&mut self, upstream: Array2<Float>) -> Array2<Float> {
        let Normalized { x_hat, inverse_deviation } =
            self.normalized_for_backward.take().expect(AFTER_FORWARD);
        let n = upstream.nrows() as Float;
        self.gamma.gradient = column_sums(&(&upstream * &x_hat));
        self.beta.gradient = column_sums(&upstream);

        // dx = gamma / deviation * (dy - what moving the mean takes back - what moving
        // the variance takes back)
        let through_mean = &self.beta.gradient / n;
        let through_variance = x_hat * (&self.gamma.gradient / n);
        let scale = &self.gamma.value * inverse_deviation;
        (upstream - through_mean - through_variance) * scale
    }

    fn params(&self) -> Vec<&Param> {
        vec![&self.gamma, &self.beta]
    }

    fn params_mut(&mut self) -> Vec<&mut Param> {
        vec![&mut self.gamma, &mut self.beta]
    }

    fn statistics(&self) -> Vec<&Array2<Float>> {
        vec![&self.moving_mean, &self.moving_variance]
    }

    fn statistics_mut(&mut self) -> Vec<&mut Array2<Float>> {
        vec![&mut self.moving_mean, &mut self.moving_variance]
    }
}
