//! What a sweep can vary.

use serde::{Deserialize, Serialize};

use crate::config::{Limit, limits};
use crate::t;

/// The setting that varies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SweptSetting {
    /// The same experiment from five starts.
    Seed,
    /// A sweep over the learning rate.
    #[default]
    LearningRate,
    /// A sweep over the batch size.
    BatchSize,
    /// A sweep over the units of all Dense blocks.
    Units,
    /// A sweep over the number of hidden layers.
    Depth,
    /// A sweep over the rate of all Dropout blocks.
    Dropout,
    /// A sweep over how many rows of the training part are used.
    TrainingRows,
}

impl SweptSetting {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Seed,
        Self::LearningRate,
        Self::BatchSize,
        Self::Units,
        Self::Depth,
        Self::Dropout,
        Self::TrainingRows,
    ];

    /// What it is called on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dropout => t!("Dropout"),
            _ => self.limit().label(),
        }
    }

    /// As conditions of the course call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::LearningRate => "learning_rate",
            Self::BatchSize => "batch_size",
            Self::Units => "units",
            Self::Depth => "depth",
            Self::Dropout => "dropout",
            Self::TrainingRows => "training_rows",
        }
    }

    /// What a value of it may be.
    pub fn limit(self) -> &'static Limit {
        match self {
            Self::Seed => &limits::SEED,
            Self::LearningRate => &limits::LEARNING_RATE,
            Self::BatchSize => &limits::BATCH_SIZE,
            Self::Units => &limits::UNITS,
            Self::Depth => &limits::DEPTH,
            Self::Dropout => &limits::RATE,
            Self::TrainingRows => &limits::TRAINING_ROWS,
        }
    }

    /// Why there is nothing to vary.
    pub fn nothing(self) -> &'static str {
        match self {
            Self::Units => t!("The network has no Dense block whose units could vary; add one."),
            Self::Dropout => {
                t!("The network has no hidden layer that Dropout could follow; add a Dense block.")
            }
            Self::TrainingRows => t!("There are too few training rows to leave some out."),
            Self::Seed | Self::LearningRate | Self::BatchSize | Self::Depth => {
                t!("No other value can be trained.")
            }
        }
    }
}
