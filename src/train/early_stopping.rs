//! When to stop: a policy over a series of numbers, without a network.

use serde::{Deserialize, Serialize};

use crate::config::EarlyStopping;

/// `keras.callbacks.EarlyStopping`, Keras 3.
///
/// # Formula
/// The first value that is watched is an improvement; a later one is if
/// `value + min_delta < best` (`value - min_delta > best` where more is better). `wait`
/// counts the epochs since the last improvement that also beat the baseline; the run
/// stops at an epoch without improvement if `wait >= patience`, never after its first
/// epoch. The first `start_from_epoch` epochs are not watched. Switched off it never
/// stops, and any lower validation loss is an improvement.
///
/// Checked by `tests/it/train/early_stopping.rs`, also against Keras's own class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoppingRule {
    #[serde(skip)]
    settings: Option<EarlyStopping>,
    best: Option<f64>,
    best_epoch: u32,
    wait: u32,
}

/// What an epoch means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoppingDecision {
    /// The best epoch so far: its weights are worth keeping.
    pub improved: bool,
    /// The run is to stop.
    pub stop: bool,
}

impl StoppingRule {
    /// The rule before the first epoch; `None` is early stopping switched off.
    pub fn new(settings: Option<EarlyStopping>) -> Self {
        Self { settings, best: None, best_epoch: 0, wait: 0 }
    }

    /// The same after what `before` saw, whatever its settings were.
    #[must_use]
    pub fn after(self, before: Self) -> Self {
        Self { settings: self.settings, ..before }
    }

    /// Switched off, after the validation losses of these epochs. A [`History`] keeps the
    /// first lowest, which is all that it takes.
    ///
    /// [`History`]: crate::train::History
    pub(super) fn watching_only(epochs: &[u32], val_losses: &[f64]) -> Self {
        let mut rule = Self::new(None);
        for (&epoch, &val_loss) in epochs.iter().zip(val_losses) {
            rule.observe(epoch, val_loss);
            rule.wait = epoch - rule.best_epoch;
        }
        rule
    }

    /// Takes the finite value of the next epoch, counted from 1.
    pub fn observe(&mut self, epoch: u32, value: f64) -> StoppingDecision {
        if self.settings.is_some_and(|settings| epoch <= settings.start_from_epoch) {
            return StoppingDecision { improved: false, stop: false };
        }
        self.wait += 1;
        if self.best.is_none_or(|best| self.beats(value, best)) {
            self.best = Some(value);
            self.best_epoch = epoch;
            let baseline = self.settings.and_then(|settings| settings.baseline);
            if baseline.is_none_or(|baseline| self.beats(value, baseline)) {
                self.wait = 0;
            }
            return StoppingDecision { improved: true, stop: false };
        }
        let exhausted = self.settings.is_some_and(|settings| self.wait >= settings.patience);
        StoppingDecision { improved: false, stop: exhausted && epoch > 1 }
    }

    /// The epoch of the last improvement; 0 before the first that is watched.
    pub fn best_epoch(&self) -> u32 {
        self.best_epoch
    }

    /// Epochs since then, or since the last one that beat the baseline.
    pub fn wait(&self) -> u32 {
        self.wait
    }

    /// Whether the weights of the best epoch are to be kept and restored.
    pub fn restores_best_weights(&self) -> bool {
        self.settings.is_some_and(|settings| settings.restore_best_weights)
    }

    fn beats(&self, value: f64, other: f64) -> bool {
        let Some(settings) = self.settings else { return value < other };
        if settings.maximizes() {
            value - settings.min_delta > other
        } else {
            value + settings.min_delta < other
        }
    }
}
