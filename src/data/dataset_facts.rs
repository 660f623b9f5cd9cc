//! A prepared table without its rows: row counts, names, and warnings about the data.

use std::fmt;

use crate::text::Decimal;
use crate::{t, tn};
use serde::{Deserialize, Serialize};

/// What became of the rows of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCounts {
    /// Rows of the table.
    pub read: usize,
    /// Rows without a target, left out.
    pub dropped: usize,
    /// Rows left out because an input is missing and its imputer drops rows.
    pub incomplete: usize,
    /// Missing cells among the inputs that were filled in.
    pub imputed: usize,
    /// Rows for training.
    pub training: usize,
    /// Rows for validation.
    pub validation: usize,
    /// Rows for the test.
    pub test: usize,
}

impl RowCounts {
    /// Rows of the training part that are not used.
    pub fn unused(&self) -> usize {
        let used = self.training + self.validation + self.test;
        self.read.saturating_sub(self.dropped + self.incomplete + used)
    }
}

/// A prepared table without its rows: what the page shows before and while training.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DatasetFacts {
    /// What became of the rows.
    pub counts: RowCounts,
    /// One per input: the column's name, `column=level`, or `column.year` and its kin.
    pub input_names: Vec<String>,
    /// The classes in the order of the outputs (two classes: 0, 1); empty for regression.
    pub class_names: Vec<String>,
    /// Training rows of each class.
    pub class_counts: Vec<usize>,
    /// What is legal but unsound, the worst first.
    pub warnings: Vec<DataWarning>,
}

/// Something about prepared data that makes a run less sound than it looks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DataWarning {
    /// A column gives the target away.
    Leak {
        column: String,
        target: String,
        /// How well it predicts it, 0 to 1: the size of the correlation, the share of rows
        /// whose class it predicts, or the area under the curve of two classes.
        share: f64,
    },
    /// Two columns together give the target away.
    LeakOfTwo {
        columns: [String; 2],
        target: String,
        /// Whether it is their sum; else the first less the second.
        is_sum: bool,
    },
    /// Rows of the validation or test part that stand among the training rows too.
    Duplicates {
        /// Such rows.
        rows: usize,
        /// Rows of both parts.
        of: usize,
    },
    /// A class that is much rarer than another.
    Imbalance {
        class: String,
        rows: usize,
        /// All rows.
        of: usize,
        /// What always saying the most frequent class would score, 0 to 1.
        baseline: f64,
        most_frequent: String,
    },
    /// Cells of the validation or test part with a category that no training row has.
    UnknownCategories {
        /// The first such column.
        column: String,
        /// Such cells, of all columns.
        cells: usize,
        /// The first such category.
        example: String,
    },
    /// A setting that changes nothing, in a sentence.
    WithoutEffect { sentence: String },
}

/// What would fix a [`DataWarning`] at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarningFix {
    /// Leave the columns out.
    Ignore(Vec<String>),
    /// Let every class count the same.
    WeighClasses,
}

impl DataWarning {
    /// What would fix it, if one click can.
    pub fn fix(&self) -> Option<WarningFix> {
        match self {
            Self::Leak { column, .. } => Some(WarningFix::Ignore(vec![column.clone()])),
            Self::LeakOfTwo { columns, .. } => Some(WarningFix::Ignore(columns.to_vec())),
            Self::Imbalance { .. } => Some(WarningFix::WeighClasses),
            Self::Duplicates { .. }
            | Self::UnknownCategories { .. }
            | Self::WithoutEffect { .. } => None,
        }
    }
}

impl fmt::Display for DataWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| Decimal((share * 1000.0).round() / 10.0);
        f.write_str(&match self {
            Self::Leak { column, target, share } if *share >= 1.0 => t!(
                "\"{column}\" tells \"{target}\" exactly; if it is only known once \"{target}\" is, leave it out.",
                column,
                target,
            ),
            Self::Leak { column, target, share } => t!(
                "\"{column}\" nearly tells \"{target}\" ({share} %); if it is only known once \"{target}\" is, leave it out.",
                column,
                target,
                share = percent(*share),
            ),
            Self::LeakOfTwo { columns: [left, right], target, is_sum: true } => t!(
                "\"{target}\" is \"{left}\" plus \"{right}\" in every row; if they are only known once \"{target}\" is, leave them out.",
                target,
                left,
                right,
            ),
            Self::LeakOfTwo { columns: [left, right], target, is_sum: false } => t!(
                "\"{target}\" is \"{left}\" less \"{right}\" in every row; if they are only known once \"{target}\" is, leave them out.",
                target,
                left,
                right,
            ),
            Self::Duplicates { rows, of } => tn!(
                *rows,
                "{count} of {of} rows to be measured on is the same as a row to learn from, so the validation loss looks better than it is.",
                "{count} of {of} rows to be measured on are the same as rows to learn from, so the validation loss looks better than it is.",
                of,
            ),
            Self::Imbalance { class, rows, of, baseline, most_frequent } => tn!(
                *rows,
                "Only {count} of {of} training rows is \"{class}\": always predicting \"{most_frequent}\" would be right in {share} % of them.",
                "Only {count} of {of} training rows are \"{class}\": always predicting \"{most_frequent}\" would be right in {share} % of them.",
                of,
                class,
                most_frequent,
                share = percent(*baseline),
            ),
            Self::UnknownCategories { column, cells, example } => tn!(
                *cells,
                "{count} cell to be measured on holds a category that no training row has (\"{example}\" in \"{column}\"); where rare categories are pooled it counts as rare, else as none of the known ones.",
                "{count} cells to be measured on hold a category that no training row has (first: \"{example}\" in \"{column}\"); where rare categories are pooled they count as rare, else as none of the known ones.",
                example,
                column,
            ),
            Self::WithoutEffect { sentence } => sentence.clone(),
        })
    }
}
