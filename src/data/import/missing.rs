//! Which fields mean "no value".

use crate::config::ReadingConfig;

/// The usual markers that can also be words or signs, in lower case; nothing at all is one too.
const USUAL: [&str; 6] = ["na", "n/a", "nan", "null", "?", "-"];
/// Markers that are nothing else, in lower case: those of spreadsheets, databases and programs.
const SURE: [&str; 7] = ["#n/a", "<na>", "\\n", "(null)", "1.#qnan", "1.#ind", "-1.#ind"];
/// What means "no value" only among numbers or dates, in lower case.
const AMONG_NUMBERS: [&str; 42] = [
    ".",
    "..",
    "...",
    "\u{2026}",
    "--",
    "---",
    "\u{2013}",
    "\u{2014}",
    "_",
    "*",
    "**",
    ":",
    "/",
    "//",
    "n.a.",
    "n.a",
    "n. a.",
    "n.d.",
    "n.d",
    "n/d",
    "nd",
    "nat",
    "k.a.",
    "k. a.",
    "k.a",
    "keine angabe",
    "unbekannt",
    "s/d",
    "s.d.",
    "s.o.",
    "inconnu",
    "none",
    "nil",
    "missing",
    "unknown",
    "undefined",
    "not available",
    "not applicable",
    "not recorded",
    "tbd",
    "tba",
    "\u{4e0d}\u{660e}",
];
/// What spreadsheets write for a value that is not available, in lower case.
const NOT_AVAILABLE: [&str; 8] =
    ["#nv", "#n/d", "#n/b", "#i/t", "#н/д", "#saknas!", "#getting_data", "#n/a n/a"];
/// Python's marker. In other letters it is a word like "few" and "many", as to pandas.
const NONE: &str = "None";
/// Bytes of the longest number that may be a marker.
const LONGEST_NUMBER: usize = 24;

/// The fields that mean "no value", in any case of letters.
#[derive(Debug, Clone)]
pub(super) struct Markers {
    usual: bool,
    own: Vec<String>,
    /// Those of its own that are numbers.
    numbers: Vec<f64>,
    /// Bytes of the longest marker.
    longest: usize,
}

impl Markers {
    /// The usual ones, unless they are words, and the user's own.
    pub fn new(reading: &ReadingConfig) -> Self {
        let usual = !reading.usual_markers_are_words;
        let own: Vec<String> =
            reading.missing.iter().map(|marker| marker.trim().to_lowercase()).collect();
        let usual_longest = if usual { 7 } else { 0 };
        let numbers: Vec<f64> = own.iter().filter_map(|own| own.parse().ok()).collect();
        let usual_longest = if numbers.is_empty() { usual_longest } else { LONGEST_NUMBER };
        // A capital letter may have more bytes than its small one.
        let longest = own.iter().map(|own| 2 * own.len()).fold(usual_longest, usize::max);
        Self { usual, own, numbers, longest }
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

    /// Whether `field` is a usual marker that can also be a word or a sign of its column:
    /// `NA` among countries, `None` among disorders, `-` beside `+`.
    pub fn may_be_word(&self, field: &str) -> bool {
        field.len() <= 4 && self.is_usual(field) && !self.is_own(field)
    }

    fn is_usual(&self, field: &str) -> bool {
        self.usual
            && (field == NONE || USUAL.iter().any(|marker| field.eq_ignore_ascii_case(marker)))
    }

    /// A number counts however it is written: -999 is -999.0.
    fn is_own(&self, field: &str) -> bool {
        !self.own.is_empty() && self.own.contains(&field.to_lowercase())
            || !self.numbers.is_empty()
                && field
                    .replace(',', ".")
                    .parse()
                    .is_ok_and(|value: f64| self.numbers.contains(&value))
    }

    fn holds(&self, field: &str) -> bool {
        let is_sure = || SURE.iter().any(|marker| field.eq_ignore_ascii_case(marker));
        self.is_usual(field) || self.usual && is_sure() || self.is_own(field)
    }
}

/// Whether `field` means "no value" where it stands among numbers or dates: `n.a.`, `..`,
/// `unknown`.
pub(super) fn means_none_among_numbers(field: &str) -> bool {
    let lower = field.to_lowercase();
    AMONG_NUMBERS.contains(&lower.as_str())
}

/// A word in capitals between `#` and `!` or `?`.
fn is_error_word(field: &str) -> bool {
    let Some(inner) = field.strip_prefix('#') else { return false };
    let word = inner.strip_suffix(['!', '?']).map(|word| word.trim_start_matches(['¡', '¿']));
    let is_capital = |letter: char| letter.is_uppercase() || matches!(letter, '/' | '0' | '_');
    word.is_some_and(|word| word.chars().count() >= 2 && word.chars().all(is_capital))
        || NOT_AVAILABLE.contains(&field.to_lowercase().as_str())
}
