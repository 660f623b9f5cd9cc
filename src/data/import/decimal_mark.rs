//! Which decimal mark the numbers of a file speak for.

use crate::config::{DecimalMark, Delimiter};
use crate::data::import::number::{self, Number, ParsedNumber};

/// What the cells of a column, or of all columns, say.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    /// Like 1.5.
    point: usize,
    /// Like 1,5.
    comma: usize,
    /// Like 1.234.567.
    grouped_by_point: usize,
    /// Like 1,234,567.
    grouped_by_comma: usize,
    /// Like 1.234.
    unsure_point: usize,
    /// Those in columns without 1.234.567.
    lone_unsure_point: usize,
    /// Like 1,234.
    unsure_comma: usize,
    /// Like 10.0.0.1: points between digits that part no thousands.
    misfits: usize,
}

impl Evidence {
    fn add(&mut self, field: &str) {
        let ParsedNumber::Number(number) = number::read(field, DecimalMark::Point) else {
            self.misfits += usize::from(has_points_between_digits(field));
            return;
        };
        let Number { forms, thousands, .. } = number;
        let is = |form| forms & form != 0;
        let counted = if is(number::OTHER_MARK) {
            if is(number::FRACTION) { &mut self.comma } else { &mut self.grouped_by_point }
        } else if is(number::UNSURE) {
            if thousands == Some(',') { &mut self.unsure_comma } else { &mut self.unsure_point }
        } else if is(number::FRACTION) {
            &mut self.point
        } else if thousands == Some(',') {
            &mut self.grouped_by_comma
        } else {
            return;
        };
        *counted += 1;
    }

    /// Both, `column` without its groups where points in it are no groups.
    fn and(self, column: Self) -> Self {
        let are_groups = column.misfits == 0 && column.point == 0;
        Self {
            point: self.point + column.point,
            comma: self.comma + column.comma,
            grouped_by_point: self.grouped_by_point
                + if are_groups { column.grouped_by_point } else { 0 },
            grouped_by_comma: self.grouped_by_comma + column.grouped_by_comma,
            unsure_point: self.unsure_point + column.unsure_point,
            lone_unsure_point: self.lone_unsure_point
                + if column.grouped_by_point == 0 { column.unsure_point } else { 0 },
            unsure_comma: self.unsure_comma + column.unsure_comma,
            misfits: self.misfits + column.misfits,
        }
    }
}

/// The decimal mark that the rows of a file speak for, and whether it is sure.
///
/// Points group thousands only in a column in which they do so everywhere: `10.0.0.1` and
/// `1.2.13` are addresses and versions, and so is `1.100.250` in a file with decimal points
/// or, where commas separate the columns, `1.234` elsewhere, and without decimal commas. Without any sure number: in a file of semicolons `1,234` has a
/// decimal comma, as programs of the countries that write semicolons write it, unless more
/// cells are like `1.234`; in others it is 1234. `1.234` has a decimal point; semicolons and
/// tabs leave that unsure.
///
/// Checked by `tests/it/data/import/cases_numbers.rs`.
pub(super) fn decide<'rows>(
    rows: impl Iterator<Item = &'rows [String]>,
    delimiter: Delimiter,
) -> (DecimalMark, bool) {
    let mut columns: Vec<Evidence> = Vec::new();
    for fields in rows {
        columns.resize(columns.len().max(fields.len()), Evidence::default());
        columns.iter_mut().zip(fields).for_each(|(column, field)| column.add(field));
    }
    let all = columns.into_iter().fold(Evidence::default(), Evidence::and);
    let semicolons = delimiter == Delimiter::Semicolon;
    let may_be_decimals = delimiter == Delimiter::Comma && all.lone_unsure_point > 0;
    let are_groups = all.point == 0 && !may_be_decimals || all.comma > 0;
    let comma = all.comma + if are_groups { all.grouped_by_point } else { 0 };
    let point = all.point + all.grouped_by_comma;
    if comma > point || semicolons && comma > 0 && comma == point {
        return (DecimalMark::Comma, true);
    }
    let leaves_unsure = matches!(delimiter, Delimiter::Semicolon | Delimiter::Tab);
    if point > 0 || all.unsure_point > 0 && !leaves_unsure {
        return (DecimalMark::Point, true);
    }
    let is_comma = semicolons && all.unsure_comma > 0 && all.unsure_comma >= all.unsure_point;
    (if is_comma { DecimalMark::Comma } else { DecimalMark::Point }, false)
}

/// Whether there are two points or more, all between digits.
fn has_points_between_digits(field: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    field.bytes().filter(|byte| *byte == b'.').count() >= 2 && field.split('.').all(is_number)
}
