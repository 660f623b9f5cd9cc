//! When a run ends before its last epoch.

use serde::{Deserialize, Serialize};

use crate::config::{ConfigError, Metric, limits};
use crate::t;

/// `keras.callbacks.EarlyStopping`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EarlyStopping {
    /// What is watched.
    pub monitor: Monitor,
    /// Whether lower or higher is better.
    pub mode: MonitorMode,
    /// Smallest change that counts as improvement.
    pub min_delta: f64,
    /// Epochs without improvement before the run stops.
    pub patience: u32,
    /// What an epoch must beat before `wait` is reset.
    pub baseline: Option<f64>,
    /// Epochs at the start in which nothing is watched.
    pub start_from_epoch: u32,
    /// Whether the run ends with the weights of its best epoch.
    pub restore_best_weights: bool,
}

/// A figure of the run, by its name in Keras's `History`: `loss`, `val_loss`,
/// `accuracy`, `val_accuracy` and so on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Monitor {
    /// Training loss, at the end of the epoch.
    Loss,
    /// Validation loss.
    #[default]
    ValLoss,
    /// A metric on the training rows.
    Metric(Metric),
    /// A metric on the validation rows.
    ValMetric(Metric),
}

/// Which direction is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonitorMode {
    /// What suits the figure: lower for a loss, higher for an accuracy.
    #[default]
    Auto,
    /// Lower is better.
    Min,
    /// Higher is better.
    Max,
}

impl Default for EarlyStopping {
    fn default() -> Self {
        Self {
            monitor: Monitor::ValLoss,
            mode: MonitorMode::Auto,
            min_delta: limits::MIN_DELTA.default,
            patience: limits::PATIENCE.default as u32,
            baseline: None,
            start_from_epoch: 0,
            restore_best_weights: true,
        }
    }
}

impl EarlyStopping {
    /// Whether a higher value of the watched figure is better.
    pub fn maximizes(self) -> bool {
        match self.mode {
            MonitorMode::Auto => self.monitor.metric().is_some_and(Metric::higher_is_better),
            MonitorMode::Min => false,
            MonitorMode::Max => true,
        }
    }

    /// # Errors
    /// The first setting out of its range.
    pub fn check(self) -> Result<(), ConfigError> {
        limits::MIN_DELTA.check(self.min_delta)?;
        limits::PATIENCE.check(f64::from(self.patience))?;
        limits::START_FROM_EPOCH.check(f64::from(self.start_from_epoch))?;
        self.baseline.map_or(Ok(()), |baseline| limits::BASELINE.check(baseline))
    }
}

impl Monitor {
    /// The metric, where it is one.
    pub fn metric(self) -> Option<Metric> {
        match self {
            Self::Loss | Self::ValLoss => None,
            Self::Metric(metric) | Self::ValMetric(metric) => Some(metric),
        }
    }

    /// The name in Keras's `History`.
    pub fn name(self) -> String {
        match self {
            Self::Loss => "loss".to_owned(),
            Self::ValLoss => "val_loss".to_owned(),
            Self::Metric(metric) => metric.name().to_owned(),
            Self::ValMetric(metric) => format!("val_{}", metric.name()),
        }
    }

    /// The figure with that name, a metric's in any of Keras's spellings.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "loss" => Some(Self::Loss),
            "val_loss" => Some(Self::ValLoss),
            _ => match name.strip_prefix("val_") {
                Some(metric) => Metric::from_name(metric).map(Self::ValMetric),
                None => Metric::from_name(name).map(Self::Metric),
            },
        }
    }

    /// The words on the page.
    pub fn label(self) -> String {
        match self {
            Self::Loss => t!("Training loss").to_owned(),
            Self::ValLoss => t!("Validation loss").to_owned(),
            Self::Metric(metric) => t!("Training {metric}", metric = metric.short_label()),
            Self::ValMetric(metric) => t!("Validation {metric}", metric = metric.short_label()),
        }
    }
}

impl From<Monitor> for String {
    fn from(monitor: Monitor) -> Self {
        monitor.name()
    }
}

impl TryFrom<String> for Monitor {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::from_name(&name).ok_or_else(|| format!("\"{name}\" is no figure of a run"))
    }
}
