//! Batch normalization.

use crate::config::{BatchNormConfig, Regularizer};
use crate::nn::kernels::add_to_columns;
use crate::nn::{
    BatchStatistics, Float, Layer, Mode, ParameterStore, Variable, View, ViewMut, flush, narrow,
    padded,
};

/// `keras.layers.BatchNormalization` (Ioffe and Szegedy, 2015, algorithms 1 and 2).
///
/// # Formula
/// Training, over the `N` rows of the batch, for each unit:
/// `mean = sum(x) / N`, `variance = sum((x - mean)^2) / N`,
/// `x_hat = (x - mean) / sqrt(variance + epsilon)`, `y = gamma x_hat + beta`, and
/// `moving = moving * momentum + batch * (1 - momentum)` for mean and variance.
/// Inference: the same with the moving mean and variance.
/// Without `scale` gamma is 1, without `center` beta is 0, and neither is there.
///
/// Backward: `dgamma = sum(dy x_hat)`, `dbeta = sum(dy)`,
/// `dx = gamma / sqrt(variance + epsilon) (dy - (dbeta + x_hat dgamma) / N)`.
///
/// A batch of one row has variance 0, so `x_hat` is 0 and `y = beta`.
///
/// # Shapes
/// `[batch, units] -> [batch, units]`; gamma, beta and both statistics `[1, units]`.
///
/// Checked by `tests/it/nn/gradients.rs::batch_norm_layer`, `tests/it/golden/layers.rs` and
/// `tests/it/nn/layers.rs`.
pub struct BatchNorm {
    momentum: f64,
    epsilon: Float,
    gamma: Option<Variable>,
    beta: Option<Variable>,
    moving_mean: Variable,
    moving_variance: Variable,
    /// Of the batch, `[1, units]` with padding.
    mean: Vec<Float>,
    variance: Vec<Float>,
    /// `1 / sqrt(variance + epsilon)`
    inverse: Vec<Float>,
    /// `y = (x - mean) * factor + shift`
    factor: Vec<Float>,
    shift: Vec<Float>,
}

impl BatchNorm {
    /// Keras's start: gamma 1, beta 0, moving mean 0, moving variance 1. `index` is its
    /// place in the chain.
    pub fn new(
        config: &BatchNormConfig,
        units: usize,
        index: usize,
        store: &mut ParameterStore,
    ) -> Self {
        let none = Regularizer::default();
        let mut row = |there: bool, name: &str, start: Float| {
            there.then(|| store.weight(format!("{index}/{name}"), (1, units), none, |_, _| start))
        };
        let gamma = row(config.scale, "gamma", 1.0);
        let beta = row(config.center, "beta", 0.0);
        let room = || vec![0.0; padded(units)];
        Self {
            momentum: config.momentum,
            epsilon: narrow(config.epsilon),
            gamma,
            beta,
            moving_mean: store.statistic(format!("{index}/moving_mean"), units, 0.0),
            moving_variance: store.statistic(format!("{index}/moving_variance"), units, 1.0),
            mean: room(),
            variance: room(),
            inverse: room(),
            factor: room(),
            shift: room(),
        }
    }

    /// Mean and variance of the batch.
    fn measure(&mut self, x: View<'_>) {
        let n = x.rows() as Float;
        self.mean.fill(0.0);
        add_to_columns(x, &mut self.mean, |_, x| x);
        self.mean.iter_mut().for_each(|mean| *mean /= n);
        self.variance.fill(0.0);
        let mean = &self.mean;
        add_to_columns(x, &mut self.variance, |col, x| {
            let centred = x - mean[col];
            centred * centred
        });
        self.variance.iter_mut().for_each(|variance| *variance /= n);
    }

    fn move_statistics(&self, statistics: &mut [Float]) {
        let (old, new) = (narrow(self.momentum), narrow(1.0 - self.momentum));
        let batch = [(&self.mean, self.moving_mean), (&self.variance, self.moving_variance)];
        for (batch, moving) in batch {
            for (moving, &batch) in moving.slice_mut(statistics).iter_mut().zip(batch) {
                *moving = flush(*moving * old + batch * new);
            }
        }
    }

    /// Sets `inverse`, `factor` and `shift` for what stands in `mean` and `variance`.
    fn prepare(&mut self, values: &[Float]) {
        let gamma = self.gamma.map(|gamma| gamma.slice(values));
        let beta = self.beta.map(|beta| beta.slice(values));
        for col in 0..self.mean.len() {
            let inverse = 1.0 / (self.variance[col] + self.epsilon).sqrt();
            self.inverse[col] = inverse;
            self.factor[col] = gamma.map_or(1.0, |gamma| gamma[col]) * inverse;
            self.shift[col] = beta.map_or(0.0, |beta| beta[col]);
        }
    }
}

impl Layer for BatchNorm {
    fn is_trainable(&self) -> bool {
        self.gamma.is_some() || self.beta.is_some()
    }

    fn batch_statistics(&self) -> Option<BatchStatistics<'_>> {
        let units = self.moving_mean.cols();
        Some(BatchStatistics { mean: &self.mean[..units], variance: &self.variance[..units] })
    }

    fn forward(&mut self, store: &mut ParameterStore, x: View<'_>, mut y: ViewMut<'_>, mode: Mode) {
        if mode == Mode::Inference {
            self.mean.copy_from_slice(self.moving_mean.slice(&store.statistics));
            self.variance.copy_from_slice(self.moving_variance.slice(&store.statistics));
        } else {
            self.measure(x);
            if mode == Mode::Training {
                self.move_statistics(&mut store.statistics);
            }
        }
        self.prepare(&store.values);
        let stride = self.mean.len();
        let rows = x.data().chunks_exact(stride).zip(y.data().chunks_exact_mut(stride));
        for (x, y) in rows {
            let columns = self.mean.iter().zip(&self.factor).zip(&self.shift);
            for ((&x, y), ((&mean, &factor), &shift)) in x.iter().zip(y).zip(columns) {
                *y = (x - mean) * factor + shift;
            }
        }
    }

    fn backward(
        &mut self,
        store: &mut ParameterStore,
        x: View<'_>,
        _: View<'_>,
        dy: ViewMut<'_>,
        dx: Option<ViewMut<'_>>,
    ) {
        let dy = dy.as_view();
        let stride = self.mean.len();
        // The room of `variance` and `shift` serves once more: they are not read again.
        let (dgamma, dbeta) = (&mut self.variance, &mut self.shift);
        dgamma.fill(0.0);
        dbeta.fill(0.0);
        for (dy, x) in dy.data().chunks_exact(stride).zip(x.data().chunks_exact(stride)) {
            let sums = dgamma.iter_mut().zip(dbeta.iter_mut());
            let batch = self.mean.iter().zip(&self.inverse);
            for (((dgamma, dbeta), (&mean, &inverse)), (&dy, &x)) in
                sums.zip(batch).zip(dy.iter().zip(x))
            {
                *dgamma += dy * ((x - mean) * inverse);
                *dbeta += dy;
            }
        }
        for (variable, sum) in [(self.gamma, &*dgamma), (self.beta, &*dbeta)] {
            if let Some(variable) = variable {
                variable.slice_mut(&mut store.gradients).copy_from_slice(sum);
            }
        }
        let Some(mut dx) = dx else { return };
        let n = x.rows() as Float;
        dgamma.iter_mut().chain(dbeta.iter_mut()).for_each(|sum| *sum /= n);
        let rows = dx.data().chunks_exact_mut(stride).zip(dy.data().chunks_exact(stride));
        for ((dx, dy), x) in rows.zip(x.data().chunks_exact(stride)) {
            for col in 0..stride {
                let x_hat = (x[col] - self.mean[col]) * self.inverse[col];
                dx[col] = self.factor[col] * (dy[col] - dbeta[col] - x_hat * dgamma[col]);
            }
        }
    }
}
