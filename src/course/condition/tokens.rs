//! A condition's text as numbers, words and signs.

use crate::course::condition::{ConditionProblem, MAX_CHARS};

/// A problem, and the character at which it stands, counted from 1.
pub(super) type Located = (ConditionProblem, usize);

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// A finite number.
    Number(f64),
    /// A name, or one of `is`, `not`, `and`, `or`.
    Word(String),
    /// What stood between quotes.
    Quoted(String),
    /// One of `< <= > >= + - * / ( )`.
    Sign(&'static str),
}

/// A number, a word or a sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it begins, counted from 1.
    pub position: usize,
}

/// The longer of two that begin alike comes first.
const SIGNS: [&str; 10] = ["<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")"];

/// Cuts a condition into its tokens.
///
/// # Errors
/// The first character that is no sign, malformed number or quote that stays open.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Located> {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() > MAX_CHARS {
        return Err((ConditionProblem::TooLong, MAX_CHARS + 1));
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let (start, rest) = (at, &letters[at..]);
        let kind = match rest[0] {
            letter if letter.is_whitespace() => {
                at += 1;
                continue;
            }
            '0'..='9' | '.' => {
                let digits: String = rest[..number_length(rest)].iter().collect();
                at += digits.len();
                let number = digits.parse().ok().filter(|number: &f64| number.is_finite());
                TokenKind::Number(number.ok_or((ConditionProblem::NotANumber(digits), start + 1))?)
            }
            letter if letter.is_alphabetic() || letter == '_' => {
                let in_name = |l: &&char| l.is_alphanumeric() || **l == '_' || **l == '.';
                at += rest.iter().take_while(in_name).count();
                TokenKind::Word(letters[start..at].iter().collect())
            }
            '\'' => {
                let length = rest[1..].iter().position(|letter| *letter == '\'');
                let length = length.ok_or((ConditionProblem::OpenQuote, start + 1))?;
                at += length + 2;
                TokenKind::Quoted(rest[1..=length].iter().collect())
            }
            other => {
                let begins = |sign: &&&str| rest.iter().copied().take(sign.len()).eq(sign.chars());
                let sign = SIGNS.iter().find(begins).ok_or_else(|| {
                    (ConditionProblem::UnknownSign(other.escape_debug().to_string()), start + 1)
                })?;
                at += sign.len();
                TokenKind::Sign(sign)
            }
        };
        tokens.push(Token { kind, position: start + 1 });
    }
    Ok(tokens)
}

/// Characters of the number at the start of `letters`: digits and points, then an exponent.
fn number_length(letters: &[char]) -> usize {
    let digits = |from: usize| letters[from..].iter().take_while(|l| l.is_ascii_digit()).count();
    let length = letters.iter().take_while(|l| l.is_ascii_digit() || **l == '.').count();
    let Some('e' | 'E') = letters.get(length) else { return length };
    let sign = usize::from(matches!(letters.get(length + 1), Some('+' | '-')));
    length + 1 + sign + digits((length + 1 + sign).min(letters.len()))
}
