//! The rows of a small table as points in a square.

use crate::config::PaintedPoint;
use crate::data::table::{Column, MISSING_CODE, Table};

/// Points that are shown; more would only cover each other.
const SHOWN: usize = 2_000;

impl Table {
    /// The first rows as points: the first two columns, which hold numbers, are the
    /// coordinates; a third one of words is the class. Points within -1 to 1 keep their
    /// coordinates; else all are scaled so that the farthest lies at the edge.
    ///
    /// Checked by `tests/it/data/target_relation.rs::made_tables_are_points`.
    pub fn points(&self) -> Vec<PaintedPoint> {
        let [Column::Numeric(xs), Column::Numeric(ys), ..] = self.columns() else {
            return Vec::new();
        };
        let rows = self.rows().min(SHOWN);
        let present = |row: &usize| !xs[*row].is_nan() && !ys[*row].is_nan();
        let reach = (0..rows)
            .filter(present)
            .fold(1.0_f64, |reach, row| reach.max(xs[row].abs()).max(ys[row].abs()));
        let thousandths = |value: f64| (value / reach * 1000.0).round() as i16;
        let class = |row: usize| match self.columns().get(2) {
            Some(Column::Text { codes, .. }) if codes[row] != MISSING_CODE => codes[row] as u8,
            _ => 0,
        };
        (0..rows)
            .filter(present)
            .map(|row| PaintedPoint {
                x: thousandths(xs[row]),
                y: thousandths(ys[row]),
                class: class(row),
            })
            .collect()
    }
}
