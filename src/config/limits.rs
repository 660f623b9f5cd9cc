//! One row per number a user can set: name, default, range, step.
//!
//! Fields, sliders and [`check`](crate::config::ExperimentConfig::check) read the
//! same rows, so what a field accepts is what the engine accepts.

use crate::config::ConfigError;

/// The range of one setting.
///
/// Checked by `tests/it/config.rs`: every default lies within its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The name the user sees.
    pub name: &'static str,
    /// The value a new experiment starts with.
    pub default: f64,
    /// Smallest accepted value.
    pub min: f64,
    /// Largest accepted value.
    pub max: f64,
    /// The step of a field's arrows.
    pub step: f64,
    /// Whether only whole numbers are accepted.
    pub whole: bool,
}

impl Limit {
    const fn whole(name: &'static str, default: f64, min: f64, max: f64) -> Self {
        Self { name, default, min, max, step: 1.0, whole: true }
    }

    const fn real(name: &'static str, default: f64, min: f64, max: f64, step: f64) -> Self {
        Self { name, default, min, max, step, whole: false }
    }

    /// Whether `value` is accepted.
    pub fn holds(&self, value: f64) -> bool {
        value >= self.min && value <= self.max && (!self.whole || value.fract() == 0.0)
    }

    /// # Errors
    /// [`ConfigError::OutOfRange`] with the range and what was received.
    pub fn check(&'static self, value: f64) -> Result<(), ConfigError> {
        if self.holds(value) {
            Ok(())
        } else {
            Err(ConfigError::OutOfRange { limit: self, received: value })
        }
    }
}

/// Units of a Dense block.
pub static UNITS: Limit = Limit::whole("Units", 32.0, 1.0, 4096.0);
/// Share of inputs a Dropout block sets to zero.
pub static RATE: Limit = Limit::real("Rate", 0.2, 0.0, 0.95, 0.05);
/// Weight of the old moving statistics in a `BatchNormalization` block.
pub static MOMENTUM: Limit = Limit::real("Momentum", 0.99, 0.0, 0.9999, 0.01);
/// Added to the variance in a `BatchNormalization` block.
pub static EPSILON: Limit = Limit::real("Epsilon", 0.001, 1e-7, 1.0, 0.001);
/// Step size of the optimizer.
pub static LEARNING_RATE: Limit = Limit::real("Learning rate", 0.001, 1e-6, 10.0, 0.001);
/// Momentum of SGD.
pub static SGD_MOMENTUM: Limit = Limit::real("SGD momentum", 0.0, 0.0, 0.999, 0.05);
/// Rows per update of the weights.
pub static BATCH_SIZE: Limit = Limit::whole("Batch size", 32.0, 1.0, 8192.0);
/// Passes over the training rows.
pub static EPOCHS: Limit = Limit::whole("Epochs", 100.0, 1.0, 10_000.0);
/// Epochs without improvement after which training stops.
pub static PATIENCE: Limit = Limit::whole("Patience", 20.0, 0.0, 10_000.0);
/// Smallest change of the validation loss that counts as improvement.
pub static MIN_DELTA: Limit = Limit::real("Minimum delta", 0.001, 0.0, 1e6, 0.001);
/// Percentage of the rows kept for validation.
pub static VALIDATION_PERCENT: Limit = Limit::whole("Validation split", 30.0, 5.0, 90.0);
/// The seed of the split, the initial weights, shuffling and dropout.
pub static SEED: Limit = Limit::whole("Seed", 42.0, 0.0, 4_294_967_295.0);

/// Every row above, for checks that walk them all.
pub static ALL: [&Limit; 12] = [
    &UNITS,
    &RATE,
    &MOMENTUM,
    &EPSILON,
    &LEARNING_RATE,
    &SGD_MOMENTUM,
    &BATCH_SIZE,
    &EPOCHS,
    &PATIENCE,
    &MIN_DELTA,
    &VALIDATION_PERCENT,
    &SEED,
];

/// Blocks in a chain, input and output not counted.
pub const MAX_BLOCKS: usize = 30;
/// Weights and biases of a network; above it training would exhaust a browser tab.
pub const MAX_PARAMETERS: u64 = 20_000_000;
/// Levels of a text column that is still one-hot encoded, and classes of a target.
pub const MAX_LEVELS: usize = 50;
/// Bytes of a CSV that the page accepts.
pub const MAX_FILE_BYTES: u64 = 100 * 1024 * 1024;
/// Columns of a table.
pub const MAX_COLUMNS: usize = 2_000;
/// Characters of a link's payload.
pub const MAX_LINK_CHARS: usize = 100_000;
