//! The figures of a run, epoch by epoch. Checked by `tests/it/run_state.rs` and
//! `tests/it/cli.rs`.

use serde::{Deserialize, Serialize};

use crate::train::Figures;

/// Series of equal length; index 0 is epoch 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Training loss, at the end of the epoch.
    pub loss: Vec<f64>,
    /// Validation loss.
    pub val_loss: Vec<f64>,
    /// Training loss as Keras logs it.
    pub logged_loss: Vec<f64>,
    /// One series for each training metric, the task's own first.
    pub metrics: Vec<Vec<f64>>,
    /// The same for the validation rows.
    pub val_metrics: Vec<Vec<f64>>,
}

impl History {
    /// Appends an epoch.
    pub fn push(&mut self, figures: &Figures) {
        self.loss.push(figures.loss);
        self.val_loss.push(figures.val_loss);
        self.logged_loss.push(figures.logged_loss);
        push_each(&mut self.metrics, &figures.metrics);
        push_each(&mut self.val_metrics, &figures.val_metrics);
    }

    /// Forgets what came after the first so many epochs.
    ///
    /// Checked by `tests/it/go_on.rs::a_run_interrupted_anywhere_ends_as_if_it_had_not_been`.
    pub fn truncate(&mut self, epochs: usize) {
        let losses = [&mut self.loss, &mut self.val_loss, &mut self.logged_loss];
        for series in losses.into_iter().chain(&mut self.metrics).chain(&mut self.val_metrics) {
            series.truncate(epochs);
        }
    }

    /// The figures of an epoch, by its index.
    ///
    /// # Panics
    /// If it was not run.
    pub fn figures(&self, index: usize) -> Figures {
        let at = |series: &Vec<f64>| series[index];
        Figures {
            loss: self.loss[index],
            val_loss: self.val_loss[index],
            logged_loss: self.logged_loss[index],
            metrics: self.metrics.iter().map(at).collect(),
            val_metrics: self.val_metrics.iter().map(at).collect(),
        }
    }

    /// Epochs run.
    pub fn epochs(&self) -> usize {
        self.loss.len()
    }

    /// The series of the task's own metric: training and validation.
    pub fn own_metric(&self) -> (&[f64], &[f64]) {
        (first(&self.metrics), first(&self.val_metrics))
    }

    /// Whether all series have the same length and finite values: what a stored history
    /// must be before it is shown.
    pub fn is_sound(&self) -> bool {
        let losses = [&self.loss, &self.val_loss, &self.logged_loss];
        let mut all = losses.into_iter().chain(&self.metrics).chain(&self.val_metrics);
        self.metrics.len() == self.val_metrics.len()
            && all.all(|values| {
                values.len() == self.epochs() && values.iter().all(|value| value.is_finite())
            })
    }
}

fn push_each(series: &mut Vec<Vec<f64>>, values: &[f64]) {
    series.resize(values.len(), Vec::new());
    for (series, &value) in series.iter_mut().zip(values) {
        series.push(value);
    }
}

fn first(series: &[Vec<f64>]) -> &[f64] {
    series.first().map_or(&[], Vec::as_slice)
}
