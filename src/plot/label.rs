//! Numbers as text for charts and read-outs, and how wide a text is at most.

use crate::text::localized;

/// The least text in a chart, in CSS pixels.
pub const TICK_FONT_PX: f64 = 11.0;
/// Larger text in a chart, and how far text stands from what it labels.
pub(super) const LABEL_FONT_PX: f64 = 12.0;
pub(super) const LABEL_GAP_PX: f64 = 8.0;

/// A value with 4 significant digits: `0.4321`, `12.35`, `1234`, `1.235e-5`, with the decimal
/// mark of the reader's language.
///
/// Whole digits are never replaced by zeros below a million (`12346`); beyond,
/// and below 0.0001, the exponent form keeps it short. A value that is not
/// finite, which no caller should have, reads as a dash and never as "NaN".
///
/// Checked by `tests/it/plot/text.rs::value_labels`.
pub fn value_label(value: f64) -> String {
    significant(value, 4)
}

/// As [`value_label`] with 3 digits, for a label that stands inside a chart.
///
/// Checked by `tests/it/plot/text.rs::value_labels`.
pub fn short_label(value: f64) -> String {
    significant(value, 3)
}

fn significant(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    // The exponent is read after rounding, so that 9.9996 becomes 10.00.
    let rounded = format!("{value:.*e}", digits - 1);
    let exponent: i32 = rounded.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    match exponent {
        -4..=5 => localized(format!("{value:.*}", (digits as i32 - 1 - exponent).max(0) as usize)),
        _ => localized(rounded),
    }
}

/// Upper estimate of a text's width in ems, true for the sans fonts that
/// browsers ship (the widest of them, Verdana and `DejaVu`, set the numbers).
///
/// Checked by `tests/it/plot/text.rs::widths_err_on_the_wide_side`.
pub fn width_em(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | '.' | ',' | '\'' | '|' | 'I' => 0.35,
            ' ' | 't' | 'f' | 'r' | '(' | ')' | '·' | '-' => 0.42,
            'm' | 'w' | 'M' | 'W' | '%' => 1.0,
            'A'..='Z' => 0.78,
            _ => 0.64,
        })
        .sum()
}
