//! The figures of a run, epoch by epoch.

use serde::{Deserialize, Serialize};

use crate::train::EpochReport;

/// Four series of equal length; index 0 is epoch 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Training loss.
    pub loss: Vec<f64>,
    /// Validation loss.
    pub val_loss: Vec<f64>,
    /// Training metric.
    pub metric: Vec<f64>,
    /// Validation metric.
    pub val_metric: Vec<f64>,
}

impl History {
    /// Appends an epoch.
    pub fn push(&mut self, report: &EpochReport) {
        self.loss.push(report.loss);
        self.val_loss.push(report.val_loss);
        self.metric.push(report.metric);
        self.val_metric.push(report.val_metric);
    }

    /// Epochs run.
    pub fn epochs(&self) -> usize {
        self.loss.len()
    }

    /// Whether all four series have the same length and finite values: what a
    /// stored history must be before it is shown.
    pub fn is_sound(&self) -> bool {
        let series = [&self.loss, &self.val_loss, &self.metric, &self.val_metric];
        series.iter().all(|values| {
            values.len() == self.loss.len() && values.iter().all(|value| value.is_finite())
        })
    }
}
