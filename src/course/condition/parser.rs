//! From tokens to a condition, by recursive descent: one function per precedence.

use crate::course::condition::tokens::{Located, Token, TokenKind, tokens};
use crate::course::condition::{Clause, Comparison, ConditionProblem, MAX_DEPTH, Term, Value};

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Where the text ends, counted from 1.
    end: usize,
}

/// Reads a whole condition.
pub(super) fn condition(text: &str) -> Result<Clause, Located> {
    let mut parser = Parser::new(text)?;
    let clause = parser.any()?;
    parser.finish()?;
    Ok(clause)
}

/// Reads a whole quantity.
pub(super) fn quantity(text: &str) -> Result<Term, Located> {
    let mut parser = Parser::new(text)?;
    let term = parser.sum()?;
    parser.finish()?;
    Ok(term)
}

impl Parser {
    fn new(text: &str) -> Result<Self, Located> {
        let end = text.trim_end().chars().count() + 1;
        Ok(Self { tokens: tokens(text)?, at: 0, depth: 0, end })
    }

    fn kind(&self) -> Option<&TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn position(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |token| token.position)
    }

    fn problem<T>(&self, problem: ConditionProblem) -> Result<T, Located> {
        Err((problem, self.position()))
    }

    fn finish(&self) -> Result<(), Located> {
        let word = match self.kind() {
            None => return Ok(()),
            Some(TokenKind::Sign(sign)) => (*sign).to_owned(),
            Some(TokenKind::Number(number)) => number.to_string(),
            Some(TokenKind::Word(word) | TokenKind::Quoted(word)) => word.clone(),
        };
        self.problem(ConditionProblem::Unexpected(word))
    }

    /// Takes the next token if it is this word.
    fn takes_word(&mut self, wanted: &str) -> bool {
        let is_there = matches!(self.kind(), Some(TokenKind::Word(word)) if word == wanted);
        self.at += usize::from(is_there);
        is_there
    }

    /// Takes the next token if it is one of these signs.
    fn take_sign(&mut self, signs: &[&str]) -> Option<&'static str> {
        match self.kind() {
            Some(TokenKind::Sign(sign)) if signs.contains(sign) => {
                let sign = *sign;
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    /// Every recursion passes here, so that the depth is counted here.
    fn deeper<T>(
        &mut self,
        inside: impl FnOnce(&mut Self) -> Result<T, Located>,
    ) -> Result<T, Located> {
        if self.depth == MAX_DEPTH {
            return self.problem(ConditionProblem::TooDeep);
        }
        self.depth += 1;
        let read = inside(self);
        self.depth -= 1;
        read
    }

    fn any(&mut self) -> Result<Clause, Located> {
        let mut clauses = vec![self.all()?];
        while self.takes_word("or") {
            clauses.push(self.all()?);
        }
        Ok(one_or(clauses, Clause::Any))
    }

    fn all(&mut self) -> Result<Clause, Located> {
        let mut clauses = vec![self.clause()?];
        while self.takes_word("and") {
            clauses.push(self.clause()?);
        }
        Ok(one_or(clauses, Clause::All))
    }

    fn clause(&mut self) -> Result<Clause, Located> {
        if self.opens_clause() {
            return self.in_parentheses(Self::any);
        }
        let from = self.at;
        let left = self.sum()?;
        if self.takes_word("is") {
            return match left {
                Term::Name(name) if self.at == from + 2 => self.is(name),
                _ => Err((ConditionProblem::NoNameBeforeIs, self.tokens[from].position)),
            };
        }
        let signs = ["<", "<=", ">", ">="];
        let comparison = match self.take_sign(&signs) {
            Some("<") => Comparison::Less,
            Some("<=") => Comparison::AtMost,
            Some(">") => Comparison::More,
            Some(_) => Comparison::AtLeast,
            None => return self.problem(ConditionProblem::NoComparison),
        };
        let right = self.sum()?;
        match self.kind() {
            Some(TokenKind::Sign(sign)) if signs.contains(sign) => {
                self.problem(ConditionProblem::ComparedTwice)
            }
            _ => Ok(Clause::Compare(left, comparison, right)),
        }
    }

    /// Whether a parenthesis opens here that holds a comparison, not only a sum.
    fn opens_clause(&self) -> bool {
        if self.kind() != Some(&TokenKind::Sign("(")) {
            return false;
        }
        let mut depth = 0;
        for token in &self.tokens[self.at..] {
            match &token.kind {
                TokenKind::Sign("(") => depth += 1,
                TokenKind::Sign(")") => depth -= 1,
                TokenKind::Sign("<" | "<=" | ">" | ">=") => return true,
                TokenKind::Word(word) if is_reserved(word) => return true,
                _ => {}
            }
            if depth == 0 {
                return false;
            }
        }
        false
    }

    /// `name is [not] word`, from the word on.
    fn is(&mut self, name: String) -> Result<Clause, Located> {
        let wanted = !self.takes_word("not");
        let is_negative = self.take_sign(&["-"]).is_some();
        let value = match self.kind() {
            Some(TokenKind::Number(number)) => {
                Value::Number(if is_negative { -number } else { *number })
            }
            Some(TokenKind::Word(word)) if !is_negative && !is_reserved(word) => {
                Value::Word(word.clone())
            }
            Some(TokenKind::Quoted(word)) if !is_negative => Value::Word(word.clone()),
            _ => return self.problem(ConditionProblem::NoWord),
        };
        self.at += 1;
        Ok(Clause::Is { name, value, wanted })
    }

    fn sum(&mut self) -> Result<Term, Located> {
        let mut left = self.product()?;
        while let Some(sign) = self.take_sign(&["+", "-"]) {
            left = binary(left, sign, self.product()?);
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Term, Located> {
        let mut left = self.term()?;
        while let Some(sign) = self.take_sign(&["*", "/"]) {
            left = binary(left, sign, self.term()?);
        }
        Ok(left)
    }

    fn term(&mut self) -> Result<Term, Located> {
        let term = match self.kind() {
            Some(TokenKind::Number(number)) => Term::Number(*number),
            Some(TokenKind::Word(word)) if !is_reserved(word) => Term::Name(word.clone()),
            Some(TokenKind::Sign("-")) => {
                self.at += 1;
                return Ok(Term::Negative(self.deeper(Self::term)?.into()));
            }
            Some(TokenKind::Sign("(")) => return self.in_parentheses(Self::sum),
            _ => return self.problem(ConditionProblem::NoTerm),
        };
        self.at += 1;
        Ok(term)
    }

    fn in_parentheses<T>(
        &mut self,
        inside: fn(&mut Self) -> Result<T, Located>,
    ) -> Result<T, Located> {
        let opening = self.position();
        self.at += 1;
        let read = self.deeper(inside)?;
        match (self.take_sign(&[")"]), self.kind()) {
            (Some(_), _) => Ok(read),
            (None, None) => Err((ConditionProblem::NeverClosed, opening)),
            (None, Some(_)) => self.finish().map(|()| read),
        }
    }
}

fn binary(left: Term, sign: &str, right: Term) -> Term {
    let sign = sign.chars().next().unwrap_or('+');
    Term::Binary(left.into(), sign, right.into())
}

/// One clause is itself.
fn one_or(mut clauses: Vec<Clause>, many: fn(Vec<Clause>) -> Clause) -> Clause {
    if clauses.len() > 1 {
        return many(clauses);
    }
    clauses.pop().unwrap_or_else(|| many(Vec::new()))
}

fn is_reserved(word: &str) -> bool {
    ["is", "not", "and", "or"].contains(&word)
}
