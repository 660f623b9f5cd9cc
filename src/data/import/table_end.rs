//! Where a table ends: remarks and sums below it, and another table.

use crate::config::DecimalMark;
use crate::data::import::below::{
    EndRecord, MOST_SUMS, are_alike, hold_table, record, records, sums_up,
};
use crate::data::import::columns::{Builder, ParseAs};
use crate::data::import::date;
use crate::data::import::fields::Grammar;
use crate::data::import::missing::Markers;
use crate::data::import::number::{self, ParsedNumber};

/// What is known of a table when a record is judged.
pub(super) struct TableSoFar<'a> {
    pub columns: &'a [Builder],
    pub rows: usize,
    /// Whether all rows are kept.
    pub is_whole: bool,
    pub markers: &'a Markers,
    pub decimal: DecimalMark,
}

/// A record in its text.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub grammar: Grammar,
    pub text: &'a str,
    pub from: usize,
    /// Where the next record begins.
    pub next: usize,
}

/// What a record is.
pub(super) enum Judgement {
    Row,
    /// A row that is called a total, which nothing proves.
    TotalRow(String),
    /// No row, but rows may follow.
    Remark,
    /// No row, and none follows.
    End,
    /// The first line of another table, or of what stands above it.
    AnotherTable,
}

impl TableSoFar<'_> {
    /// Whether a record is a row.
    ///
    /// Near the end of the file, what [`EndRecord::is_note`] is no row, if no later line is one;
    /// nor is what is called a total, if it stands behind a blank line, has its label in a column
    /// of numbers, or has the sums or means of its columns. Behind a blank line, a line of
    /// words where the table has numbers begins another table, if two lines of one width
    /// follow, and is a remark otherwise.
    ///
    /// Checked by `tests/it/data/import/cases_rows.rs`.
    pub fn judge(
        &self,
        place: Surroundings<'_>,
        is_behind_blank: bool,
        is_near_end: bool,
    ) -> Judgement {
        let Surroundings { grammar, text, from, next } = place;
        let (Some((this, _)), true) = (record(grammar, text, from), self.rows > 0) else {
            return Judgement::Row;
        };
        let width = self.columns.len();
        let begins_table = is_behind_blank && self.begins_table(&this, &text[from..next]);
        if is_near_end {
            let is_note = self.is_note(place, &this, is_behind_blank);
            let is_total = this.is_total();
            if begins_table || is_note || is_total {
                let further = records(grammar, text, next);
                let is_last = || further.iter().all(|record| record.may_be_below(width));
                let has_table = || {
                    let with_this = [&this].into_iter().chain(&further);
                    hold_table(&with_this.cloned().collect::<Vec<_>>())
                };
                let is_sum = is_total
                    && further.len() < MOST_SUMS
                    && is_last()
                    && self.is_sum(&this, is_behind_blank);
                let is_names = begins_table && !is_sum && !this.is_sentence() && has_table();
                if !is_names && (is_note || is_sum || begins_table) && is_last() {
                    return Judgement::End;
                }
                let ends = further.iter().all(|one| one.says_nothing || one.filled() == 0);
                if let (true, true, Some((_, label))) = (is_total, ends, this.label())
                    // A word that rows above have too is a class.
                    && !text[..from].contains(label)
                {
                    return Judgement::TotalRow(label.to_owned());
                }
            }
        }
        if !begins_table {
            return Judgement::Row;
        }
        let is_row = |next: &EndRecord| {
            next.fields.len() == width
                && self.columns.iter().zip(&next.fields).all(|(column, field)| {
                    !has_numbers(column)
                        || !self.is_word(field)
                        || may_be_number(column, field)
                        || field.is_empty()
                })
        };
        match record(grammar, text, next) {
            Some((next, _)) if this.fields.len() == 1 && is_row(&next) => Judgement::Remark,
            _ => Judgement::AnotherTable,
        }
    }

    /// Whether a record may have the names of another table: only words, where this table has
    /// numbers or another number of columns; or a word where this one begins with numbers.
    fn begins_table(&self, this: &EndRecord, record: &str) -> bool {
        let (fields, width) = (this.fields.len(), self.columns.len());
        if fields < width && self.is_among_numbers(0, &this.fields[0]) {
            return true;
        }
        let has_digits = || record.bytes().any(|byte| byte.is_ascii_digit());
        if fields < 2 || fields > width && has_digits() {
            return false;
        }
        let is_value = |field: &String| self.markers.is_missing(field) || !self.is_word(field);
        if this.fields.iter().take(width).any(is_value) {
            return false;
        }
        let mut of_columns = this.fields.iter().zip(self.columns);
        (fields != width || of_columns.clone().any(|(_, column)| has_numbers(column)))
            && !of_columns.any(|(field, column)| may_be_number(column, field))
    }

    /// Whether a field is neither a number nor a date.
    fn is_word(&self, field: &str) -> bool {
        matches!(number::read(field, self.decimal), ParsedNumber::Word)
            && date::read(field).is_none()
    }

    /// Whether a word stands in a column of numbers.
    fn is_among_numbers(&self, column: usize, field: &str) -> bool {
        self.is_word(field)
            && !self.markers.is_missing(field)
            && self
                .columns
                .get(column)
                .is_some_and(|column| has_numbers(column) && !may_be_number(column, field))
    }

    /// Whether a record near the end of the file looks like a remark: it is apart from the rows,
    /// or its text is of another kind than the one above it.
    fn is_note(&self, place: Surroundings<'_>, this: &EndRecord, is_behind_blank: bool) -> bool {
        let Some((column, label)) = this.label() else { return false };
        let is_apart = is_behind_blank || self.is_among_numbers(column, label);
        let is_alike = || {
            let above = place.text[..place.from].trim_end_matches(['\n', '\r']);
            let above = above.rfind(['\n', '\r']).map_or(0, |end| end + 1);
            let above = (above < place.from).then(|| record(place.grammar, place.text, above));
            above.flatten().is_some_and(|(above, _)| {
                above.filled() <= this.filled()
                    && above.label().is_some_and(|(_, text)| are_alike(text, label))
            })
        };
        this.is_note(self.columns.len(), is_apart) && (is_apart || !is_alike())
    }

    /// Whether a row that is called a total is none: it stands apart, or at least half of its
    /// numbers are the sums or means of their columns.
    fn is_sum(&self, this: &EndRecord, is_behind_blank: bool) -> bool {
        let is_labelled = this.label().is_some_and(|(at, label)| self.is_among_numbers(at, label));
        let (mut sums, mut numbers) = (0, 0);
        for (column, field) in self.columns.iter().zip(&this.fields) {
            if let (Builder::Numbers(column), ParsedNumber::Number(number)) =
                (column, number::read(field, self.decimal))
            {
                numbers += 1;
                sums += usize::from(sums_up(number.value, &column.values));
            }
        }
        is_behind_blank || is_labelled || self.is_whole && sums > 0 && 2 * sums >= numbers
    }
}

/// Whether a column has numbers or dates, and hardly anything else.
fn has_numbers(column: &Builder) -> bool {
    let has_any = match column {
        Builder::Words(words) => !words.is_empty(),
        Builder::Numbers(numbers) => numbers.values.iter().any(|value| !value.is_nan()),
        Builder::Dates(_) | Builder::Done(_) => true,
    };
    has_any && column.is_surely_numeric()
}

/// Whether a field may be a number in the notation of its column, such as `6 years`.
fn may_be_number(column: &Builder, field: &str) -> bool {
    let is_pattern = |kind: ParseAs| matches!(kind, ParseAs::Pattern(_));
    field.bytes().any(|byte| byte.is_ascii_digit())
        && (is_pattern(column.read_as()) || is_pattern(column.kind()))
}
