//! Which form of a sentence a count takes: the header `Plural-Forms` of a PO file, whose rule is
//! an expression of C over n, as gettext reads it.

/// The rule of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluralRule {
    /// Forms of a sentence.
    pub forms: usize,
    expression: String,
}

impl Default for PluralRule {
    /// English's, which German shares.
    fn default() -> Self {
        Self { forms: 2, expression: "n != 1".to_owned() }
    }
}

/// Longer rules are no rules: the longest that gettext's manual has is half of it.
const MAX_CHARS: usize = 400;
/// Counts a rule is tried with: all that rules distinguish lie below.
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
        let expression = value("plural")?.trim().to_owned();
        if expression.len() > MAX_CHARS {
            return None;
        }
        let rule = Self { forms, expression };
        (0..TRIED).all(|n| rule.evaluate(n).is_some_and(|form| form < rule.forms)).then_some(rule)
    }

    /// The form for `count`, counted from 0.
    pub fn form(&self, count: u64) -> usize {
        self.evaluate(count).filter(|form| *form < self.forms).unwrap_or_default()
    }

    fn evaluate(&self, n: u64) -> Option<usize> {
        let mut reader = Reader { rest: &self.expression, n };
        let form = reader.choice()?;
        (reader.rest.trim().is_empty()).then_some(form as usize)
    }
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

/// Reads and computes at once: the expressions are short and asked for rarely.
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
