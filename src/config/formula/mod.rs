//! Formulas of the user's own: `y = sin(3 * x) + x / 2`, read and never run as code.

mod parser;
mod problem;
mod tokens;

pub use problem::{FormulaError, FormulaProblem};

/// A formula that was read, and how many inputs it speaks of.
///
/// # Formula
/// Numbers, `x` or `x1` to `x9`, `pi`, `e`, parentheses, the [`Function`]s; by falling
/// precedence: `^` (from the right), the sign `-`, `*` and `/`, `+` and `-` (from the
/// left). So `-x^2` is `-(x^2)` and `2^3^2` is `2^9`, as in Python. A leading `y =` is
/// skipped; capitals count as small letters.
///
/// Checked by `tests/it/config/formula.rs`.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    root: Expression,
    names: Vec<String>,
}

/// A part of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A finite number.
    Number(f64),
    /// The input at this index.
    Input(usize),
    /// `-x`
    Negative(Box<Expression>),
    /// What stands left and right of an operator.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// A function of one number.
    Call(Function, Box<Expression>),
}

/// What stands between two numbers, or is written as a function of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `x + y`
    Add,
    /// `x - y`
    Subtract,
    /// `x * y`
    Multiply,
    /// `x / y`
    Divide,
    /// `x ^ y`
    Power,
    /// `min(x, y)`
    Min,
    /// `max(x, y)`
    Max,
}

/// A function of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// Of radians.
    Sin,
    /// Of radians.
    Cos,
    /// Of radians.
    Tan,
    /// `e^x`
    Exp,
    /// The natural logarithm.
    Ln,
    /// The square root.
    Sqrt,
    /// `|x|`
    Abs,
    /// The hyperbolic tangent.
    Tanh,
    /// `1 / (1 + e^-x)`
    Sigmoid,
    /// `max(0, x)`
    Relu,
    /// 0 for a negative `x`, else 1.
    Step,
    /// -1, 0 or 1.
    Sign,
}

impl Function {
    /// All of them, in the order in which a problem names them.
    pub const ALL: [Self; 12] = [
        Self::Sin,
        Self::Cos,
        Self::Tan,
        Self::Exp,
        Self::Ln,
        Self::Sqrt,
        Self::Abs,
        Self::Tanh,
        Self::Sigmoid,
        Self::Relu,
        Self::Step,
        Self::Sign,
    ];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sin => "sin",
            Self::Cos => "cos",
            Self::Tan => "tan",
            Self::Exp => "exp",
            Self::Ln => "ln",
            Self::Sqrt => "sqrt",
            Self::Abs => "abs",
            Self::Tanh => "tanh",
            Self::Sigmoid => "sigmoid",
            Self::Relu => "relu",
            Self::Step => "step",
            Self::Sign => "sign",
        }
    }
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// The first [`FormulaProblem`], with the character at which it stands.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        parser::parse(text)
            .map_err(|(problem, position)| FormulaError::new(text, problem, position))
    }

    /// The whole of it.
    pub fn root(&self) -> &Expression {
        &self.root
    }

    /// The inputs' names: `x`, or `x1` up to the highest that is used.
    pub fn input_names(&self) -> &[String] {
        &self.names
    }
}
