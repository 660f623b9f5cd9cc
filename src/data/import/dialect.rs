//! Delimiter and decimal mark, guessed from the beginning of a file.

use crate::config::{DecimalMark, Delimiter};
use crate::data::import::fields::Grammar;
use crate::data::import::{date, number};

/// Records that are used.
const RECORDS: usize = 200;

/// What a first line such as `sep=;` says, which Excel writes, and where the text goes on.
pub(super) fn said(text: &str) -> Option<(Delimiter, usize)> {
    let line = text.lines().next()?;
    let character = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    let delimiter = match character {
        "," => Delimiter::Comma,
        ";" => Delimiter::Semicolon,
        "\t" | "\\t" => Delimiter::Tab,
        "|" => Delimiter::Pipe,
        " " => Delimiter::Spaces,
        _ => return None,
    };
    let rest = text[line.len()..].trim_start_matches('\r');
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    Some((delimiter, text.len() - rest.len()))
}

/// How well a delimiter explains the first records; more is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Records as wide as most.
    steady: usize,
    /// How many in a thousand of their fields are numbers, dates or nothing.
    typed: usize,
    /// How wide most records are.
    width: usize,
}

/// The delimiter under which most of the first records have the same number of fields;
/// among equals the one with more numbers in them, then the one with more fields, then
/// the first in [`Delimiter::ALL`]. Spaces must be better than all others in steadiness or
/// numbers. `None` if no delimiter parts most lines. Quotation marks are respected.
///
/// Source: the guess of `PapaParse`, and what it is blind to. Checked by
/// `tests/it/data/import/cases.rs`.
pub(super) fn delimiter(text: &str, complete: bool) -> Option<Delimiter> {
    let mut best: Option<(Delimiter, Score)> = None;
    for delimiter in Delimiter::ALL {
        let mut score = score(text, Grammar::new(delimiter), complete);
        if delimiter == Delimiter::Spaces
            && best
                .is_some_and(|(_, best)| (score.steady, score.typed) <= (best.steady, best.typed))
        {
            score.width = 0;
        }
        if score.width >= 2 && best.is_none_or(|(_, highest)| score > highest) {
            best = Some((delimiter, score));
        }
    }
    best.map(|(delimiter, _)| delimiter)
}

fn score(text: &str, grammar: Grammar, complete: bool) -> Score {
    let mut records = Vec::new();
    let (mut at, mut scratch) = (0, String::new());
    while records.len() < RECORDS && at < text.len() {
        let is_comment = text.as_bytes()[at] == b'#';
        let (mut fields, mut typed, mut blank) = (0, 0, true);
        loop {
            let Some(field) = grammar.field(text, at, complete) else {
                at = text.len();
                fields = 0;
                break;
            };
            let content = field.content(text, &mut scratch);
            fields += 1;
            blank &= content.is_empty();
            typed += usize::from(is_typed(content));
            at = field.next;
            if field.last {
                break;
            }
        }
        if (fields > 1 || !blank && fields == 1) && !is_comment {
            records.push((fields, typed));
        }
    }
    let mut widths: Vec<usize> = records.iter().map(|(width, _)| *width).collect();
    let (width, steady) = most_frequent(&mut widths).unwrap_or((0, 0));
    let fits = || records.iter().filter(|(fields, _)| *fields == width);
    let typed: usize = fits().map(|(_, typed)| *typed).sum();
    Score { steady, typed: 1000 * typed / (steady * width).max(1), width }
}

/// The number above 1 that is there most often, the largest of equals, and how often.
pub(super) fn most_frequent(numbers: &mut [usize]) -> Option<(usize, usize)> {
    numbers.sort_unstable();
    numbers
        .chunk_by(|a, b| a == b)
        .map(|equal| (equal[0], equal.len()))
        .filter(|(number, _)| *number > 1)
        .max_by_key(|(number, count)| (*count, *number))
}

/// Whether a field is a number with either mark, a date or nothing.
fn is_typed(field: &str) -> bool {
    field.is_empty()
        || matches!(number::read(field, DecimalMark::Point), number::ParsedNumber::Number(_))
        || date::read(field).is_some()
}

/// Which decimal mark the numbers of a file speak for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DecimalMarkEvidence {
    point: usize,
    comma: usize,
    /// Like 1,234.
    unsure_comma: usize,
    /// Like 1.234.
    unsure_point: usize,
}

impl DecimalMarkEvidence {
    /// Counts a field.
    pub fn add(&mut self, field: &str) {
        if let number::ParsedNumber::Number(number) = number::read(field, DecimalMark::Point) {
            let is_grouped = number.thousands == Some(',');
            match number.forms & (number::OTHER_MARK | number::UNSURE | number::FRACTION) {
                forms if forms & number::OTHER_MARK != 0 => self.comma += 1,
                forms if forms & number::UNSURE != 0 => {
                    self.unsure_comma += usize::from(is_grouped);
                    self.unsure_point += usize::from(!is_grouped);
                }
                forms => self.point += usize::from(forms != 0 || is_grouped),
            }
        }
    }

    /// The decimal mark, and whether it is sure.
    ///
    /// Without any sure number: in a file of semicolons `1,234` has a decimal comma, as
    /// programs of the countries that write semicolons write it; in others it is 1234.
    /// `1.234` has a decimal point; semicolons and tabs leave that unsure.
    pub fn decide(self, delimiter: Delimiter) -> (DecimalMark, bool) {
        let semicolons = delimiter == Delimiter::Semicolon;
        if self.comma > self.point || semicolons && self.comma > 0 && self.comma == self.point {
            return (DecimalMark::Comma, true);
        }
        let leaves_unsure = matches!(delimiter, Delimiter::Semicolon | Delimiter::Tab);
        if self.point > 0 || self.unsure_point > 0 && !leaves_unsure {
            return (DecimalMark::Point, true);
        }
        let comma = semicolons && self.unsure_comma > 0;
        (if comma { DecimalMark::Comma } else { DecimalMark::Point }, false)
    }
}
