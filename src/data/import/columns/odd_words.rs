//! Words in a column of numbers or dates: which of them mean "no value".

use crate::data::import::missing::means_none_among_numbers;

/// Different words that are counted one by one.
const COUNTED: usize = 64;
/// Different numbers that a word recurs among if it marks what is missing; among fewer it may
/// be a class.
const DIFFERENT_NUMBERS: usize = 6;

/// The words that a column of something else has, with how often each is there.
#[derive(Default)]
pub(super) struct OddWords {
    seen: Vec<(String, usize)>,
    more: usize,
    /// Those that are known to mean "no value".
    known: usize,
}

impl OddWords {
    /// Counts `field`, which is there `count` times.
    pub fn add(&mut self, field: &str, count: usize) {
        if let Some((_, seen)) = self.seen.iter_mut().find(|(word, _)| word == field) {
            *seen += count;
        } else if means_none_among_numbers(field) {
            self.known += count;
        } else if self.seen.len() < COUNTED {
            self.seen.push((field.to_owned(), count));
        } else {
            self.more += count;
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty() && self.more + self.known == 0
    }

    /// The words that are not known to mean "no value".
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.seen.iter().map(|(word, count)| (word.as_str(), *count))
    }

    /// Those that `is_kept` keeps.
    pub fn filtered(&self, is_kept: impl Fn(&str) -> bool) -> Self {
        let seen = self.seen.iter().filter(|(word, _)| is_kept(word)).cloned().collect();
        Self { seen, more: self.more, known: self.known }
    }

    /// How many of them speak against the `values` beside them: all but those that mean "no
    /// value" and the one word that recurs most, if the values are more and differ.
    ///
    /// Checked by `tests/it/data/import/cases_types.rs`.
    pub fn against(&self, values: usize, are_different: impl FnOnce() -> bool) -> usize {
        let all = self.iter().map(|(_, count)| count).sum::<usize>() + self.more;
        let most = self.iter().map(|(_, count)| count).max().unwrap_or(0);
        if most >= 2 && most < values && are_different() { all - most } else { all }
    }

    /// Whether there are enough different values for a word among them to mean "no value".
    pub fn are_different(values: impl Iterator<Item = f64>) -> bool {
        let mut different: Vec<f64> = Vec::new();
        for value in values {
            if !value.is_nan() && !different.contains(&value) {
                different.push(value);
            }
            if different.len() >= DIFFERENT_NUMBERS {
                return true;
            }
        }
        false
    }
}
