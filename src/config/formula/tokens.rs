//! A formula's text as numbers, names and signs.

use crate::config::formula::FormulaProblem;
use crate::text::shown;
use crate::word;

/// A problem, and the character at which it stands, counted from 1.
pub(super) type Located = (FormulaProblem, usize);

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TokenKind {
    /// A finite number.
    Number(f64),
    /// A word of letters and digits.
    Name,
    /// One of `+ - * / ^ ( ) , =`.
    Sign(char),
}

/// A number, a name or a sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// As it is written, in small letters.
    pub text: String,
    /// Where it begins, counted from 1.
    pub position: usize,
}

/// Signs that other programs and keyboards write, and what to write here.
const HINTS: [(&str, &str); 12] = [
    ("**", word!("^ for powers")),
    ("²", "^2"),
    ("³", "^3"),
    ("·", "*"),
    ("×", "*"),
    ("÷", "/"),
    (":", "/"),
    ("−", "-"),
    ("–", "-"),
    ("π", "pi"),
    ("[", "("),
    ("{", "("),
];

/// Cuts a formula into its tokens.
///
/// # Errors
/// The first character that is no sign, or the first malformed number.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Located> {
    let letters: Vec<char> = text.chars().map(|letter| letter.to_ascii_lowercase()).collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let start = at;
        let rest = &letters[at..];
        let kind = match rest[0] {
            letter if letter.is_whitespace() => {
                at += 1;
                continue;
            }
            '0'..='9' | '.' => {
                at += number_length(rest);
                let digits: String = letters[start..at].iter().collect();
                let number = digits.parse().ok().filter(|number: &f64| number.is_finite());
                let not_a_number = (FormulaProblem::NotANumber { text: digits }, start + 1);
                TokenKind::Number(number.ok_or(not_a_number)?)
            }
            'a'..='z' => {
                at += rest.iter().take_while(|letter| letter.is_ascii_alphanumeric()).count();
                TokenKind::Name
            }
            '*' if rest.get(1) == Some(&'*') => return Err((unknown("**"), start + 1)),
            sign @ ('+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | '=') => {
                at += 1;
                TokenKind::Sign(sign)
            }
            other => return Err((unknown(&other.escape_debug().to_string()), start + 1)),
        };
        tokens.push(Token { kind, text: letters[start..at].iter().collect(), position: start + 1 });
    }
    Ok(tokens)
}

fn unknown(sign: &str) -> FormulaProblem {
    let hint = HINTS.iter().find(|(known, _)| *known == sign);
    FormulaProblem::UnknownSign {
        sign: sign.to_owned(),
        instead: hint.map(|(_, instead)| shown(instead)),
    }
}

/// Characters of the number at the start of `letters`: digits and points, and an exponent
/// where digits follow it, so that `2e` is 2 and the constant.
fn number_length(letters: &[char]) -> usize {
    let digits = |from: usize| letters[from..].iter().take_while(|l| l.is_ascii_digit()).count();
    let mut length = letters.iter().take_while(|l| l.is_ascii_digit() || **l == '.').count();
    if letters.get(length) == Some(&'e') {
        let sign = usize::from(matches!(letters.get(length + 1), Some('+' | '-')));
        let from = length + 1 + sign;
        if from < letters.len() && digits(from) > 0 {
            length = from + digits(from);
        }
    }
    length
}
