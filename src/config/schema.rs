//! What the configuration needs to know of a table: names, kinds, levels.

use serde::{Deserialize, Serialize};

use crate::config::{CategoryEncoding, ColumnType, Imputer, PreparationConfig, Task, limits};
use crate::t;

/// Whether a column holds numbers or words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Every present value is a finite number.
    Numeric,
    /// At least one present value is not a number.
    Text,
}

/// The choices in a cell of [`ColumnType::Choices`]: what stands between semicolons, or
/// between commas where there is none.
pub fn choices(cell: &str) -> impl Iterator<Item = &str> {
    let between = if cell.contains(';') { ';' } else { ',' };
    cell.split(between).map(str::trim).filter(|choice| !choice.is_empty())
}

/// Why a column is proposed to be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetAside {
    /// It has no values.
    Empty,
    /// Hardly any row has a value.
    NearlyEmpty,
    /// It has one value only.
    Constant,
    /// It names or counts the rows, a value of its own for nearly each.
    Identifier,
    /// It has too many different words.
    FreeText,
}

impl SetAside {
    /// The words on the page.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Empty => t!("It has no values"),
            Self::NearlyEmpty => t!("Hardly any row has a value, so little can be learned from it"),
            Self::Constant => t!("All its values are the same, so nothing can be learned from it"),
            Self::Identifier => {
                t!(
                    "Nearly every row has a value of its own, so it says nothing about rows never seen"
                )
            }
            Self::FreeText => {
                t!("Nearly every row has words of its own, too many to be categories")
            }
        }
    }
}

/// One column, without its rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ColumnSchema {
    /// Unique within the table.
    pub name: String,
    /// What its fields are.
    pub column_type: ColumnType,
    /// Why it is proposed to be left out, if it is.
    pub set_aside: Option<SetAside>,
    /// Rows without a value.
    pub missing: usize,
    /// Different present values; numbers are counted up to [`limits::COUNTED_DISTINCT`],
    /// which stands for more too.
    pub distinct: usize,
    /// The different values, sorted (by number, or by code point), when there are at
    /// most [`limits::MAX_LEVELS`] of them; else empty.
    pub levels: Vec<String>,
}

/// A table without its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSchema {
    /// Rows read.
    pub rows: usize,
    /// The columns, in file order.
    pub columns: Vec<ColumnSchema>,
}

impl ColumnType {
    /// Whether such a column holds numbers or words.
    pub fn kind(self) -> ColumnKind {
        match self {
            Self::Integer
            | Self::Decimal
            | Self::Scientific
            | Self::Percent
            | Self::Currency
            | Self::Date
            | Self::Duration => ColumnKind::Numeric,
            Self::Boolean | Self::Choices | Self::Category | Self::Text => ColumnKind::Text,
        }
    }
}

impl ColumnSchema {
    /// Whether it holds numbers or words.
    pub fn kind(&self) -> ColumnKind {
        self.column_type.kind()
    }

    /// The task that a target of this kind suggests.
    pub fn suggested_task(&self) -> Task {
        match (self.kind(), self.distinct) {
            (_, 2) => Task::BinaryClassification,
            (ColumnKind::Numeric, _) => Task::Regression,
            (ColumnKind::Text, _) => Task::MulticlassClassification,
        }
    }

    /// Whether the column can be predicted as `task`.
    pub fn allows(&self, task: Task) -> bool {
        match task {
            Task::Regression => self.kind() == ColumnKind::Numeric && self.distinct >= 2,
            _ if self.column_type == ColumnType::Choices => false,
            Task::BinaryClassification => self.distinct == 2,
            Task::MulticlassClassification => (2..=limits::MAX_LEVELS).contains(&self.distinct),
        }
    }

    /// Whether the column can be an input: it has values. Words with very many levels
    /// can, because rare ones share an input.
    pub fn can_be_feature(&self) -> bool {
        self.distinct > 0
    }

    /// Whether a new experiment takes the column as an input.
    pub fn is_proposed(&self) -> bool {
        self.can_be_feature() && self.set_aside.is_none()
    }

    /// The most values per row that the column becomes as an input, prepared as
    /// `preparation` says; exactly that many unless the training rows lack some of its
    /// words or some are pooled as rare.
    ///
    /// Checked by `tests/it/config/data.rs::columns_are_as_wide_as_their_preparation_makes_them`.
    pub fn width(&self, preparation: &PreparationConfig) -> usize {
        match self.column_type {
            ColumnType::Date => preparation.dates(&self.name).len(),
            _ if self.kind() == ColumnKind::Numeric => 1,
            _ if preparation.encoding(&self.name) == CategoryEncoding::Ordinal => 1,
            ColumnType::Choices if self.levels.is_empty() => limits::MAX_LEVELS,
            ColumnType::Choices => {
                // A sorted list: the page has no code of a B-tree.
                let mut all: Vec<&str> =
                    self.levels.iter().flat_map(|cell| choices(cell)).collect();
                all.sort_unstable();
                all.dedup();
                all.len().min(limits::MAX_LEVELS)
            }
            column_type => {
                let constant = matches!(preparation.imputer(&self.name), Imputer::Constant { .. });
                let levels = self.distinct + usize::from(constant && self.missing > 0);
                match (column_type, levels) {
                    (ColumnType::Boolean, 2) => 1,
                    (_, levels) => levels.min(limits::MAX_LEVELS + 1),
                }
            }
        }
    }
}

impl TableSchema {
    /// The column called `name`.
    pub fn column(&self, name: &str) -> Option<&ColumnSchema> {
        self.columns.iter().find(|column| column.name == name)
    }
}
