//! Delimiter and decimal mark, guessed from the beginning of a file.

use crate::config::{DecimalMark, Delimiter};
use crate::data::import::fields::Grammar;
use crate::data::import::{date, number, pattern};

/// Records that are used.
const RECORDS: usize = 200;
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

/// How well a grammar explains the first records; more is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// `fit`, and half as much again at most for what its fields are.
    quality: usize,
    /// How wide most records are.
    width: usize,
    /// How many in a thousand bytes are in records as wide as most.
    fit: usize,
    /// How many in a thousand of their fields are numbers, dates or nothing.
    typed: usize,
    /// How many in a thousand of their fields are between quotation marks.
    quoted: usize,
    /// Whether the first record is as wide as most, or has names for all but the first column.
    first_fits: bool,
}

impl Score {
    /// Whether the grammar parts the lines at all, rather than some sentences by chance.
    fn is_table(&self) -> bool {
        self.width >= 2 && (self.fit >= 500 || self.typed >= 300)
    }

    /// The same of what also stands within fields: spaces and colons.
    fn is_surely_table(&self) -> bool {
        self.is_table() && (self.typed >= 300 || self.first_fits && self.fit >= 800)
    }
}

/// The grammar under which most of the file has the same number of fields, those with more
/// numbers in them before others; among equals the one with more fields, then the first in
/// [`Delimiter::ALL`]. Spaces and colons must be better than all before them. `None` if
/// there is but one column: no delimiter parts most of the file. `said`: the delimiter, where
/// the user or the file says it.
///
/// Formula: the share of bytes in records as wide as most, times one and half the share of
/// numbers, dates and gaps in them, less a seventh if the first line does not fit: the product of a pattern's and its types' score, as in
/// van den Burg, Nazábal and Sutton, "Wrangling messy CSV files" (2019). Quotation marks are
/// respected, apostrophes and backticks only where they make it better. Checked by
/// `tests/it/data/import/cases.rs`.
pub(super) fn grammar(
    text: &str,
    complete: bool,
    said: Option<Delimiter>,
) -> Option<(Delimiter, Grammar)> {
    let none = Score::default();
    let mut best = said.map(|said| (said, Grammar::new(said), none));
    for quote in [b'"', b'\'', b'`'] {
        if quote != b'"' && !may_be_quoted(text, quote) {
            continue;
        }
        let is_asked = |delimiter: &Delimiter| said.is_none_or(|said| said == *delimiter);
        for delimiter in Delimiter::ALL.into_iter().filter(is_asked) {
            let grammar = Grammar { quote, ..Grammar::new(delimiter) };
            let score = score(text, grammar, complete);
            let highest = best.as_ref().map_or((0, 0), |(.., best)| (best.quality, best.width));
            let is_loose = matches!(delimiter, Delimiter::Spaces | Delimiter::Colon);
            // A colon stands within times and ratios: it parts fields only where nothing else does.
            let is_needed = delimiter != Delimiter::Colon
                || best.as_ref().is_none_or(|(found, ..)| *found == Delimiter::Spaces);
            let is_better = if is_loose || quote != b'"' {
                score.quality > highest.0
            } else {
                (score.quality, score.width) > highest
            };
            let is_table = if is_loose { score.is_surely_table() } else { score.is_table() };
            if is_needed && is_better && is_table && (quote == b'"' || score.quoted >= 300) {
                best = Some((delimiter, grammar, score));
            }
        }
    }
    let may_be = |delimiter| said.is_some() || delimiter != Delimiter::Colon || !is_times(text);
    let (delimiter, grammar, _) = best.filter(|(delimiter, ..)| may_be(*delimiter))?;
    Some((delimiter, grammar))
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

fn score(text: &str, grammar: Grammar, complete: bool) -> Score {
    /// A record: its fields, those with a type, those in quotation marks, and its bytes.
    struct Shape {
        fields: usize,
        typed: usize,
        quoted: usize,
        bytes: usize,
    }
    let mut records: Vec<Shape> = Vec::new();
    let (mut at, mut scratch) = (0, String::new());
    while records.len() < RECORDS && at < text.len() {
        let begin = at;
        let is_comment = text.as_bytes()[at] == b'#';
        let (mut fields, mut typed, mut quoted, mut blank) = (0, 0, 0, true);
        loop {
            let Some(field) = grammar.field(text, at, complete) else {
                at = text.len();
                fields = 0;
                break;
            };
            quoted += usize::from(field.is_quoted());
            let content = field.content(text, &mut scratch);
            fields += 1;
            blank &= content.is_empty();
            typed += usize::from(is_typed(content));
            at = field.next;
            if field.last {
                break;
            }
        }
        if fields > 0 && !blank && !is_comment {
            records.push(Shape { fields, typed, quoted, bytes: at - begin });
        }
    }
    let bytes: usize = records.iter().map(|record| record.bytes).sum();
    let mut by_width: Vec<(usize, usize)> = Vec::new();
    for record in records.iter().filter(|record| record.fields > 1) {
        match by_width.iter_mut().find(|(width, _)| *width == record.fields) {
            Some((_, bytes)) => *bytes += record.bytes,
            None => by_width.push((record.fields, record.bytes)),
        }
    }
    let Some(&(width, fitting)) = by_width.iter().max_by_key(|(width, bytes)| (*bytes, *width))
    else {
        return Score::default();
    };
    let fits = || records.iter().filter(|record| record.fields == width);
    let fields = width * fits().count();
    let share = |count: usize, of: usize| 1000 * count / of.max(1);
    let fit = share(fitting, bytes);
    let typed = share(fits().map(|record| record.typed).sum(), fields);
    let quoted = share(fits().map(|record| record.quoted).sum(), fields);
    let first_fits =
        records.first().is_some_and(|first| first.fields == width || first.fields + 1 == width);
    // What does not fit the first line is less likely: groups of digits are no fields.
    let quality = fit * (1000 + typed / 2) * if first_fits { 20 } else { 17 };
    Score { quality, width, fit, typed, quoted, first_fits }
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

/// Whether a field is a number with either mark, a date or nothing.
fn is_typed(field: &str) -> bool {
    field.is_empty()
        || matches!(number::read(field, DecimalMark::Point), number::ParsedNumber::Number(_))
        || date::read(field).is_some()
        || pattern::is_duration(field)
}
