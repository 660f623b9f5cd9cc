//! What keeps a formula from being read (all sentences: tests/it/snapshots,
//! `formula_sentences`).

use std::fmt;

use thiserror::Error;

use crate::config::formula::Function;
use crate::config::limits;
use crate::{t, tn};

/// A formula that cannot be read: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaError {
    /// The formula's beginning, for the sentence.
    formula: String,
    /// What is wrong.
    pub problem: FormulaProblem,
    /// The character at which it stands, counted from 1.
    pub position: usize,
}

/// What is wrong with a formula, and what to write.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormulaProblem {
    /// It is empty.
    #[error("{}", t!("write a formula of x, such as sin(3 * x)"))]
    Empty,
    /// Too long.
    #[error(
        "{}",
        t!(
            "{received} characters are too many; at most {most} are read",
            received,
            most = limits::MAX_FORMULA_CHARS,
        )
    )]
    TooLong {
        /// Characters.
        received: usize,
    },
    /// Parentheses nested too deeply.
    #[error(
        "{}",
        t!(
            "more than {most} parts lie within each other; write it shorter",
            most = limits::MAX_FORMULA_DEPTH,
        )
    )]
    TooDeep,
    /// For example `1.2.3` or `1e999`.
    #[error("{}", t!("\"{text}\" is not a number", text))]
    NotANumber {
        /// What stands there.
        text: String,
    },
    /// A sign that means nothing here.
    #[error("{}", unknown(sign, *instead))]
    UnknownSign {
        /// What stands there.
        sign: String,
        /// What is probably meant.
        instead: Option<&'static str>,
    },
    /// A word that means nothing here.
    #[error(
        "{}",
        t!(
            "\"{name}\" is unknown; known are x, x1 to x9, pi, e, {functions} and max",
            name,
            functions = functions(),
        )
    )]
    UnknownName {
        /// The word.
        name: String,
    },
    /// `sin x`
    #[error("{}", t!("write {name}(...), with parentheses", name))]
    NoParentheses {
        /// The function.
        name: &'static str,
    },
    /// `2x`
    #[error("{}", product(left, right))]
    ImplicitProduct {
        /// What comes first.
        left: String,
        /// What follows.
        right: String,
    },
    /// `max(x)`
    #[error(
        "{}",
        tn!(
            *takes,
            "{name} takes {count} number, not {received}",
            "{name} takes {count} numbers, not {received}",
            name,
            received,
        )
    )]
    Arguments {
        /// The function.
        name: &'static str,
        /// Numbers it takes.
        takes: usize,
        /// Numbers it was given.
        received: usize,
    },
    /// `2 *`
    #[error("{}", t!("a number, x or a function is missing"))]
    NothingHere,
    /// `(x`
    #[error("{}", t!("this parenthesis is never closed"))]
    NeverClosed,
    /// `x)`
    #[error("{}", t!("this parenthesis closes nothing"))]
    NeverOpened,
    /// `1,5`
    #[error("{}", t!("a comma only stands between the numbers of min and max; write decimals with a point"))]
    Comma,
    /// `x = 2`
    #[error("{}", t!("\"=\" stands only in \"y =\" at the start"))]
    EqualsSign,
    /// `y = 3`
    #[error("{}", t!("it has no x; use x, or x1 to x9 for several inputs"))]
    NoInput,
    /// `x + x1`
    #[error("{}", t!("use either x alone or x1 to x9"))]
    MixedInputs,
}

fn unknown(sign: &str, instead: Option<&'static str>) -> String {
    if let Some(instead) = instead {
        t!("\"{sign}\" is unknown; write {instead}", sign, instead)
    } else {
        t!("\"{sign}\" is unknown", sign)
    }
}

fn product(left: &str, right: &str) -> String {
    if left == ")" || right == "(" {
        t!("write * between \"{left}\" and \"{right}\"", left, right)
    } else {
        t!("write {left} * {right}", left, right)
    }
}

/// "sin, cos, ... sign, min", for all but the end of a list.
fn functions() -> String {
    let mut names = Function::ALL.map(Function::name).join(", ");
    names.push_str(", min");
    names
}

impl FormulaError {
    pub(super) fn new(formula: &str, problem: FormulaProblem, position: usize) -> Self {
        const SHOWN: usize = 60;
        let plain = formula.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
        let mut shown: String = plain.take(SHOWN).collect();
        if formula.trim().chars().count() > SHOWN {
            shown.push('…');
        }
        Self { formula: shown, problem, position }
    }
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { formula, problem, position } = self;
        f.write_str(&match problem {
            FormulaProblem::Empty => t!("The formula is empty: {problem}.", problem),
            FormulaProblem::TooLong { .. } | FormulaProblem::NoInput => {
                t!("\"{formula}\": {problem}.", formula, problem)
            }
            _ => {
                t!(
                    "\"{formula}\": {problem} (at character {position}).",
                    formula,
                    problem,
                    position
                )
            }
        })
    }
}

impl std::error::Error for FormulaError {}
