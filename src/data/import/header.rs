//! Which record holds the column names.

use std::collections::HashSet;

use crate::config::DecimalMark;
use crate::data::import::preview::PreviewRecord;
use crate::data::import::{date, missing::Markers, number, pattern};

/// Lines of titles above a table are not more.
const TITLES: usize = 8;
/// Lines of `key,value` above a table are not more.
const SETTINGS: usize = 100;

/// What a field of the preview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Nothing,
    Number,
    Date,
    Word,
}

pub(super) fn kind(field: &str, decimal: DecimalMark, markers: &Markers) -> FieldKind {
    if markers.is_missing(field) {
        FieldKind::Nothing
    } else if !matches!(number::read(field, decimal), number::ParsedNumber::Word)
        || pattern::is_duration(field)
    {
        FieldKind::Number
    } else if date::read(field).is_some() {
        FieldKind::Date
    } else {
        FieldKind::Word
    }
}

/// Whether `first` holds names rather than values of the rows `body`.
///
/// A word above numbers speaks for names, a number above numbers for a row. Years that
/// count up are names. Where everything is words, a row is recognized by words that recur
/// in their columns, nearly all of them; columns in which hardly anything recurs say nothing.
pub(super) fn looks_like_names(
    first: &[String],
    body: &[&PreviewRecord],
    kind: &impl Fn(&str) -> FieldKind,
) -> bool {
    let kinds: Vec<FieldKind> = first.iter().map(|field| kind(field)).collect();
    if body.is_empty() {
        return kinds.contains(&FieldKind::Word);
    }
    let (mut names, mut values) = (0, 0);
    let (mut repeated, mut repeating) = (0, 0);
    for (index, &first_kind) in kinds.iter().enumerate() {
        let fields = || body.iter().filter_map(|row| row.fields.get(index));
        let column = column_kind(fields().map(|field| kind(field)));
        match (first_kind, column) {
            (FieldKind::Nothing, _) => {}
            (FieldKind::Word, FieldKind::Word) => {
                let different: HashSet<&String> = fields().collect();
                if 4 * different.len() <= 3 * fields().count() || fields().count() < 4 {
                    repeating += 1;
                    repeated += usize::from(different.contains(&first[index]));
                }
            }
            (first, column) if first == column => values += 1,
            (FieldKind::Number | FieldKind::Date, FieldKind::Word) => {}
            _ => names += 1,
        }
    }
    if are_years(first, &kinds) {
        return true;
    }
    if names + values > 0 {
        return names >= values;
    }
    let is_row = repeating > 0 && 10 * repeated >= 9 * repeating;
    !is_row
        && (kinds.contains(&FieldKind::Word)
            || kinds.iter().all(|kind| *kind == FieldKind::Nothing))
}

/// What most fields of a column are.
pub(super) fn column_kind(kinds: impl Iterator<Item = FieldKind>) -> FieldKind {
    let kinds: Vec<FieldKind> = kinds.collect();
    let count = |wanted| kinds.iter().filter(|kind| **kind == wanted).count();
    let [numbers, dates, words] = [FieldKind::Number, FieldKind::Date, FieldKind::Word].map(count);
    let present = numbers + dates + words;
    [(numbers, FieldKind::Number), (dates, FieldKind::Date)]
        .into_iter()
        .find(|(count, _)| present > 0 && 10 * count >= 8 * present)
        .map_or(FieldKind::Word, |(_, kind)| kind)
}

/// Whether the numbers among the fields are at least two years that count up by one, and
/// other fields are words.
fn are_years(fields: &[String], kinds: &[FieldKind]) -> bool {
    let years: Option<Vec<i64>> = fields
        .iter()
        .zip(kinds)
        .filter(|(_, kind)| **kind == FieldKind::Number)
        .map(|(field, _)| field.parse().ok().filter(|year| (1500..2200).contains(year)))
        .collect();
    kinds.contains(&FieldKind::Word)
        && years.is_some_and(|years| {
            years.len() >= 2 && years.windows(2).all(|pair| pair[1] == pair[0] + 1)
        })
}

/// The record of the names behind an instrument's lines of `key,value` that are as wide as
/// the table: the last record of words before nothing but numbers and dates follow, all
/// records above it with a word in the first column. `at`: the first record that fits.
pub(super) fn behind_settings(
    records: &[PreviewRecord],
    at: usize,
    kind: &impl Fn(&str) -> FieldKind,
) -> Option<usize> {
    let rows: Vec<usize> = (at..records.len()).filter(|&row| !records[row].is_comment).collect();
    let is_word = |row: usize| kind(&records[row].fields[0]) == FieldKind::Word;
    let settings = rows.iter().take_while(|&&row| is_word(row)).count();
    if !(3..=SETTINGS).contains(&settings) || rows.len() < settings + 2 {
        return None;
    }
    let (above, body) = rows.split_at(settings);
    let names = *above.last()?;
    let are_values =
        |row: &usize| records[*row].fields.iter().all(|field| kind(field) != FieldKind::Word);
    let is_filled = records[names].filled() == records[names].width();
    let is_named = is_filled && are_all_words(&records[names].fields, kind);
    (is_named && body.iter().all(are_values)).then_some(names)
}

/// The record of the names behind a blank line under titles that are as wide as the table: few
/// lines without numbers in the columns that have them further down. `at`: the first record
/// that fits.
pub(super) fn behind_titles(
    records: &[PreviewRecord],
    at: usize,
    kind: &impl Fn(&str) -> FieldKind,
) -> Option<usize> {
    let names = (at + 1..records.len().min(at + TITLES))
        .find(|&row| records[row].is_behind_blank && !records[row].is_comment)?;
    let body: Vec<&PreviewRecord> =
        records[names + 1..].iter().filter(|row| !row.is_comment).collect();
    let width = records[names].width();
    let columns = 0..width;
    let is_typed = |&column: &usize| {
        let fields = body.iter().filter_map(|row| row.fields.get(column));
        column_kind(fields.map(|field| kind(field))) != FieldKind::Word
    };
    let typed: Vec<usize> = columns.filter(is_typed).collect();
    let has_no_number = |row: &PreviewRecord| {
        let mut fields = typed.iter().filter_map(|&column| row.fields.get(column));
        fields.all(|field| matches!(kind(field), FieldKind::Word | FieldKind::Nothing))
    };
    let above = &records[at + 1..names];
    let is_longer = body.len() > 2 * (names - at);
    let fits = records[names].filled() == width && are_all_words(&records[names].fields, kind);
    (is_longer && fits && !typed.is_empty() && above.iter().all(has_no_number)).then_some(names)
}

/// Whether the fields are different words, none of them empty.
pub(super) fn are_all_words(fields: &[String], kind: &impl Fn(&str) -> FieldKind) -> bool {
    fields.iter().all(|field| kind(field) == FieldKind::Word)
        && all_differ(fields.iter().map(String::as_str))
}

pub(super) fn all_differ<'text>(texts: impl Iterator<Item = &'text str>) -> bool {
    let mut seen = HashSet::new();
    let mut texts = texts;
    texts.all(|text| seen.insert(text))
}
