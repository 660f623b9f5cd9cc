//! Words that are the same but for how they are spelled, and words that were misread before.

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
        group
            .sort_by_key(|&code| (std::cmp::Reverse(counts[code as usize]), &words[code as usize]));
    }
    groups.sort_by_key(|group| &words[group[0] as usize]);
    Some(groups)
}

fn key(word: &str) -> String {
    let word = word.trim_end_matches('.');
    word.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether letters of UTF-8 were read as those of Windows-1252: `KÃ¶ln`, `StraÃŸe`.
pub(super) fn is_garbled(word: &str) -> bool {
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_second = |next: &char| {
            matches!(
                next,
                '\u{80}'..='\u{bf}' | 'Ÿ' | 'Œ' | 'œ' | '„' | '–' | '‰' | '“' | '™' | '€'
            )
        };
        if matches!(letter, 'Ã' | 'Â' | 'Å') && letters.peek().is_some_and(is_second) {
            return true;
        }
    }
    false
}
