//! The learning rate, update by update.

use std::f64::consts::PI;

use serde::{Deserialize, Serialize};

use crate::config::{CosineDecay, ExponentialDecay, ReduceOnPlateau, Schedule};
use crate::nn::kernels::math::{cos_f64, pow_f64};

/// A learning rate and its schedule.
///
/// # Formula
/// With `s` the updates before this one and `n = decay_steps`:
/// - exponential decay: `start * decay_rate^(s / n)`, the exponent rounded down for a
///   staircase (`keras.optimizers.schedules.ExponentialDecay`)
/// - cosine decay: `start ((1 - alpha) (1 + cos(pi min(s, n) / n)) / 2 + alpha)`
///   (`keras.optimizers.schedules.CosineDecay`)
/// - reduce on plateau: times `factor` after `patience` epochs whose validation loss did
///   not fall by more than `min_delta` (`keras.callbacks.ReduceLROnPlateau`)
///
/// Checked by `tests/it/golden/schedules.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LearningRate {
    #[serde(skip)]
    schedule: Schedule,
    start: f64,
    updates: u64,
    /// What plateaus have made of it.
    plateaus: f64,
    best: f64,
    wait: u32,
    cooldown: u32,
}

impl LearningRate {
    /// Before the first update.
    pub fn new(start: f64, schedule: Schedule) -> Self {
        Self {
            schedule,
            start,
            updates: 0,
            plateaus: 1.0,
            best: f64::INFINITY,
            wait: 0,
            cooldown: 0,
        }
    }

    /// The same where `before` stands, whatever its schedule was.
    #[must_use]
    pub fn after(self, before: Self) -> Self {
        Self { schedule: self.schedule, ..before }
    }

    /// Whether its state is possible after `epochs` epochs and at most `updates` updates.
    pub fn could_be_after(&self, epochs: u32, updates: u64) -> bool {
        let are_numbers = self.start.is_finite() && self.plateaus.is_finite();
        are_numbers && !self.best.is_nan() && self.wait <= epochs && self.updates <= updates
    }

    /// Updates so far.
    pub(super) fn updates(&self) -> u64 {
        self.updates
    }

    /// Of the next update.
    pub fn now(&self) -> f64 {
        let updates = self.updates as f64;
        match self.schedule {
            Schedule::Constant => self.start,
            Schedule::ExponentialDecay(ExponentialDecay { decay_steps, decay_rate, staircase }) => {
                let falls = updates / f64::from(decay_steps);
                let falls = if staircase { (falls as u64) as f64 } else { falls };
                self.start * pow_f64(decay_rate, falls)
            }
            Schedule::CosineDecay(CosineDecay { decay_steps, alpha }) => {
                let done = (updates / f64::from(decay_steps)).min(1.0);
                let left = 0.5 * (1.0 + cos_f64(PI * done));
                self.start * ((1.0 - alpha) * left + alpha)
            }
            Schedule::ReduceOnPlateau(plateau) => {
                let lowest = plateau.min_learning_rate.min(self.start);
                (self.start * self.plateaus).max(lowest)
            }
        }
    }

    /// An update was made.
    pub fn advance(&mut self) {
        self.updates += 1;
    }

    /// The user moves the start; a decay stays where it is. What plateaus have made of the one
    /// before is gone, as where Keras's `optimizer.learning_rate` is set: the callback goes on
    /// from what it finds.
    ///
    /// Checked by `tests/it/train/live_settings.rs`.
    pub fn set_start(&mut self, start: f64) {
        if start != self.start {
            (self.start, self.plateaus) = (start, 1.0);
        }
    }

    /// Where the schedule begins, as the user has moved it.
    pub fn start(&self) -> f64 {
        self.start
    }

    /// An epoch is over.
    pub fn observe(&mut self, val_loss: f64) {
        let Schedule::ReduceOnPlateau(plateau) = self.schedule else { return };
        let ReduceOnPlateau { factor, patience, min_delta, cooldown, min_learning_rate } = plateau;
        if self.cooldown > 0 {
            self.cooldown -= 1;
            self.wait = 0;
        }
        if val_loss < self.best - min_delta {
            self.best = val_loss;
            self.wait = 0;
        } else if self.cooldown == 0 {
            self.wait += 1;
            if self.wait >= patience && self.now() > min_learning_rate {
                self.plateaus *= factor;
                self.cooldown = cooldown;
                self.wait = 0;
            }
        }
    }
}
