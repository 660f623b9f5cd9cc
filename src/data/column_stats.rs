//! How far the numbers of a table's columns reach: what the advice needs of its rows.

use crate::config::advice::ColumnStats;
use crate::data::table::{Column, Table};

impl Table {
    /// One per column, `None` for words and for a column without values.
    ///
    /// Checked by `tests/it/config/advice.rs::spreads_are_of_present_numbers`.
    pub fn column_stats(&self) -> Vec<Option<ColumnStats>> {
        let of = |column: &Column| match column {
            Column::Numeric(values) => stats(values),
            Column::Text { .. } => None,
        };
        self.columns().iter().map(of).collect()
    }
}

fn stats(values: &[f64]) -> Option<ColumnStats> {
    let present = || values.iter().copied().filter(|value| !value.is_nan());
    let count = present().count() as f64;
    if count == 0.0 {
        return None;
    }
    let mean = present().sum::<f64>() / count;
    let variance = present().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    Some(ColumnStats {
        min: present().fold(f64::INFINITY, f64::min),
        max: present().fold(f64::NEG_INFINITY, f64::max),
        mean,
        standard_deviation: variance.sqrt(),
    })
}
