//! A lesson's sentences: plain words, terms of the glossary, figures, and code.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::config::{Grouped, ThreeDigits};
use crate::course::{ConditionError, Quantity, ReaderText, Value};

/// A sentence or a few, as they stand in a lesson's file.
///
/// `{run.best_epoch}` is a [`Quantity`], filled in when it is shown; `[signal]` is a term of the
/// glossary, `[signals|signal]` the same in another form; code stands between backticks.
///
/// Checked by `tests/it/course/text.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text {
    written: String,
    pieces: Vec<Piece>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// As it is.
    Words(String),
    /// A figure.
    Figure(Quantity),
    /// A word of the text, and the term of the glossary that it is.
    Term {
        /// As it stands in the text.
        shown: String,
        /// Its name in the glossary.
        term: String,
    },
    /// Set as code.
    Code(String),
}

/// A text that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TextError {
    /// A mark without an end.
    #[error("the mark {mark} is not closed in \"{text}\"")]
    Open {
        /// `{`, `[` or a backtick.
        mark: char,
        /// The whole text.
        text: String,
    },
    /// What stands between braces is no figure.
    #[error(transparent)]
    Figure(#[from] ConditionError),
}

impl Text {
    /// Reads a text with its marks.
    ///
    /// # Errors
    /// [`TextError`] for a mark without an end, and for braces around what is no quantity.
    pub fn parse(written: &str) -> Result<Self, TextError> {
        let (mut pieces, mut words, mut rest) = (Vec::new(), String::new(), written);
        while let Some(at) = rest.find(['{', '[', '`']) {
            words.push_str(&rest[..at]);
            let mark = rest[at..].chars().next().unwrap_or('`');
            let close = match mark {
                '{' => '}',
                '[' => ']',
                other => other,
            };
            let inside = &rest[at + 1..];
            let end = inside
                .find(close)
                .ok_or_else(|| TextError::Open { mark, text: written.to_owned() })?;
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            let inner = inside[..end].trim().to_owned();
            pieces.push(match mark {
                '{' => Piece::Figure(Quantity::parse(&inner)?),
                '[' => {
                    let (shown, term) = inner.split_once('|').unwrap_or((&inner, &inner));
                    Piece::Term { shown: shown.to_owned(), term: term.to_lowercase() }
                }
                _ => Piece::Code(inner),
            });
            rest = &inside[end + 1..];
        }
        words.push_str(rest);
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        Ok(Self { written: written.to_owned(), pieces })
    }

    /// Its parts in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The names that its figures use.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().flat_map(|piece| match piece {
            Piece::Figure(figure) => figure.names(),
            _ => Vec::new(),
        })
    }

    /// The terms of the glossary in it.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Term { term, .. } => Some(term.as_str()),
            _ => None,
        })
    }

    /// Whether every figure in it is known.
    pub fn is_known(&self, value_of: &dyn Fn(&str) -> Option<Value>) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Figure(figure) => figure.value(value_of).is_some(),
            _ => true,
        })
    }

    /// The text without marks, with its figures filled in; one that is not known is "–".
    pub fn filled(&self, value_of: &dyn Fn(&str) -> Option<Value>) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) | Piece::Code(words) => words.clone(),
            Piece::Term { shown, .. } => shown.clone(),
            Piece::Figure(figure) => figure_text(figure.value(value_of)),
        };
        self.pieces.iter().map(piece).collect()
    }
}

/// A figure as it stands in a sentence: whole numbers whole, with marks between thousands, others
/// with three digits; "–" where there is none.
pub fn figure_text(value: Option<f64>) -> String {
    match value {
        Some(number) if number.fract() == 0.0 && (0.0..1e9).contains(&number) => {
            Grouped(number as u64).to_string()
        }
        Some(number) => ThreeDigits(number).to_string(),
        None => "–".to_owned(),
    }
}

impl Text {
    /// The same, where all its figures are known.
    pub fn known(&self, value_of: &dyn Fn(&str) -> Option<Value>) -> Option<String> {
        self.is_known(value_of).then(|| self.filled(value_of))
    }
}

impl ReaderText for Text {
    fn written(&self) -> &str {
        &self.written
    }

    /// A translation with a mark that is not closed changes nothing; `tests/it/course` proves
    /// that no file has one.
    fn rewrite(&mut self, words: &str) {
        if let Ok(text) = Self::parse(words) {
            *self = text;
        }
    }
}

impl TryFrom<String> for Text {
    type Error = TextError;

    fn try_from(written: String) -> Result<Self, TextError> {
        Self::parse(&written)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.written
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}
