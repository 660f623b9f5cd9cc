//! Sentences with figures in them: `Validation loss is lowest in epoch {wide.best_epoch}.`

use serde::Deserialize;
use thiserror::Error;

use crate::config::ThreeDigits;
use crate::course::{ConditionError, Quantity, Value};

/// A text in which a [`Quantity`] stands between braces.
///
/// Checked by `tests/it/course/sentence.rs`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct Sentence {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(String),
    Figure(Quantity),
}

/// A sentence that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SentenceError {
    /// What stands between braces is no quantity.
    #[error(transparent)]
    Figure(#[from] ConditionError),
    /// A brace without its other one.
    #[error("\"{0}\": a brace has no other one.")]
    Brace(String),
}

impl Sentence {
    /// Reads a sentence.
    ///
    /// # Errors
    /// A brace that stands alone, or what is no quantity between two.
    pub fn parse(text: &str) -> Result<Self, SentenceError> {
        let alone = || SentenceError::Brace(text.to_owned());
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let (figure, after) = behind.split_once('}').ok_or_else(alone)?;
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Figure(Quantity::parse(figure)?));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        let is_whole = parts.iter().all(|part| match part {
            Part::Text(text) => !text.contains('}'),
            Part::Figure(_) => true,
        });
        if is_whole { Ok(Self { parts }) } else { Err(alone()) }
    }

    /// Every name that its figures use.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| match part {
            Part::Text(_) => Vec::new(),
            Part::Figure(figure) => figure.names(),
        })
    }

    /// The sentence with its figures, to three digits; none where one has no value.
    pub fn fill(&self, value_of: &dyn Fn(&str) -> Option<Value>) -> Option<String> {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Figure(figure) => {
                    filled.push_str(&ThreeDigits(figure.value(value_of)?).to_string());
                }
            }
        }
        Some(filled)
    }
}

impl TryFrom<String> for Sentence {
    type Error = SentenceError;

    fn try_from(text: String) -> Result<Self, SentenceError> {
        Self::parse(&text)
    }
}
