//! What some rows of a table hold in one column: how far numbers reach, which word is frequent.

use serde::{Deserialize, Serialize};

use crate::config::choices;
use crate::data::table::{Column, MISSING_CODE, Table};

/// How far the numbers of a column reach, in its own units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NumberRange {
    /// The least.
    pub least: f64,
    /// The greatest.
    pub greatest: f64,
    /// The one in the middle; of two the mean.
    pub median: f64,
}

impl Table {
    /// Of the numbers that `rows` have in a column; `None` if they have none.
    ///
    /// Checked by `tests/it/inspection/typed_row.rs::a_form_says_what_the_training_rows_hold`.
    pub fn number_range(&self, column: usize, rows: &[usize]) -> Option<NumberRange> {
        let Column::Numeric(values) = self.columns().get(column)? else { return None };
        let present = rows.iter().map(|&row| values[row]).filter(|value| !value.is_nan());
        let mut present: Vec<f64> = present.collect();
        if present.is_empty() {
            return None;
        }
        let middle = present.len() / 2;
        // The middle alone has to find its place: a table may have a million rows.
        let (below, &mut upper, above) = present.select_nth_unstable_by(middle, f64::total_cmp);
        let most = |values: &[f64], other: f64| values.iter().copied().fold(other, f64::max);
        let lower = most(below, f64::NEG_INFINITY);
        let is_even = below.len() == above.len() + 1;
        Some(NumberRange {
            least: below.iter().copied().fold(upper, f64::min),
            greatest: most(above, upper),
            median: if is_even { f64::midpoint(lower, upper) } else { upper },
        })
    }

    /// The word that most of `rows` have in a column, the first of equals; `None` if they have
    /// none.
    ///
    /// Checked by `tests/it/inspection/typed_row.rs::a_form_says_what_the_training_rows_hold`.
    pub fn most_frequent_word(&self, column: usize, rows: &[usize]) -> Option<&str> {
        let counts = self.word_counts(column, rows);
        first_highest(counts)
    }

    /// The choice that most of `rows` make in a column, of equals the first of `among`; `None`
    /// if they make none of them.
    ///
    /// Checked by `tests/it/inspection/typed_row_note.rs::several_choices_are_typed_in_one_text`.
    pub fn most_frequent_choice<'choice>(
        &self,
        column: usize,
        rows: &[usize],
        among: &'choice [String],
    ) -> Option<&'choice str> {
        let mut counts: Vec<_> = among.iter().map(|choice| (0, choice.as_str())).collect();
        for (count, cell) in self.word_counts(column, rows).filter(|(count, _)| *count > 0) {
            for choice in choices(cell) {
                if let Some(known) = counts.iter_mut().find(|(_, known)| *known == choice) {
                    known.0 += count;
                }
            }
        }
        first_highest(counts.into_iter())
    }

    /// How many of `rows` have each word of a column, in the order of its words.
    fn word_counts(&self, column: usize, rows: &[usize]) -> impl Iterator<Item = (usize, &str)> {
        let words = match self.columns().get(column) {
            Some(Column::Text { codes, levels }) => Some((codes, levels)),
            _ => None,
        };
        words.into_iter().flat_map(move |(codes, levels)| {
            let mut counts = vec![0; levels.len()];
            for &row in rows {
                if codes[row] != MISSING_CODE {
                    counts[codes[row] as usize] += 1;
                }
            }
            counts.into_iter().zip(levels.iter())
        })
    }
}

fn first_highest<'word>(counts: impl Iterator<Item = (usize, &'word str)>) -> Option<&'word str> {
    let mut highest = (0, None);
    for (count, word) in counts {
        if count > highest.0 {
            highest = (count, Some(word));
        }
    }
    highest.1
}
