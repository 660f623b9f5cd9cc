//! Which column of a table is proposed to be predicted, and why.

use crate::config::{ColumnKind, ColumnSchema, ColumnType, TableSchema, Task, limits};
use crate::t;

/// Names of what is nearly always predicted, in lower case.
const TARGET_NAMES: [&str; 14] = [
    "target",
    "label",
    "labels",
    "outcome",
    "response",
    "y",
    "survived",
    "diagnosis",
    "churn",
    "species",
    "defaulted",
    "is_fraud",
    "fraud",
    "saleprice",
];
/// And of what often is.
const OFTEN_NAMES: [&str; 12] = [
    "class", "quality", "price", "rating", "score", "result", "salary", "income", "sales", "grade",
    "mpg", "status",
];

/// Names of times, which are rarely predicted, in lower case.
const TIME_NAMES: [&str; 14] = [
    "timestamp",
    "time_stamp",
    "datetime",
    "date_time",
    "unixtime",
    "unix_time",
    "epoch",
    "date",
    "ts",
    "year",
    "month",
    "week",
    "day",
    "quarter",
];

/// Why a column is proposed as the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetReason {
    /// It is named like one.
    Name,
    /// It is the last one that can be predicted.
    Last,
    /// Others have gaps, dates or names of rows.
    Best,
}

impl TargetReason {
    /// In a word.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => t!("proposed for its name"),
            Self::Last => t!("proposed as the last column"),
            Self::Best => t!("proposed as the fullest"),
        }
    }
}

/// The column that is proposed as the target: the best by what of it is filled, whether its
/// classes repeat, its place and its name. `None` only of a table without columns.
///
/// Formula, in points: 20 for a name that a target has, 10 for one that it may have; 12 for
/// the last column, 4 for the first, up to 3 for standing far behind; minus 60 times the share
/// of rows without a value, 25 for a date, 25 for words in which hardly any repeats, 100 for a
/// column that is left out, 1000 for one that no task can predict. Checked by
/// `tests/it/config/target.rs`.
pub fn proposed_target(schema: &TableSchema) -> Option<(&ColumnSchema, TargetReason)> {
    let count = schema.columns.len();
    let points = |index: usize, column: &ColumnSchema| {
        let missing = column.missing as f64 / schema.rows.max(1) as f64;
        let place = match index {
            _ if index + 1 == count => 12.0,
            0 => 4.0,
            _ => 3.0 * index as f64 / count as f64,
        };
        let rows_of_class =
            (schema.rows - column.missing.min(schema.rows)) / column.distinct.max(1);
        let hardly_repeats =
            column.kind() == ColumnKind::Text && rows_of_class < 3 && schema.rows > 10;
        place + name_points(&column.name)
            - 60.0 * missing
            - if is_time(column, schema.rows) { 25.0 } else { 0.0 }
            - if names_rows(&column.name) { 30.0 } else { 0.0 }
            - if hardly_repeats { 25.0 } else { 0.0 }
            - if column.set_aside.is_some() { 100.0 } else { 0.0 }
            - if is_predictable(column) { 0.0 } else { 1000.0 }
    };
    let columns = schema.columns.iter().enumerate();
    let scored = columns.map(|(index, column)| (points(index, column), index, column));
    let (_, index, best) = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let reason = match index {
        _ if name_points(&best.name) > 0.0 => TargetReason::Name,
        _ if index + 1 == count => TargetReason::Last,
        _ => TargetReason::Best,
    };
    Some((best, reason))
}

fn is_predictable(column: &ColumnSchema) -> bool {
    Task::ALL.into_iter().any(|task| column.allows(task))
}

/// Whether a column holds dates, or moments by its name: whole numbers called `time` are where
/// nearly every row has its own.
fn is_time(column: &ColumnSchema, rows: usize) -> bool {
    let name = column.name.trim().to_ascii_lowercase();
    let counts_seconds = || {
        name == "time"
            && column.column_type == ColumnType::Integer
            && rows > 10
            && 10 * column.distinct >= 9 * rows.min(limits::COUNTED_DISTINCT)
    };
    column.column_type == ColumnType::Date
        || column.column_type != ColumnType::Duration && TIME_NAMES.contains(&name.as_str())
        || counts_seconds()
}

/// Whether a column is named like the number of a row, `y_id`.
fn names_rows(name: &str) -> bool {
    let lower = name.trim().to_ascii_lowercase();
    let is_camel = name.strip_suffix("Id").or_else(|| name.strip_suffix("ID"));
    lower == "id"
        || ["_id", " id", "-id"].iter().any(|end| lower.ends_with(end))
        || is_camel.is_some_and(|stem| stem.ends_with(|last: char| last.is_lowercase()))
}

fn name_points(name: &str) -> f64 {
    let name = name.trim().to_ascii_lowercase();
    if TARGET_NAMES.contains(&name.as_str()) {
        20.0
    } else if OFTEN_NAMES.contains(&name.as_str()) {
        10.0
    } else {
        0.0
    }
}
