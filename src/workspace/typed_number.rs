//! What stands in a number's field, as people write numbers: with a decimal comma or a point,
//! with grouped thousands, with a sign, blanks or a unit from where it was copied.
//!
//! What comes out is the same number in the one spelling that every parser reads alike, so
//! that the page can leave the last step to the browser and carries no tables for it.

use thiserror::Error;

use crate::config::Limit;
use crate::t;
use crate::text::{Decimal, decimal_mark, localized};

/// What a field's text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Empty,
    /// A number: digits, perhaps with a point and an exponent.
    Number(String),
    /// The beginning of a number such as "-", "1e" or "0,"; what it is if nothing follows.
    Unfinished(Option<String>),
}

/// Why a field's text is no number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TypedNumberError {
    /// Nothing that reads as one number.
    #[error("{}", t!("{name} must be a number such as {example}, not \"{text}\".", name, example, text))]
    NoNumber {
        /// The setting.
        name: &'static str,
        /// One that would do.
        example: String,
        /// What stands in the field, cut where it is long.
        text: String,
    },
    /// A mark that may be the decimal one or stand between thousands.
    #[error("{}", t!("\"{text}\" can be {decimal} or {grouped}: write one of these.", text, decimal, grouped))]
    Ambiguous {
        /// What stands in the field.
        text: String,
        /// With the mark as the decimal one.
        decimal: String,
        /// With the mark between thousands.
        grouped: String,
    },
}

/// Longer texts are no numbers.
const MAX_CHARS: usize = 400;
/// So much of a text is repeated in a sentence.
const SHOWN_CHARS: usize = 24;

/// Reads what stands in the field of `limit`, beside which `unit` stands.
///
/// One comma is a decimal mark, as one point is. Before exactly three digits it may group
/// thousands instead: in the field of a whole number it does, unless it is the decimal mark of the
/// reader's language and what it groups is out of the limit; elsewhere that mark never does, and
/// the other only where the other reading is out of the limit. Of two different marks the last is
/// the decimal one. Blanks and apostrophes only group. A percent sign divides by 100
/// where the field itself has none.
///
/// # Errors
/// [`TypedNumberError`], with what was typed.
///
/// Checked by `tests/it/workspace/typed_number.rs`.
pub fn read(text: &str, limit: &Limit, unit: &str) -> Result<Typed, TypedNumberError> {
    let plain: String = text.chars().filter_map(plain_char).take(MAX_CHARS + 1).collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return Ok(Typed::Empty);
    }
    let (sign, rest) = match plain.strip_prefix(['-', '+']) {
        Some(rest) => (if plain.starts_with('-') { "-" } else { "" }, rest.trim_start()),
        None => ("", plain),
    };
    let end = rest.find(|c: char| !c.is_ascii_digit() && !MARKS.contains(c));
    let (mantissa, rest) = rest.split_at(end.unwrap_or(rest.len()));
    let mantissa = mantissa.trim_end();
    if mantissa.is_empty() && rest.is_empty() {
        return Ok(Typed::Unfinished(None));
    }
    let (exponent, rest) = Exponent::of(rest);
    let found = digits(mantissa).filter(|_| plain.len() <= MAX_CHARS);
    let found = found.zip(percent(rest, limit, unit));
    let Some((digits, hundredths)) = found else { return Err(no_number(text, limit)) };
    let Exponent::Is(exponent) = exponent else { return Ok(Typed::Unfinished(None)) };
    let number = |digits: &str| match exponent - hundredths {
        0 => format!("{sign}{digits}"),
        exponent => format!("{sign}{digits}e{exponent}"),
    };
    Ok(match digits {
        Digits::Sure(digits) => Typed::Number(number(&digits)),
        Digits::Begun(digits) => Typed::Unfinished(digits.as_deref().map(number)),
        Digits::Grouped { decimal, .. } if exponent != 0 => Typed::Number(number(&decimal)),
        Digits::Grouped { decimal, grouped, thousandths, mark } => {
            let may_group = mark != decimal_mark();
            let scale =
                if sign == "-" { -1.0 } else { 1.0 } / if hundredths > 0 { 1e2 } else { 1.0 };
            let holds = |of: f64| limit.holds(scale * f64::from(thousandths) / of);
            match (limit.whole, holds(1e3), holds(1.0)) {
                // 30.000 from a spreadsheet; what groups in the reader's language always does.
                (true, true, false) if !may_group => Typed::Number(number(&decimal)),
                (true, ..) => Typed::Number(number(&grouped)),
                (false, true, true) if may_group => {
                    return Err(TypedNumberError::Ambiguous {
                        text: shortened(text),
                        decimal: localized(number(
                            decimal.trim_end_matches('0').trim_end_matches('.'),
                        )),
                        grouped: number(&grouped),
                    });
                }
                (false, false, true) if may_group => Typed::Number(number(&grouped)),
                (false, ..) => Typed::Number(number(&decimal)),
            }
        }
    })
}

/// The same of a text that nobody goes on with: `None` is an empty field.
///
/// # Errors
/// As [`read`], also for the mere beginning of a number.
pub fn read_whole(
    text: &str,
    limit: &Limit,
    unit: &str,
) -> Result<Option<String>, TypedNumberError> {
    match read(text, limit, unit)? {
        Typed::Empty => Ok(None),
        Typed::Number(number) | Typed::Unfinished(Some(number)) => Ok(Some(number)),
        Typed::Unfinished(None) => Err(no_number(text, limit)),
    }
}

fn no_number(text: &str, limit: &Limit) -> TypedNumberError {
    let (name, example) = (limit.label(), Decimal(limit.default).to_string());
    TypedNumberError::NoNumber { name, example, text: shortened(text) }
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What may stand between digits; blanks are all one blank.
const MARKS: &str = "., '";
/// The zeros of other scripts, whose nine other digits follow.
const ZEROS: [char; 6] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];

/// A character in its plainest form; `None` for one that is not seen.
fn plain_char(c: char) -> Option<char> {
    let plain = match c {
        // Marks of direction and joiners, which come along when one copies.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => return None,
        '\u{2010}'..='\u{2014}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff0b}' => '+',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' | '`' | '_' | '\u{66c}' => '\'',
        '\u{66b}' | '\u{60c}' | '\u{ff0c}' | '\u{3001}' => ',',
        '\u{ff0e}' => '.',
        '\u{66a}' | '\u{ff05}' => '%',
        '\u{d7}' | '\u{b7}' | '\u{22c5}' => '*',
        c if c.is_whitespace() => ' ',
        c => {
            let digit = ZEROS.iter().find_map(|zero| {
                let digit = u32::from(c).checked_sub(u32::from(*zero))?;
                char::from_digit(digit, 10)
            });
            digit.unwrap_or(c)
        }
    };
    Some(plain)
}

/// What stands behind the digits: "e-3", "*10^-3".
enum Exponent {
    Is(i32),
    Begun,
}

impl Exponent {
    /// The exponent, if there is one, and what is left.
    fn of(rest: &str) -> (Self, &str) {
        let behind_e = rest.strip_prefix(['e', 'E']);
        let power = ["*10^", "x10^", "* 10^", "x 10^"].iter().find_map(|p| rest.strip_prefix(p));
        let Some(power) = power.or(behind_e) else { return (Self::Is(0), rest) };
        let digits = power.strip_prefix(['-', '+']).unwrap_or(power);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        match (end, digits.is_empty()) {
            (0, true) => (Self::Begun, ""),
            // A word such as "epochs".
            (0, false) => (Self::Is(0), rest),
            _ => {
                // Far beyond what any number has.
                let size = digits[..end].parse().unwrap_or(9_999).min(9_999);
                let is_negative = power.starts_with('-');
                (Self::Is(if is_negative { -size } else { size }), &digits[end..])
            }
        }
    }
}

/// How many powers of ten a percent sign takes off, if what is behind a number is a percent
/// sign or what the number counts: "%", "units", "epoch".
fn percent(rest: &str, limit: &Limit, unit: &str) -> Option<i32> {
    let rest = rest.trim();
    if rest.is_empty() || rest == unit {
        return Some(0);
    }
    if rest == "%" {
        return Some(2);
    }
    let begins =
        |name: &str| name.get(..rest.len()).is_some_and(|start| start.eq_ignore_ascii_case(rest));
    (rest.len() >= 3 && (begins(limit.name) || begins(limit.label()))).then_some(0)
}

/// The digits of a number.
#[derive(Debug)]
enum Digits {
    Sure(String),
    /// They end in a mark.
    Begun(Option<String>),
    /// One mark before exactly three digits.
    Grouped {
        decimal: String,
        grouped: String,
        thousandths: u32,
        mark: char,
    },
}

fn digits(text: &str) -> Option<Digits> {
    let last = text.rfind(['.', ',']);
    let Some(at) = last else { return groups(text).map(Digits::Sure) };
    let (before, mark, after) = (&text[..at], &text[at..=at], &text[at + 1..]);
    if before.contains(mark) {
        return groups(text).map(Digits::Sure);
    }
    if !after.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole = if before.is_empty() { "0".to_owned() } else { groups(before)? };
    if after.is_empty() {
        return Some(Digits::Begun((!before.is_empty()).then_some(whole)));
    }
    let decimal = format!("{whole}.{after}");
    if after.len() == 3 && before.len() <= 3 && !before.starts_with('0') && !before.is_empty() {
        let grouped = format!("{whole}{after}");
        let thousandths = grouped.parse().ok()?;
        return Some(Digits::Grouped {
            decimal,
            grouped,
            thousandths,
            mark: if mark == "," { ',' } else { '.' },
        });
    }
    Some(Digits::Sure(decimal))
}

/// Digits without what groups them: in threes, or as in India in twos before the last three.
fn groups(text: &str) -> Option<String> {
    let Some(mark) = text.chars().find(|c| !c.is_ascii_digit()) else {
        return (!text.is_empty()).then(|| text.to_owned());
    };
    let parts: Vec<&str> = text.split(mark).collect();
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let middle = &parts[1..parts.len() - 1];
    let are_digits = text.chars().all(|c| c.is_ascii_digit() || c == mark);
    let of = |size: usize| middle.iter().all(|part| part.len() == size);
    let is_grouped = (1..=3).contains(&first.len()) && of(3)
        || (1..=2).contains(&first.len()) && !middle.is_empty() && of(2);
    (are_digits && is_grouped && last.len() == 3 && !first.starts_with('0')).then(|| parts.concat())
}
