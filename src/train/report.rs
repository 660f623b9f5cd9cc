//! What training reports: epoch by epoch, and at the end.

use serde::{Deserialize, Serialize};

use crate::config::{Grouped, Metric, Monitor};
use crate::nn::narrow;
use crate::t;

/// One finished epoch. Every number is finite.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EpochReport {
    /// Counted from 1.
    pub epoch: u32,
    /// What was measured.
    pub figures: Figures,
    /// The learning rate of the next update.
    pub learning_rate: f64,
    /// The best epoch so far, by what early stopping watches; 0 before it watches.
    pub best_epoch: u32,
    /// Epochs since then, as early stopping counts them.
    pub wait: u32,
}

/// What is measured in an epoch.
///
/// Losses and metrics of both parts are measured alike: in inference mode, with the
/// weights as they stand at the end of the epoch, as means over the rows of the part
/// ([`Evaluation`](crate::train::Evaluation)); all in the units of the target
/// ([`Units`](crate::train::Units)).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Loss on the training rows.
    pub loss: f64,
    /// Loss on the validation rows.
    pub val_loss: f64,
    /// The other reading of the training loss, as Keras logs it: the running mean over
    /// the epoch's batches, in training mode, while the weights move.
    pub logged_loss: f64,
    /// Metrics on the training rows, the task's own first.
    pub metrics: Vec<f64>,
    /// Metrics on the validation rows.
    pub val_metrics: Vec<f64>,
}

impl Figures {
    /// Whether the engine's number type holds every one: Keras, whose figures are of it,
    /// would see numbers.
    pub fn are_numbers(&self) -> bool {
        let losses = [self.loss, self.val_loss, self.logged_loss];
        let metrics = self.metrics.iter().chain(&self.val_metrics);
        losses.iter().chain(metrics).all(|&figure| narrow(figure).is_finite())
    }

    /// The figure that early stopping watches; `metrics` are those of the run.
    pub fn monitored(&self, monitor: Monitor, metrics: &[Metric]) -> f64 {
        let place = monitor.metric().and_then(|one| metrics.iter().position(|m| *m == one));
        match (monitor, place) {
            (Monitor::Loss, _) => self.loss,
            (Monitor::Metric(_), Some(place)) => self.metrics[place],
            (Monitor::ValMetric(_), Some(place)) => self.val_metrics[place],
            (Monitor::ValLoss | Monitor::Metric(_) | Monitor::ValMetric(_), _) => self.val_loss,
        }
    }
}

/// What is measured of one part, once. Every number is finite.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartFigures {
    /// The loss, as [`Figures::val_loss`].
    pub loss: f64,
    /// The metrics, the task's own first.
    pub metrics: Vec<f64>,
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum StopReason {
    /// All epochs ran.
    Completed,
    /// What early stopping watches no longer got better.
    EarlyStopped {
        best_epoch: u32,
    },
    StoppedByUser,
    /// A loss or a weight left the range of numbers.
    Diverged {
        /// The epoch in which it happened; it has no report.
        epoch: u32,
    },
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Why it ended.
    pub reason: StopReason,
    /// The epoch whose weights were restored, if any were.
    pub restored_epoch: Option<u32>,
}

impl Outcome {
    /// Whether its weights are of use to anybody: those of a run that diverged are not, but for
    /// the best ones that it restored.
    pub fn left_usable_weights(&self) -> bool {
        !self.has_diverged() || self.restored_epoch.is_some()
    }

    /// Whether a loss or a weight left the range of numbers.
    pub fn has_diverged(&self) -> bool {
        matches!(self.reason, StopReason::Diverged { .. })
    }

    /// The end of a run of `epochs` epochs in the words the user reads.
    ///
    /// Checked by `tests/it/workspace/status_line.rs::why_a_run_ended`.
    pub fn sentence(&self, epochs: u32) -> String {
        let count = |epoch: u32| Grouped(epoch.into());
        let last = count(epochs);
        let reason = match self.reason {
            StopReason::Completed if epochs == 1 => t!("One epoch was run").to_owned(),
            StopReason::Completed => t!("All {last} epochs run", last),
            StopReason::EarlyStopped { best_epoch } if self.restored_epoch.is_none() => {
                t!(
                    "Stopped early after epoch {last}: best was epoch {best}",
                    last,
                    best = count(best_epoch),
                )
            }
            StopReason::EarlyStopped { .. } => t!("Stopped early after epoch {last}", last),
            StopReason::StoppedByUser => t!("Stopped after epoch {last}", last),
            StopReason::Diverged { epoch } => t!("Diverged in epoch {epoch}", epoch = count(epoch)),
        };
        match self.restored_epoch {
            Some(1) if epochs == 1 => format!("{reason}."),
            Some(epoch) if epoch == epochs => t!("{reason}; the last was the best.", reason),
            Some(epoch) => {
                t!("{reason}; weights restored from epoch {epoch}.", reason, epoch = count(epoch))
            }
            None => format!("{reason}."),
        }
    }
}
