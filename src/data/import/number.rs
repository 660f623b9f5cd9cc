//! What a field says as a number: signs, marks, thousands, percent, currencies.

use crate::config::DecimalMark;
use crate::data::import::script;

/// How numbers of a column are written: a set of the constants below.
pub(super) type Forms = u16;
/// With a decimal mark.
pub(super) const FRACTION: Forms = 1;
/// With an exponent.
pub(super) const EXPONENT: Forms = 1 << 1;
/// With a percent sign.
pub(super) const PERCENT: Forms = 1 << 2;
/// With a currency.
pub(super) const CURRENCY: Forms = 1 << 3;
/// Without percent sign or currency, so that a column can hold both kinds.
pub(super) const BARE: Forms = 1 << 4;
/// With the other decimal mark than the file's.
pub(super) const OTHER_MARK: Forms = 1 << 5;
/// Like `1,234`: with the other decimal mark, the same text is another number.
pub(super) const UNSURE: Forms = 1 << 6;
/// With the minus behind, `50.00-`.
pub(super) const MINUS_BEHIND: Forms = 1 << 7;
/// With a spreadsheet's apostrophe in front, `'-4`.
pub(super) const APOSTROPHE: Forms = 1 << 8;
/// With the digits of another script.
pub(super) const OTHER_DIGITS: Forms = 1 << 9;
/// With zeros in front, `007`, as codes have them.
pub(super) const PADDED: Forms = 1 << 10;

/// A number, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// Finite; an engine of 32 bits can hold it.
    pub value: f64,
    /// How it is written.
    pub forms: Forms,
    /// What groups its thousands.
    pub thousands: Option<char>,
    /// The percent sign or currency.
    pub unit: Option<&'static str>,
}

/// What a field is, read as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ParsedNumber {
    /// A number.
    Number(Number),
    /// An infinity, or a number beyond 3.4e38, which the engine cannot hold.
    Beyond,
    /// Something else.
    Word,
}

/// Codes and signs of currencies, longest first where one begins another.
const CURRENCIES: [&str; 40] = [
    "US$", "USD", "EUR", "GBP", "JPY", "CHF", "CNY", "INR", "AUD", "CAD", "NZD", "SEK", "NOK",
    "DKK", "PLN", "CZK", "HUF", "RUB", "TRY", "BRL", "MXN", "ZAR", "KRW", "SGD", "HKD", "ILS",
    "A$", "C$", "R$", "Fr.", "kr", "zł", "$", "€", "£", "¥", "₹", "₽", "₩", "₺",
];

/// Reads `field` (white space around it gone) in a file with this decimal mark.
///
/// Grammar: an apostrophe, as spreadsheets mark text; a sign before or, as accounting
/// programs write it, behind, or, for a loss, parentheses; a currency before or behind, or a percent
/// sign; digits of any script, in groups of three, in India's groups, or in none; a decimal mark and digits; an exponent, of
/// Fortran too. A dash right before the number is its minus, as typesetters write it; a dash
/// behind a mark stands for no cents, `39,-`. The whole may stand in curly quotes or in a
/// spreadsheet's `="..."`. A
/// number that can only be written with the other decimal mark is read so and says it. Four
/// groups that are an internet address are no number.
/// Correctly rounded; never -0.
///
/// Checked by `tests/it/data/import/cases_numbers.rs` and
/// `tests/it/data/import/properties.rs::numbers_are_what_the_standard_library_reads`.
pub(super) fn read(field: &str, decimal: DecimalMark) -> ParsedNumber {
    if !field.is_ascii()
        && let Some(plain) = script::in_ascii(field, decimal)
    {
        return marked(read(&plain, decimal), OTHER_DIGITS);
    }
    if let Some(number) = field.strip_prefix('\'')
        && number.starts_with(|first: char| first.is_ascii_digit() || "-+.,".contains(first))
    {
        return marked(read(number, decimal), APOSTROPHE);
    }
    if let Some(inner) = without_formula(field).or_else(|| without_quotes(field)) {
        return read(inner.trim(), decimal);
    }
    if let Some((whole, mark)) = without_dash(field) {
        return match read(whole, mark) {
            ParsedNumber::Number(number) if number.forms & FRACTION == 0 => {
                ParsedNumber::Number(Number { forms: number.forms & !UNSURE, ..number })
            }
            _ => ParsedNumber::Word,
        };
    }
    if let Some(number) = field.strip_suffix(['-', '\u{2212}'])
        && number.ends_with(|last: char| last.is_ascii_digit())
        && number.starts_with(|first: char| !"-+(".contains(first))
    {
        return marked(negative(read(number, decimal)), MINUS_BEHIND);
    }
    let (inner, loss) = match field.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (field, false),
    };
    let (rest, sign) = sign(inner);
    let (rest, before) = currency(rest, |text, name| text.strip_prefix(name));
    // The sign may stand on either side of the currency: -$5 and $-5.
    let (rest, inner_sign) =
        if before.is_some() && sign.is_none() { self::sign(rest) } else { (rest, None) };
    let (rest, behind) = currency(rest, |text, name| text.strip_suffix(name));
    let (rest, percent) = match rest.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (rest, false),
    };
    let sign = sign.or(inner_sign);
    let signs =
        usize::from(before.is_some()) + usize::from(behind.is_some()) + usize::from(percent);
    if signs > 1 || loss && (sign.is_some() || percent) {
        return ParsedNumber::Word;
    }
    if signs == 0 && is_infinity(rest) {
        return ParsedNumber::Beyond;
    }
    let Some(body) = body(rest, decimal) else { return ParsedNumber::Word };
    if body.value > f64::from(f32::MAX) {
        return ParsedNumber::Beyond;
    }
    let negative = loss || sign == Some(true);
    let value = if negative { -body.value } else { body.value };
    let unit = match (percent, before.or(behind)) {
        (true, _) => PERCENT,
        (_, Some(_)) => CURRENCY,
        _ => BARE,
    };
    // Nobody writes a thousandth of a currency.
    let sure = if unit == CURRENCY { UNSURE } else { 0 };
    let name = if percent { Some("%") } else { before.or(behind) };
    // -0 + 0 is 0, so that both zeros are one value.
    let (value, forms) = (value + 0.0, (body.forms & !sure) | unit);
    ParsedNumber::Number(Number { value, forms, unit: name, ..body })
}

/// As [`read`], but where the decimal point is sure, points that part groups of digits are
/// no thousands: `1.100.250` is a version there.
pub(super) fn read_in(field: &str, decimal: DecimalMark, is_decimal_sure: bool) -> ParsedNumber {
    match read(field, decimal) {
        ParsedNumber::Number(number)
            if is_decimal_sure
                && decimal == DecimalMark::Point
                && number.forms & (OTHER_MARK | FRACTION) == OTHER_MARK =>
        {
            ParsedNumber::Word
        }
        found => found,
    }
}

/// What a spreadsheet's formula for a text says: `="00075"`.
pub(super) fn without_formula(field: &str) -> Option<&str> {
    field.strip_prefix("=\"")?.strip_suffix('"').filter(|inner| !inner.contains('"'))
}

/// What stands between curly quotes.
fn without_quotes(field: &str) -> Option<&str> {
    let inner = field.strip_prefix(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}'])?;
    inner.strip_suffix(['\u{201c}', '\u{201d}', '\u{2019}'])
}

/// The whole number before a mark and dashes that stand for no cents, `39,-`, `1'455.-`, and
/// the decimal mark that it is.
fn without_dash(field: &str) -> Option<(&str, DecimalMark)> {
    let is_dash = |last: char| matches!(last, '-' | '\u{2013}' | '\u{2014}');
    let before = field.trim_end_matches(is_dash);
    let is_short = matches!(field[before.len()..].chars().count(), 1 | 2);
    let whole = before.strip_suffix(['.', ',']).filter(|_| is_short)?;
    let mark = if before.ends_with(',') { DecimalMark::Comma } else { DecimalMark::Point };
    whole.ends_with(|last: char| last.is_ascii_digit()).then_some((whole, mark))
}

fn marked(found: ParsedNumber, form: Forms) -> ParsedNumber {
    match found {
        ParsedNumber::Number(number) => {
            ParsedNumber::Number(Number { forms: number.forms | form, ..number })
        }
        other => other,
    }
}

fn negative(found: ParsedNumber) -> ParsedNumber {
    match found {
        // 0 - 0 is 0, so that both zeros are one value.
        ParsedNumber::Number(number) => {
            ParsedNumber::Number(Number { value: 0.0 - number.value, ..number })
        }
        other => other,
    }
}

/// Dashes that typesetters and word processors put for a minus.
const DASHES: [char; 7] =
    ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{fe63}', '\u{ff0d}'];

/// A sign at the beginning: whether it is a minus. A dash is one right before the number.
fn sign(text: &str) -> (&str, Option<bool>) {
    if let Some(rest) = text.strip_prefix(DASHES)
        && !rest.starts_with(char::is_whitespace)
    {
        return (rest, Some(true));
    }
    [('-', true), ('+', false), ('\u{2212}', true)]
        .into_iter()
        .find_map(|(mark, minus)| Some((text.strip_prefix(mark)?.trim_start(), Some(minus))))
        .unwrap_or((text, None))
}

fn currency<'text>(
    text: &'text str,
    strip: impl Fn(&'text str, &'static str) -> Option<&'text str>,
) -> (&'text str, Option<&'static str>) {
    let is_plain = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let ends = (text.as_bytes().first(), text.as_bytes().last());
    if let (Some(first), Some(last)) = ends
        && is_plain(first)
        && is_plain(last)
    {
        return (text, None);
    }
    CURRENCIES
        .into_iter()
        .find_map(|name| Some((strip(text, name)?.trim(), Some(name))))
        .unwrap_or((text, None))
}

fn is_infinity(text: &str) -> bool {
    ["inf", "infinity", "∞"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Digits, marks and exponent: under the file's decimal mark, or surely under the other.
fn body(text: &str, decimal: DecimalMark) -> Option<Number> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(number) = under(text, decimal) {
        return Some(number);
    }
    let other = match decimal {
        DecimalMark::Point => DecimalMark::Comma,
        DecimalMark::Comma => DecimalMark::Point,
    };
    let number = under(text, other)?;
    (number.forms & UNSURE == 0).then_some(Number { forms: number.forms | OTHER_MARK, ..number })
}

/// The parts of a number, separated in one pass.
fn under(text: &str, decimal: DecimalMark) -> Option<Number> {
    let (mark, other) = match decimal {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let mut plain = DecimalText::default();
    let mut thousands: Option<char> = None;
    let (mut groups, mut front, mut run) = (0, 0, 0_usize);
    let mut inner: Option<usize> = None;
    let mut rest = text.char_indices().peekable();
    while let Some(&(_, character)) = rest.peek() {
        if character.is_ascii_digit() {
            plain.push(character as u8);
            run += 1;
        } else if is_grouping(character, other) {
            let fits = match thousands {
                None => (1..=3).contains(&run) && !text.starts_with('0'),
                Some(first) if first != character => false,
                Some(_) => match inner {
                    Some(inner) => run == inner,
                    // As in 1,28,205: pairs up to the last group, and none longer in front.
                    None => run == 3 || run == 2 && character == ',' && front <= 2,
                },
            };
            if !fits {
                return None;
            }
            match thousands {
                None => front = run,
                Some(_) => inner = Some(run),
            }
            (thousands, run) = (Some(character), 0);
            groups += 1;
        } else {
            break;
        }
        rest.next();
    }
    if thousands.is_some() && run != 3 {
        return None;
    }
    let whole_digits = plain.len;
    let is_padded = whole_digits > 1 && text.starts_with('0') && thousands.is_none();
    let mut forms = if is_padded { PADDED } else { 0 };
    let mut fraction = 0;
    if rest.next_if(|&(_, character)| character == mark).is_some() {
        forms |= FRACTION;
        plain.push(b'.');
        while let Some((_, digit)) = rest.next_if(|(_, digit)| digit.is_ascii_digit()) {
            plain.push(digit as u8);
            fraction += 1;
        }
    }
    if whole_digits + fraction == 0 {
        return None;
    }
    let mut ahead = rest.clone();
    let is_exponent = match ahead.next() {
        Some((_, 'e' | 'E')) => true,
        // Fortran's, which surely is one only before a sign.
        Some((_, 'd' | 'D')) => matches!(ahead.next(), Some((_, '+' | '-'))),
        _ => false,
    };
    if is_exponent {
        rest.next();
        if thousands.is_some() {
            return None;
        }
        forms |= EXPONENT;
        plain.push(b'e');
        if let Some((_, sign)) = rest.next_if(|&(_, sign)| matches!(sign, '+' | '-')) {
            plain.push(sign as u8);
        }
        rest.peek().filter(|(_, digit)| digit.is_ascii_digit())?;
        while let Some((_, digit)) = rest.next_if(|(_, digit)| digit.is_ascii_digit()) {
            plain.push(digit as u8);
        }
    }
    if rest.next().is_some() || thousands == Some('.') && is_address(text) {
        return None;
    }
    let one_group = groups == 1 && thousands == Some(other) && forms == 0;
    let like_one = fraction == 3
        && groups == 0
        && forms == FRACTION
        && (1..=3).contains(&whole_digits)
        && !text.starts_with('0');
    if one_group || like_one {
        forms |= UNSURE;
    }
    Some(Number { value: plain.value()?, forms, thousands, unit: None })
}

/// Whether it is an internet address, `192.168.100.101`.
fn is_address(text: &str) -> bool {
    let is_byte = |part: &str| part.parse::<u8>().is_ok();
    text.split('.').count() == 4 && text.split('.').all(is_byte)
}

/// Characters that stand between groups of three digits.
fn is_grouping(character: char, other: char) -> bool {
    character == other
        || matches!(character, ' ' | '_' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}')
}

/// A number as the standard library reads it; longer ones move to the heap.
struct DecimalText {
    short: [u8; 40],
    len: usize,
    long: String,
}

impl Default for DecimalText {
    fn default() -> Self {
        Self { short: [0; 40], len: 0, long: String::new() }
    }
}

impl DecimalText {
    fn push(&mut self, byte: u8) {
        if self.len < self.short.len() {
            self.short[self.len] = byte;
        } else {
            if self.long.is_empty() {
                self.long.extend(self.short.iter().map(|&byte| char::from(byte)));
            }
            self.long.push(char::from(byte));
        }
        self.len += 1;
    }

    fn value(&self) -> Option<f64> {
        let text = if self.long.is_empty() {
            std::str::from_utf8(&self.short[..self.len]).ok()?
        } else {
            &self.long
        };
        text.parse().ok()
    }
}
