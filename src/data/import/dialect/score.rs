//! How well a delimiter explains the first records of a file.

use crate::config::DecimalMark;
use crate::data::import::fields::Grammar;
use crate::data::import::{date, number, pattern};

/// Records that are used.
pub(super) const RECORDS: usize = 200;
/// Records that hold titles and names.
const HEAD: usize = 5;

/// How well a grammar explains the first records; more is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    /// `fit`, half as much again at most for what its fields are, and less for what is unlikely.
    pub quality: usize,
    /// How wide most records are.
    pub width: usize,
    /// How many in a thousand bytes are in records as wide as most.
    pub fit: usize,
    /// How many in a thousand of their fields are numbers, dates or nothing.
    pub typed: usize,
    /// How many in a thousand of their fields are between quotation marks.
    pub quoted: usize,
    /// How many in a thousand records have words with another delimiter inside them.
    pub mixed: usize,
    /// How many fields have more behind their closing quotation mark.
    pub tailed: usize,
    /// Whether the first record is as wide as most, or has names for all but the first column.
    pub first_fits: bool,
    /// Whether the first record is a row: half of its fields are numbers, dates or nothing.
    pub first_is_row: bool,
    /// Whether another delimiter stands within words of the first few records.
    pub head_is_mixed: bool,
    /// How many of the first few records are not so wide, titles above the names among them.
    pub misfits: usize,
}

impl Score {
    /// Whether the grammar parts the lines at all, rather than some sentences by chance.
    pub fn is_table(&self) -> bool {
        self.width >= 2 && (self.fit >= 500 || self.typed >= 300)
    }

    /// The same of what also stands within fields: spaces and colons.
    pub fn is_surely_table(&self) -> bool {
        self.is_table() && (self.typed >= 300 || self.first_fits && self.fit >= 800)
    }
}

/// How well `grammar` explains the first records of `text`.
pub(super) fn score(text: &str, grammar: Grammar, complete: bool) -> Score {
    /// A record: its fields, those with a type, those in quotation marks, and its bytes.
    struct Shape {
        fields: usize,
        typed: usize,
        quoted: usize,
        mixed: bool,
        bytes: usize,
    }
    let mut records: Vec<Shape> = Vec::new();
    let (mut at, mut tailed, mut scratch) = (0, 0, String::new());
    while records.len() < RECORDS && at < text.len() {
        let begin = at;
        let is_comment = text.as_bytes()[at] == b'#';
        let (mut fields, mut typed, mut quoted) = (0, 0, 0);
        let (mut blank, mut mixed) = (true, false);
        loop {
            let Some(field) = grammar.field(text, at, complete) else {
                at = text.len();
                fields = 0;
                break;
            };
            quoted += usize::from(field.is_quoted());
            tailed += usize::from(field.is_tailed());
            let is_quoted = field.is_quoted();
            let content = field.content(text, &mut scratch);
            fields += 1;
            blank &= content.is_empty();
            let has_type = is_typed(content);
            typed += usize::from(has_type);
            mixed = mixed || !has_type && !is_quoted && has_delimiter_inside(content);
            at = field.next;
            if field.last {
                break;
            }
        }
        if fields > 0 && !blank && !is_comment && !is_ruler(&text.as_bytes()[begin..at]) {
            records.push(Shape { fields, typed, quoted, mixed, bytes: at - begin });
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
    let mixed = share(records.iter().filter(|record| record.mixed).count(), records.len());
    // One name less than fields, as R writes it; but one word is no line of names.
    let first_fits = records.first().is_some_and(|first| {
        first.fields == width || first.fields + 1 == width && first.fields > 1
    });
    let fits = |record: &Shape| record.fields == width;
    let misfits = usize::from(!first_fits)
        + records.iter().take(HEAD).skip(1).filter(|record| !fits(record)).count();
    // What does not fit the first lines is less likely, for groups of digits are no fields; so
    // is what leaves another delimiter within words.
    let head = [20, 12, 7, 4][misfits.min(3)];
    let quality = fit * (1000 + typed / 2) / 1000 * head * (10_000 - mixed);
    let first_is_row = records.first().is_some_and(|first| 2 * first.typed >= first.fields);
    let head_is_mixed = records.iter().take(HEAD).any(|record| record.mixed);
    Score {
        quality,
        width,
        fit,
        typed,
        quoted,
        mixed,
        tailed,
        first_fits,
        first_is_row,
        head_is_mixed,
        misfits,
    }
}

/// Whether a delimiter stands between other characters of a field.
fn has_delimiter_inside(field: &str) -> bool {
    let inner = field.trim_matches([',', ';', '|']);
    inner.contains([',', ';', '|'])
}

/// Whether a field is a number with either mark, a date or nothing.
pub(in crate::data::import) fn is_typed(field: &str) -> bool {
    field.is_empty()
        || matches!(number::read(field, DecimalMark::Point), number::ParsedNumber::Number(_))
        || date::read(field).is_some()
        || pattern::is_duration(field)
}

/// Whether a line only draws a line, as under the names of a printed table: `---|---`.
pub(in crate::data::import) fn is_ruler(line: &[u8]) -> bool {
    let is_drawn = |byte: &u8| b"-=_*+|: \t,;\r\n".contains(byte);
    let is_long = |three: &[u8]| {
        matches!(three[0], b'-' | b'=' | b'_' | b'*') && three.iter().all(|byte| *byte == three[0])
    };
    line.iter().all(is_drawn) && line.windows(3).any(is_long)
}
