//! What is said of a row that someone types: what cannot be read, and what training never saw.

use std::fmt;

use crate::t;
use crate::text::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A text of a row that cannot be read. `Display` is the sentence the user reads.
///
/// Checked by `tests/it/inspection/typed_row_note.rs::what_cannot_be_read_is_said_in_one_sentence`.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TypedValueError {
    /// Nothing that the column holds.
    #[error(
        "{}",
        t!(
            "{column} must be {expected} such as {example}, not \"{text}\".",
            column,
            expected,
            example,
            text,
        )
    )]
    Unreadable {
        column: String,
        /// "a number", "a date" and so on.
        expected: String,
        /// One that would do.
        example: String,
        /// What was typed, cut where it is long.
        text: String,
    },
    /// Two numbers, dates or durations are written so.
    #[error(
        "{}",
        t!(
            "\"{text}\" in {column} can be {one} or {other}: write one of these.",
            text,
            column,
            one = readings[0],
            other = readings[1],
        )
    )]
    Ambiguous { column: String, text: String, readings: [String; 2] },
    /// More than the engine can hold.
    #[error(
        "{}",
        t!(
            "\"{text}\" in {column} is more than the network can hold: stay between -3.4e38 and 3.4e38.",
            text,
            column,
        )
    )]
    Beyond { column: String, text: String },
}

impl TypedValueError {
    /// The column whose text it is.
    pub fn column(&self) -> &str {
        match self {
            Self::Unreadable { column, .. }
            | Self::Ambiguous { column, .. }
            | Self::Beyond { column, .. } => column,
        }
    }
}

/// What a category that no training row has becomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum UnknownBecomes {
    /// It shares an input with the rare ones.
    Infrequent,
    /// All inputs of the column are 0, which no known category has.
    Zeros,
    /// All inputs of the column are 0, as this category has it: the "no" of no and yes.
    Dropped(String),
    /// The number of unknown categories, before it is scaled.
    Number(f64),
}

/// What is to be known of a typed value before the prediction is believed. `Display` is the
/// sentence the user reads; the values are written as the column writes them.
///
/// Checked by `tests/it/inspection/typed_row_note.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum RowNote {
    /// A category or a choice that no training row has.
    UnknownCategory { column: String, word: String, becomes: UnknownBecomes },
    /// A number below or above all that training rows have.
    OutsideTraining { column: String, value: String, least: String, greatest: String },
    /// A number beyond the limits of the column, at which training too stopped it.
    Clipped { column: String, value: String, limit: String },
    /// No value, so the imputer's stands there.
    FilledIn { column: String, value: String },
    /// No value, where training leaves the row out.
    WouldBeDropped {
        column: String,
        /// What the network is given all the same.
        value: String,
    },
}

impl RowNote {
    /// The column it is about.
    pub fn column(&self) -> &str {
        match self {
            Self::UnknownCategory { column, .. }
            | Self::OutsideTraining { column, .. }
            | Self::Clipped { column, .. }
            | Self::FilledIn { column, .. }
            | Self::WouldBeDropped { column, .. } => column,
        }
    }

    /// Whether the network has learned nothing about such a value, so that what it says is a
    /// guess.
    pub fn is_guess(&self) -> bool {
        !matches!(self, Self::Clipped { .. } | Self::FilledIn { .. })
    }
}

impl fmt::Display for RowNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::UnknownCategory { column, word, becomes } => unknown(column, word, becomes),
            Self::OutsideTraining { column, value, least, greatest } => t!(
                "{column} {value} lies outside the training rows' {least} to {greatest}, so this is a guess.",
                column,
                value,
                least,
                greatest,
            ),
            Self::Clipped { column, value, limit } => t!(
                "{column} {value} is clipped to {limit}, as in training.",
                column,
                value,
                limit,
            ),
            Self::FilledIn { column, value } => t!(
                "{column} is empty, so {value} is filled in, as in training.",
                column,
                value,
            ),
            Self::WouldBeDropped { column, value } => t!(
                "{column} is empty; training leaves such rows out, so with {value} in its place this is a guess.",
                column,
                value,
            ),
        })
    }
}

fn unknown(column: &str, word: &str, becomes: &UnknownBecomes) -> String {
    match becomes {
        UnknownBecomes::Infrequent => t!(
            "No training row has \"{word}\" in {column}: it counts as a rare category, so this is a guess.",
            word,
            column,
        ),
        UnknownBecomes::Zeros => t!(
            "No training row has \"{word}\" in {column}: it counts as none of the known ones, so this is a guess.",
            word,
            column,
        ),
        UnknownBecomes::Dropped(known) => t!(
            "No training row has \"{word}\" in {column}: it counts as \"{known}\", so this is a guess.",
            word,
            column,
            known,
        ),
        UnknownBecomes::Number(number) => t!(
            "No training row has \"{word}\" in {column}: it becomes {number}, so this is a guess.",
            word,
            column,
            number = Decimal(number),
        ),
    }
}
