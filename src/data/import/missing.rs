//! Which fields mean "no value".

use crate::config::ReadingConfig;

/// The usual markers, in lower case; nothing at all is one too.
const USUAL: [&str; 7] = ["na", "n/a", "#n/a", "nan", "null", "?", "-"];
/// What spreadsheets write for a value that is not available, in lower case.
const NOT_AVAILABLE: [&str; 8] =
    ["#nv", "#n/d", "#n/b", "#i/t", "#н/д", "#saknas!", "#getting_data", "#n/a n/a"];
/// Python's marker. In other letters it is a word like "few" and "many", as to pandas.
const NONE: &str = "None";

/// The fields that mean "no value", in any case of letters.
#[derive(Debug, Clone)]
pub(super) struct Markers {
    usual: bool,
    own: Vec<String>,
    /// Bytes of the longest marker.
    longest: usize,
}

impl Markers {
    /// The usual ones, unless they are words, and the user's own.
    pub fn new(reading: &ReadingConfig) -> Self {
        let usual = !reading.usual_markers_are_words;
        let own: Vec<String> =
            reading.missing.iter().map(|marker| marker.trim().to_lowercase()).collect();
        let usual_longest = if usual { 4 } else { 0 };
        // A capital letter may have more bytes than its small one.
        let longest = own.iter().map(|own| 2 * own.len()).fold(usual_longest, usize::max);
        Self { usual, own, longest }
    }

    /// Whether a number can be one of them, such as -999: then no field is a number before
    /// it was looked at as a word.
    pub fn hold_numbers(&self) -> bool {
        self.own.iter().any(|own| own.bytes().any(|byte| byte.is_ascii_digit()))
    }

    /// Whether `field` (white space around it gone) holds no value.
    #[inline]
    pub fn is_missing(&self, field: &str) -> bool {
        field.is_empty()
            || field.len() <= self.longest && self.holds(field)
            || self.is_spreadsheet_error(field)
    }

    /// Whether `field` is the error of a spreadsheet's formula, in any language: `#DIV/0!`,
    /// `#NAME?`, `#BEZUG!`, `#NV`, `Err:502`. `#N/A` is a usual marker.
    pub fn is_spreadsheet_error(&self, field: &str) -> bool {
        self.usual
            && match field.as_bytes() {
                [b'#', ..] => is_error_word(field),
                [b'E', b'r', b'r', b':', code @ ..] => {
                    code.len() == 3 && code.iter().all(u8::is_ascii_digit)
                }
                _ => false,
            }
    }

    fn holds(&self, field: &str) -> bool {
        self.usual
            && (field == NONE || USUAL.iter().any(|marker| field.eq_ignore_ascii_case(marker)))
            || !self.own.is_empty() && self.own.contains(&field.to_lowercase())
    }
}

/// A word in capitals between `#` and `!` or `?`.
fn is_error_word(field: &str) -> bool {
    let Some(inner) = field.strip_prefix('#') else { return false };
    let word = inner.strip_suffix(['!', '?']).map(|word| word.trim_start_matches(['¡', '¿']));
    let is_capital = |letter: char| letter.is_uppercase() || matches!(letter, '/' | '0' | '_');
    word.is_some_and(|word| word.chars().count() >= 2 && word.chars().all(is_capital))
        || NOT_AVAILABLE.contains(&field.to_lowercase().as_str())
}
