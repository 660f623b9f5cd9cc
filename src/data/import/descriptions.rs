//! Lines under the column names that say more of the columns rather than being rows: units,
//! types, questions, the second part of the names.

use crate::config::DecimalMark;
use crate::data::import::header::{FieldKind, all_differ, are_all_words, column_kind};
use crate::data::import::preview::PreviewRecord;
use crate::data::import::{date, number, pattern};

/// There are not more of them.
const MOST: usize = 3;
/// Words for the type of a column.
const TYPES: [&str; 24] = [
    "continuous",
    "discrete",
    "numeric",
    "number",
    "nominal",
    "ordinal",
    "categorical",
    "category",
    "string",
    "text",
    "str",
    "char",
    "varchar",
    "float",
    "double",
    "real",
    "decimal",
    "int",
    "integer",
    "bool",
    "boolean",
    "date",
    "datetime",
    "meta",
];

/// How many records right under the names in record `at` describe the columns.
///
/// Such a record has words, and nothing else, where all further rows have numbers or dates; in at
/// least two such columns, for one word among numbers may be a missing value, or in one if it is
/// a type or in brackets. No word of it comes again in its column. Under one of them, a record
/// without any value in these columns is another. At least two rows must remain.
///
/// Checked by `tests/it/data/import/cases_headers.rs`.
pub(super) fn descriptions(
    records: &[PreviewRecord],
    at: usize,
    kind: &impl Fn(&str) -> FieldKind,
) -> usize {
    let mut count = 0;
    while count < MOST {
        let under = at + 1 + count;
        let Some(record) = records.get(under).filter(|record| !record.is_comment) else { break };
        let rows = |from: usize| -> Vec<&PreviewRecord> {
            records[from..].iter().filter(|row| !row.is_comment).collect()
        };
        let later = rows(under + 1);
        // What the columns hold is seen behind all lines that may describe them.
        let body = rows((at + 1 + MOST).min(records.len().saturating_sub(2)).max(under + 1));
        let is_one = are_units(record)
            || body.len() >= 2
                && (describes(record, (&body, &later), kind)
                    || count > 0 && says_more(record, &body, kind));
        if !is_one {
            break;
        }
        count += 1;
    }
    count
}

/// The columns in which rows have numbers or dates, among those where a record has something.
fn filled_typed<'a>(
    record: &'a PreviewRecord,
    rows: &'a [&PreviewRecord],
    kind: &'a impl Fn(&str) -> FieldKind,
) -> impl Iterator<Item = (usize, &'a str)> {
    let fields = record.fields.iter().enumerate().filter(|(_, field)| !field.is_empty());
    fields.map(|(column, field)| (column, field.as_str())).filter(move |(column, _)| {
        let cells = rows.iter().filter_map(|row| row.fields.get(*column));
        column_kind(cells.map(|cell| kind(cell))) != FieldKind::Word
    })
}

fn describes(
    record: &PreviewRecord,
    (rows, later): (&[&PreviewRecord], &[&PreviewRecord]),
    kind: &impl Fn(&str) -> FieldKind,
) -> bool {
    let typed: Vec<(usize, &str)> = filled_typed(record, rows, kind).collect();
    let comes_again = |&(column, field): &(usize, &str)| {
        later.iter().filter_map(|row| row.fields.get(column)).any(|cell| cell == field)
    };
    // A duration among durations is a value, but `5s` may also be a length.
    let is_value = |&(column, field): &(usize, &str)| {
        let cells: Vec<&String> = rows.iter().filter_map(|row| row.fields.get(column)).collect();
        pattern::is_duration(field)
            && 2 * cells.iter().filter(|cell| pattern::is_duration(cell)).count() > cells.len()
    };
    let are_types = typed.iter().all(|(_, field)| TYPES.contains(&field.to_lowercase().as_str()));
    (typed.len() >= 2 || typed.len() == 1 && are_types)
        && typed.iter().all(|(_, field)| is_word(field) && kind(field) != FieldKind::Nothing)
        && !typed.iter().any(|field| comes_again(field) || is_value(field))
}

/// Whether a record has words, but no value for the columns of numbers.
fn says_more(
    record: &PreviewRecord,
    rows: &[&PreviewRecord],
    kind: &impl Fn(&str) -> FieldKind,
) -> bool {
    let filled = record.filled();
    filled > 0
        && filled < record.width()
        && filled_typed(record, rows, kind).all(|(column, _)| column == 0)
        && record.fields.iter().filter(|field| !field.is_empty()).all(|field| is_word(field))
}

/// Whether a field is neither a number nor a date.
fn is_word(field: &str) -> bool {
    matches!(number::read(field, DecimalMark::Point), number::ParsedNumber::Word)
        && matches!(number::read(field, DecimalMark::Comma), number::ParsedNumber::Word)
        && date::read(field).is_none()
}

/// Names of which a first part stands above the columns' own, for several at once.
pub(super) enum Grouped {
    /// The second line alone has a different name for each column.
    SecondLine,
    /// Both together have.
    Joined(Vec<String>),
}

/// What the record under the names in record `at` means for them, if it belongs to the names:
/// the names themselves have gaps or come twice. `further`: the records that describe columns.
pub(super) fn grouped(
    records: &[PreviewRecord],
    at: usize,
    further: usize,
    kind: &impl Fn(&str) -> FieldKind,
) -> Option<Grouped> {
    let first = records[at].names();
    let second = &records.get(at + 1).filter(|_| further > 0)?.fields;
    if first.len() != second.len() {
        return None;
    }
    let named = first.iter().filter(|name| !name.is_empty()).map(String::as_str);
    let comes_twice = !all_differ(named);
    let has_gaps = first
        .iter()
        .zip(second)
        .skip(1)
        .any(|(above, below)| above.is_empty() && !below.is_empty());
    if !comes_twice && !has_gaps {
        return None;
    }
    if has_gaps && are_all_words(second, kind) {
        return Some(Grouped::SecondLine);
    }
    // A group's name stands above the first of its columns only, or above each.
    let mut group = "";
    let mut joined: Vec<String> = Vec::new();
    for (above, below) in first.iter().zip(second) {
        if !above.is_empty() {
            group = above;
        }
        let parts = if below.is_empty() { [above, ""] } else { [group, below] };
        joined.push(parts.join(" ").trim().to_owned());
    }
    // The name of the rows' own column stands in a third line, as pandas writes it.
    if joined[0].is_empty()
        && let Some(third) = records.get(at + 2).filter(|_| further > 1)
        && third.filled() == 1
    {
        joined[0].clone_from(&third.fields[0]);
    }
    let filled = || joined.iter().filter(|name| !name.is_empty()).map(String::as_str);
    (filled().count() + 1 >= joined.len() && all_differ(filled()))
        .then_some(Grouped::Joined(joined))
}

/// Whether a record has the units of the names above it: `(s)`, `[V]`.
pub(super) fn are_units(record: &PreviewRecord) -> bool {
    let is_unit = |field: &&String| {
        field.starts_with('(') && field.ends_with(')')
            || field.starts_with('[') && field.ends_with(']')
    };
    let filled = record.filled();
    filled > 0
        && 2 * filled >= record.width()
        && record.fields.iter().filter(|field| !field.is_empty()).all(|field| {
            is_unit(&field) && !field.bytes().any(|byte| byte == b',' || byte.is_ascii_digit())
        })
}
