//! From columns to inputs: split, imputing, encoding, scaling, in scikit-learn's words.

use serde::{Deserialize, Serialize};

use crate::config::by_name::{self, ByName};
use crate::config::{ConfigError, limits};
use crate::t;

/// A part of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitPart {
    /// What the network learns from.
    Training,
    /// What it is measured on after every epoch.
    Validation,
    /// What only "Evaluate on test" sees.
    Test,
}

impl SplitPart {
    /// The word on the page, inside a phrase.
    pub fn name(self) -> &'static str {
        match self {
            Self::Training => t!("training"),
            Self::Validation => t!("validation"),
            Self::Test => t!("test"),
        }
    }
}

/// Which rows go to which part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SplitConfig {
    /// How rows are assigned to the parts.
    pub method: SplitMethod,
    /// Whether every class gets its share of each part; for shuffled rows of a
    /// classification.
    pub stratify: bool,
    /// Percentage of the rows that only "Evaluate on test" sees; 0 for none.
    pub test_percent: u32,
    /// So many of the training part's rows are used, all of them if there are fewer; `None`
    /// for all. The other parts keep their rows.
    pub training_rows: Option<u32>,
    /// Deals the rows to the parts; `None` for the experiment's own, which starts the weights.
    pub seed: Option<u32>,
}

impl Default for SplitConfig {
    fn default() -> Self {
        Self {
            method: SplitMethod::Shuffled,
            stratify: true,
            test_percent: 0,
            training_rows: None,
            seed: None,
        }
    }
}

impl SplitConfig {
    /// Parts that hold rows.
    pub fn parts(&self) -> usize {
        if self.test_percent > 0 { 3 } else { 2 }
    }

    /// # Errors
    /// Fewer groups of rows than parts; nothing where rows are not grouped.
    pub fn check_groups(&self, groups: usize) -> Result<(), ConfigError> {
        match &self.method {
            SplitMethod::Grouped { column } if groups < self.parts() => {
                let (column, needed) = (column.clone(), self.parts());
                Err(ConfigError::TooFewGroups { column, groups, needed })
            }
            _ => Ok(()),
        }
    }

    /// # Errors
    /// Shares that leave nothing to train on.
    pub fn check(&self, validation_percent: u32) -> Result<(), ConfigError> {
        limits::TEST_PERCENT.check(f64::from(self.test_percent))?;
        if let Some(rows) = self.training_rows {
            limits::TRAINING_ROWS.check(f64::from(rows))?;
        }
        let kept = validation_percent.saturating_add(self.test_percent);
        if f64::from(kept) > limits::VALIDATION_PERCENT.max {
            return Err(ConfigError::NothingToTrainOn {
                validation_percent,
                test: self.test_percent,
            });
        }
        Ok(())
    }
}

/// How rows are assigned to the parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum SplitMethod {
    /// At random, by the experiment's seed.
    #[default]
    Shuffled,
    /// The first rows train, the next validate, the last test: for rows in chronological
    /// order.
    InOrder,
    /// At random, all rows with the same value of a column to the same part:
    /// `sklearn.model_selection.GroupShuffleSplit`.
    Grouped {
        #[serde(default)]
        column: String,
    },
}

/// How columns become inputs; all numbers are fitted on the training rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PreparationConfig {
    /// What a missing value becomes.
    pub imputer: Imputer,
    /// What a category becomes.
    pub encoding: CategoryEncoding,
    /// One-hot categories with a smaller percentage of the training rows share one input.
    pub rare_percent: f64,
    /// How the target of a regression is scaled while training.
    pub target_scaling: Scaling,
    /// Overrides for single columns, by name.
    #[serde(with = "by_name")]
    pub columns: ByName<ColumnConfig>,
}

/// Overrides for one column; `None`: as for all columns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnConfig {
    /// What a missing value becomes.
    pub imputer: Option<Imputer>,
    /// How numbers are scaled, and the numbers that dates and ordinals become.
    pub scaling: Option<Scaling>,
    /// What a category becomes.
    pub encoding: Option<CategoryEncoding>,
    /// Numbers below the percentile, and above 100 less it, stop there; 0 for none. Not
    /// of dates.
    pub clip_percent: f64,
    /// `sign(x) ln(1 + |x|)` instead of `x`, which is `numpy.log1p` from 0 on. Not of
    /// dates.
    pub log: bool,
    /// What a date becomes; empty: days since the first training row's day.
    pub dates: Vec<DatePart>,
}

/// How numbers are scaled; fitted on the training rows only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scaling {
    /// `sklearn.preprocessing.StandardScaler`: mean 0, variance 1.
    Standard,
    /// `sklearn.preprocessing.MinMaxScaler`: 0 to 1.
    MinMax,
    /// `sklearn.preprocessing.RobustScaler`: median 0, interquartile range 1.
    Robust,
    /// As they are.
    #[default]
    None,
}

impl Scaling {
    /// All scalings, in the page's order.
    pub const ALL: [Self; 4] = [Self::Standard, Self::MinMax, Self::Robust, Self::None];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Standard => t!("Standard"),
            Self::MinMax => t!("Min-max"),
            Self::Robust => t!("Robust"),
            Self::None => t!("None"),
        }
    }
}

/// What a missing value becomes: `sklearn.impute.SimpleImputer`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Imputer {
    /// The training rows' mean; of categories the most frequent.
    Mean,
    /// The training rows' median; of categories the most frequent.
    #[default]
    Median,
    /// The training rows' most frequent value, the smallest of equals.
    MostFrequent,
    /// A constant; for categories one of its own, "missing".
    Constant {
        /// For numbers; for dates the days since 1970-01-01.
        #[serde(default)]
        value: f64,
    },
    /// The row is left out of its part, after the split: which rows train never depends
    /// on holes elsewhere.
    DropRow,
}

impl Imputer {
    /// All, in the page's order.
    pub const ALL: [Self; 5] = [
        Self::Median,
        Self::Mean,
        Self::MostFrequent,
        Self::Constant { value: 0.0 },
        Self::DropRow,
    ];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mean => t!("Mean"),
            Self::Median => t!("Median"),
            Self::MostFrequent => t!("Most frequent"),
            Self::Constant { .. } => t!("Constant"),
            Self::DropRow => t!("Drop row"),
        }
    }
}

/// What a category becomes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CategoryEncoding {
    /// `sklearn.preprocessing.OneHotEncoder(handle_unknown="infrequent_if_exist",
    /// min_frequency=rare_percent / 100, max_categories=51)`: an input for each of the 50
    /// most frequent, one for all others. No and yes are one input of 0 and 1
    /// (`drop="if_binary"`), and never pooled.
    #[default]
    OneHot,
    /// `sklearn.preprocessing.OrdinalEncoder(handle_unknown="use_encoded_value",
    /// unknown_value=-1)`: one input, the category's number, scaled as numbers are. None
    /// is pooled.
    Ordinal,
}

impl CategoryEncoding {
    /// Both, in the page's order.
    pub const ALL: [Self; 2] = [Self::OneHot, Self::Ordinal];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::OneHot => t!("One-hot"),
            Self::Ordinal => t!("Ordinal"),
        }
    }
}

/// A number that a date becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatePart {
    /// Days since the earliest training row's day, with the time of day as a fraction.
    DaysSince,
    /// For example 2026.
    Year,
    /// 1 to 12.
    Month,
    /// 0 (Monday) to 6, as in pandas.
    Weekday,
}

impl DatePart {
    /// All, in the page's order.
    pub const ALL: [Self; 4] = [Self::DaysSince, Self::Year, Self::Month, Self::Weekday];

    /// What is added to a column's name: `column.year`.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::DaysSince => "days_since",
            Self::Year => "year",
            Self::Month => "month",
            Self::Weekday => "weekday",
        }
    }

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::DaysSince => t!("Days since"),
            Self::Year => t!("Year"),
            Self::Month => t!("Month"),
            Self::Weekday => t!("Weekday"),
        }
    }
}

impl PreparationConfig {
    /// What a missing value of `column` becomes.
    pub fn imputer(&self, column: &str) -> Imputer {
        self.columns.get(column).and_then(|own| own.imputer).unwrap_or(self.imputer)
    }

    /// What a category of `column` becomes.
    pub fn encoding(&self, column: &str) -> CategoryEncoding {
        self.columns.get(column).and_then(|own| own.encoding).unwrap_or(self.encoding)
    }

    /// How numbers of `column` are scaled, where `common` is how all others are.
    pub fn scaling(&self, column: &str, common: Scaling) -> Scaling {
        self.columns.get(column).and_then(|own| own.scaling).unwrap_or(common)
    }

    /// What a date of `column` becomes, in the order of [`DatePart::ALL`].
    pub fn dates(&self, column: &str) -> Vec<DatePart> {
        let chosen = self.columns.get(column).map_or(&[][..], |own| &own.dates);
        let parts = DatePart::ALL.into_iter().filter(|part| chosen.contains(part));
        if chosen.is_empty() { vec![DatePart::DaysSince] } else { parts.collect() }
    }

    /// # Errors
    /// Every number out of its range.
    pub fn check(&self) -> Vec<ConfigError> {
        let fill = |imputer: Imputer| match imputer {
            Imputer::Constant { value } => limits::FILL_VALUE.check(value),
            _ => Ok(()),
        };
        let mut checks = vec![fill(self.imputer), limits::RARE_PERCENT.check(self.rare_percent)];
        for column in self.columns.values() {
            checks.push(column.imputer.map_or(Ok(()), fill));
            checks.push(limits::CLIP_PERCENT.check(column.clip_percent));
        }
        checks.into_iter().filter_map(Result::err).collect()
    }
}
