//! A formula whose symbols have values: written with either, and every number kept.

use serde::{Deserialize, Serialize};

use crate::config::{Activation, FourDigits};
use crate::{t, tn};

/// What a value follows from. The text in symbols, the text in numbers and the value itself come
/// from this one tree, so none of them can say something else.
///
/// Checked by `tests/it/inspection/step_by_step`, which computes every line anew from its tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Expression {
    /// A number that has a symbol.
    Named(String, f64),
    /// A number that the formula itself has.
    Constant(f64),
    /// `a + b − c`
    Sum(Vec<Self>, Option<Rest>),
    /// The same term for each row of the batch, added up: in symbols it stands there once.
    OverRows(Vec<Self>, Option<Rest>),
    /// `a × b`
    Product(Vec<Self>),
    /// `a / b`
    Quotient(Box<Self>, Box<Self>),
    /// `−a`
    Negative(Box<Self>),
    /// `a²`
    Square(Box<Self>),
    /// `√a`
    Root(Box<Self>),
    /// A function of one number.
    Of(Function, Box<Self>),
}

/// Terms of a sum that are not written out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rest {
    /// How many.
    pub count: u32,
    /// What they add up to.
    pub value: f64,
}

/// A function with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Function {
    /// `exp(x)`
    Exp,
    /// The natural logarithm.
    Ln,
    /// `ln(cosh(x))`
    LnCosh,
    /// `|x|`
    Absolute,
    /// -1, 0 or 1.
    Sign,
    /// `max(x, 0)`
    Positive,
    /// One that a block can have; not softmax, which is one of all units.
    Activation(Activation),
    /// Its derivative.
    Slope(Activation),
}

impl Function {
    fn of(self, x: &str) -> String {
        match self {
            Self::Exp => format!("exp({x})"),
            Self::Ln => format!("ln({x})"),
            Self::LnCosh => format!("ln cosh({x})"),
            Self::Absolute => format!("|{x}|"),
            Self::Sign => format!("sign({x})"),
            Self::Positive => t!("max({x}, 0)", x),
            Self::Activation(activation) => format!("{}({x})", activation.name()),
            Self::Slope(activation) => format!("{}′({x})", activation.name()),
        }
    }

    /// What it means, where its name does not say it.
    pub(super) fn meaning(self) -> Option<&'static str> {
        match self {
            Self::Activation(activation) => Some(match activation {
                Activation::Relu => t!("relu(z) = z above 0, else 0"),
                Activation::LeakyRelu => t!("leaky_relu(z) = z above 0, else 0.2 z"),
                Activation::Elu => t!("elu(z) = z above 0, else exp(z) − 1"),
                Activation::Selu => {
                    t!("selu(z) = 1.0507 z above 0, else 1.0507 × 1.6733 (exp(z) − 1)")
                }
                Activation::Gelu => "gelu(z) = z (1 + erf(z / √2)) / 2",
                Activation::Silu => "silu(z) = z sigmoid(z)",
                Activation::Softplus => "softplus(z) = ln(1 + exp(z))",
                Activation::Sigmoid => "sigmoid(z) = 1 / (1 + exp(−z))",
                Activation::Tanh => "tanh(z) = (exp(z) − exp(−z)) / (exp(z) + exp(−z))",
                Activation::Exponential => "exponential(z) = exp(z)",
                Activation::Linear | Activation::Softmax => return None,
            }),
            Self::Slope(activation) => Some(match activation {
                Activation::Relu => t!("relu′(z) = 1 above 0, else 0"),
                Activation::LeakyRelu => t!("leaky_relu′(z) = 1 above 0, else 0.2"),
                Activation::Elu => t!("elu′(z) = 1 above 0, else exp(z)"),
                Activation::Selu => t!("selu′(z) = 1.0507 above 0, else 1.0507 × 1.6733 exp(z)"),
                Activation::Gelu => "gelu′(z) = (1 + erf(z / √2)) / 2 + z exp(−z² / 2) / √(2π)",
                Activation::Silu => t!("silu′(z) = s (1 + z (1 − s)) with s = sigmoid(z)"),
                Activation::Softplus => "softplus′(z) = sigmoid(z)",
                Activation::Sigmoid => t!("sigmoid′(z) = s (1 − s) with s = sigmoid(z)"),
                Activation::Tanh => "tanh′(z) = 1 − tanh(z)²",
                Activation::Exponential => "exponential′(z) = exp(z)",
                Activation::Linear | Activation::Softmax => return None,
            }),
            Self::Exp | Self::Ln | Self::LnCosh | Self::Absolute | Self::Sign | Self::Positive => {
                None
            }
        }
    }
}

/// With what a formula is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Symbols,
    Numbers,
}

impl Expression {
    /// `W1[1,2] × x[1] + b1[2]`
    pub fn formula(&self) -> String {
        self.write(Form::Symbols)
    }

    /// `0.31 × 1.2 − 0.04`, each number with four digits.
    pub fn numbers(&self) -> String {
        self.write(Form::Numbers)
    }

    /// All its numbers as they are, from left to right.
    pub fn terms(&self) -> Vec<f64> {
        match self {
            Self::Named(_, value) | Self::Constant(value) => vec![*value],
            Self::Sum(terms, rest) | Self::OverRows(terms, rest) => {
                let rest = rest.map(|rest| rest.value);
                terms.iter().flat_map(Self::terms).chain(rest).collect()
            }
            Self::Product(factors) => factors.iter().flat_map(Self::terms).collect(),
            Self::Quotient(above, below) => [above.terms(), below.terms()].concat(),
            Self::Negative(of) | Self::Square(of) | Self::Root(of) | Self::Of(_, of) => of.terms(),
        }
    }

    fn write(&self, form: Form) -> String {
        match self {
            Self::Named(symbol, value) => match form {
                Form::Symbols => symbol.clone(),
                Form::Numbers => FourDigits(*value).to_string(),
            },
            Self::Constant(value) => FourDigits(*value).to_string(),
            Self::OverRows(terms, _) if form == Form::Symbols => {
                terms.first().map_or_else(String::new, |term| {
                    format!("Σ {}", term.bracketed(form, matches!(term, Self::Sum(..))))
                })
            }
            Self::Sum(terms, rest) | Self::OverRows(terms, rest) => {
                let mut text = String::new();
                for term in terms {
                    // Or the sign Σ would seem to reach over the terms that follow.
                    let is_open = matches!(term, Self::OverRows(..))
                        && form == Form::Symbols
                        && self.is_sum();
                    add(&mut text, &term.bracketed(form, is_open));
                }
                match rest {
                    Some(Rest { count, .. }) if form == Form::Symbols => {
                        add(&mut text, &t!("… ({left} more)", left = count));
                    }
                    Some(Rest { count, value }) => {
                        let sum = FourDigits(*value);
                        let words = match self {
                            Self::OverRows(..) => tn!(
                                *count,
                                "{sum} ({count} more row)",
                                "{sum} ({count} more rows)",
                                sum,
                            ),
                            _ => t!("{sum} ({left} more)", sum, left = count),
                        };
                        add(&mut text, &words);
                    }
                    None => {}
                }
                text
            }
            Self::Product(factors) => {
                let parts = factors.iter().enumerate().map(|(index, factor)| {
                    let is_open = factor.is_sum() || matches!(factor, Self::Negative(_));
                    factor.bracketed(form, is_open || index > 0 && factor.is_quotient())
                });
                parts.collect::<Vec<_>>().join(" × ")
            }
            Self::Quotient(above, below) => {
                let above = above.bracketed(form, above.is_sum());
                let is_open =
                    below.is_sum() || below.is_quotient() || matches!(**below, Self::Product(_));
                format!("{above} / {}", below.bracketed(form, is_open))
            }
            Self::Negative(of) => {
                let text = of.write(form);
                let is_open = of.is_sum() || text.starts_with('−');
                format!("−{}", if is_open { format!("({text})") } else { text })
            }
            Self::Square(of) => {
                let is_open = !matches!(**of, Self::Named(..) | Self::Constant(_));
                let is_negative = of.write(form).starts_with('−');
                format!("{}²", of.bracketed(form, is_open || is_negative))
            }
            Self::Root(of) => {
                let is_open = !matches!(**of, Self::Named(..) | Self::Constant(_));
                format!("√{}", of.bracketed(form, is_open))
            }
            Self::Of(function, of) => function.of(&of.write(form)),
        }
    }

    fn bracketed(&self, form: Form, is_open: bool) -> String {
        let text = self.write(form);
        if is_open { format!("({text})") } else { text }
    }

    fn is_sum(&self) -> bool {
        match self {
            Self::Sum(terms, rest) => terms.len() + usize::from(rest.is_some()) > 1,
            Self::OverRows(..) => true,
            _ => false,
        }
    }

    fn is_quotient(&self) -> bool {
        matches!(self, Self::Quotient(..))
    }
}

/// Adds a term to a sum; one with a sign is taken off.
fn add(sum: &mut String, term: &str) {
    let (sign, size) = match term.strip_prefix('−') {
        _ if sum.is_empty() => ("", term),
        Some(size) => (" − ", size),
        None => (" + ", term),
    };
    sum.push_str(sign);
    sum.push_str(size);
}

/// A number with a symbol.
pub(super) fn named(symbol: impl Into<String>, value: f64) -> Expression {
    Expression::Named(symbol.into(), value)
}

/// All terms, written out.
pub(super) fn sum<const N: usize>(terms: [Expression; N]) -> Expression {
    Expression::Sum(terms.into(), None)
}

/// `a − b`
pub(super) fn difference(a: Expression, b: Expression) -> Expression {
    sum([a, Expression::Negative(Box::new(b))])
}

/// `a × b`
pub(super) fn product<const N: usize>(factors: [Expression; N]) -> Expression {
    Expression::Product(factors.into())
}

/// `a / b`
pub(super) fn quotient(above: Expression, below: Expression) -> Expression {
    Expression::Quotient(Box::new(above), Box::new(below))
}

/// `√a`
pub(super) fn root(of: Expression) -> Expression {
    Expression::Root(Box::new(of))
}

/// `a²`
pub(super) fn square(of: Expression) -> Expression {
    Expression::Square(Box::new(of))
}

/// A function of a number.
pub(super) fn of(function: Function, x: Expression) -> Expression {
    Expression::Of(function, Box::new(x))
}

/// The first `shown` of `count` terms; the others as what they add up to.
pub(super) fn first_terms(
    count: usize,
    shown: usize,
    term: impl FnMut(usize) -> Expression,
    value: impl FnMut(usize) -> f64,
) -> (Vec<Expression>, Option<Rest>) {
    let shown = shown.min(count);
    let terms = (0..shown).map(term).collect();
    let rest = (shown < count)
        .then(|| Rest { count: (count - shown) as u32, value: (shown..count).map(value).sum() });
    (terms, rest)
}
