//! Which form of a sentence a count takes: the header `Plural-Forms` of a PO file, whose rule is
//! an expression of C over n, as gettext reads it. It is computed once for every count that it
//! can tell apart, so that who only looks up carries no code that reads rules.

use serde::{Deserialize, Serialize};

/// The rule of a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PluralRule {
    /// Forms of a sentence.
    pub forms: usize,
    /// The form of each count below [`TRIED`].
    of: Vec<u8>,
}

impl Default for PluralRule {
    /// Without plurals.
    fn default() -> Self {
        Self { forms: 1, of: vec![0] }
    }
}

/// Longer rules are no rules: the longest that gettext's manual has is half of it.
const MAX_CHARS: usize = 400;
/// Counts a rule is tried with. Those above are as those of the last hundred: the rules of all
/// languages in gettext's manual ask for small counts and for the last two digits.
const TRIED: u64 = 1_000;

impl PluralRule {
    /// Reads `nplurals=2; plural=(n != 1);`. `None` if that is not what it is, or if a count
    /// would take a form that is not there.
    ///
    /// Checked by `tests/it/text/plural_rule.rs`.
    pub fn read(header: &str) -> Option<Self> {
        let value = |name: &str| {
            header
                .split(';')
                .find_map(|part| part.trim().strip_prefix(name)?.trim().strip_prefix('='))
        };
        let forms = value("nplurals")?.trim().parse().ok()?;
        let expression = value("plural")?.trim();
        if expression.len() > MAX_CHARS {
            return None;
        }
        let form = |n| evaluate(expression, n).filter(|form| *form < forms as u64);
        let of = (0..TRIED).map(|n| form(n)?.try_into().ok()).collect::<Option<_>>()?;
        Some(Self { forms, of })
    }

    /// The form for `count`, counted from 0.
    pub fn form(&self, count: u64) -> usize {
        let known = if count < TRIED { count } else { TRIED - 100 + count % 100 };
        self.of.get(known as usize).copied().unwrap_or_default().into()
    }
}

fn evaluate(expression: &str, n: u64) -> Option<u64> {
    let mut reader = Reader { rest: expression, n };
    let form = reader.choice()?;
    reader.rest.trim().is_empty().then_some(form)
}

/// Operators between two values by how tightly they bind; of two that begin alike, the longer
/// first.
const OPERATORS: [(&str, u8); 13] = [
    ("||", 1),
    ("&&", 2),
    ("==", 3),
    ("!=", 3),
    ("<=", 4),
    (">=", 4),
    ("<", 4),
    (">", 4),
    ("+", 5),
    ("-", 5),
    ("*", 6),
    ("/", 6),
    ("%", 6),
];

/// Reads and computes at once: the expressions are short.
struct Reader<'rule> {
    rest: &'rule str,
    n: u64,
}

impl Reader<'_> {
    fn takes(&mut self, word: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// `a ? b : c`
    fn choice(&mut self) -> Option<u64> {
        let condition = self.binary(1)?;
        if !self.takes("?") {
            return Some(condition);
        }
        let (yes, is_between) = (self.choice()?, self.takes(":"));
        let no = self.choice()?;
        is_between.then_some(if condition == 0 { no } else { yes })
    }

    fn binary(&mut self, least: u8) -> Option<u64> {
        let mut left = self.value()?;
        loop {
            let rest = self.rest.trim_start();
            let found = OPERATORS.iter().find(|(operator, _)| rest.starts_with(operator));
            let Some((operator, tightness)) = found.filter(|(_, tightness)| *tightness >= least)
            else {
                return Some(left);
            };
            self.rest = &rest[operator.len()..];
            let right = self.binary(tightness + 1)?;
            left = match *operator {
                "||" => u64::from(left != 0 || right != 0),
                "&&" => u64::from(left != 0 && right != 0),
                "==" => u64::from(left == right),
                "!=" => u64::from(left != right),
                "<=" => u64::from(left <= right),
                ">=" => u64::from(left >= right),
                "<" => u64::from(left < right),
                ">" => u64::from(left > right),
                "+" => left.wrapping_add(right),
                "-" => left.wrapping_sub(right),
                "*" => left.wrapping_mul(right),
                "/" => left.checked_div(right)?,
                _ => left.checked_rem(right)?,
            };
        }
    }

    fn value(&mut self) -> Option<u64> {
        if self.takes("!") {
            return Some(u64::from(self.value()? == 0));
        }
        if self.takes("(") {
            let inner = self.choice()?;
            return self.takes(")").then_some(inner);
        }
        if self.takes("n") {
            return Some(self.n);
        }
        let rest = self.rest.trim_start();
        let (digits, rest) =
            rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        self.rest = rest;
        digits.parse().ok()
    }
}
