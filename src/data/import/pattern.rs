//! Notations of numbers that only a whole column can tell: units, magnitudes, bounds,
//! durations. One cell that looks like them may be a word; nearly all of them are not.

use crate::config::DecimalMark;
use crate::data::Notation;
use crate::data::import::duration;
use crate::data::import::number::{self, ParsedNumber};

/// How the numbers of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberPattern {
    /// With the same unit behind each, `23.4 kmpl`.
    Unit(UnitName),
    /// With thousands, millions and so on as letters, `8.7k`.
    Magnitude,
    /// As a bound or about, `10,000+`, `<0.01`, `~5`.
    Bound,
    /// Hours, minutes and seconds; of two parts they are minutes and seconds if so said.
    Duration {
        /// Whether `34:56` has minutes and seconds.
        minutes_first: bool,
    },
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
            Self::Duration { minutes_first } => duration::read(field).map(|found| {
                let is_short = minutes_first && found.has_two_parts;
                found.seconds / if is_short { 60.0 } else { 1.0 }
            }),
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
            Self::Duration { minutes_first } => Notation::Duration { minutes_first },
            Self::Timestamped => Notation::Timestamped,
        }
    }
}

/// Whether `field` is a duration.
pub(super) fn is_duration(field: &str) -> bool {
    duration::read(field).is_some()
}

/// The notation that most cells of a column have, by its different fields and how often each
/// is there, and how many cells it reads, plain numbers among them.
pub(super) fn most_common<'text>(
    fields: impl Iterator<Item = (&'text str, usize)>,
    decimal: DecimalMark,
) -> Option<(NumberPattern, usize)> {
    let (mut plain, mut durations, mut bounds, mut stamped) = (0, 0, 0, 0);
    let (mut magnitudes, mut sure_magnitudes) = (0, 0);
    let (mut two_parts, mut is_long) = (false, false);
    let mut units: Vec<Unit<'_>> = Vec::new();
    for (field, count) in fields {
        if is_number(field, decimal) {
            plain += count;
            continue;
        }
        if let Some(found) = duration::read(field) {
            durations += count;
            two_parts |= found.has_two_parts;
            is_long |= found.has_two_parts && found.is_long;
        }
        bounds += if bound(field, decimal).is_some() { count } else { 0 };
        stamped += if timestamped(field, decimal).is_some() { count } else { 0 };
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
    let minutes_first = two_parts && is_long;
    let found = [
        Some((NumberPattern::Duration { minutes_first }, durations)),
        Some((NumberPattern::Magnitude, if is_magnitude { magnitudes } else { 0 })),
        unit,
        Some((NumberPattern::Bound, bounds)),
        Some((NumberPattern::Timestamped, stamped)),
    ];
    let (pattern, count) = found
        .into_iter()
        .flatten()
        .rev()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 0)?;
    let with_plain = if matches!(pattern, NumberPattern::Duration { .. }) { 0 } else { plain };
    Some((pattern, count + with_plain))
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

/// A number and the letters behind it, and whether there is space between them.
fn with_unit(field: &str, decimal: DecimalMark) -> Option<(f64, &str, bool)> {
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

fn timestamped(field: &str, decimal: DecimalMark) -> Option<f64> {
    let (time, number) = field.split_once(" -> ")?;
    is_duration(time.trim()).then(|| value(number.trim(), decimal))?
}
