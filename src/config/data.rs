//! Which table, which column, and how it is prepared.

use serde::{Deserialize, Serialize};

/// What is predicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// A number.
    Regression,
    /// One of two classes.
    BinaryClassification,
    /// One of several classes.
    MulticlassClassification,
}

impl Task {
    /// All tasks, in the page's order.
    pub const ALL: [Self; 3] =
        [Self::Regression, Self::BinaryClassification, Self::MulticlassClassification];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Regression => "Regression",
            Self::BinaryClassification => "Binary classification",
            Self::MulticlassClassification => "Multi-class classification",
        }
    }
}

/// How numeric inputs are scaled; fitted on the training rows only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scaling {
    /// `sklearn.preprocessing.StandardScaler`: mean 0, variance 1.
    Standard,
    /// `sklearn.preprocessing.MinMaxScaler`: 0 to 1.
    MinMax,
    /// As they are.
    None,
}

impl Scaling {
    /// All scalings, in the page's order.
    pub const ALL: [Self; 3] = [Self::Standard, Self::MinMax, Self::None];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Standard => "Standard",
            Self::MinMax => "Min-max",
            Self::None => "None",
        }
    }
}

/// Where the table comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataSource {
    /// A set of the Gallery, by its identifier.
    Gallery {
        /// For example `red-wine`.
        id: String,
    },
    /// A file of the user's own; a link carries its name and columns, never its rows.
    File {
        /// The file's name.
        name: String,
        /// Its columns, in order.
        columns: Vec<String>,
    },
}

/// The recipe from table to matrices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataConfig {
    /// Where the table comes from.
    pub source: DataSource,
    /// The column to predict.
    pub target: String,
    /// What kind of prediction it is.
    pub task: Task,
    /// Columns that are left out.
    pub ignored: Vec<String>,
    /// Percentage of the rows kept for validation.
    pub validation_percent: u32,
    /// How numeric inputs are scaled.
    pub scaling: Scaling,
}
