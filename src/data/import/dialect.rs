//! Delimiter and decimal mark, guessed from the beginning of a file.

mod fixed_width;
mod score;

use crate::config::Delimiter;
pub(super) use crate::data::import::dialect::score::is_ruler;
use crate::data::import::dialect::score::{RECORDS, Score, is_typed, score};
use crate::data::import::fields::Grammar;

/// A block of YAML is not longer.
const FRONT_MATTER_LINES: usize = 500;

/// What a first line such as `sep=;` says, which Excel writes, and where the text goes on.
pub(super) fn said(text: &str) -> Option<(Delimiter, usize)> {
    let line = text.lines().next()?;
    let character = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    let delimiter = match character {
        "," => Delimiter::Comma,
        ";" => Delimiter::Semicolon,
        "\t" | "\\t" => Delimiter::Tab,
        "|" => Delimiter::Pipe,
        ":" => Delimiter::Colon,
        " " => Delimiter::Spaces,
        _ => return None,
    };
    let rest = text[line.len()..].trim_start_matches('\r');
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    Some((delimiter, text.len() - rest.len()))
}

/// Where the text goes on behind a block of YAML between lines of `---`, as CSVY files and
/// notes have it on top; 0 if there is none.
pub(super) fn behind_front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n').take(FRONT_MATTER_LINES);
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return 0 };
    let (mut end, mut settings, mut others) = (first.len(), 0, 0);
    for line in lines {
        end += line.len();
        match line.trim_end() {
            "---" | "..." if settings > others => return end,
            "---" | "..." => return 0,
            line if line.contains(':') => settings += 1,
            line => others += usize::from(!line.is_empty() && !line.starts_with([' ', '-'])),
        }
    }
    0
}

/// The grammar under which most of the file has the same number of fields, those with more
/// numbers in them before others; among equals the one with more fields, then the first in
/// [`Delimiter::ALL`]. `None` if there is but one column: no delimiter parts most of the file.
/// `said`: the delimiter, where the user or the file says it.
///
/// Formula: the share of bytes in records as wide as most, times one and half the share of
/// numbers, dates and gaps in them, less two fifths for each of the first lines that does not
/// fit, and a tenth of the share of records with another delimiter within a word: the product
/// of a pattern's and its types' score, as in van den Burg, Nazábal and Sutton, "Wrangling messy
/// CSV files" (2019). So no delimiter beats another that parts all lines and fits the first one,
/// where it does not fit that itself. Blanks and colons stand within fields too: [`blanks_part`]
/// says when they separate. Quotation marks are respected; apostrophes, backticks and backslashes
/// before quotation marks only where they make it better. Checked by
/// `tests/it/data/import/cases_delimiters.rs`.
pub(super) fn grammar(
    text: &str,
    complete: bool,
    said: Option<Delimiter>,
) -> Option<(Delimiter, Grammar)> {
    if let Some(said) = said {
        let grammar = |quote| with_frame(text, Grammar { quote, ..Grammar::new(said) });
        let found = best(text, complete, &[said], Score::is_table);
        return Some((said, found.map_or(grammar(b'"'), |found| found.grammar)));
    }
    let strict = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Pipe];
    let found = best(text, complete, &strict, Score::is_table)
        .or_else(|| whole_lines_quoted(text, complete, &strict));
    let blanks = best(text, complete, &[Delimiter::Spaces], Score::is_surely_table);
    let blanks = blanks
        .filter(|blanks| found.as_ref().is_none_or(|found| blanks_part(&blanks.score, found)));
    let part_all = blanks.as_ref().is_some_and(|blanks| blanks.score.fit == 1000);
    if !part_all
        && (found.is_none() || blanks.is_some())
        && let Some(places) = fixed_width::places(text, complete)
    {
        let grammar = Grammar { places: Some(places), ..Grammar::new(Delimiter::Spaces) };
        return Some((Delimiter::Spaces, grammar));
    }
    // A colon stands within times and ratios: it parts fields only where nothing else does.
    let colons = || best(text, complete, &[Delimiter::Colon], Score::is_surely_table);
    let found = match (blanks.or(found), colons) {
        (Some(found), _) if found.delimiter != Delimiter::Spaces => Some(found),
        (found, colons) => {
            let quality = found.as_ref().map_or(0, |found| found.score.quality);
            let better = colons().filter(|colons| colons.score.quality > quality);
            better.filter(|_| !is_times(text)).or(found)
        }
    };
    found.map(|found| (found.delimiter, found.grammar))
}

/// A delimiter, how it parts the lines, and how well.
struct Candidate {
    delimiter: Delimiter,
    grammar: Grammar,
    score: Score,
}

/// The best of some delimiters with any quotation mark.
fn best(
    text: &str,
    complete: bool,
    delimiters: &[Delimiter],
    is_table: impl Fn(&Score) -> bool,
) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    let has_escapes = head(text).contains("\\\"");
    for (quote, escaped) in [(b'"', false), (b'"', true), (b'\'', false), (b'`', false)] {
        if escaped && !has_escapes || quote != b'"' && !may_be_quoted(text, quote) {
            continue;
        }
        for &delimiter in delimiters {
            let grammar = Grammar { quote, escaped, ..Grammar::new(delimiter) };
            let grammar = with_frame(text, grammar);
            let score = score(text, grammar, complete);
            let highest = best.as_ref().map_or(Score::default(), |best| best.score);
            let is_better = match (quote, escaped) {
                (b'"', false) => (score.quality, score.width) > (highest.quality, highest.width),
                (b'"', true) => {
                    score.quality > highest.quality
                        || score.quality == highest.quality && score.tailed < highest.tailed
                }
                _ => score.quality > highest.quality && score.quoted >= 300,
            };
            if is_better && is_table(&score) {
                best = Some(Candidate { delimiter, grammar, score });
            }
        }
    }
    best
}

/// Whether blanks separate the fields, where `other` is the best of the delimiters that hardly
/// stand within fields.
///
/// Not if the pieces between blanks hold another delimiter, as in `3 years,a`; and where that
/// one fits as many of the first lines, only if there are no names and nearly all pieces between blanks are numbers, as in
/// `1,5 2,5` or in lines of numbers with words behind a tab.
fn blanks_part(blanks: &Score, found: &Candidate) -> bool {
    let other = &found.score;
    if other.fit >= 500 && (blanks.mixed >= 100 || blanks.head_is_mixed) {
        return false;
    }
    // Blanks may fit a title by chance, and they part where tabs do.
    let chance = usize::from(found.delimiter == Delimiter::Tab);
    if other.misfits <= blanks.misfits + chance && other.fit >= 500 {
        let are_numbers = blanks.typed >= 800 && blanks.typed > other.typed;
        return are_numbers
            && blanks.first_is_row
            && blanks.misfits <= other.misfits
            && blanks.fit >= other.fit;
    }
    blanks.quality > other.quality
}

/// The delimiter within lines that stand in quotation marks as a whole, as a spreadsheet writes
/// them that read a CSV as one column.
fn whole_lines_quoted(text: &str, complete: bool, delimiters: &[Delimiter]) -> Option<Candidate> {
    let is_framed = |line: &str| {
        let line = line.trim();
        line.len() > 2 && line.starts_with('"') && line.ends_with('"')
    };
    let framed = lines(text).skip(1).filter(|line| is_framed(line)).count();
    if framed == 0 || 5 * framed < 4 * lines(text).skip(1).count() {
        return None;
    }
    let of = |&delimiter: &Delimiter| {
        // No field is in marks of its own.
        let grammar = Grammar { quote: 0, frame: b'"', ..Grammar::new(delimiter) };
        Candidate { delimiter, grammar, score: score(text, grammar, complete) }
    };
    let fits = |found: &Candidate| found.score.is_table() && found.score.first_fits;
    let candidates = delimiters.iter().map(of).filter(fits);
    candidates.max_by_key(|found| (found.score.quality, found.score.width))
}

/// The grammar, with pipes around the lines where most lines have them.
fn with_frame(text: &str, grammar: Grammar) -> Grammar {
    let is_framed = |line: &str| {
        let line = line.trim();
        line.len() > 2 && line.starts_with('|') && line.ends_with('|')
    };
    let is_table = |line: &&str| !is_ruler(line.as_bytes());
    let framed = || lines(text).filter(is_table).filter(|line| is_framed(line)).count();
    let is_pipe = grammar.delimiter == b'|';
    if is_pipe && 2 * framed() > lines(text).filter(is_table).count() {
        Grammar { frame: b'|', ..grammar }
    } else {
        grammar
    }
}

/// The first lines that are not blank.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    head(text).lines().filter(|line| !line.trim().is_empty()).take(RECORDS)
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(1 << 16);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether lines begin with this mark, or have it behind a delimiter.
fn may_be_quoted(text: &str, quote: u8) -> bool {
    let bytes = &text.as_bytes()[..text.len().min(1 << 16)];
    let begins = |pair: &[u8]| {
        pair[1] == quote && matches!(pair[0], b'\n' | b',' | b';' | b'\t' | b'|' | b' ')
    };
    bytes.first() == Some(&quote) || bytes.windows(2).any(begins)
}

/// Whether the lines are times rather than fields between colons.
fn is_times(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(RECORDS);
    lines.next();
    let (mut times, mut count) = (0, 0);
    for line in lines {
        count += 1;
        times += usize::from(is_typed(line));
    }
    2 * times > count
}

/// The number above 1 that is there most often, of equals the one that comes first.
pub(super) fn most_frequent(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for number in numbers.filter(|number| *number > 1) {
        match counts.iter_mut().find(|(found, _)| *found == number) {
            Some((_, count)) => *count += 1,
            None => counts.push((number, 1)),
        }
    }
    // The first of equals: `max_by_key` takes the last.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(number, _)| number)
}
