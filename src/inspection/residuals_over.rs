//! What residuals are drawn over: the prediction, what is true, or a column of the table.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::column_correlation::evenly;
use crate::config::{ColumnKind, ColumnType, choices};
use crate::data::{Cell, Table};

/// More dots lie on each other, so a column's values of no more rows are sent.
pub const MOST_DOTS: usize = 2_000;

/// What residuals are wanted over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResidualsOver {
    /// What the network says.
    #[default]
    Prediction,
    /// What is true.
    Actual,
    /// A column of the table.
    Column(String),
}

/// The same with what it takes to draw them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as above")]
pub enum ResidualsAcross {
    #[default]
    Prediction,
    Actual,
    Column(ColumnValues),
}

/// A column's values in the rows of a part, in its own units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnValues {
    /// Its name.
    pub column: String,
    /// What they are.
    pub scale: ColumnScale,
    /// Of an even choice of the rows that have a value: the row's place among the predictions,
    /// and its number or the place of its category among the words. A row with several choices
    /// has each of them.
    pub values: Vec<(u32, f64)>,
    /// Rows without a value.
    pub missing: usize,
}

/// What the values of a column are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ColumnScale {
    /// Numbers; dates as days since 1970-01-01.
    Numbers(ColumnType),
    /// Categories, those of the rows chosen, in the order of the table's schema.
    Words(Vec<String>),
}

impl ColumnValues {
    /// Of `rows` of the table.
    ///
    /// Checked by `tests/it/inspection/residuals_over.rs`.
    pub fn new(table: &Table, rows: &[usize], column: &str) -> Self {
        let place = table.place_of(column).unwrap_or(usize::MAX);
        let schema = table.schema().columns.get(place);
        let column_type = schema.map_or(ColumnType::Decimal, |schema| schema.column_type);
        let has_value = |at: &usize| match table.value(rows[*at], place) {
            Cell::Missing => false,
            Cell::Word(word) => words_of(column_type, word).next().is_some(),
            Cell::Number(_) => true,
        };
        let there: Vec<usize> = (0..rows.len()).filter(has_value).collect();
        let missing = rows.len() - there.len();
        let chosen = evenly(there.len(), MOST_DOTS).into_iter().map(|at| there[at]);
        let column = column.to_owned();
        if schema.is_none_or(|schema| schema.kind() == ColumnKind::Numeric) {
            let number = |at: usize| match table.value(rows[at], place) {
                Cell::Number(number) => Some((at as u32, number)),
                Cell::Missing | Cell::Word(_) => None,
            };
            let values = chosen.filter_map(number).collect();
            return Self { column, scale: ColumnScale::Numbers(column_type), values, missing };
        }
        let words = |at: usize| match table.value(rows[at], place) {
            Cell::Word(word) => Some(words_of(column_type, word).map(move |word| (at, word))),
            Cell::Missing | Cell::Number(_) => None,
        };
        let cells: Vec<(usize, &str)> = chosen.filter_map(words).flatten().collect();
        let mut known: Vec<&str> = cells.iter().map(|(_, word)| *word).collect();
        // Those of a yes and no begin with no.
        let levels = schema.map_or(&[][..], |schema| &schema.levels);
        let order = |word: &str| levels.iter().position(|level| level == word);
        known.sort_unstable();
        known.dedup();
        known.sort_by_key(|word| order(word));
        let places: HashMap<&str, usize> =
            known.iter().enumerate().map(|(at, word)| (*word, at)).collect();
        let values = cells.iter().map(|(at, word)| (*at as u32, places[word] as f64)).collect();
        let words = known.into_iter().map(str::to_owned).collect();
        Self { column, scale: ColumnScale::Words(words), values, missing }
    }
}

/// The categories in a cell: several only where a cell holds choices.
fn words_of(column_type: ColumnType, cell: &str) -> impl Iterator<Item = &str> {
    let whole = (column_type != ColumnType::Choices).then_some(cell);
    let several = (column_type == ColumnType::Choices).then(|| choices(cell));
    whole.into_iter().chain(several.into_iter().flatten())
}
