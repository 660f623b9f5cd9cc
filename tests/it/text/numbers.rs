//! Numbers as the reader's language writes them.

use descent::config::{FourDigits, ThreeDigits};
use descent::text::{Decimal, Grouped, in_english};

use crate::support::in_german;

#[test]
fn german_has_a_decimal_comma_and_points_between_thousands() {
    let written = || {
        [
            Grouped(999).to_string(),
            Grouped(1_234_567).to_string(),
            Decimal(0.01).to_string(),
            format!("{:.2}", Decimal(1.0 / 3.0)),
            ThreeDigits(1443.2).to_string(),
            ThreeDigits(-0.012_34).to_string(),
            ThreeDigits(1.234e-7).to_string(),
            format!("{:#}", FourDigits(0.3)),
        ]
    };
    let english = ["999", "1,234,567", "0.01", "0.33", "1,443", "−0.0123", "1.23e−7", "0.3000"];
    let german = ["999", "1.234.567", "0,01", "0,33", "1.443", "−0,0123", "1,23e−7", "0,3000"];
    assert_eq!(written(), english);
    in_german(|| {
        assert_eq!(written(), german);
        assert_eq!(in_english(written), english, "what programs read stays as it is");
        assert_eq!(written(), german, "and the language is back");
    });
}
