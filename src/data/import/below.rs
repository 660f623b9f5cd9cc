//! What stands below a table: sources, counts and remarks, and sums of the rows.

use crate::config::limits;
use crate::data::import::dialect::is_ruler;
use crate::data::import::fields::Grammar;

/// Bytes at the end of a file among which what stands below the table begins.
pub(super) const LONGEST_BELOW: usize = 1 << 12;
/// Rows that sum up the others stand among as many of the last records.
pub(super) const MOST_SUMS: usize = 8;
/// A text of as many words is a sentence.
const SENTENCE: usize = 3;
/// Labels of rows that count up the others.
const TOTALS: [&str; 40] = [
    "total",
    "totals",
    "grand total",
    "overall total",
    "subtotal",
    "sub-total",
    "sub total",
    "sum",
    "sums",
    "average",
    "averages",
    "avg",
    "mean",
    "median",
    "gesamt",
    "gesamtsumme",
    "summe",
    "insgesamt",
    "zwischensumme",
    "durchschnitt",
    "mittelwert",
    "somme",
    "total général",
    "moyenne",
    "total general",
    "suma",
    "promedio",
    "totale",
    "somma",
    "totaal",
    "gemiddelde",
    "итого",
    "всего",
    "сумма",
    "среднее",
    "合計",
    "合计",
    "总计",
    "總計",
    "합계",
];
/// Labels that only stand among such rows.
const MEASURES: [&str; 13] = [
    "min",
    "minimum",
    "max",
    "maximum",
    "count",
    "n",
    "std",
    "stdev",
    "std dev",
    "standard deviation",
    "sd",
    "se",
    "variance",
];

/// A record of the end of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct EndRecord {
    pub fields: Vec<String>,
    /// Whether it only draws a line or is a comment.
    pub says_nothing: bool,
}

impl EndRecord {
    /// How many of its fields hold something.
    pub fn filled(&self) -> usize {
        self.fields.iter().filter(|field| !field.is_empty()).count()
    }

    /// Whether nothing stands behind its first `filled` fields.
    fn is_beginning(&self) -> bool {
        self.fields.iter().take(self.filled()).all(|field| !field.is_empty())
    }

    /// The first field that holds something, and its column.
    pub fn label(&self) -> Option<(usize, &str)> {
        let mut fields = self.fields.iter().enumerate();
        fields.find(|(_, field)| !field.is_empty()).map(|(at, field)| (at, field.as_str()))
    }

    /// Whether its first field says something rather than naming it.
    pub fn is_sentence(&self) -> bool {
        self.label().is_some_and(|(_, label)| is_sentence(label))
    }

    /// Whether it is called a total, an average and so on.
    pub fn is_total(&self) -> bool {
        self.label().is_some_and(|(_, label)| is_one_of(&TOTALS, label))
    }

    /// Whether it may stand among lines below a table of `width` columns.
    pub fn may_be_below(&self, width: usize) -> bool {
        let is_measure = self.label().is_some_and(|(_, label)| is_one_of(&MEASURES, label));
        self.says_nothing
            || self.is_total()
            || is_measure
            || self.filled() == 0
            || self.fields.len() != width && self.label().is_some_and(|(_, label)| is_words(label))
            || self.filled() < width
                && self.label().is_some_and(|(at, label)| at == 0 && is_words(label))
    }

    /// Whether it is a remark rather than a row of a table of `width` columns: its first field
    /// is a text, nothing stands behind the first few, and if it is as wide as the table it
    /// stands apart, for a row may have gaps too.
    ///
    /// `is_apart`: whether it stands behind a blank line, or its text stands where the table has
    /// numbers.
    pub fn is_note(&self, width: usize, is_apart: bool) -> bool {
        let Some(first) = self.fields.first().filter(|first| is_words(first)) else { return false };
        if !self.is_beginning() {
            return false;
        }
        if self.fields.len() == width {
            is_apart && self.filled() < width
        } else {
            self.fields.len() == 1 || is_apart || is_sentence(first)
        }
    }
}

/// Whether two texts are of one kind, so that the second may stand in the first one's column.
pub(super) fn are_alike(one: &str, other: &str) -> bool {
    is_sentence(one) == is_sentence(other)
}

fn is_one_of(words: &[&str], label: &str) -> bool {
    let label = label.trim_end_matches([':', '.']).trim().to_lowercase();
    words.contains(&label.as_str())
}

fn is_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Whether a text says something rather than naming it: `Source: World Bank`, `(9 rows)`.
fn is_sentence(text: &str) -> bool {
    let begins_with_mark = !text.starts_with(|first: char| first.is_alphanumeric() || first == '"');
    text.split_whitespace().count() >= SENTENCE || text.contains(": ") || begins_with_mark
}

/// The record at `from`, and where the next one begins; blank lines are passed over. `None` at
/// the end of `text`.
pub(super) fn record(grammar: Grammar, text: &str, from: usize) -> Option<(EndRecord, usize)> {
    let begin =
        from + text.get(from..)?.len() - text[from..].trim_start_matches(['\n', '\r']).len();
    let (mut at, mut record, mut scratch) = (begin, EndRecord::default(), String::new());
    loop {
        let field = grammar.field(text, at, true)?;
        // A line of nothing but delimiters must not fill the memory.
        if record.fields.len() <= 10 * limits::MAX_COLUMNS {
            record.fields.push(field.content(text, &mut scratch).to_owned());
        }
        at = field.next;
        if field.last {
            break;
        }
    }
    let bytes = &text.as_bytes()[begin..at];
    record.says_nothing = bytes.starts_with(b"#") || is_ruler(bytes);
    Some((record, at))
}

/// All records from `from` on.
pub(super) fn records(grammar: Grammar, text: &str, from: usize) -> Vec<EndRecord> {
    let mut records = Vec::new();
    let mut at = from;
    while let Some((record, next)) = record(grammar, text, at) {
        records.push(record);
        at = next;
    }
    records
}

/// Whether two records in a row have as many fields, at least two, as those of a table have.
pub(super) fn hold_table(records: &[EndRecord]) -> bool {
    let records: Vec<usize> =
        records.iter().filter(|one| !one.says_nothing).map(|one| one.fields.len()).collect();
    records.windows(2).any(|pair| pair[0] >= 2 && pair[0] == pair[1])
}

/// Whether `value` is the sum or the mean of `values`, as far as rounding lets it be.
pub(super) fn sums_up(value: f64, values: &[f64]) -> bool {
    let present: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let sum: f64 = present.iter().sum();
    let is_near = |wanted: f64| (value - wanted).abs() <= 0.005 * wanted.abs();
    present.len() > 1 && sum != 0.0 && (is_near(sum) || is_near(sum / present.len() as f64))
}
