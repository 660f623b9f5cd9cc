//! What training tells: epoch by epoch, and at the end.

use serde::{Deserialize, Serialize};

/// One finished epoch. Every number is finite.
///
/// Losses and metrics of both parts are measured alike: in inference mode, with the
/// weights as they stand at the end of the epoch, as means over all rows of the part.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EpochReport {
    /// Counted from 1.
    pub epoch: u32,
    /// Loss on the training rows.
    pub loss: f64,
    /// Loss on the validation rows.
    pub val_loss: f64,
    /// Metric on the training rows.
    pub metric: f64,
    /// Metric on the validation rows.
    pub val_metric: f64,
    /// The epoch with the best validation loss so far.
    pub best_epoch: u32,
    /// Epochs since then.
    pub wait: u32,
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// All epochs ran.
    Completed,
    /// The validation loss no longer fell.
    EarlyStopped {
        /// The epoch with the best validation loss.
        best_epoch: u32,
    },
    /// The user stopped it.
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
    /// The end of a run of `epochs` epochs in the words the user reads.
    ///
    /// Checked by `tests/it/cli.rs`.
    pub fn sentence(&self, epochs: usize) -> String {
        let reason = match self.reason {
            StopReason::Completed => format!("All {epochs} epochs run"),
            StopReason::EarlyStopped { best_epoch } => {
                format!("Stopped early after epoch {epochs}: best was epoch {best_epoch}")
            }
            StopReason::StoppedByUser => format!("Stopped after epoch {epochs}"),
            StopReason::Diverged { epoch } => format!("Diverged in epoch {epoch}"),
        };
        match self.restored_epoch {
            Some(epoch) => format!("{reason}; weights restored from epoch {epoch}."),
            None => format!("{reason}."),
        }
    }
}
