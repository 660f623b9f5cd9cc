//! When to stop: a policy over validation losses, without a network.

use crate::config::EarlyStopping;

/// `keras.callbacks.EarlyStopping(monitor="val_loss", mode="min")`, Keras 3.
///
/// # Formula
/// A loss is an improvement if `val_loss + min_delta < best`. `wait` counts the epochs
/// since the last improvement; the run stops at `wait >= patience`, never after its
/// first epoch. Switched off it never stops, and any lower loss is an improvement.
///
/// Checked by `tests/it/early_stopping.rs`.
#[derive(Debug, Clone, PartialEq)]
pub struct StoppingRule {
    settings: Option<EarlyStopping>,
    best: f64,
    best_epoch: u32,
    wait: u32,
}

/// What an epoch means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The best epoch so far: its weights are worth keeping.
    pub improved: bool,
    /// The run is to stop.
    pub stop: bool,
}

impl StoppingRule {
    /// The rule before the first epoch; `None` is early stopping switched off.
    pub fn new(settings: Option<EarlyStopping>) -> Self {
        Self { settings, best: f64::INFINITY, best_epoch: 0, wait: 0 }
    }

    /// Takes the finite validation loss of the next epoch, counted from 1.
    pub fn observe(&mut self, epoch: u32, val_loss: f64) -> Verdict {
        let min_delta = self.settings.map_or(0.0, |settings| settings.min_delta);
        let improved = val_loss + min_delta < self.best;
        if improved {
            self.best = val_loss;
            self.best_epoch = epoch;
            self.wait = 0;
        } else {
            self.wait += 1;
        }
        let exhausted = self.settings.is_some_and(|settings| self.wait >= settings.patience);
        Verdict { improved, stop: !improved && exhausted }
    }

    /// The epoch of the last improvement; 0 before the first epoch.
    pub fn best_epoch(&self) -> u32 {
        self.best_epoch
    }

    /// Epochs since then.
    pub fn wait(&self) -> u32 {
        self.wait
    }

    /// Whether the weights of the best epoch are to be kept and restored.
    pub fn restores_best_weights(&self) -> bool {
        self.settings.is_some_and(|settings| settings.restore_best_weights)
    }
}
