//! Measured numbers as text.

use std::fmt;

use crate::config::Grouped;

/// A number with three significant digits, whole from 100 on, and a real minus sign:
/// 0.0123, 5.64, −118, 1,443, 1.2e−7. With `{:#}` zeros at the end stay, so that two numbers
/// side by side are equally exact: 0.300, 0.299.
///
/// Checked by `tests/it/config/advice.rs::numbers_are_short`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThreeDigits(pub f64);

impl fmt::Display for ThreeDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.abs();
        if !size.is_finite() {
            return write!(f, "{}", self.0);
        }
        if self.0 < 0.0 {
            f.write_str("−")?;
        }
        let scientific = format!("{size:.2e}");
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
            2..9 => write!(f, "{}", Grouped(size.round() as u64)),
            exponent @ -4..2 => {
                let decimals = usize::try_from(2 - exponent).unwrap_or_default();
                f.write_str(&trimmed(&format!("{size:.decimals$}")))
            }
            exponent if exponent < 0 => write!(f, "{}e−{}", trimmed(digits), -exponent),
            exponent => write!(f, "{}e{exponent}", trimmed(digits)),
        }
    }
}
