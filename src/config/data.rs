//! Which table, which column, and how it is prepared.

use serde::{Deserialize, Serialize};

use crate::config::{
    PreparationConfig, ReadingConfig, Scaling, SplitConfig, SyntheticConfig, limits,
};
use crate::t;

/// What is predicted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// A number.
    #[default]
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
            Self::Regression => t!("Regression"),
            Self::BinaryClassification => t!("Binary classification"),
            Self::MulticlassClassification => t!("Multi-class classification"),
        }
    }
}

/// Where the table comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
        #[serde(default)]
        columns: Vec<String>,
    },
    /// A synthetic table, wholly in the link.
    Synthetic(SyntheticConfig),
}

impl DataSource {
    /// A file that is not known by name, as where an experiment says nothing of its table.
    pub fn unknown() -> Self {
        Self::File { name: String::new(), columns: Vec::new() }
    }
}

/// The recipe from table to matrices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DataConfig {
    /// Where the table comes from.
    pub source: DataSource,
    /// The column to predict; empty: the one that a new experiment would predict.
    pub target: String,
    /// What kind of prediction it is.
    pub task: Task,
    /// Columns that are left out.
    pub ignored: Vec<String>,
    /// Percentage of the rows kept for validation.
    pub validation_percent: u32,
    /// How numeric inputs are scaled.
    pub scaling: Scaling,
    /// How the file is read.
    pub reading: ReadingConfig,
    /// Which rows go to which part.
    pub split: SplitConfig,
    /// How columns become inputs.
    pub preparation: PreparationConfig,
}

impl Default for DataConfig {
    fn default() -> Self {
        Self::new(DataSource::unknown(), "", Task::default())
    }
}

impl DataConfig {
    /// A recipe with nothing but defaults: scikit-learn's `StandardScaler` on all numbers.
    pub fn new(source: DataSource, target: &str, task: Task) -> Self {
        Self {
            source,
            target: target.to_owned(),
            task,
            ignored: Vec::new(),
            validation_percent: limits::VALIDATION_PERCENT.default as u32,
            scaling: Scaling::Standard,
            reading: ReadingConfig::default(),
            split: SplitConfig::default(),
            preparation: PreparationConfig::default(),
        }
    }
}
