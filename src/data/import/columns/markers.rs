//! Usual markers of missing values in a column of words: where they are words themselves.

/// Fewer values say nothing about how they repeat.
const FEWEST_WORDS: usize = 6;

/// Whether the marker is a word of its column like the `others`, each with its rows: it
/// belongs to their alphabet, or recurs two thirds as often as half of them, or more.
///
/// An alphabet: capitals of one length, as `NA` among `EU` and `AS`, or single signs, as `-`
/// beside `+`. A marker in more than 19 of 20 rows is missing, and so is one among words
/// of which hardly any recurs. Checked by `tests/it/data/import/cases_types.rs`.
pub(super) fn is_word(marker: (&str, usize), others: &[(&str, usize)]) -> bool {
    let (word, count) = marker;
    let rows: usize = others.iter().map(|(_, rows)| rows).sum();
    if rows == 0 || count > 19 * rows {
        return false;
    }
    let is_alike =
        |alike: &dyn Fn(&str) -> bool| alike(word) && others.iter().all(|(other, _)| alike(other));
    let are_capitals = |text: &str| {
        text.len() == word.len() && text.bytes().all(|letter| letter.is_ascii_uppercase())
    };
    let is_sign = |text: &str| {
        let mut letters = text.chars();
        letters.next().is_some_and(|sign| !sign.is_alphanumeric()) && letters.next().is_none()
    };
    if others.len() >= 2 && is_alike(&are_capitals) || is_alike(&is_sign) {
        return true;
    }
    if rows >= FEWEST_WORDS && 10 * others.len() >= 9 * rows {
        return false;
    }
    let mut counts: Vec<usize> = others.iter().map(|(_, rows)| *rows).collect();
    counts.sort_unstable();
    count >= 2 && 3 * count >= 2 * counts[(counts.len() - 1) / 2]
}
