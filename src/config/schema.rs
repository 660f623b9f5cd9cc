//! What the configuration needs to know of a table: names, kinds, levels.

use serde::{Deserialize, Serialize};

use crate::config::{Task, limits};

/// Whether a column holds numbers or words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Every present value is a finite number.
    Numeric,
    /// At least one present value is not a number.
    Text,
}

/// One column, without its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSchema {
    /// Unique within the table.
    pub name: String,
    /// Numbers or words.
    pub kind: ColumnKind,
    /// Rows without a value.
    pub missing: usize,
    /// Different present values.
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

impl ColumnSchema {
    /// The task that a target of this kind suggests.
    pub fn suggested_task(&self) -> Task {
        match (self.kind, self.distinct) {
            (_, 2) => Task::BinaryClassification,
            (ColumnKind::Numeric, _) => Task::Regression,
            (ColumnKind::Text, _) => Task::MulticlassClassification,
        }
    }

    /// Whether the column can be predicted as `task`.
    pub fn allows(&self, task: Task) -> bool {
        match task {
            Task::Regression => self.kind == ColumnKind::Numeric && self.distinct >= 2,
            Task::BinaryClassification => self.distinct == 2,
            Task::MulticlassClassification => (3..=limits::MAX_LEVELS).contains(&self.distinct),
        }
    }

    /// Whether the column can be an input: numbers, or words with few levels.
    pub fn can_be_feature(&self) -> bool {
        self.distinct > 0
            && (self.kind == ColumnKind::Numeric || self.distinct <= limits::MAX_LEVELS)
    }

    /// Values per row that the column becomes as an input: 1, or one per level.
    pub fn width(&self) -> usize {
        match self.kind {
            ColumnKind::Numeric => 1,
            ColumnKind::Text => self.levels.len(),
        }
    }
}

impl TableSchema {
    /// The column called `name`.
    pub fn column(&self, name: &str) -> Option<&ColumnSchema> {
        self.columns.iter().find(|column| column.name == name)
    }
}
