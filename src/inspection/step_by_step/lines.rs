//! What a step is told in: stages, groups under headings, lines.

use serde::{Deserialize, Serialize};

use super::expression::{Expression, Function};
use crate::config::FourDigits;
use crate::t;

/// The stages of a step, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StageName {
    /// The rows of the mini-batch.
    Rows,
    /// From the inputs to the predictions.
    Forward,
    /// How wrong the predictions are.
    Loss,
    /// How the loss depends on each value and weight.
    Backward,
    /// What the optimizer makes of it.
    Update,
}

impl StageName {
    /// As the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Rows => t!("Rows"),
            Self::Forward => t!("Forward"),
            Self::Loss => t!("Loss"),
            Self::Backward => t!("Backward"),
            Self::Update => t!("Update"),
        }
    }
}

/// A stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// Which.
    pub name: StageName,
    /// What it is told in.
    pub groups: Vec<LineGroup>,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LineGroup {
    /// What they are about: `dense_1, row 17`.
    pub heading: String,
    /// The block that they are about, counted from 0.
    pub block: Option<u32>,
    /// The row of the table, counted from 0.
    pub row: Option<u32>,
    /// In the order in which they can be computed.
    pub lines: Vec<Line>,
}

/// A value and what it follows from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its symbol: `h1[2]`, the second unit of the first block.
    pub name: String,
    /// What it follows from; of what is given only its symbol there.
    pub expression: Expression,
    /// The engine's own number.
    pub value: f64,
}

impl Line {
    /// As it is shown, with four digits.
    pub fn value_text(&self) -> String {
        FourDigits(self.value).to_string()
    }

    pub(super) fn is_finite(&self) -> bool {
        self.value.is_finite() && self.expression.terms().iter().all(|term| term.is_finite())
    }
}

impl LineGroup {
    /// What the functions in its formulas mean, each once.
    pub fn notes(&self) -> Vec<&'static str> {
        let mut notes = Vec::new();
        for line in &self.lines {
            functions(&line.expression, &mut |function| {
                notes.extend(function.meaning().filter(|meaning| !notes.contains(meaning)));
            });
        }
        notes
    }
}

fn functions(expression: &Expression, found: &mut impl FnMut(Function)) {
    match expression {
        Expression::Named(..) | Expression::Constant(_) => {}
        Expression::Sum(terms, _) | Expression::OverRows(terms, _) | Expression::Product(terms) => {
            for term in terms {
                functions(term, found);
            }
        }
        Expression::Quotient(above, below) => {
            functions(above, found);
            functions(below, found);
        }
        Expression::Negative(of) | Expression::Square(of) | Expression::Root(of) => {
            functions(of, found);
        }
        Expression::Of(function, of) => {
            found(*function);
            functions(of, found);
        }
    }
}
