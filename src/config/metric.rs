//! What is measured besides the loss.

use serde::{Deserialize, Serialize};

use crate::config::Task;
use crate::config::spelling::named;
use crate::t;

/// A metric, named and defined as in `keras.metrics`.
///
/// Formulas: [`train::metrics`](crate::train::metrics).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Share of rows whose class is predicted.
    Accuracy,
    /// `mean(|y - p|)`
    MeanAbsoluteError,
    /// `mean((y - p)^2)`
    MeanSquaredError,
    /// The square root of the mean squared error.
    RootMeanSquaredError,
    /// Share of the target's variance that is explained.
    #[serde(rename = "r2_score")]
    R2,
    /// Of the rows predicted as class 1, the share that is.
    Precision,
    /// Of the rows of class 1, the share that is predicted so.
    Recall,
    /// Area under the receiver operating characteristic, exact.
    Auc,
}

impl Metric {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Accuracy,
        Self::MeanAbsoluteError,
        Self::MeanSquaredError,
        Self::RootMeanSquaredError,
        Self::R2,
        Self::Precision,
        Self::Recall,
        Self::Auc,
    ];

    /// The metric that a task always has.
    pub fn for_task(task: Task) -> Self {
        match task {
            Task::Regression => Self::MeanAbsoluteError,
            Task::BinaryClassification | Task::MulticlassClassification => Self::Accuracy,
        }
    }

    /// All metrics that fit a task, its own first.
    pub fn all_for_task(task: Task) -> &'static [Self] {
        match task {
            Task::Regression => &[
                Self::MeanAbsoluteError,
                Self::MeanSquaredError,
                Self::RootMeanSquaredError,
                Self::R2,
            ],
            Task::BinaryClassification => {
                &[Self::Accuracy, Self::Precision, Self::Recall, Self::Auc]
            }
            Task::MulticlassClassification => &[Self::Accuracy],
        }
    }

    /// The name in Keras and scikit-learn, in settings, monitors and the history alike.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy",
            Self::MeanAbsoluteError => "mean_absolute_error",
            Self::MeanSquaredError => "mean_squared_error",
            Self::RootMeanSquaredError => "root_mean_squared_error",
            Self::R2 => "r2_score",
            Self::Precision => "precision",
            Self::Recall => "recall",
            Self::Auc => "auc",
        }
    }

    /// The metric with that name, in any of Keras's spellings: `mae`, `MeanAbsoluteError`.
    ///
    /// Checked by `tests/it/config/json.rs::names_are_taken_as_keras_spells_them`.
    pub fn from_name(name: &str) -> Option<Self> {
        let found = named(name, &Self::ALL.map(Self::name))?;
        Self::ALL.into_iter().find(|metric| metric.name() == found)
    }

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Accuracy => t!("Accuracy"),
            Self::MeanAbsoluteError => "MAE",
            Self::MeanSquaredError => "MSE",
            Self::RootMeanSquaredError => "RMSE",
            Self::R2 => "R²",
            Self::Precision => t!("Precision"),
            Self::Recall => t!("Recall"),
            Self::Auc => "AUC",
        }
    }

    /// The words on the page, inside a phrase.
    pub fn short_label(self) -> &'static str {
        match self {
            Self::Accuracy => t!("accuracy"),
            Self::Precision => t!("precision"),
            Self::Recall => t!("recall"),
            other => other.label(),
        }
    }

    /// Whether higher is better.
    pub fn higher_is_better(self) -> bool {
        match self {
            Self::MeanAbsoluteError | Self::MeanSquaredError | Self::RootMeanSquaredError => false,
            Self::Accuracy | Self::R2 | Self::Precision | Self::Recall | Self::Auc => true,
        }
    }

    /// Whether every value lies from 0 to 1.
    pub fn is_share(self) -> bool {
        matches!(self, Self::Accuracy | Self::Precision | Self::Recall | Self::Auc)
    }
}
