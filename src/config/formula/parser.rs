//! From tokens to an [`Expression`], by recursive descent: one function per precedence.

use std::f64::consts;

use crate::config::formula::tokens::{Located, Token, TokenKind, tokens};
use crate::config::formula::{Expression, Formula, FormulaProblem, Function, Operator};
use crate::config::limits;

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Where the formula ends, counted from 1.
    end: usize,
    /// Whether `x` alone is used, and the highest of `x1` to `x9`.
    plain: bool,
    highest: usize,
}

pub(super) fn parse(text: &str) -> Result<Formula, Located> {
    let length = text.chars().count();
    if length > limits::MAX_FORMULA_CHARS {
        return Err((FormulaProblem::TooLong { received: length }, 1));
    }
    let tokens = tokens(text)?;
    let end = text.trim_end().chars().count() + 1;
    let mut parser = Parser { tokens, at: 0, depth: 0, end, plain: false, highest: 0 };
    if let [y, equals, ..] = &parser.tokens[..]
        && y.text == "y"
        && equals.kind == TokenKind::Sign('=')
    {
        parser.at = 2;
    }
    if parser.at == parser.tokens.len() {
        return Err((FormulaProblem::Empty, 1));
    }
    let root = parser.sum()?;
    if let Some(token) = parser.peek() {
        let problem = match token.kind {
            TokenKind::Sign(',') => FormulaProblem::Comma,
            TokenKind::Sign('=') => FormulaProblem::EqualsSign,
            _ => FormulaProblem::NeverOpened,
        };
        return Err((problem, token.position));
    }
    let names = match (parser.plain, parser.highest) {
        (false, 0) => return Err((FormulaProblem::NoInput, 1)),
        (true, _) => vec!["x".to_owned()],
        (false, highest) => (1..=highest).map(|index| format!("x{index}")).collect(),
    };
    Ok(Formula { root, names })
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    /// Takes the next token if it is one of these signs.
    fn take(&mut self, signs: &[char]) -> Option<char> {
        match self.peek()?.kind {
            TokenKind::Sign(sign) if signs.contains(&sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn sum(&mut self) -> Result<Expression, Located> {
        let mut left = self.product()?;
        while let Some(sign) = self.take(&['+', '-']) {
            let operator = if sign == '+' { Operator::Add } else { Operator::Subtract };
            left = Expression::Binary(operator, left.into(), self.product()?.into());
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, Located> {
        let mut left = self.signed()?;
        while let Some(sign) = self.take(&['*', '/']) {
            let operator = if sign == '*' { Operator::Multiply } else { Operator::Divide };
            left = Expression::Binary(operator, left.into(), self.signed()?.into());
        }
        self.refuse_implicit_product()?;
        Ok(left)
    }

    fn refuse_implicit_product(&self) -> Result<(), Located> {
        let Some(token) = self.peek() else { return Ok(()) };
        match token.kind {
            TokenKind::Number(_) | TokenKind::Name | TokenKind::Sign('(') => {
                let left = self.tokens[self.at - 1].text.clone();
                let mut right = token.text.clone();
                let next = self.tokens.get(self.at + 1).map(|next| next.kind);
                if token.kind == TokenKind::Name && next == Some(TokenKind::Sign('(')) {
                    right.push_str("(...)");
                }
                Err((FormulaProblem::ImplicitProduct { left, right }, token.position))
            }
            TokenKind::Sign(_) => Ok(()),
        }
    }

    /// Every recursion passes here, so that the depth is counted here.
    fn signed(&mut self) -> Result<Expression, Located> {
        if self.depth == limits::MAX_FORMULA_DEPTH {
            let position = self.peek().map_or(self.end, |token| token.position);
            return Err((FormulaProblem::TooDeep, position));
        }
        self.depth += 1;
        let expression = match self.take(&['-']) {
            Some(_) => Expression::Negative(self.signed()?.into()),
            None => self.power()?,
        };
        self.depth -= 1;
        Ok(expression)
    }

    fn power(&mut self) -> Result<Expression, Located> {
        let base = self.atom()?;
        Ok(match self.take(&['^']) {
            Some(_) => Expression::Binary(Operator::Power, base.into(), self.signed()?.into()),
            None => base,
        })
    }

    fn atom(&mut self) -> Result<Expression, Located> {
        let Some(token) = self.peek().cloned() else {
            return Err((FormulaProblem::NothingHere, self.end));
        };
        self.at += 1;
        match token.kind {
            TokenKind::Number(number) => Ok(Expression::Number(number)),
            TokenKind::Name => self.name(&token),
            TokenKind::Sign('(') => {
                let inside = self.sum()?;
                self.close(&token)?;
                Ok(inside)
            }
            TokenKind::Sign('=') => Err((FormulaProblem::EqualsSign, token.position)),
            TokenKind::Sign(_) => Err((FormulaProblem::NothingHere, token.position)),
        }
    }

    /// Takes the parenthesis that closes `opening`.
    fn close(&mut self, opening: &Token) -> Result<(), Located> {
        if self.take(&[')']).is_some() {
            return Ok(());
        }
        Err(match self.peek() {
            Some(token) if token.kind == TokenKind::Sign(',') => {
                (FormulaProblem::Comma, token.position)
            }
            Some(token) if token.kind == TokenKind::Sign('=') => {
                (FormulaProblem::EqualsSign, token.position)
            }
            _ => (FormulaProblem::NeverClosed, opening.position),
        })
    }

    fn name(&mut self, token: &Token) -> Result<Expression, Located> {
        let name = token.text.as_str();
        match name {
            "pi" => return Ok(Expression::Number(consts::PI)),
            "e" => return Ok(Expression::Number(consts::E)),
            "min" => return self.of_two(token, "min", Operator::Min),
            "max" => return self.of_two(token, "max", Operator::Max),
            _ => {}
        }
        if let Some(function) = Function::ALL.into_iter().find(|known| known.name() == name) {
            let mut arguments = self.arguments(token, function.name(), 1)?.into_iter();
            let argument = arguments.next().ok_or((FormulaProblem::NothingHere, token.position))?;
            return Ok(Expression::Call(function, argument.into()));
        }
        let index = match name.as_bytes() {
            b"x" => {
                self.plain = true;
                0
            }
            [b'x', digit @ b'1'..=b'9'] => {
                let index = usize::from(digit - b'1');
                self.highest = self.highest.max(index + 1);
                index
            }
            _ => {
                let name = name.to_owned();
                return Err((FormulaProblem::UnknownName { name }, token.position));
            }
        };
        if self.plain && self.highest > 0 {
            return Err((FormulaProblem::MixedInputs, token.position));
        }
        Ok(Expression::Input(index))
    }

    fn of_two(
        &mut self,
        token: &Token,
        name: &'static str,
        operator: Operator,
    ) -> Result<Expression, Located> {
        let mut arguments = self.arguments(token, name, 2)?.into_iter();
        match (arguments.next(), arguments.next()) {
            (Some(left), Some(right)) => {
                Ok(Expression::Binary(operator, left.into(), right.into()))
            }
            _ => Err((FormulaProblem::NothingHere, token.position)),
        }
    }

    /// A function's arguments: exactly as many as it takes.
    fn arguments(
        &mut self,
        token: &Token,
        name: &'static str,
        takes: usize,
    ) -> Result<Vec<Expression>, Located> {
        let opening = match self.peek() {
            Some(opening) if opening.kind == TokenKind::Sign('(') => opening.clone(),
            _ => return Err((FormulaProblem::NoParentheses { name }, token.position)),
        };
        self.at += 1;
        let mut arguments = vec![self.sum()?];
        while self.take(&[',']).is_some() {
            arguments.push(self.sum()?);
        }
        self.close(&opening)?;
        if arguments.len() != takes {
            let received = arguments.len();
            return Err((FormulaProblem::Arguments { name, takes, received }, token.position));
        }
        Ok(arguments)
    }
}
