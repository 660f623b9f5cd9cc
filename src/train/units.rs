//! From the units in which a network learns a scaled target to the target's own.

use crate::config::{Loss, Metric};
use crate::data::Scaler;
use crate::train::Figures;

/// What every figure is multiplied by before anyone sees it.
///
/// # Formula
/// A target `t = s t' + o` is learned as `t'`, so an error `d = p - t` is `d = s d'`. A
/// loss that the network makes smaller is shown times
/// - mean squared error: `s^2`, which is `mean(d^2)`
/// - mean absolute error: `s`, which is `mean(|d|)`
/// - Huber: `s^2`, which is Huber of `d` with a delta of `s delta`: the delta is given in
///   the units in which the network learns
/// - log-cosh: `s^2`, which is `mean(s^2 ln cosh(d / s))`: `d^2 / 2` up to about `s`, and
///   `s |d|` beyond, as Huber's with a delta of `s`. `ln cosh(d)` itself would be another
///   loss than the one that is made smaller
///
/// with the regularizers' penalty in it, multiplied alike, so that the shown loss falls
/// when and only when the learned one does. MAE and RMSE are shown times `s`, MSE times
/// `s^2`, R2 as it is. Where the target is not scaled `s` is 1, and no bit changes.
///
/// Checked by `tests/it/train/units.rs`.
#[derive(Debug, Clone, PartialEq)]
pub struct Units {
    loss: f64,
    metrics: Vec<f64>,
}

impl Units {
    /// For the figures of a run that learns `loss` and measures `metrics`.
    pub fn new(loss: Loss, metrics: &[Metric], target: &Scaler) -> Self {
        let (once, twice) = (target.scale, target.scale * target.scale);
        let of_loss = match loss {
            Loss::MeanAbsoluteError => once,
            Loss::MeanSquaredError | Loss::Huber { .. } | Loss::LogCosh => twice,
            Loss::BinaryCrossentropy
            | Loss::Hinge
            | Loss::CategoricalCrossentropy
            | Loss::SparseCategoricalCrossentropy => 1.0,
        };
        let of_metric = |metric: &Metric| match metric {
            Metric::MeanAbsoluteError | Metric::RootMeanSquaredError => once,
            Metric::MeanSquaredError => twice,
            Metric::Accuracy | Metric::R2 | Metric::Precision | Metric::Recall | Metric::Auc => 1.0,
        };
        Self { loss: of_loss, metrics: metrics.iter().map(of_metric).collect() }
    }

    /// A loss in the target's units.
    pub fn loss(&self, loss: f64) -> f64 {
        loss * self.loss
    }

    /// Metrics in the target's units.
    pub fn metrics(&self, mut metrics: Vec<f64>) -> Vec<f64> {
        metrics.iter_mut().zip(&self.metrics).for_each(|(metric, factor)| *metric *= factor);
        metrics
    }

    /// The figures of an epoch in the target's units.
    pub fn figures(&self, figures: Figures) -> Figures {
        Figures {
            loss: self.loss(figures.loss),
            val_loss: self.loss(figures.val_loss),
            logged_loss: self.loss(figures.logged_loss),
            metrics: self.metrics(figures.metrics),
            val_metrics: self.metrics(figures.val_metrics),
        }
    }
}
