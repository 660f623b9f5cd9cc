//! Numbers in the digits of other scripts than the Latin one.

use crate::config::DecimalMark;

/// The zero of every script whose digits count from 0 to 9 in a row, after Latin's.
///
/// Source: Unicode's general category Nd. Checked by
/// `tests/it/data/import/cases_notations.rs`.
const ZEROS: [char; 37] = [
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{1d7ce}',
];

/// `text` with its digits and the marks that go with them as ASCII has them; `None` if it has
/// no such digit. The marks become those of a file with this decimal mark.
pub(super) fn in_ascii(text: &str, decimal: DecimalMark) -> Option<String> {
    let (mark, grouping) = match decimal {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let mut has_digit = false;
    let plain: String = text
        .chars()
        .map(|character| match character {
            '\u{66b}' => mark,
            '\u{66c}' => grouping,
            '\u{66a}' | '\u{ff05}' => '%',
            '\u{ff0b}' => '+',
            '\u{ff0c}' => ',',
            '\u{ff0d}' => '-',
            '\u{ff0e}' => '.',
            _ => match digit(character) {
                Some(digit) => {
                    has_digit = true;
                    digit
                }
                None => character,
            },
        })
        .collect();
    has_digit.then_some(plain)
}

fn digit(character: char) -> Option<char> {
    if character.is_ascii() {
        return None;
    }
    let code = character as u32;
    let zero = ZEROS.iter().find(|&&zero| (zero as u32..zero as u32 + 10).contains(&code))?;
    char::from_digit(code - *zero as u32, 10)
}
