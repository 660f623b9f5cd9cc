//! What is said of a row that someone types: what cannot be read, and what training never saw.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A text of a row that cannot be read. `Display` is the sentence the user reads.
///
/// Checked by `tests/it/inspection/typed_row_note.rs::what_cannot_be_read_is_said_in_one_sentence`.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TypedValueError {
    /// Nothing that the column holds.
    #[error("{column} must be {expected} such as {example}, not \"{text}\".")]
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
    #[error("\"{text}\" in {column} can be {} or {}: write one of these.", readings[0], readings[1])]
    Ambiguous { column: String, text: String, readings: [String; 2] },
    /// More than the engine can hold.
    #[error(
        "\"{text}\" in {column} is more than the network can hold: stay between -3.4e38 and 3.4e38."
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
        match self {
            Self::UnknownCategory { column, word, becomes } => {
                write!(f, "No training row has \"{word}\" in {column}: it ")?;
                match becomes {
                    UnknownBecomes::Infrequent => f.write_str("counts as a rare category")?,
                    UnknownBecomes::Zeros => f.write_str("counts as none of the known ones")?,
                    UnknownBecomes::Dropped(word) => write!(f, "counts as \"{word}\"")?,
                    UnknownBecomes::Number(number) => write!(f, "becomes {number}")?,
                }
                f.write_str(", so this is a guess.")
            }
            Self::OutsideTraining { column, value, least, greatest } => write!(
                f,
                "{column} {value} lies outside the training rows' {least} to {greatest}, so this is a guess."
            ),
            Self::Clipped { column, value, limit } => {
                write!(f, "{column} {value} is clipped to {limit}, as in training.")
            }
            Self::FilledIn { column, value } => {
                write!(f, "{column} is empty, so {value} is filled in, as in training.")
            }
            Self::WouldBeDropped { column, value } => write!(
                f,
                "{column} is empty; training leaves such rows out, so with {value} in its place this is a guess."
            ),
        }
    }
}
