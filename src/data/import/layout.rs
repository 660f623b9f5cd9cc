//! Where the table begins in a file: comments, lines above it, names or none.

use crate::config::{DecimalMark, Delimiter, ReadingConfig, limits};
use crate::data::import::attributes::attributes;
use crate::data::import::column_names::ColumnNames;
use crate::data::import::descriptions::{Grouped, are_units, descriptions, grouped};
use crate::data::import::fields::{Grammar, line_ends};
use crate::data::import::header::{
    FieldKind, all_differ, are_all_words, behind_settings, behind_titles, kind, looks_like_names,
};
use crate::data::import::missing::Markers;
use crate::data::import::preview::{PreviewRecord, name_comment, preview};
use crate::data::import::{decimal_mark, dialect};
use crate::data::occurrences::{Occurrences, excerpt};
use crate::data::{DataError, ImportWarning, LayoutNote};

/// Lines of a file among which the user finds that of the names, and characters of each.
const HEAD_LINES: usize = 30;
const HEAD_CHARS: usize = 120;
/// A text that is no table, such as a message, has no more lines.
const ONLY_TEXT: usize = 10;

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
    /// Lines above the rows that only draw a line.
    pub rulers: Occurrences,
    /// The first lines, and that of the names.
    pub head: Vec<(usize, String)>,
}

impl Layout {
    /// The names as rows may repeat them; none if they were made.
    pub fn written_names(&self) -> Vec<String> {
        let written = self.header_line.map(|_| self.names.list.clone());
        written.unwrap_or_default()
    }
}

/// Where the names are, and where the rows begin among the records.
struct Header {
    /// The names and their record; `None` if they are made.
    names: Option<(ColumnNames, usize)>,
    first_row: usize,
    warning: Option<ImportWarning>,
}

impl Layout {
    /// Finds the layout of a file that begins with `text`.
    ///
    /// # Errors
    /// No rows of at least two fields.
    pub fn find(text: &str, complete: bool, reading: &ReadingConfig) -> Result<Self, DataError> {
        let (said, skipped) = dialect::said(text).map_or((None, 0), |(said, at)| (Some(said), at));
        let attributes = attributes(&text[skipped..]);
        let above = match &attributes {
            Some(attributes) => attributes.rows,
            None => dialect::behind_front_matter(&text[skipped..]),
        };
        let begin = skipped + above;
        let asked = reading.delimiter.or(said);
        let found = dialect::grammar(&text[begin..], complete, asked);
        let (delimiter, mut grammar) =
            found.unwrap_or((Delimiter::default(), Grammar::new(Delimiter::default())));
        if attributes.is_some() && !text[begin..].contains('"') {
            grammar.quote = b'\'';
        }
        let (records, width) = preview(text, begin, grammar, complete);
        let Some(first) = records.first() else { return Err(DataError::Empty) };
        let one_column = || DataError::OneColumn { name: excerpt(&first.fields[0]) };
        if records.iter().all(|record| record.filled() == 0) {
            return Err(DataError::NothingInColumns { columns: first.width() });
        }
        if complete
            && is_loose(found.map(|(delimiter, _)| delimiter))
            && is_only_text(&text[begin..])
        {
            let text = text[begin..].trim().lines().next().unwrap_or_default();
            return Err(DataError::OnlyText { text: excerpt(text) });
        }
        if found.is_none() {
            return Err(one_column());
        }
        let rows = records.iter().map(|record| &record.fields[..]);
        let (guess, is_sure) = decimal_mark::decide(rows, delimiter);
        let decimal = reading.decimal.unwrap_or(guess);
        let is_decimal_sure = is_sure || reading.decimal.is_some();

        let markers = Markers::new(reading);
        let kind = |field: &str| kind(field, decimal, &markers);
        let last = records.last().map_or(1, |last| last.next_line - 1);
        let header = match reading.header_line {
            Some(line) if complete && line as usize > last => {
                return Err(DataError::NoSuchLine { line, last });
            }
            Some(line) => Header::in_line(&records, line, width),
            None if attributes.is_some() => Header { names: None, first_row: 0, warning: None },
            None => Header::find(&records, width, reading.header, &kind).ok_or_else(one_column)?,
        };
        let above = header.names.as_ref().map_or(header.first_row, |(_, record)| *record);
        let names_record = header.names.as_ref().map(|(_, record)| *record);
        let (names, header_line) = if let Some((names, record)) = header.names {
            (names, Some(records[record].line))
        } else {
            let first = records.get(header.first_row).map_or(0, |first| first.effective);
            (ColumnNames::made(width.max(first)), None)
        };
        let (names, header_line) = match &attributes {
            Some(attributes) => {
                (ColumnNames::of(attributes.names.clone()), Some(attributes.line + 1))
            }
            None => (names, header_line),
        };
        let columns = names.list.len();
        if columns < 2 {
            return Err(one_column());
        }
        if columns > limits::MAX_COLUMNS {
            return Err(DataError::TooManyColumns { received: columns });
        }

        let mut rulers = Occurrences::default();
        let (mut left_out, mut comments) = (Occurrences::default(), Occurrences::default());
        let first_line = 1 + line_ends(&text.as_bytes()[..skipped]);
        if attributes.is_none() {
            for line in first_line..first_line + line_ends(&text.as_bytes()[skipped..begin]) {
                left_out.add(line);
            }
        }
        let skipped_records = records.iter().enumerate().take(header.first_row.max(above));
        let is_joined = matches!(
            header.warning,
            Some(ImportWarning::Layout(LayoutNote::NamesInTwoLines { .. }))
        );
        let has_first_name = |record: &&PreviewRecord| {
            record.filled() == 1 && names.list.first() == record.fields.first()
        };
        let third = names_record.and_then(|at| records.get(at + 2)).filter(has_first_name);
        let of_names = 1 + usize::from(is_joined) * (1 + usize::from(third.is_some()));
        let has_names =
            |index: usize| names_record.is_some_and(|at| (at..at + of_names).contains(&index));
        for (index, record) in skipped_records.filter(|(index, _)| !has_names(*index)) {
            if record.is_ruler {
                rulers.add(record.line);
                continue;
            }
            let is_comment = record.is_comment || index < above && record.may_be_comment();
            if is_comment { &mut comments } else { &mut left_out }.add(record.line);
        }
        let mut warnings = Vec::new();
        if left_out.count > 0 {
            warnings.push(ImportWarning::Preamble(left_out));
        }
        warnings.extend(header.warning);
        let attributes = attributes.map(|found| LayoutNote::Attributes {
            columns: found.names.len(),
            line: found.line + 1,
        });
        let fixed = grammar.places.map(|_| LayoutNote::FixedWidths { columns });
        let is_quoted = |record: &&PreviewRecord| text[record.from..].starts_with('"');
        let quoted = records.iter().find(is_quoted).filter(|_| grammar.frame == b'"');
        let quoted = quoted.map(|record| LayoutNote::QuotedLines { line: record.line });
        let notes = [attributes, fixed, quoted].into_iter().flatten();
        warnings.extend(notes.map(ImportWarning::Layout));
        if header_line.is_none() && reading.header.is_none() {
            let line = records.get(header.first_row).map_or(1, |first| first.line);
            warnings.push(ImportWarning::NoNames { columns, line });
        }
        let end = || records.last().map_or((text.len(), 1), |last| (last.next, last.next_line));
        let (start, line) =
            records.get(header.first_row).map_or_else(end, |first| (first.from, first.line));
        Ok(Self {
            delimiter,
            grammar,
            decimal,
            is_decimal_sure,
            names,
            header_line,
            start,
            line,
            warnings,
            comments,
            rulers,
            head: head(text, header_line),
        })
    }
}

/// Whether only blanks or colons separate, which stand in sentences too, or nothing does.
fn is_loose(delimiter: Option<Delimiter>) -> bool {
    matches!(delimiter, None | Some(Delimiter::Spaces | Delimiter::Colon))
}

/// Whether a text is what somebody says rather than a table: a line or a few, each of several
/// words, none of which is a number, and the lines of different lengths.
fn is_only_text(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let words = |line: &&str| line.split_whitespace().count();
    let has_numbers = lines
        .iter()
        .skip(1)
        .any(|line| line.split_whitespace().any(|word| word.parse::<f64>().is_ok()));
    let are_words = lines.iter().all(|line| words(line) > 1) && !has_numbers;
    let differ = lines.iter().skip(1).any(|line| words(line) != words(&lines[0]));
    are_words && (lines.len() == 1 || lines.len() <= ONLY_TEXT && differ)
}

/// The first lines of a text and the one of the names, with their numbers, shortened.
fn head(text: &str, names: Option<usize>) -> Vec<(usize, String)> {
    let lines = text.lines().zip(1..);
    let lines = lines.filter(|(_, line)| *line <= HEAD_LINES || Some(*line) == names);
    let shown = lines.take(HEAD_LINES + 1);
    shown.map(|(line, number)| (number, line.chars().take(HEAD_CHARS).collect())).collect()
}

impl Header {
    /// The names as the user says: in `line`, or in the first record behind it.
    fn in_line(records: &[PreviewRecord], line: u32, width: usize) -> Self {
        let is_in = |record: &PreviewRecord| record.next_line > line as usize;
        let Some(at) = records.iter().position(is_in) else {
            return Self { names: None, first_row: records.len(), warning: None };
        };
        let mut header = Self::named(records, at, width);
        while records.get(header.first_row).is_some_and(|record| record.is_comment) {
            header.first_row += 1;
        }
        header
    }

    /// The names in record `at`, and made ones for columns of the rows that it has none for.
    fn named(records: &[PreviewRecord], at: usize, width: usize) -> Self {
        let mut fields = records[at].names();
        let rows: Vec<&PreviewRecord> =
            records[at + 1..].iter().filter(|row| !row.is_comment).collect();
        let is_short = fields.len() < width && rows.iter().any(|row| row.effective == width);
        let has_row_names = fields.len() + 1 == width
            && is_short
            && fields.len() >= 2
            && all_differ(rows.iter().map(|row| row.fields[0].as_str()));
        if is_short && !has_row_names {
            fields.resize(width, String::new());
        }
        let (names, warning) = if has_row_names {
            fields.insert(0, String::new());
            let mut made = ColumnNames::of(fields);
            made.empty.clear();
            let (renamed, line) = (made.list[0].clone(), records[at].line);
            (made, Some(ImportWarning::RowNames { renamed, line }))
        } else {
            (ColumnNames::of(fields), None)
        };
        Self { names: Some((names, at)), first_row: at + 1, warning }
    }

    /// The names as the file suggests. `has_names`: what the user says of the first line.
    fn find(
        records: &[PreviewRecord],
        width: usize,
        has_names: Option<bool>,
        kind: &impl Fn(&str) -> FieldKind,
    ) -> Option<Self> {
        let is_title = |record: &PreviewRecord| {
            record.width() < width || record.filled() == 0 || width >= 3 && record.filled() == 1
        };
        let body = |from: usize| -> Vec<&PreviewRecord> {
            records[from..].iter().filter(|row| !row.is_comment).collect()
        };
        let look_like_names =
            |at: usize| looks_like_names(&records[at].names(), &body(at + 1), kind);
        let fits = |record: &PreviewRecord| !record.is_comment && !is_title(record);
        let mut at = records.iter().position(fits)?;
        // "# made by hand, in May" above two columns fits, but is followed by the names.
        while records[at].may_be_comment()
            && let Some(next) = (at + 1..records.len()).find(|&next| fits(&records[next]))
            && look_like_names(next)
        {
            at = next;
        }
        let rows = |names| Self { names, first_row: at, warning: None };
        match has_names {
            Some(true) => return Some(Self::named(records, at, width)),
            Some(false) => return Some(rows(None)),
            None => {}
        }
        let further =
            behind_settings(records, at, kind).or_else(|| behind_titles(records, at, kind));
        if let Some(names) = further {
            return Some(Self::above_descriptions(records, names, width, kind));
        }
        let is_grouped = || grouped(records, at, descriptions(records, at, kind), kind).is_some();
        if look_like_names(at) || is_grouped() {
            return Some(Self::above_descriptions(records, at, width, kind));
        }
        let with_first = body(at);
        let are_names = |fields: &[String]| {
            are_all_words(fields, kind) && looks_like_names(fields, &with_first, kind)
        };
        if let Some(comment) = name_comment(records, at, records[at].width(), are_names) {
            let names = ColumnNames::of(records[comment].names());
            return Some(rows(Some((names, comment))));
        }
        // A narrower line of words right above rows of more fields has names for the first.
        if let Some(before) = at.checked_sub(1)
            && !records[before].is_comment
            && records[before].width() >= 2
            && are_all_words(&records[before].fields, kind)
        {
            return Some(Self::named(records, before, width));
        }
        Some(rows(None))
    }

    /// The names in record `at`, with what describes the columns under them left out.
    fn above_descriptions(
        records: &[PreviewRecord],
        at: usize,
        width: usize,
        kind: &impl Fn(&str) -> FieldKind,
    ) -> Self {
        // An instrument's last line of words may be that of the units.
        let is_under_names =
            at > 0 && are_units(&records[at]) && records[at - 1].width() == records[at].width();
        let at = if is_under_names { at - 1 } else { at };
        let further = descriptions(records, at, kind);
        let mut header = match grouped(records, at, further, kind) {
            Some(Grouped::SecondLine) => Self::named(records, at + 1, width),
            Some(Grouped::Joined(names)) => {
                let (line, first) =
                    (records[at].line, names.iter().find(|name| name.contains(' ')));
                let first = first.map_or_else(String::new, |name| excerpt(name));
                let note = LayoutNote::NamesInTwoLines { line, first };
                let warning = Some(ImportWarning::Layout(note));
                Self { names: Some((ColumnNames::of(names), at)), first_row: at + 1, warning }
            }
            None => Self::named(records, at, width),
        };
        header.first_row = at + 1 + further;
        header
    }
}
