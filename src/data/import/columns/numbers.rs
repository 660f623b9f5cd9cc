//! A column of numbers.

use crate::config::{ColumnType, DecimalMark};
use crate::data::import::columns::odd_words::OddWords;
use crate::data::import::columns::{Context, Done, ParseAs, sentinel};
use crate::data::import::number::{
    APOSTROPHE, BARE, CURRENCY, EXPONENT, FRACTION, Forms, MINUS_BEHIND, Number, OTHER_DIGITS,
    OTHER_MARK, PADDED, PERCENT, ParsedNumber, UNSURE, read_in,
};
use crate::data::import::pattern::{self, NumberPattern};
use crate::data::occurrences::{OddFields, excerpt};
use crate::data::table::Column;
use crate::data::{ImportWarning, Notation};

/// Forms that are said where a column has them.
const SAID: [(Forms, Notation); 4] = [
    (MINUS_BEHIND, Notation::MinusBehind),
    (APOSTROPHE, Notation::Apostrophe),
    (OTHER_DIGITS, Notation::OtherDigits),
    (PADDED, Notation::Padded),
];

/// Numbers, NaN where there is none, and what else was met.
#[derive(Default)]
pub(in crate::data::import) struct NumberColumn {
    pub values: Vec<f64>,
    pub forms: Forms,
    /// Forms of numbers with the other decimal mark.
    other_forms: Forms,
    /// Words, which count as missing.
    words: OddFields,
    odd: OddWords,
    beyond: OddFields,
    other_marks: OddFields,
    /// Numbers like 1,234.
    pub unsure: OddFields,
    /// Rows of those among them whose mark was taken for one of thousands.
    unsure_rows: Vec<u32>,
    /// Whether that mark surely parts thousands here, as in 1.234.567.
    is_grouped: bool,
    thousands: Option<char>,
    decimal: DecimalMark,
    /// The first percent sign or currency, and the numbers that have it.
    unit: Option<&'static str>,
    with_unit: OddFields,
    /// Numbers with another unit or, where the first is a percent sign, without.
    strange: OddFields,
    /// Numbers of each form that is said.
    said: Box<[OddFields; SAID.len()]>,
    /// How the column's numbers are written, and those that are numbers only so.
    pattern: Option<NumberPattern>,
    in_pattern: OddFields,
}

impl NumberColumn {
    pub fn with_capacity(rows: usize, pattern: Option<NumberPattern>) -> Self {
        Self { values: Vec::with_capacity(rows), pattern, ..Self::default() }
    }

    /// What the column is read as.
    pub fn read_as(&self) -> ParseAs {
        self.pattern.map_or(ParseAs::Numbers, ParseAs::Pattern)
    }

    /// Whether its plain numbers may be read the fast way.
    pub fn is_plain(&self) -> bool {
        self.pattern.is_none()
    }

    /// What any field says: a number, or NaN where there is none.
    pub fn read(&mut self, field: &str, context: &Context<'_>) -> f64 {
        if context.markers.is_missing(field) {
            return f64::NAN;
        }
        self.decimal = context.decimal;
        let number = match read_in(field, context.decimal, context.is_decimal_sure) {
            ParsedNumber::Number(number) => number,
            ParsedNumber::Beyond => {
                self.beyond.add(field, context.line);
                return f64::NAN;
            }
            ParsedNumber::Word => {
                let pattern = self.pattern;
                if let Some(value) = pattern.and_then(|one| one.read(field, context.decimal)) {
                    self.in_pattern.add(field, context.line);
                    self.forms |= if value.fract() == 0.0 { 0 } else { FRACTION };
                    return value;
                }
                self.words.add(field, context.line);
                self.odd.add(field, 1);
                return f64::NAN;
            }
        };
        self.see_marks(&number, field, context);
        for ((form, _), odd) in SAID.iter().zip(self.said.iter_mut()) {
            if number.forms & form != 0 {
                odd.add(field, context.line);
            }
        }
        if number.unit.is_some() && self.unit.is_none() {
            self.unit = number.unit;
        }
        if number.unit.is_some() && number.unit == self.unit {
            self.with_unit.add(field, context.line);
        } else if number.unit.is_some() || self.unit == Some("%") {
            self.strange.add(field, context.line);
        }
        number.value
    }

    /// Keeps what the marks of a number say.
    fn see_marks(&mut self, number: &Number, field: &str, context: &Context<'_>) {
        self.thousands = self.thousands.or(number.thousands);
        let is_unsure = number.forms & UNSURE != 0;
        if is_unsure {
            self.unsure.add(field, context.line);
        }
        if number.forms & OTHER_MARK != 0 {
            self.other_forms |= number.forms;
            self.other_marks.add(field, context.line);
            return;
        }
        self.forms |= number.forms;
        if number.thousands == Some(other_mark(context.decimal)) {
            if is_unsure {
                self.unsure_rows.push(self.values.len() as u32);
            } else {
                self.is_grouped = true;
            }
        }
    }

    /// Where all numbers that tell have the other decimal mark than the file's, those that
    /// could be either have it too: 1.234 among 0.989 and 9.87 is no thousand.
    ///
    /// Checked by `tests/it/data/import/cases_numbers.rs`.
    fn settle_marks(&mut self) {
        let is_other = self.other_forms & FRACTION != 0
            && self.forms & FRACTION == 0
            && !self.is_grouped
            && self.pattern.is_none();
        if is_other && !self.unsure_rows.is_empty() {
            for &row in &self.unsure_rows {
                let value = &mut self.values[row as usize];
                // Exact whole numbers, so that this is what the digits say, correctly rounded.
                *value /= 1000.0;
            }
            self.unsure = OddFields::default();
            self.thousands = self.thousands.filter(|mark| *mark != other_mark(self.decimal));
        }
        self.forms |= self.other_forms;
    }

    /// Whether every field has to be looked at closely.
    pub fn has_percent(&self) -> bool {
        self.unit == Some("%")
    }

    /// Numbers that can only be read with the other decimal mark.
    pub fn other_marks(&self) -> usize {
        self.other_marks.places.count
    }

    /// What the column is, by the share of its words.
    pub fn kind(&self) -> ParseAs {
        if self.odd.is_empty() {
            return self.read_as();
        }
        let numbers = self.numbers();
        let against = |numbers, odd: &OddWords| {
            odd.against(numbers, || OddWords::are_different(self.values.iter().copied()))
        };
        if self.pattern.is_none()
            && let Some((pattern, count)) = pattern::most_common(self.odd.iter(), self.decimal)
            && !matches!(pattern, NumberPattern::Duration(_))
        {
            let others = self.odd.filtered(|word| pattern.read(word, self.decimal).is_none());
            if ParseAs::are_most(numbers + count, against(numbers + count, &others)) {
                return ParseAs::Pattern(pattern);
            }
        }
        // How many of the words are dates is for a column of words to find out.
        if numbers == 0 || ParseAs::are_most(numbers, against(numbers, &self.odd)) {
            if numbers == 0 { ParseAs::Words } else { self.read_as() }
        } else {
            ParseAs::Words
        }
    }

    fn numbers(&self) -> usize {
        self.values.iter().filter(|value| !value.is_nan()).count()
    }

    /// The finished column.
    pub fn finish(mut self, name: &str, decimal: DecimalMark) -> Done {
        let column = || excerpt(name);
        let mut warnings = Vec::new();
        let numbers = self.numbers();
        self.settle_marks();
        let mut say = |odd: OddFields, notation: Notation| {
            if odd.places.count > 0 {
                let column = column();
                warnings.push(ImportWarning::ReadAs { column, others: 0, odd, notation });
            }
        };
        if let Some(pattern) = self.pattern {
            let odd = std::mem::take(&mut self.in_pattern);
            let notation = match pattern.notation() {
                Notation::Unit(unit) if 2 * odd.places.count < numbers => Notation::RareUnit(unit),
                notation => notation,
            };
            say(odd, notation);
        }
        for ((_, notation), odd) in SAID.into_iter().zip(*std::mem::take(&mut self.said)) {
            say(odd, notation);
        }
        if self.other_marks() > 0 {
            warnings.push(ImportWarning::MixedMarks {
                column: column(),
                odd: self.other_marks,
                decimal,
                unsure: self.unsure.places.count,
            });
        }
        let mut is_mixed = self.strange.places.count > 0;
        if self.unit == Some("%") && self.forms & BARE != 0 || is_mixed {
            is_mixed = true;
            let rare = self.with_unit.places.count <= numbers / 2;
            let odd =
                if rare || self.strange.places.count == 0 { self.with_unit } else { self.strange };
            warnings.push(ImportWarning::MixedUnits { column: column(), odd });
        }
        let values = numbers + self.words.places.count;
        if self.words.places.count > 0 {
            let odd = self.words;
            warnings.push(ImportWarning::WordsAsMissing { column: column(), odd, values });
        }
        if let Some(sentinel) = sentinel::find(&self.values) {
            warnings.push(sentinel.warning(column()));
        }
        if self.beyond.places.count > 0 {
            warnings.push(ImportWarning::BeyondNumbers { column: column(), odd: self.beyond });
        }
        let column_type = match self.forms {
            _ if numbers == 0 => ColumnType::Decimal,
            _ if matches!(self.pattern, Some(NumberPattern::Duration(_))) => ColumnType::Duration,
            _ if self.pattern == Some(NumberPattern::Power) => ColumnType::Scientific,
            forms if forms & PERCENT != 0 && !is_mixed => ColumnType::Percent,
            forms if forms & CURRENCY != 0 && !is_mixed => ColumnType::Currency,
            forms if forms & EXPONENT != 0 => ColumnType::Scientific,
            forms if forms & FRACTION != 0 => ColumnType::Decimal,
            _ => ColumnType::Integer,
        };
        self.values.shrink_to_fit();
        let (column, thousands) = (Column::Numeric(self.values), self.thousands);
        Done { column, column_type, warnings, thousands, unsure: self.unsure }
    }
}

/// The mark that is not the decimal mark.
fn other_mark(decimal: DecimalMark) -> char {
    match decimal {
        DecimalMark::Point => ',',
        DecimalMark::Comma => '.',
    }
}
