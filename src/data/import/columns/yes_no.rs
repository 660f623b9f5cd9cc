//! Words that mean yes and no, and boxes that are ticked or empty.

use std::cmp::Reverse;

use crate::config::sort;
use crate::data::import::columns::word_table::WordTable;

/// With fewer rows a mark beside empty cells is no box that was ticked.
const FEWEST_ROWS: usize = 10;
/// What an empty box means.
pub(super) const NOT_TICKED: &str = "not ticked";

/// Pairs of words that mean no and yes, in lower case.
const PAIRS: [[&str; 2]; 10] = [
    ["false", "true"],
    ["no", "yes"],
    ["n", "y"],
    ["f", "t"],
    ["off", "on"],
    ["nein", "ja"],
    ["non", "oui"],
    ["no", "si"],
    ["no", "sí"],
    ["nej", "ja"],
];
/// Marks of boxes that are ticked, in lower case.
const TICKS: [&str; 7] = ["x", "✓", "✔", "☑", "☒", "✗", "•"];

/// The mark of a box that is ticked, if it is the only word of a column of so many rows: a
/// cross, a tick or a word for yes.
///
/// Checked by `tests/it/data/import/cases_types.rs`.
pub(super) fn tick(words: &WordTable, rows: usize) -> Option<&str> {
    let mark = words.levels.get(0).filter(|_| words.levels.len() == 1)?;
    let lower = mark.to_lowercase();
    let is_tick = TICKS.contains(&lower.as_str()) || PAIRS.iter().any(|[_, yes]| *yes == lower);
    Some(mark).filter(|_| is_tick && rows >= FEWEST_ROWS)
}

/// The levels that mean no and those that mean yes, the most frequent spelling of each
/// first, if they are exactly the two words of a pair.
pub(super) fn pair(words: &WordTable) -> Option<[Vec<u32>; 2]> {
    let levels = &words.levels;
    if levels.len() > 16 {
        return None;
    }
    let lower: Vec<String> = levels.iter().map(str::to_lowercase).collect();
    if let Some(empty) = lower.iter().position(|level| level == NOT_TICKED)
        && levels.len() == 2
    {
        return Some([vec![empty as u32], vec![1 - empty as u32]]);
    }
    let is_in = |pair: &&[&str; 2]| {
        lower.iter().all(|level| pair.contains(&level.as_str()))
            && pair.iter().all(|word| lower.iter().any(|level| level == word))
    };
    let pair = PAIRS.iter().find(is_in)?;
    let spellings = |word: &str| {
        let mut codes: Vec<u32> =
            (0..levels.len() as u32).filter(|&code| lower[code as usize] == word).collect();
        let rank = |code: &u32| (Reverse(words.counts[*code as usize]), &levels[*code as usize]);
        sort(&mut codes, |one, other| rank(one).cmp(&rank(other)));
        codes
    };
    Some(pair.map(spellings))
}
