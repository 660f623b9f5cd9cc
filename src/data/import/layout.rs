//! Where the table begins in a file: comments, lines above it, names or none.

use std::collections::HashSet;

use crate::config::{DecimalMark, Delimiter, ReadingConfig, limits};
use crate::data::import::column_names::ColumnNames;
use crate::data::import::dialect::{DecimalMarkEvidence, most_frequent, said};
use crate::data::import::fields::{Grammar, line_ends};
use crate::data::import::{date, dialect, missing::Markers, number};
use crate::data::occurrences::{Occurrences, excerpt};
use crate::data::{DataError, ImportWarning};

/// Records that are used.
const RECORDS: usize = 1000;

/// How a file is laid out.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub delimiter: Delimiter,
    pub grammar: Grammar,
    pub decimal: DecimalMark,
    /// Whether some number of the file, or the user, speaks for the decimal mark.
    pub is_decimal_sure: bool,
    pub names: ColumnNames,
    /// The line of the names; `None` if they were made.
    pub header_line: Option<usize>,
    /// Where the first row begins, in bytes and in lines.
    pub start: usize,
    pub line: usize,
    /// What was found above the rows.
    pub warnings: Vec<ImportWarning>,
    /// Comments above the rows.
    pub comments: Occurrences,
}

/// A record of the preview.
struct PreviewRecord {
    from: usize,
    next: usize,
    line: usize,
    /// Its fields, and the line behind it.
    fields: Vec<String>,
    next_line: usize,
    /// Fields without the empty ones at the end.
    effective: usize,
    is_comment: bool,
}

impl PreviewRecord {
    fn width(&self) -> usize {
        self.fields.len()
    }

    fn filled(&self) -> usize {
        self.fields.iter().filter(|field| !field.is_empty()).count()
    }
}

/// What a field of the preview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldKind {
    Nothing,
    Number,
    Date,
    Word,
}

impl Layout {
    /// Finds the layout of a file that begins with `text`.
    ///
    /// # Errors
    /// No rows of at least two fields.
    pub fn find(text: &str, complete: bool, reading: &ReadingConfig) -> Result<Self, DataError> {
        let (said, skipped) = said(text).map_or((None, 0), |(said, at)| (Some(said), at));
        let found = reading.delimiter.or(said).or_else(|| dialect::delimiter(text, complete));
        let delimiter = found.unwrap_or_default();
        let grammar = Grammar::new(delimiter);
        let records = records(text, skipped, grammar, complete);
        let Some(first) = records.first() else { return Err(DataError::Empty) };
        let one_column = || DataError::OneColumn { name: excerpt(&first.fields[0]) };
        if found.is_none() {
            return Err(one_column());
        }
        let mut evidence = DecimalMarkEvidence::default();
        records.iter().flat_map(|record| &record.fields).for_each(|field| evidence.add(field));
        let (guess, is_sure) = evidence.decide(delimiter);
        let decimal = reading.decimal.unwrap_or(guess);
        let is_decimal_sure = is_sure || reading.decimal.is_some();

        let markers = Markers::new(reading);
        let kind = |field: &str| kind(field, decimal, &markers);
        let rows = || records.iter().filter(|record| !record.is_comment);
        let mut widths: Vec<usize> = rows().map(|record| record.effective).collect();
        let width = most_frequent(&mut widths).map_or(1, |(width, _)| width);
        let is_title = |record: &PreviewRecord| {
            record.width() < width || record.filled() == 0 || width >= 3 && record.filled() == 1
        };
        let Some(at) = records.iter().position(|record| !record.is_comment && !is_title(record))
        else {
            return Err(one_column());
        };
        let first = &records[at];
        let body: Vec<&PreviewRecord> =
            records[at + 1..].iter().filter(|row| !row.is_comment).collect();
        let mut has_names =
            reading.header.unwrap_or_else(|| looks_like_names(&first.fields, &body, &kind));

        let (mut layout_warnings, mut start, mut above) = (Vec::new(), at, at);
        let mut names = None;
        if !has_names && let Some(before) = at.checked_sub(1).map(|before| &records[before]) {
            let with_first: Vec<&PreviewRecord> =
                records[at..].iter().filter(|row| !row.is_comment).collect();
            let are_names = |fields: &[String]| looks_like_names(fields, &with_first, &kind);
            if before.is_comment && before.width() == first.width() && reading.header != Some(false)
            {
                // As in #id,name: the names stand in what looks like a comment.
                let mut fields = before.fields.clone();
                fields[0] = fields[0].trim_start_matches('#').trim().into();
                if are_names(&fields) {
                    names = Some((ColumnNames::of(fields), before.line));
                }
            } else if !before.is_comment
                && before.width() + 1 == first.width()
                && before.width() >= 2
                && reading.header != Some(false)
                && before.fields.iter().all(|field| kind(field) == FieldKind::Word)
                && all_differ(with_first.iter().map(|row| row.fields[0].as_str()))
            {
                let fields = std::iter::once(String::new()).chain(before.fields.iter().cloned());
                let mut made = ColumnNames::of(fields.collect());
                made.empty.clear();
                layout_warnings.push(ImportWarning::RowNames {
                    renamed: made.list[0].clone(),
                    line: before.line,
                });
                names = Some((made, before.line));
            }
            if names.is_some() {
                above = at - 1;
            }
        }
        if names.is_none() && has_names {
            start = at + 1;
            names = Some((ColumnNames::of(first.fields.clone()), first.line));
        }
        has_names = names.is_some();
        let (names, header_line) = match names {
            Some((names, line)) => (names, Some(line)),
            None => (ColumnNames::made(width.max(first.effective)), None),
        };
        if !has_names && reading.header.is_none() {
            let (columns, line) = (names.list.len(), first.line);
            layout_warnings.push(ImportWarning::NoNames { columns, line });
        }
        let columns = names.list.len();
        if columns < 2 {
            return Err(one_column());
        }
        if columns > limits::MAX_COLUMNS {
            return Err(DataError::TooManyColumns { received: columns });
        }

        let (mut preamble, mut comments) = (Occurrences::default(), Occurrences::default());
        for record in &records[..above] {
            if record.is_comment { &mut comments } else { &mut preamble }.add(record.line);
        }
        if preamble.count > 0 {
            layout_warnings.insert(0, ImportWarning::Preamble(preamble));
        }
        let (start, line) =
            if start == at { (first.from, first.line) } else { (first.next, first.next_line) };
        Ok(Self {
            delimiter,
            grammar,
            decimal,
            is_decimal_sure,
            names,
            header_line,
            start,
            line,
            warnings: layout_warnings,
            comments,
        })
    }
}

/// The first records, blank lines left out.
fn records(text: &str, from: usize, grammar: Grammar, complete: bool) -> Vec<PreviewRecord> {
    let mut records: Vec<PreviewRecord> = Vec::new();
    let (mut at, mut line, mut scratch) =
        (from, 1 + line_ends(&text.as_bytes()[..from]), String::new());
    while records.len() < RECORDS && at < text.len() {
        let begin = at;
        let mut fields = Vec::new();
        loop {
            let Some(field) = grammar.field(text, at, complete) else { return records };
            at = field.next;
            // A line of nothing but delimiters must not fill the memory.
            if fields.len() <= 10 * limits::MAX_COLUMNS {
                fields.push(field.content(text, &mut scratch).to_owned());
            }
            if field.last {
                break;
            }
        }
        let next_line = line + line_ends(&text.as_bytes()[begin..at]);
        let effective =
            fields.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
        if fields.len() > 1 || effective > 0 {
            let is_comment = fields[0].starts_with('#') && text.as_bytes()[begin] == b'#';
            records.push(PreviewRecord {
                from: begin,
                next: at,
                line,
                fields,
                next_line,
                effective,
                is_comment,
            });
        }
        line = next_line;
    }
    records
}

fn kind(field: &str, decimal: DecimalMark, markers: &Markers) -> FieldKind {
    if markers.is_missing(field) {
        FieldKind::Nothing
    } else if !matches!(number::read(field, decimal), number::ParsedNumber::Word) {
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
/// count up are names. Where everything is words, a row is recognized by words that recur.
fn looks_like_names(
    first: &[String],
    body: &[&PreviewRecord],
    kind: &impl Fn(&str) -> FieldKind,
) -> bool {
    let kinds: Vec<FieldKind> = first.iter().map(|field| kind(field)).collect();
    if body.is_empty() {
        return kinds.contains(&FieldKind::Word);
    }
    let (mut names, mut values, mut repeated) = (0, 0, 0);
    for (index, &first_kind) in kinds.iter().enumerate() {
        let fields = || body.iter().filter_map(|row| row.fields.get(index));
        let kinds: Vec<FieldKind> = fields().map(|field| kind(field)).collect();
        let count = |wanted| kinds.iter().filter(|kind| **kind == wanted).count();
        let [numbers, dates, words] =
            [FieldKind::Number, FieldKind::Date, FieldKind::Word].map(count);
        let present = numbers + dates + words;
        let column = [(numbers, FieldKind::Number), (dates, FieldKind::Date)]
            .into_iter()
            .find(|(count, _)| present > 0 && 10 * count >= 8 * present)
            .map_or(FieldKind::Word, |(_, kind)| kind);
        match (first_kind, column) {
            (FieldKind::Nothing, _) => {}
            (FieldKind::Word, FieldKind::Word) => {
                repeated += usize::from(fields().any(|field| *field == first[index]));
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
    let words = kinds.iter().filter(|kind| **kind == FieldKind::Word).count();
    2 * repeated < words || words == 0 && kinds.iter().all(|kind| *kind == FieldKind::Nothing)
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

fn all_differ<'text>(texts: impl Iterator<Item = &'text str>) -> bool {
    let mut seen = HashSet::new();
    let mut texts = texts;
    texts.all(|text| seen.insert(text))
}
