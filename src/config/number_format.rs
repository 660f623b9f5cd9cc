//! Measured numbers as text.

use std::fmt;

use crate::text::{Grouped, localized};

/// A number with three significant digits, whole from 100 on, a real minus sign and the marks
/// of the reader's language: 0.0123, 5.64, −118, 1,443, 1.2e−7. With `{:#}` zeros at the end stay, so that two numbers
/// side by side are equally exact: 0.300, 0.299.
///
/// Checked by `tests/it/config/advice.rs::numbers_are_short`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThreeDigits(pub f64);

/// As [`ThreeDigits`] with four, whole from 1,000 on: for numbers that are computed with.
///
/// Checked by `tests/it/config/advice.rs::numbers_are_short`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FourDigits(pub f64);

impl fmt::Display for ThreeDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_digits(f, self.0, 3)
    }
}

impl fmt::Display for FourDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_digits(f, self.0, 4)
    }
}

fn write_digits(f: &mut fmt::Formatter<'_>, number: f64, count: i32) -> fmt::Result {
    let size = number.abs();
    if !size.is_finite() {
        return write!(f, "{number}");
    }
    if number < 0.0 {
        f.write_str("−")?;
    }
    let after_point = usize::try_from(count - 1).unwrap_or_default();
    let scientific = format!("{size:.after_point$e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let keeps_zeros = f.alternate();
    let trimmed = |digits: &str| {
        if keeps_zeros {
            return digits.to_owned();
        }
        let has_point = digits.contains('.');
        let zeros = |digit| has_point && digit == '0';
        digits.trim_end_matches(zeros).trim_end_matches('.').to_owned()
    };
    match exponent.parse::<i32>().unwrap_or_default() {
        _ if size == 0.0 => f.write_str("0"),
        exponent if (count - 1..9).contains(&exponent) => {
            write!(f, "{}", Grouped(size.round() as u64))
        }
        exponent if (-4..count - 1).contains(&exponent) => {
            let decimals = usize::try_from(count - 1 - exponent).unwrap_or_default();
            f.write_str(&localized(trimmed(&format!("{size:.decimals$}"))))
        }
        exponent if exponent < 0 => write!(f, "{}e−{}", localized(trimmed(digits)), -exponent),
        exponent => write!(f, "{}e{exponent}", localized(trimmed(digits))),
    }
}
