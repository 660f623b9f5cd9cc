//! What a field says: nothing, a number or words; and what its column is then.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::data::error::excerpt;
use crate::data::table::{Column, MISSING_CODE};

/// Words that mean "no value", in lower case.
const MISSING_WORDS: [&str; 5] = ["na", "n/a", "nan", "null", "none"];

/// Whether a field (white space around it gone) holds no value: empty, `?`, `-`, or
/// one of `NA N/A NaN null None` in any case.
pub(super) fn is_missing(field: &str) -> bool {
    matches!(field, "" | "?" | "-")
        || field.len() <= 4 && MISSING_WORDS.iter().any(|word| field.eq_ignore_ascii_case(word))
}

/// The number that a field is: sign, digits with a decimal point, exponent.
///
/// `decimal_comma`: `1,5` is a number too. Numbers that the engine cannot hold
/// (beyond 3.4e38) are none, nor are `inf` and its kin. Never NaN, never -0.
pub(super) fn number(field: &str, decimal_comma: bool) -> Option<f64> {
    let field = if decimal_comma && field.contains(',') && !field.contains('.') {
        Cow::Owned(field.replacen(',', ".", 1))
    } else {
        Cow::Borrowed(field)
    };
    let plain = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    if !field.bytes().all(plain) {
        return None;
    }
    let value: f64 = field.parse().ok()?;
    // -0 + 0 is 0, so that both zeros are one level.
    (value.abs() <= f64::from(f32::MAX)).then_some(value + 0.0)
}

/// Reads a column as numbers for as long as it is one.
#[derive(Debug, Default)]
pub(super) struct NumberColumn {
    /// One value per row, NaN where there is none; stops at the first word.
    values: Vec<f64>,
    numbers: usize,
    words: usize,
    first_word: (usize, String),
}

impl NumberColumn {
    /// Adds a row's field, which stands in `line`.
    pub fn push(&mut self, field: &str, line: usize, decimal_comma: bool) {
        if is_missing(field) {
            if self.words == 0 {
                self.values.push(f64::NAN);
            }
        } else if let Some(value) = number(field, decimal_comma) {
            self.numbers += 1;
            if self.words == 0 {
                self.values.push(value);
            }
        } else {
            if self.words == 0 {
                self.first_word = (line, excerpt(field));
                self.values = Vec::new();
            }
            self.words += 1;
        }
    }

    /// Whether a word makes it a column of text.
    pub fn is_text(&self) -> bool {
        self.words > 0
    }

    /// Whether it has no values at all.
    pub fn is_empty(&self) -> bool {
        self.numbers + self.words == 0
    }

    /// Values, words among them, and line and text of the first word, if the column
    /// would be numeric but for a minority of words.
    pub fn spoiled_by(&self) -> Option<(usize, usize, usize, String)> {
        (self.is_text() && self.words < self.numbers).then(|| {
            let (line, example) = self.first_word.clone();
            (self.numbers + self.words, self.words, line, example)
        })
    }

    /// The finished column; only if it is not text.
    pub fn finish(self) -> Column {
        Column::Numeric(self.values)
    }
}

/// Reads a column as words.
#[derive(Debug, Default)]
pub(super) struct TextColumn {
    codes: Vec<u32>,
    known: HashMap<String, u32>,
}

impl TextColumn {
    /// Adds a row's field.
    pub fn push(&mut self, field: &str) {
        let code = if is_missing(field) {
            MISSING_CODE
        } else if let Some(&code) = self.known.get(field) {
            code
        } else {
            let code = self.known.len() as u32;
            self.known.insert(field.to_owned(), code);
            code
        };
        self.codes.push(code);
    }

    /// The finished column: codes count the levels in the order of their code points.
    pub fn finish(self) -> Column {
        let mut known: Vec<(String, u32)> = self.known.into_iter().collect();
        known.sort_unstable();
        let mut sorted = vec![0; known.len()];
        for (position, (_, code)) in known.iter().enumerate() {
            sorted[*code as usize] = position as u32;
        }
        let mut codes = self.codes;
        for code in &mut codes {
            if *code != MISSING_CODE {
                *code = sorted[*code as usize];
            }
        }
        Column::Text { codes, levels: known.into_iter().map(|(level, _)| level).collect() }
    }
}
