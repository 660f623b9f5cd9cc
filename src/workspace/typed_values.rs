//! The values of a sweep as people write them: "0.1, 0.03; 0,01", "16 32 64", "1..5".

use thiserror::Error;

use crate::config::{ConfigError, Grouped, Limit, limits};
use crate::t;
use crate::text::Decimal;
use crate::workspace::typed_number::{TypedNumberError, read_whole};

/// Why what was typed is no list of values.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum TypedValuesError {
    /// One of them is no number.
    #[error(transparent)]
    NoNumber(#[from] TypedNumberError),
    /// One of them is out of the setting's limit.
    #[error(transparent)]
    OutOfRange(#[from] ConfigError),
    /// A value that stands there before.
    #[error("{}", t!("{value} stands there twice.", value = Decimal(*value)))]
    Twice {
        /// The value.
        value: f64,
    },
    /// Separators and nothing else.
    #[error("{}", t!("There is no value: type some, or leave the field empty for those suggested."))]
    None,
    /// Commas that may be decimal marks or stand between values.
    #[error("{}", t!("\"{text}\" can be read in more than one way: put ; between the values.", text))]
    Ambiguous {
        /// What was typed.
        text: String,
    },
    /// A range of a setting that is no whole number.
    #[error("{}", t!("A range such as 1..5 is of whole numbers; type the values one by one."))]
    NoRange,
    /// A range that ends before it begins.
    #[error("{}", t!("The range {from}..{to} ends before it begins.", from, to))]
    Backwards {
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
    },
    /// More than a sweep may have runs.
    #[error(
        "{}",
        t!(
            "These are {values} values. A sweep has at most {most} runs.",
            values = Grouped(*values as u64),
            most = limits::MAX_SWEEP_RUNS,
        )
    )]
    TooMany {
        /// How many.
        values: usize,
    },
}

/// Reads the values of a setting within `limit`, in the order in which they stand; none of an
/// empty field.
///
/// Between values stands a semicolon, a blank or a line's end; a comma before a blank, too. A
/// comma between digits is a decimal mark, as in a number's own field, or stands between values
/// where that cannot be: in a list of numbers with decimal points, or of whole numbers.
///
/// # Errors
/// [`TypedValuesError`], for the first of them that is wrong.
///
/// Checked by `tests/it/workspace/typed_values.rs`.
pub fn read_values(text: &str, limit: &'static Limit) -> Result<Vec<f64>, TypedValuesError> {
    let mut values = Vec::new();
    for word in text.split(is_separator) {
        let word = word.trim_matches(',');
        if !word.is_empty() {
            read_word(word, limit, &mut values)?;
        }
    }
    if values.is_empty() && !text.trim().is_empty() {
        return Err(TypedValuesError::None);
    }
    if values.len() > limits::MAX_SWEEP_RUNS {
        return Err(TypedValuesError::TooMany { values: values.len() });
    }
    let twice = values.iter().enumerate().find(|(at, value)| values[..*at].contains(value));
    match twice {
        Some((_, &value)) => Err(TypedValuesError::Twice { value }),
        None => Ok(values),
    }
}

/// Blanks that group thousands, as word processors write them, are none.
fn is_separator(letter: char) -> bool {
    letter == ';' || letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn read_word(
    word: &str,
    limit: &'static Limit,
    values: &mut Vec<f64>,
) -> Result<(), TypedValuesError> {
    if let Some((from, to)) = word.split_once("..").or_else(|| word.split_once('…')) {
        return read_range(from, to, limit, values);
    }
    let commas = word.matches(',').count();
    let as_one = || number(word, limit).ok().filter(|number| limit.holds(*number));
    let is_list = match (commas, limit.whole) {
        (0, _) => false,
        // "1,024" or 1 and 24: only what no number can be is surely a list.
        (_, true) => match (as_one(), has_leading_zero(word)) {
            (Some(_), true) => false,
            (Some(_), false) => return Err(ambiguous(word)),
            (None, _) => true,
        },
        (_, false) if word.contains('.') => true,
        (1, false) => false,
        _ => return Err(ambiguous(word)),
    };
    let parts = if is_list { word.split(',').collect() } else { vec![word] };
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        let value = number(part, limit)?;
        limit.check(value)?;
        values.push(value);
    }
    Ok(())
}

/// Whether a part behind a comma begins with a zero, as no number of a list does: "1,024".
fn has_leading_zero(word: &str) -> bool {
    word.split(',').skip(1).any(|part| part.len() > 1 && part.starts_with('0'))
}

fn ambiguous(word: &str) -> TypedValuesError {
    TypedValuesError::Ambiguous { text: word.to_owned() }
}

fn read_range(
    from: &str,
    to: &str,
    limit: &'static Limit,
    values: &mut Vec<f64>,
) -> Result<(), TypedValuesError> {
    if !limit.whole {
        return Err(TypedValuesError::NoRange);
    }
    let (from, to) = (number(from, limit)?, number(to, limit)?);
    limit.check(from)?;
    limit.check(to)?;
    if from > to {
        return Err(TypedValuesError::Backwards { from, to });
    }
    let count = (to - from) as usize + 1;
    if count > limits::MAX_SWEEP_RUNS {
        return Err(TypedValuesError::TooMany { values: count });
    }
    values.extend((0..count).map(|step| from + step as f64));
    Ok(())
}

fn number(text: &str, limit: &'static Limit) -> Result<f64, TypedNumberError> {
    // A range may have nothing before or behind its dots.
    let no_number = || TypedNumberError::NoNumber {
        name: limit.label(),
        example: Decimal(limit.default).to_string(),
        text: text.to_owned(),
    };
    let read = read_whole(text, limit, "")?.ok_or_else(no_number)?;
    read.parse().map_err(|_| no_number())
}
