//! The rows of a table: every record to its columns.

use crate::config::DecimalMark;
use crate::data::import::below::LONGEST_BELOW;
use crate::data::import::columns::{Builder, Context};
use crate::data::import::dialect::is_ruler;
use crate::data::import::digits::{PlainNumber, plain, quoted};
use crate::data::import::fields::{FieldSpan, Grammar, line_ends};
use crate::data::import::missing::Markers;
use crate::data::import::number::Forms;
use crate::data::import::row_fit::{Fit, LeftOut};
use crate::data::import::table_end::{Judgement, Surroundings, TableSoFar};
use crate::data::occurrences::excerpt;

/// Reads rows into columns, block by block.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct RowReader {
    grammar: Grammar,
    markers: Markers,
    pub decimal: DecimalMark,
    pub is_decimal_sure: bool,
    /// Whether the file turned out to have the other decimal mark.
    pub has_other_mark: bool,
    pub columns: Vec<Builder>,
    /// The columns' names as they stand in the file; empty if they were made.
    names: Vec<String>,
    /// Whether the line before was blank.
    is_behind_blank: bool,
    /// Whether the table is over, and only remarks follow.
    is_below: bool,
    /// What an earlier pass found, for each pass must keep the same rows.
    found: Option<LeftOut>,
    /// Which columns try the fast way.
    fast: Vec<bool>,
    /// The row that is being read: it is only kept if it has the right number of fields.
    values: Vec<f64>,
    forms: Vec<Forms>,
    slow: Vec<(usize, FieldSpan)>,
    scratch: String,
    /// One row in this many is kept.
    every: u32,
    /// The line that comes next.
    pub line: usize,
    pub fit: Fit,
}

impl RowReader {
    /// Rows that begin in `line`.
    pub fn new(
        grammar: Grammar,
        markers: Markers,
        (decimal, is_decimal_sure): (DecimalMark, bool),
        (names, columns): (Vec<String>, Vec<Builder>),
        every: Option<u32>,
        line: usize,
    ) -> Self {
        let width = columns.len();
        let may_be_fast = grammar.is_plain() && !markers.hold_numbers();
        let is_plain =
            |column: &Builder| matches!(column, Builder::Numbers(numbers) if numbers.is_plain());
        let is_fast = |column: &Builder| may_be_fast && is_plain(column);
        let fast = columns.iter().map(is_fast).collect();
        Self {
            grammar,
            markers,
            decimal,
            is_decimal_sure,
            has_other_mark: false,
            columns,
            names,
            is_behind_blank: false,
            is_below: false,
            found: None,
            fast,
            values: vec![f64::NAN; width],
            forms: vec![0; width],
            slow: Vec::new(),
            scratch: String::new(),
            every: every.unwrap_or(1).max(1),
            line,
            fit: Fit::default(),
        }
    }

    /// The same rows as an earlier pass.
    pub fn with_found(mut self, found: LeftOut) -> Self {
        self.found = Some(found);
        self
    }

    /// Reads the records that are wholly in `text` and returns where they end. `complete`:
    /// nothing comes after `text`, which then ends with a line end; otherwise the last of it is
    /// left for the next time, for what stands below a table is known from the end of the file.
    pub fn read(&mut self, text: &str, complete: bool) -> usize {
        self.read_until(text, complete, |_| false)
    }

    /// As [`RowReader::read`], up to the record after which it is `enough`.
    pub fn read_until(
        &mut self,
        text: &str,
        complete: bool,
        enough: impl Fn(&Self) -> bool,
    ) -> usize {
        let end = if complete { text.len() } else { text.len().saturating_sub(LONGEST_BELOW) };
        let mut at = 0;
        while at < end && !self.is_over() && !enough(self) {
            let Some(next) = self.record(text, at, complete) else { break };
            at = next;
        }
        at
    }

    /// Whether what follows is of no use to this pass.
    pub fn is_over(&self) -> bool {
        self.has_other_mark || self.fit.left_out.second_table.is_some()
    }

    /// Reads one record and returns where the next one begins; `None`, and nothing is
    /// changed, if `text` does not hold all of it.
    fn record(&mut self, text: &str, from: usize, complete: bool) -> Option<usize> {
        let bytes = text.as_bytes();
        let grammar = self.grammar;
        let field_at = |at| grammar.field(text, at, complete);
        if matches!(bytes[from], b'\n' | b'\r') {
            let next = field_at(from)?.next;
            self.line += 1;
            self.is_behind_blank = self.fit.rows > 0;
            return Some(next);
        }
        let (delimiter, quote, width) = (grammar.delimiter, grammar.quote, self.columns.len());
        // A byte that no text has: every number with a mark is looked at closely.
        let mark = match self.decimal {
            _ if !self.is_decimal_sure => 0,
            DecimalMark::Point => b'.',
            // Where commas separate too, only quotation marks tell.
            DecimalMark::Comma if delimiter == b',' => 0,
            DecimalMark::Comma => b',',
        };
        let (mut at, mut index, mut last) = (from, 0, false);
        self.slow.clear();
        let row = self.values.iter_mut().zip(&mut self.forms).zip(&self.fast);
        for ((value, form), &is_fast) in row {
            let found = match bytes.get(at) {
                Some(&byte) if is_fast && byte == quote => {
                    quoted(bytes, at, (delimiter, quote), mark)
                }
                _ if is_fast => plain(bytes, at, delimiter, mark),
                _ => None,
            };
            if let Some(found) = found {
                let PlainNumber { value: number, forms, next, last: is_last } = found;
                (*value, *form, at, last) = (number, forms, next, is_last);
            } else {
                let field = field_at(at)?;
                self.slow.push((index, field));
                (at, last) = (field.next, field.last);
            }
            index += 1;
            if last {
                break;
            }
        }
        let (mut fields, mut beyond, behind) = (index, false, at);
        while !last {
            let field = field_at(at)?;
            beyond |= !field.content(text, &mut self.scratch).is_empty();
            fields += 1;
            (at, last) = (field.next, field.last);
        }
        let line = self.line;
        let is_quoted = |(_, field): &(usize, FieldSpan)| field.is_quoted();
        self.line += if at > behind || self.slow.iter().any(is_quoted) {
            line_ends(&bytes[from..at])
        } else {
            1
        };
        let holds_nothing = |byte: &u8| {
            byte.is_ascii_whitespace()
                || [delimiter, grammar.frame].contains(byte) && *byte != quote
        };
        let has_no_number = self.has_no_number(index);
        if bytes[from..at].iter().all(holds_nothing)
            || has_no_number && !beyond && self.is_blank(text)
        {
            if fields > 1 {
                self.fit.empty.add(line);
            }
            self.is_behind_blank = self.fit.rows > 0;
            return Some(at);
        }
        if bytes[from] == b'#' && fields != width {
            self.fit.comments.add(line);
            return Some(at);
        }
        if has_no_number && is_ruler(&bytes[from..at]) {
            self.fit.rulers.add(line);
            return Some(at);
        }
        let is_behind_blank = std::mem::take(&mut self.is_behind_blank);
        let is_names = match &self.found {
            Some(found) => found.repeated_names.binary_search(&line).is_ok(),
            None => self.is_repeated_names(text),
        };
        if is_names {
            self.fit.left_out.repeated_names.push(line);
            return Some(at);
        }
        let (is_note, begins_table) = match &self.found {
            Some(found) => {
                (found.notes.binary_search(&line).is_ok(), found.second_table == Some(line))
            }
            None if self.is_below => (true, false),
            None => {
                let is_near_end = complete && text.len() - from <= LONGEST_BELOW;
                let found = (is_near_end || is_behind_blank).then(|| {
                    let surroundings = Surroundings { grammar, text, from, next: at };
                    let table = TableSoFar {
                        columns: &self.columns,
                        rows: self.fit.rows,
                        is_whole: self.every == 1,
                        markers: &self.markers,
                        decimal: self.decimal,
                    };
                    table.judge(surroundings, is_behind_blank, is_near_end)
                });
                match found.unwrap_or(Judgement::Row) {
                    Judgement::Row => (false, false),
                    Judgement::TotalRow(label) => {
                        self.fit.total = Some((excerpt(&label), line));
                        (false, false)
                    }
                    Judgement::Remark => (true, false),
                    Judgement::End => {
                        self.is_below = true;
                        (true, false)
                    }
                    Judgement::AnotherTable => (false, true),
                }
            }
        };
        if is_note {
            self.fit.left_out.notes.push(line);
            return Some(at);
        }
        if begins_table {
            self.fit.left_out.second_table = Some(line);
            return Some(at);
        }
        self.fit.records += 1;
        if self.every > 1 && !is_chosen(self.fit.records - 1, self.every) {
            return Some(at);
        }
        if beyond {
            self.fit.long.add(line);
            return Some(at);
        }
        if fields > width {
            self.fit.trailing.add(line);
        } else if fields < width {
            self.fit.short.add(line);
        }
        self.keep(text, index, line);
        Some(at)
    }

    /// Whether none of the first `count` fields went the fast way and is a number: which way a
    /// field goes differs from pass to pass, what a record is must not.
    fn has_no_number(&self, count: usize) -> bool {
        let mut slow = self.slow.iter().map(|(index, _)| *index).peekable();
        self.values[..count]
            .iter()
            .enumerate()
            .all(|(index, value)| slow.next_if_eq(&index).is_some() || value.is_nan())
    }

    /// Whether all fields of the record that were cut out are nothing but white space, in
    /// quotation marks or not.
    fn is_blank(&mut self, text: &str) -> bool {
        self.slow.iter().all(|(_, field)| field.content(text, &mut self.scratch).is_empty())
    }

    /// Whether all fields that were read are the column names once more.
    fn is_repeated_names(&mut self, text: &str) -> bool {
        let names = self.slow.len() == self.names.len() && self.slow.len() > 1;
        let mut fields = self.slow.iter().zip(&self.names);
        names && fields.all(|((_, field), name)| field.content(text, &mut self.scratch) == name)
    }

    /// Adds the row that was read, of which `present` fields are there.
    fn keep(&mut self, text: &str, present: usize, line: usize) {
        let (decimal, is_decimal_sure) = (self.decimal, self.is_decimal_sure);
        let context = Context { markers: &self.markers, decimal, is_decimal_sure, line };
        for (index, field) in &self.slow {
            let index = *index;
            if field.has_invisible_edges(text) {
                self.fit.invisible.add(line);
            }
            if text.as_bytes().get(field.begin()).is_some_and(|&byte| matches!(byte, b'#' | b'E')) {
                let content = field.content(text, &mut self.scratch);
                if self.markers.is_spreadsheet_error(content) {
                    let (columns, odd) = &mut self.fit.errors;
                    odd.add(content, line);
                    if !columns.contains(&index) {
                        columns.push(index);
                    }
                }
            }
            if field.open {
                if self.fit.open.1.count == 0 {
                    self.fit.open.0 = index;
                }
                self.fit.open.1.add(line);
            }
            match &mut self.columns[index] {
                Builder::Numbers(numbers) => {
                    let content = field.content(text, &mut self.scratch);
                    let (marks, unsure) = (numbers.other_marks(), numbers.unsure.places.count);
                    self.values[index] = numbers.read(content, &context);
                    self.forms[index] = 0;
                    if numbers.has_percent() {
                        self.fast[index] = false;
                    }
                    if !self.is_decimal_sure {
                        // The first sure number decides for the whole file.
                        let is_other = numbers.other_marks() > marks;
                        self.has_other_mark |= is_other;
                        let is_sure = numbers.unsure.places.count == unsure
                            && has_mark(content)
                            && !self.values[index].is_nan();
                        self.is_decimal_sure = is_sure && !is_other;
                    }
                }
                Builder::Dates(dates) => {
                    dates.push(field.content(text, &mut self.scratch), &context);
                }
                Builder::Words(words) => {
                    words.push(field.content(text, &mut self.scratch), &context);
                }
                Builder::Done(_) => {}
            }
        }
        for column in &mut self.columns[present..] {
            match column {
                Builder::Numbers(numbers) => numbers.values.push(f64::NAN),
                Builder::Dates(dates) => dates.push("", &context),
                Builder::Words(words) => words.push("", &context),
                Builder::Done(_) => {}
            }
        }
        let row = self.values.iter().zip(&self.forms);
        for (column, (value, forms)) in self.columns[..present].iter_mut().zip(row) {
            if let Builder::Numbers(numbers) = column {
                numbers.values.push(*value);
                numbers.forms |= forms;
            }
        }
        self.fit.rows += 1;
    }
}

/// Whether a number has a comma or a point in it.
fn has_mark(number: &str) -> bool {
    number.contains(['.', ','])
}

/// Whether a row belongs to a sample of one row in `every`; the first one always does.
///
/// Formula: the splitmix64 hash of the row's number, modulo `every`. Checked by
/// `tests/it/data/import/reading.rs::a_sample_is_spread_over_the_file`.
fn is_chosen(row: usize, every: u32) -> bool {
    let mut hash = (row as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    row == 0 || (hash ^ (hash >> 31)).is_multiple_of(u64::from(every))
}
