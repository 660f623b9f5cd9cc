//! Conditions that scenes and lessons state: `wide.validation_loss > 1.2 * deep.validation_loss`.

mod parser;
mod tokens;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The most characters of a condition.
const MAX_CHARS: usize = 500;
/// The most parts within each other, so that no text exhausts the stack.
const MAX_DEPTH: usize = 40;

/// A condition that was read.
///
/// # Formula
/// Comparisons `<`, `<=`, `>`, `>=` of sums of names and numbers; `name is word`,
/// `name is not word`, where the word may be a number, or 'several words' between single
/// quotes; by falling precedence `* /`, `+ -`, comparisons, `and`, `or`; parentheses. A name is
/// letters, digits, `_` and `.`. A comparison in which a name has no value, or a number is not
/// finite, is false. It is no [`Formula`](crate::config::Formula): that has the inputs `x1` to
/// `x9` alone, takes capitals for small letters, and knows no comparison.
///
/// Checked by `tests/it/course/condition.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Condition {
    text: String,
    root: Clause,
}

/// A sum or product of named figures, without a comparison: `wide.loss / deep.loss`.
///
/// Checked by `tests/it/course/condition.rs::a_quantity_is_a_number`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quantity {
    text: String,
    root: Term,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// For example a loss.
    Number(f64),
    /// For example an optimizer; "yes" or "no" for what is or is not so.
    Word(String),
}

/// What is true or false.
#[derive(Debug, Clone, PartialEq)]
enum Clause {
    All(Vec<Clause>),
    Any(Vec<Clause>),
    Compare(Term, Comparison, Term),
    Is { name: String, value: Value, wanted: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    AtMost,
    More,
    AtLeast,
}

/// What is a number.
#[derive(Debug, Clone, PartialEq)]
enum Term {
    Number(f64),
    Name(String),
    Negative(Box<Term>),
    Binary(Box<Term>, char, Box<Term>),
}

/// A condition that cannot be read: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{condition}\": {problem} (at character {position}).")]
pub struct ConditionError {
    /// As it was written.
    condition: String,
    /// What is wrong.
    pub problem: ConditionProblem,
    /// The character at which it stands, counted from 1.
    pub position: usize,
}

/// What is wrong with a condition, and what to write.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConditionProblem {
    /// More than are read.
    #[error("it is too long; at most {MAX_CHARS} characters are read")]
    TooLong,
    /// Parentheses nested too deeply.
    #[error("more than {MAX_DEPTH} parts lie within each other; write it shorter")]
    TooDeep,
    /// For example `1.2.3`.
    #[error("\"{0}\" is not a number")]
    NotANumber(String),
    /// A sign that means nothing here.
    #[error("\"{0}\" is unknown; known are < <= > >= + - * / ( ), is, and, or")]
    UnknownSign(String),
    /// `'adam`
    #[error("this quote is never closed")]
    OpenQuote,
    /// `a >`
    #[error("a name or a number is missing")]
    NoTerm,
    /// `a + 1`
    #[error("a comparison is missing: <, <=, >, >= or is")]
    NoComparison,
    /// `1 < a < 2`
    #[error("write \"and\" between two comparisons")]
    ComparedTwice,
    /// `a + 1 is 2`
    #[error("one name alone stands before \"is\"")]
    NoNameBeforeIs,
    /// `a is`
    #[error("a word is missing after \"is\"")]
    NoWord,
    /// `a > (1`
    #[error("this parenthesis is never closed")]
    NeverClosed,
    /// `a > 1 b`
    #[error("\"{0}\" follows where the condition is complete")]
    Unexpected(String),
}

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    /// The first [`ConditionProblem`], with the character at which it stands.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let root = parser::condition(text).map_err(|at| ConditionError::new(text, at))?;
        Ok(Self { text: text.to_owned(), root })
    }

    /// Every name it uses, in the order in which they first stand there.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.name(&mut names);
        once_each(names)
    }

    /// Whether it holds, with the values that `value_of` knows by name.
    pub fn holds(&self, value_of: &dyn Fn(&str) -> Option<Value>) -> bool {
        self.root.holds(value_of)
    }
}

impl Quantity {
    /// Reads a quantity.
    ///
    /// # Errors
    /// The first [`ConditionProblem`], with the character at which it stands.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let root = parser::quantity(text).map_err(|at| ConditionError::new(text, at))?;
        Ok(Self { text: text.to_owned(), root })
    }

    /// Every name it uses, in the order in which they first stand there.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.name(&mut names);
        once_each(names)
    }

    /// Its value; none where a name has no number or the result is not finite.
    pub fn value(&self, value_of: &dyn Fn(&str) -> Option<Value>) -> Option<f64> {
        self.root.value(value_of).filter(|value| value.is_finite())
    }
}

impl Clause {
    fn holds(&self, value_of: &dyn Fn(&str) -> Option<Value>) -> bool {
        match self {
            Self::All(clauses) => clauses.iter().all(|clause| clause.holds(value_of)),
            Self::Any(clauses) => clauses.iter().any(|clause| clause.holds(value_of)),
            Self::Compare(left, comparison, right) => {
                let value = |term: &Term| term.value(value_of).filter(|value| value.is_finite());
                let (Some(left), Some(right)) = (value(left), value(right)) else { return false };
                match comparison {
                    Comparison::Less => left < right,
                    Comparison::AtMost => left <= right,
                    Comparison::More => left > right,
                    Comparison::AtLeast => left >= right,
                }
            }
            Self::Is { name, value, wanted } => {
                value_of(name).is_some_and(|known| (known == *value) == *wanted)
            }
        }
    }

    fn name<'here>(&'here self, names: &mut Vec<&'here str>) {
        match self {
            Self::All(clauses) | Self::Any(clauses) => {
                for clause in clauses {
                    clause.name(names);
                }
            }
            Self::Compare(left, _, right) => {
                left.name(names);
                right.name(names);
            }
            Self::Is { name, .. } => names.push(name),
        }
    }
}

impl Term {
    fn value(&self, value_of: &dyn Fn(&str) -> Option<Value>) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Name(name) => match value_of(name)? {
                Value::Number(number) => Some(number),
                Value::Word(_) => None,
            },
            Self::Negative(inside) => Some(-inside.value(value_of)?),
            Self::Binary(left, sign, right) => {
                let (left, right) = (left.value(value_of)?, right.value(value_of)?);
                Some(match sign {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    _ => left / right,
                })
            }
        }
    }

    fn name<'here>(&'here self, names: &mut Vec<&'here str>) {
        match self {
            Self::Number(_) => {}
            Self::Name(name) => names.push(name),
            Self::Negative(inside) => inside.name(names),
            Self::Binary(left, _, right) => {
                left.name(names);
                right.name(names);
            }
        }
    }
}

fn once_each(names: Vec<&str>) -> Vec<&str> {
    let mut once = Vec::new();
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once
}

impl ConditionError {
    fn new(text: &str, (problem, position): tokens::Located) -> Self {
        const SHOWN: usize = 100;
        let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
        let mut condition: String = plain.take(SHOWN).collect();
        if text.chars().count() > SHOWN {
            condition.push('…');
        }
        Self { condition, problem, position }
    }
}

macro_rules! is_its_text {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = ConditionError;

            fn try_from(text: String) -> Result<Self, ConditionError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(read: $name) -> Self {
                read.text
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.text)
            }
        }
    };
}

is_its_text!(Condition);
is_its_text!(Quantity);
