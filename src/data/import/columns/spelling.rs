//! Words that are the same but for how they are spelled, and words that were misread before.

use std::cmp::Reverse;

use crate::config::sort;
use crate::data::word_list::WordList;

/// More different words than this are not compared.
const COMPARED: usize = 1000;

/// The words in groups that differ only by case, blanks or a full stop at the end: in each
/// the most frequent spelling first, the groups in the order of those. `None` if no two do.
///
/// Checked by `tests/it/data/import/cases_types.rs`.
pub(super) fn groups(words: &WordList, counts: &[u32]) -> Option<Vec<Vec<u32>>> {
    if words.len() > COMPARED {
        return None;
    }
    let mut by_key: Vec<(String, u32)> = words.iter().map(key).zip(0..).collect();
    by_key.sort_unstable();
    let mut groups: Vec<Vec<u32>> = by_key
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|group| group.iter().map(|(_, code)| *code).collect())
        .collect();
    if groups.len() == words.len() {
        return None;
    }
    for group in &mut groups {
        let rank = |code: &u32| (Reverse(counts[*code as usize]), &words[*code as usize]);
        sort(group, |one, other| rank(one).cmp(&rank(other)));
    }
    sort(&mut groups, |one, other| words[one[0] as usize].cmp(&words[other[0] as usize]));
    Some(groups)
}

fn key(word: &str) -> String {
    let word = word.trim_end_matches('.');
    word.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether letters were read in another encoding than they were written in: those of UTF-8 as
/// Windows-1252, `KÃ¶ln`, `StraÃŸe`, or those of DOS, `K”ln`.
pub(super) fn is_garbled(word: &str) -> bool {
    let is_second = |letter: char| {
        matches!(letter, '\u{80}'..='\u{bf}' | 'Ÿ' | 'Œ' | 'œ' | '„' | '–' | '‰' | '“' | '™' | '€')
    };
    let is_of_dos = |letter: char| matches!(letter, '\u{81}' | '‚' | '„' | '”');
    let letters: Vec<char> = if word.is_ascii() { Vec::new() } else { word.chars().collect() };
    letters.windows(2).any(|pair| matches!(pair[0], 'Ã' | 'Â' | 'Å') && is_second(pair[1]))
        || letters.windows(3).any(|three| {
            three[0].is_ascii_alphabetic() && is_of_dos(three[1]) && three[2].is_ascii_lowercase()
        })
}
