//! What a text says that someone types for one cell of a table.

use crate::config::{ColumnType, DecimalMark};
use crate::data::import::duration::{self, Form};
use crate::data::import::number::{self, CURRENCY, PERCENT, ParsedNumber, UNSURE};
use crate::data::import::{date, fields};
use crate::data::table::shown_number;
use crate::text::decimal_mark;

/// What a text says as a cell of a column of numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum TypedCell {
    /// Nothing stands there: no value.
    Missing,
    /// The number; of a date days since 1970-01-01, of a duration seconds.
    Number(f64),
    /// One of two numbers, as a reader writes them: `1,234`, `03/04/2026`, `1:30`.
    Ambiguous([String; 2]),
    /// More than the engine can hold.
    Beyond,
    /// Nothing that such a column holds.
    Unreadable,
}

/// Reads a text for a cell of a column of numbers, by the import's own readers.
///
/// A file's other cells say what its notation is; a single text has to say it alone. So the
/// decimal mark is that of the reader's language. The other one, in English the comma, is read
/// where nothing else can be meant, and what can be two numbers is neither; only a column of
/// whole numbers takes `1,234` for a thousand. A percent sign or a currency stands only where
/// the column has it.
///
/// Checked by `tests/it/data/typed_cell.rs`.
pub fn typed_cell(text: &str, column_type: ColumnType) -> TypedCell {
    let field = fields::trim(text);
    if field.is_empty() {
        return TypedCell::Missing;
    }
    match column_type {
        ColumnType::Date => date(field),
        ColumnType::Duration => duration(field),
        _ => number(field, column_type),
    }
}

fn number(field: &str, column_type: ColumnType) -> TypedCell {
    let (mark, other) = match decimal_mark() {
        ',' => (DecimalMark::Comma, '.'),
        _ => (DecimalMark::Point, ','),
    };
    let number = match number::read(field, mark) {
        ParsedNumber::Number(number) => number,
        ParsedNumber::Beyond => return TypedCell::Beyond,
        ParsedNumber::Word => return TypedCell::Unreadable,
    };
    let is_foreign = number.forms & PERCENT != 0 && column_type != ColumnType::Percent
        || number.forms & CURRENCY != 0 && column_type != ColumnType::Currency;
    if is_foreign {
        return TypedCell::Unreadable;
    }
    let is_grouped = number.thousands == Some(other);
    if number.forms & UNSURE != 0 && is_grouped && column_type != ColumnType::Integer {
        return either(column_type, number.value / 1000.0, number.value);
    }
    TypedCell::Number(number.value)
}

fn date(field: &str) -> TypedCell {
    let Some(date) = date::read(field).or_else(|| date::compact(field)) else {
        return TypedCell::Unreadable;
    };
    let swapped = date::swapped(date.days);
    if date.order == date::DayMonthOrder::Either && swapped != date.days {
        return either(ColumnType::Date, date.days, swapped);
    }
    TypedCell::Number(date.days)
}

fn duration(field: &str) -> TypedCell {
    let Some(found) = duration::read(field) else { return TypedCell::Unreadable };
    let short = found.seconds / 60.0;
    // Only seconds have parts, so that such a text has minutes before its colon.
    if found.has_two_parts && found.form == Form::Parts && !field.contains(['.', ',']) {
        return either(ColumnType::Duration, found.seconds, short);
    }
    TypedCell::Number(if found.has_two_parts { short } else { found.seconds })
}

fn either(column_type: ColumnType, one: f64, other: f64) -> TypedCell {
    TypedCell::Ambiguous([one, other].map(|value| shown_number(column_type, value)))
}
