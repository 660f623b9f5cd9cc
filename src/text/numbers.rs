//! Numbers as the reader's language writes them: 1,599 and 0.01 in English, 1.599 and 0,01 in
//! German. Only for what is read; what is stored or exported keeps the point.

use std::fmt;

use crate::text::Catalogue;
use crate::text::current::current;

/// What stands between a number's whole digits and the others.
pub fn decimal_mark() -> char {
    current().map_or('.', Catalogue::decimal_mark)
}

/// What stands between thousands.
pub fn group_mark() -> char {
    current().map_or(',', Catalogue::group_mark)
}

/// A number as Rust writes it, with the decimal mark of the reader's language.
///
/// Checked by `tests/it/text/numbers.rs`.
pub fn localized(number: String) -> String {
    match decimal_mark() {
        '.' => number,
        mark => number.replace('.', mark.encode_utf8(&mut [0; 4])),
    }
}

/// A number with the decimal mark of the reader's language, as exact as the format asks.
///
/// Checked by `tests/it/text/numbers.rs`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decimal<T>(pub T);

impl<T: fmt::Display> fmt::Display for Decimal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = match f.precision() {
            Some(digits) => format!("{:.digits$}", self.0),
            None => self.0.to_string(),
        };
        f.write_str(&localized(number))
    }
}

/// A count with marks between thousands: 1,599.
///
/// Checked by `tests/it/text/numbers.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grouped(pub u64);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = group_mark();
        let digits = self.0.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                write!(f, "{mark}")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}
