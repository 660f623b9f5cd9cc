//! Losses and metrics, named as in Keras.

use serde::{Deserialize, Serialize};

use crate::config::Task;

/// What training makes smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// `mean((y - p)^2)`
    MeanSquaredError,
    /// `mean(|y - p|)`
    MeanAbsoluteError,
    /// `-mean(y ln p + (1 - y) ln(1 - p))`, computed from logits.
    BinaryCrossentropy,
    /// `-mean(sum_c y_c ln p_c)`, computed from logits.
    CategoricalCrossentropy,
}

impl Loss {
    /// The losses that fit a task, the default first.
    pub fn for_task(task: Task) -> &'static [Self] {
        match task {
            Task::Regression => &[Self::MeanSquaredError, Self::MeanAbsoluteError],
            Task::BinaryClassification => &[Self::BinaryCrossentropy],
            Task::MulticlassClassification => &[Self::CategoricalCrossentropy],
        }
    }

    /// Keras's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::MeanSquaredError => "mean_squared_error",
            Self::MeanAbsoluteError => "mean_absolute_error",
            Self::BinaryCrossentropy => "binary_crossentropy",
            Self::CategoricalCrossentropy => "categorical_crossentropy",
        }
    }

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::MeanSquaredError => "Mean squared error",
            Self::MeanAbsoluteError => "Mean absolute error",
            Self::BinaryCrossentropy => "Binary cross-entropy",
            Self::CategoricalCrossentropy => "Categorical cross-entropy",
        }
    }
}

/// What is measured beside the loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Share of rows whose class is predicted; threshold 0.5 for two classes.
    Accuracy,
    /// `mean(|y - p|)`
    MeanAbsoluteError,
}

impl Metric {
    /// The metric of a task.
    pub fn for_task(task: Task) -> Self {
        match task {
            Task::Regression => Self::MeanAbsoluteError,
            Task::BinaryClassification | Task::MulticlassClassification => Self::Accuracy,
        }
    }

    /// Keras's short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy",
            Self::MeanAbsoluteError => "mae",
        }
    }

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Accuracy => "Accuracy",
            Self::MeanAbsoluteError => "MAE",
        }
    }

    /// The words on the page, inside a phrase.
    pub fn short_label(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy",
            Self::MeanAbsoluteError => "MAE",
        }
    }
}
