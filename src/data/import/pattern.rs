//! Notations of numbers that only a whole column can tell: units, magnitudes, bounds,
//! durations. One cell that looks like them may be a word; nearly all of them are not.

use crate::config::DecimalMark;
use crate::data::import::duration;
use crate::data::import::number::{self, ParsedNumber};
use crate::data::{Clock, Notation};

/// How the numbers of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberPattern {
    /// With the same unit behind each, `23.4 kmpl`.
    Unit(UnitName),
    /// With thousands, millions and so on as letters, `8.7k`.
    Magnitude,
    /// As a bound or about, `10,000+`, `<0.01`, `~5`.
    Bound,
    /// Hours, minutes and seconds.
    Duration(Clock),
    /// With its uncertainty, `5.0 ± 0.2`.
    Uncertain,
    /// With stars or a dagger behind it, `0.53**`.
    Footnote,
    /// With a power of ten, `1.7×10^-3`.
    Power,
    /// With a direction, `78.49W`: negative for south and west.
    Compass,
    /// Behind the time that a serial monitor puts before a line, `14:02:11.497 -> 542`.
    Timestamped,
}

/// A unit, short enough to be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitName {
    bytes: [u8; Self::LONGEST],
    length: u8,
}

impl UnitName {
    const LONGEST: usize = 12;

    fn new(unit: &str) -> Option<Self> {
        let mut bytes = [0; Self::LONGEST];
        bytes.get_mut(..unit.len())?.copy_from_slice(unit.as_bytes());
        Some(Self { bytes, length: unit.len() as u8 })
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

/// Letters for powers of a thousand; those that are also units only beside others.
const MAGNITUDES: [(&str, f64); 20] = [
    ("k", 1e3),
    ("K", 1e3),
    ("M", 1e6),
    ("B", 1e9),
    ("T", 1e12),
    ("bn", 1e9),
    ("mn", 1e6),
    ("Tsd", 1e3),
    ("Tsd.", 1e3),
    ("Mio", 1e6),
    ("Mio.", 1e6),
    ("Mrd", 1e9),
    ("Mrd.", 1e9),
    ("kB", 1e3),
    ("KB", 1e3),
    ("MB", 1e6),
    ("GB", 1e9),
    ("TB", 1e12),
    ("m", 1e6),
    ("b", 1e9),
];
/// Magnitudes from here on are units as well.
const UNITS_TOO: usize = 13;
/// More units than this are words.
const MOST_UNITS: usize = 64;
/// Different numbers with a unit right behind them: fewer are names such as `2WD` and `4WD`.
const DIFFERENT_NUMBERS: usize = 5;

impl NumberPattern {
    /// The number that `field` says in this notation, where it is none without it.
    pub fn read(self, field: &str, decimal: DecimalMark) -> Option<f64> {
        match self {
            Self::Unit(unit) => with_unit(field, decimal)
                .filter(|(_, found, _)| *found == unit.as_str())
                .map(|(number, ..)| number),
            Self::Magnitude => magnitude(field, decimal).map(|(number, _)| number),
            Self::Bound => bound(field, decimal),
            Self::Duration(clock) => duration::read(field).map(|found| {
                let is_short = clock == Clock::MinutesAndSeconds && found.has_two_parts;
                found.seconds / if is_short { 60.0 } else { 1.0 }
            }),
            Self::Uncertain => uncertain(field, decimal),
            Self::Footnote => footnote(field, decimal),
            Self::Power => power(field, decimal),
            Self::Compass => compass(field, decimal).map(|(number, _)| number),
            Self::Timestamped => timestamped(field, decimal),
        }
    }
}

impl NumberPattern {
    /// Its name for the user.
    pub fn notation(self) -> Notation {
        match self {
            Self::Unit(unit) => Notation::Unit(unit.as_str().to_owned()),
            Self::Magnitude => Notation::Magnitude,
            Self::Bound => Notation::Bound,
            Self::Duration(clock) => Notation::Duration(clock),
            Self::Uncertain => Notation::Uncertain,
            Self::Footnote => Notation::Footnote,
            Self::Power => Notation::Power,
            Self::Compass => Notation::Compass,
            Self::Timestamped => Notation::Timestamped,
        }
    }
}

/// Whether `field` is a duration.
pub(super) fn is_duration(field: &str) -> bool {
    field.contains([':', 'P']) && duration::read(field).is_some()
}

/// Whether `field` is a number with a unit.
pub(super) fn has_unit(field: &str, decimal: DecimalMark) -> bool {
    with_unit(field, decimal).is_some()
}

/// The notation that most cells of a column have, by its different fields and how often each
/// is there, and how many cells it reads, plain numbers among them.
pub(super) fn most_common<'text>(
    fields: impl Iterator<Item = (&'text str, usize)>,
    decimal: DecimalMark,
) -> Option<(NumberPattern, usize)> {
    let (mut plain, mut durations, mut stamped) = (0, Durations::default(), 0);
    let (mut bounds, mut uncertain_ones, mut footnotes, mut powers) = (0, 0, 0, 0);
    let (mut magnitudes, mut sure_magnitudes) = (0, 0);
    let (mut directions, mut compass_ones) = (String::new(), 0);
    let mut units: Vec<Unit<'_>> = Vec::new();
    // A cheap refusal first: most words have no digit.
    let may_be = |field: &str| field.bytes().any(|byte| byte.is_ascii_digit() || !byte.is_ascii());
    for (field, count) in fields.filter(|(field, _)| may_be(field)) {
        if is_number(field, decimal) {
            plain += count;
            continue;
        }
        durations.add(field, count);
        let is = |number: Option<f64>| if number.is_some() { count } else { 0 };
        bounds += is(bound(field, decimal));
        stamped += is(timestamped(field, decimal));
        uncertain_ones += is(uncertain(field, decimal));
        footnotes += is(footnote(field, decimal));
        powers += is(power(field, decimal));
        if let Some((_, direction)) = compass(field, decimal) {
            compass_ones += count;
            directions.push(direction);
        }
        if let Some((_, is_sure)) = magnitude(field, decimal) {
            magnitudes += count;
            sure_magnitudes += if is_sure { count } else { 0 };
        }
        if let Some((_, name, is_apart)) = with_unit(field, decimal) {
            if let Some(unit) = units.iter_mut().find(|unit| unit.name == name) {
                unit.count += count;
                unit.different += 1;
                unit.is_apart |= is_apart;
            } else if units.len() < MOST_UNITS {
                units.push(Unit { name, count, different: 1, is_apart });
            }
        }
    }
    let unit = units
        .iter()
        .filter(|unit| unit.is_apart || unit.different >= DIFFERENT_NUMBERS)
        .max_by_key(|unit| unit.count)
        .and_then(|unit| Some((NumberPattern::Unit(UnitName::new(unit.name)?), unit.count)));
    // What is a unit as well is a magnitude only where there are several of them.
    let is_magnitude = sure_magnitudes > 0 || units.len() > 1;
    // One direction alone is a unit.
    let are_directions =
        ["NS", "EW"].iter().any(|pair| pair.chars().all(|one| directions.contains(one)));
    let found = [
        Some((NumberPattern::Duration(durations.clock()), durations.count())),
        Some((NumberPattern::Compass, if are_directions { compass_ones } else { 0 })),
        Some((NumberPattern::Magnitude, if is_magnitude { magnitudes } else { 0 })),
        unit,
        Some((NumberPattern::Bound, bounds)),
        Some((NumberPattern::Uncertain, uncertain_ones)),
        Some((NumberPattern::Footnote, footnotes)),
        Some((NumberPattern::Power, powers)),
        Some((NumberPattern::Timestamped, stamped)),
    ];
    let (pattern, count) = found
        .into_iter()
        .flatten()
        .rev()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 0)?;
    let with_plain = if matches!(pattern, NumberPattern::Duration(_)) { 0 } else { plain };
    Some((pattern, count + with_plain))
}

/// The durations of a column.
#[derive(Default)]
struct Durations {
    all: usize,
    /// Those with one unit only.
    single: usize,
    two_parts: usize,
    of_day: usize,
    is_long: bool,
}

impl Durations {
    fn add(&mut self, field: &str, count: usize) {
        let Some(found) = duration::read(field) else { return };
        let is = |kind| if kind { count } else { 0 };
        self.all += count;
        self.single += is(found.form == duration::Form::OneUnit);
        self.two_parts += is(found.has_two_parts);
        self.of_day += is(found.form == duration::Form::TimeOfDay);
        self.is_long |= found.has_two_parts && found.is_long;
    }

    /// How many there are; numbers with one unit of time are durations only beside others.
    fn count(&self) -> usize {
        if self.all > self.single { self.all } else { 0 }
    }

    fn clock(&self) -> Clock {
        if self.two_parts > 0 && self.is_long {
            Clock::MinutesAndSeconds
        } else if self.of_day > 0 {
            Clock::TimeOfDay
        } else if self.two_parts == self.all {
            Clock::HoursAndMinutes
        } else {
            Clock::HoursMinutesAndSeconds
        }
    }
}

/// A unit of a column.
struct Unit<'text> {
    name: &'text str,
    count: usize,
    different: usize,
    /// Whether there is a space before it.
    is_apart: bool,
}

fn is_number(field: &str, decimal: DecimalMark) -> bool {
    matches!(number::read(field, decimal), ParsedNumber::Number(_))
}

fn value(field: &str, decimal: DecimalMark) -> Option<f64> {
    match number::read(field, decimal) {
        ParsedNumber::Number(number) => Some(number.value),
        _ => None,
    }
}

/// A number and the letters behind it, and whether there is space between them. What a number
/// is out of, as in `4.1/5`, is like a unit.
fn with_unit(field: &str, decimal: DecimalMark) -> Option<(f64, &str, bool)> {
    if let Some(slash) = field.find('/')
        && let (number, unit) = field.split_at(slash)
        && unit.len() > 1
        && unit.len() <= 5
        && unit[1..].bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some((value(number.trim_end(), decimal)?, unit, false));
    }
    // Square and cubic units end with a digit.
    let body = match field.strip_suffix(['2', '3']) {
        Some(body) if body.ends_with(|last: char| last.is_alphabetic() || last == '^') => body,
        _ => field,
    };
    let end = body.rfind(|last: char| last.is_ascii_digit())? + 1;
    let (number, unit) = (field[..end].trim_end(), field[end..].trim_start());
    let begins = |first: char| first.is_alphabetic() || matches!(first, '°' | '\'' | '"');
    let is_part = |letter: char| letter.is_alphanumeric() || "°/²³·.^*-'\" ".contains(letter);
    let is_unit =
        unit.len() <= UnitName::LONGEST && unit.starts_with(begins) && unit.chars().all(is_part);
    let is_apart = field[end..].starts_with(char::is_whitespace);
    Some((value(number, decimal).filter(|_| is_unit)?, unit, is_apart))
}

/// A number with a magnitude, and whether that is nothing else.
fn magnitude(field: &str, decimal: DecimalMark) -> Option<(f64, bool)> {
    let field = field.strip_suffix('+').unwrap_or(field);
    let end = field.rfind(|last: char| last.is_ascii_digit())? + 1;
    let letters = field[end..].trim();
    let place = MAGNITUDES.iter().position(|(name, _)| *name == letters)?;
    // An exponent rather than a product, so that 8.7k is 8700 and not the double next to it.
    let number = value(field[..end].trim_end(), decimal)?;
    let exact = format!("{number}e{}", exponent(MAGNITUDES[place].1)).parse().ok()?;
    Some((exact, place < UNITS_TOO))
}

fn exponent(factor: f64) -> u32 {
    let mut rest = factor;
    let mut exponent = 0;
    while rest >= 10.0 {
        rest /= 10.0;
        exponent += 1;
    }
    exponent
}

fn bound(field: &str, decimal: DecimalMark) -> Option<f64> {
    let signs = ["<=", ">=", "<", ">", "≤", "≥", "~", "≈", "ca. ", "ca "];
    let number = field
        .strip_suffix('+')
        .or_else(|| signs.iter().find_map(|sign| field.strip_prefix(sign)))?;
    value(number.trim(), decimal)
}

fn uncertain(field: &str, decimal: DecimalMark) -> Option<f64> {
    let (number, uncertainty) = field.split_once('±').or_else(|| field.split_once("+/-"))?;
    value(uncertainty.trim(), decimal)?;
    value(number.trim(), decimal)
}

fn footnote(field: &str, decimal: DecimalMark) -> Option<f64> {
    let number = field.trim_end_matches(['*', '†', '‡', '§']);
    if number.len() == field.len() { None } else { value(number.trim_end(), decimal) }
}

/// The number of `1.7×10^-3`, `1.7x10-3` or `1.7·10⁻³`.
fn power(field: &str, decimal: DecimalMark) -> Option<f64> {
    let (number, power) = field.split_once(['×', 'x', '*', '·', '⋅'])?;
    let power = power.trim_start().strip_prefix("10")?;
    let superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let plain = |letter: char| match (letter, superscripts.chars().position(|one| one == letter)) {
        ('⁻' | '−', _) => '-',
        ('⁺', _) => '+',
        (_, Some(digit)) => char::from(b'0' + digit as u8),
        _ => letter,
    };
    let is_marked = power.starts_with(['^', '-', '+', '−']) || !power.is_ascii();
    let power: String = power.strip_prefix('^').unwrap_or(power).chars().map(plain).collect();
    let power: i32 = power.parse().ok().filter(|_| is_marked)?;
    let number = value(number.trim_end(), decimal)?;
    format!("{number}e{power}").parse().ok().filter(|value: &f64| value.abs() < f64::from(f32::MAX))
}

/// A number with a direction, negative for south and west, and the direction.
fn compass(field: &str, decimal: DecimalMark) -> Option<(f64, char)> {
    let direction = field.chars().last().filter(|last| "NSEW".contains(*last))?;
    let number = field[..field.len() - 1].trim_end();
    let number = value(number.strip_suffix('°').unwrap_or(number).trim_end(), decimal)?;
    let is_negative = matches!(direction, 'S' | 'W');
    Some((if is_negative { 0.0 - number } else { number }, direction))
}

fn timestamped(field: &str, decimal: DecimalMark) -> Option<f64> {
    let (time, number) = field.split_once(" -> ")?;
    is_duration(time.trim()).then(|| value(number.trim(), decimal))?
}
