//! The first records of a file, from which its layout is found.

use crate::config::limits;
use crate::data::import::dialect::{is_ruler, most_frequent};
use crate::data::import::fields::{Grammar, line_ends};

/// Records that are used.
const RECORDS: usize = 1000;
/// Comments that may hold the names are not far above the table.
const NAME_COMMENTS: usize = 10;

/// A record of the preview.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct PreviewRecord {
    pub from: usize,
    pub next: usize,
    pub line: usize,
    /// Its fields, and the line behind it.
    pub fields: Vec<String>,
    pub next_line: usize,
    /// Fields without the empty ones at the end.
    pub effective: usize,
    /// A line that begins with `#` and does not fit the table.
    pub is_comment: bool,
    /// A line that only draws a line.
    pub is_ruler: bool,
    /// Whether the line before it is blank.
    pub is_behind_blank: bool,
    begins_with_mark: bool,
}

impl PreviewRecord {
    pub fn width(&self) -> usize {
        self.fields.len()
    }

    pub fn filled(&self) -> usize {
        self.fields.iter().filter(|field| !field.is_empty()).count()
    }

    /// Whether it is a `#` with words behind it, which a name is not.
    pub fn may_be_comment(&self) -> bool {
        self.begins_with_mark && self.fields[0].strip_prefix('#').is_some_and(is_remark)
    }

    /// Its fields as column names: a `#` in front is no part of a name, but may be one.
    pub fn names(&self) -> Vec<String> {
        let mut fields = self.fields.clone();
        if self.begins_with_mark {
            let name = fields[0].trim_start_matches('#').trim().to_owned();
            if !name.is_empty() {
                fields[0] = name;
            } else if self.is_comment && fields.len() > 1 {
                // As in "# x y" between spaces: the mark is a field of its own.
                fields.remove(0);
            }
        }
        if self.is_comment {
            // As in "# columns: x, y", above columns between commas or spaces.
            if fields.len() > 1 && fields[0].ends_with(':') {
                fields.remove(0);
            }
            let name = fields[0].split_once(": ").map(|(_, name)| name.trim().to_owned());
            if let Some(name) = name {
                fields[0] = name;
            }
            for field in &mut fields {
                field.truncate(field.trim_end_matches([',', ';']).len());
            }
        }
        fields
    }
}

fn is_remark(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with(['#', ' ', '!', '-', '='])
}

/// The first records, blank lines left out, and how many fields most of them have.
pub(super) fn preview(
    text: &str,
    from: usize,
    grammar: Grammar,
    complete: bool,
) -> (Vec<PreviewRecord>, usize) {
    let mut records = records(text, from, grammar, complete);
    let width_of = |is_marked: bool| {
        let widths = records
            .iter()
            .filter(|record| !record.is_ruler && record.begins_with_mark == is_marked);
        most_frequent(widths.map(|record| record.effective))
    };
    let width = width_of(false).or_else(|| width_of(true)).unwrap_or(1);
    for record in &mut records {
        record.is_comment = record.is_ruler || record.begins_with_mark && record.effective != width;
    }
    (records, width)
}

/// The comment right above record `at`, or a few comments above it, with as many names as
/// the table has columns.
pub(super) fn name_comment(
    records: &[PreviewRecord],
    at: usize,
    width: usize,
    are_names: impl Fn(&[String]) -> bool,
) -> Option<usize> {
    let above = (0..at).rev().take(NAME_COMMENTS);
    let mut comments =
        above.take_while(|&index| records[index].is_comment || records[index].may_be_comment());
    comments.find(|&index| {
        let names = records[index].names();
        names.len() == width && are_names(&names)
    })
}

fn records(text: &str, from: usize, grammar: Grammar, complete: bool) -> Vec<PreviewRecord> {
    let mut records: Vec<PreviewRecord> = Vec::new();
    let (mut at, mut line, mut scratch) =
        (from, 1 + line_ends(&text.as_bytes()[..from]), String::new());
    let mut is_behind_blank = false;
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
            records.push(PreviewRecord {
                from: begin,
                next: at,
                line,
                begins_with_mark: fields[0].starts_with('#') && text.as_bytes()[begin] == b'#',
                fields,
                next_line,
                effective,
                is_ruler: is_ruler(&text.as_bytes()[begin..at]),
                is_comment: false,
                is_behind_blank,
            });
            is_behind_blank = false;
        } else {
            is_behind_blank = true;
        }
        line = next_line;
    }
    records
}
