//! Cells of words that hold several choices, or lists.

use crate::config::choices;
use crate::data::word_list::WordList;

/// More different cells are not looked at.
const LOOKED_AT: usize = 1000;
/// A choice among several in a cell has no more words.
const CHOICE_WORDS: usize = 4;

/// Whether cells have several choices between commas or semicolons, and most of them come
/// again in other cells.
///
/// Checked by `tests/it/data/import/cases_types.rs`.
pub(super) fn are_choices(levels: &WordList) -> bool {
    let cells = || levels.iter().take(LOOKED_AT);
    let several = cells().filter(|cell| cell.contains([',', ';'])).count();
    if several < 2 || 4 * several < cells().count() {
        return false;
    }
    let mut all: Vec<&str> = cells().flat_map(choices).collect();
    let is_short = |choice: &&str| {
        choice.split_whitespace().count() <= CHOICE_WORDS && !choice.starts_with(['[', '(', '{'])
    };
    if !all.iter().all(is_short) {
        return false;
    }
    all.sort_unstable();
    let each = all.chunk_by(|a, b| a == b);
    let (again, different) = each.fold((0, 0), |(again, different), choice| {
        (again + usize::from(choice.len() > 1), different + 1)
    });
    different > 1 && 2 * again >= different
}

/// How many different choices the cells hold.
pub(super) fn count(levels: &WordList) -> usize {
    let mut different: Vec<&str> = levels.iter().flat_map(choices).collect();
    different.sort_unstable();
    different.dedup();
    different.len()
}

/// The first cell, where nearly all hold lists in brackets.
pub(super) fn first_list(levels: &WordList) -> Option<&str> {
    let in_brackets = |level: &&str| {
        [('[', ']'), ('(', ')'), ('{', '}')].iter().any(|&(open, close)| {
            level.starts_with(open) && level.ends_with(close) && level.contains([',', ';', ' '])
        })
    };
    let lists = levels.iter().filter(in_brackets).count();
    let has_lists = lists > 0 && 10 * lists >= 9 * levels.len();
    levels.iter().next().filter(|_| has_lists)
}
