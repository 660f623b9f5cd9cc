//! How far the numbers of a table's columns reach: what the advice needs of its rows.

use crate::config::advice::Spread;
use crate::data::table::{Column, Table};

impl Table {
    /// One per column, `None` for words and for a column without values.
    ///
    /// Checked by `tests/it/config/advice.rs::spreads_are_of_present_numbers`.
    pub fn spreads(&self) -> Vec<Option<Spread>> {
        let of = |column: &Column| match column {
            Column::Numeric(values) => spread(values),
            Column::Text { .. } => None,
        };
        self.columns().iter().map(of).collect()
    }
}

fn spread(values: &[f64]) -> Option<Spread> {
    let present = || values.iter().copied().filter(|value| !value.is_nan());
    let count = present().count() as f64;
    if count == 0.0 {
        return None;
    }
    let mean = present().sum::<f64>() / count;
    let variance = present().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    Some(Spread {
        min: present().fold(f64::INFINITY, f64::min),
        max: present().fold(f64::NEG_INFINITY, f64::max),
        mean,
        standard_deviation: variance.sqrt(),
    })
}
