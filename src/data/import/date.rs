//! What a field says as a date, with or without a time of day.

use crate::data::calendar;

/// A date as days since 1970-01-01, UTC where a zone is given, and what its order of day
/// and month is known from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Date {
    /// The time of day is the fraction. Of [`DayMonthOrder::Either`] read month first.
    pub days: f64,
    /// What distinguishes day and month.
    pub order: DayMonthOrder,
    /// Whether its year has two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068.
    pub has_short_year: bool,
}

/// What distinguishes day and month of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayMonthOrder {
    /// By the notation.
    Known,
    /// There is no month 13: the day comes first.
    DayFirst,
    /// There is no month 13: the month comes first.
    MonthFirst,
    /// Both are 12 or less, as in 03/04/2026.
    Either,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads `field` (white space around it gone).
///
/// Notations: 2026-11-22, 2026/11/22, 2026.11.22, 22.11.2026, 22/11/2026 and 11/22/2026
/// (or with hyphens), 22 Nov 2026, 22-Nov-2026, Nov 22, 2026. Years have four digits, or two
/// where they come last, as POSIX reads them. A time may follow behind a space or a T:
/// 14:30, 14:30:15, 14:30:15.5, 2:30 PM, and then a zone: Z, +01:00, -0500.
///
/// Checked by `tests/it/data/import/cases_dates.rs`.
pub(super) fn read(field: &str) -> Option<Date> {
    let bytes = field.as_bytes();
    // Cheap refusals first: words and numbers are seen far more often than dates.
    if !(6..=40).contains(&bytes.len()) || !field.is_ascii() {
        return None;
    }
    let (day, rest) = numeric(field).or_else(|| named(field))?;
    let rest = match rest.as_bytes() {
        [] => "",
        [b' ' | b'T' | b't', b'0'..=b'9', ..] => &rest[1..],
        _ => return None,
    };
    let seconds = if rest.is_empty() { 0.0 } else { time(rest)? };
    let days = day.days + seconds / calendar::DAY as f64;
    Some(Date { days, ..day })
}

/// Days and months in the other order: for dates of [`DayMonthOrder::Either`].
pub(super) fn swapped(days: f64) -> f64 {
    let whole = days.floor();
    let (year, month, day) = calendar::date(whole as i64);
    calendar::days(year, day, month).map_or(days, |other| other as f64 + (days - whole))
}

/// Three numbers with one separator between them.
fn numeric(text: &str) -> Option<(Date, &str)> {
    let (first, first_digits, rest) = digits(text)?;
    let separator = *rest.as_bytes().first().filter(|byte| b"-/.".contains(byte))?;
    let (second, second_digits, rest) = digits(&rest[1..])?;
    let rest = rest.strip_prefix(char::from(separator))?;
    let (third, third_digits, rest) = digits(rest)?;
    if second_digits > 2 {
        return None;
    }
    let has_short_year = third_digits == 2 && first_digits <= 2;
    let year = if has_short_year { full_year(third) } else { third };
    let date = |days: i64, order| Some((Date { days: days as f64, order, has_short_year }, rest));
    let known = |days: i64| date(days, DayMonthOrder::Known);
    match (first_digits, third_digits) {
        (4, 1..=2) => known(calendar::days(first, second, third)?),
        // Numbers of versions have points too, but hardly two digits in each part.
        (2, 2) if separator == b'.' && second_digits == 2 => {
            known(calendar::days(year, second, first)?)
        }
        (_, 2) if separator == b'.' => None,
        (1..=2, 4) if separator == b'.' => known(calendar::days(year, second, first)?),
        (1..=2, 2 | 4) => {
            let month_first = calendar::days(year, first, second);
            let day_first = calendar::days(year, second, first);
            let (days, order) = match (month_first, day_first) {
                (Some(days), Some(_)) => (days, DayMonthOrder::Either),
                (Some(days), None) => (days, DayMonthOrder::MonthFirst),
                (None, Some(days)) => (days, DayMonthOrder::DayFirst),
                (None, None) => return None,
            };
            date(days, order)
        }
        _ => None,
    }
}

/// The year that two digits mean, as POSIX reads them.
fn full_year(digits: i64) -> i64 {
    if digits < 69 { 2000 + digits } else { 1900 + digits }
}

/// A date with the month as a word.
fn named(text: &str) -> Option<(Date, &str)> {
    let (day, month, rest) = if text.as_bytes()[0].is_ascii_digit() {
        let (day, _, rest) = digits(text)?;
        let (month, rest) = month(gap(rest)?)?;
        (day, month, rest)
    } else {
        let (month, rest) = month(text)?;
        let (day, _, rest) = digits(gap(rest)?)?;
        (day, month, rest)
    };
    let (year, year_digits @ (2 | 4), rest) = digits(gap(rest)?)? else { return None };
    let has_short_year = year_digits == 2;
    let year = if has_short_year { full_year(year) } else { year };
    let days = calendar::days(year, month, day)? as f64;
    Some((Date { days, order: DayMonthOrder::Known, has_short_year }, rest))
}

/// What stands between the parts of a date with words: a hyphen, a space, a comma or a
/// point with a space.
fn gap(text: &str) -> Option<&str> {
    [", ", ". ", " ", "-", ","].iter().find_map(|gap| text.strip_prefix(gap))
}

/// The month that `text` begins with, by its English name or three letters of it.
fn month(text: &str) -> Option<(i64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at(length);
    let is_named = |name: &str| {
        name.eq_ignore_ascii_case(word)
            || (length == 3 || word.eq_ignore_ascii_case("sept"))
                && name.get(..length).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    Some((MONTHS.iter().position(|name| is_named(name))? as i64 + 1, rest))
}

/// Seconds since midnight UTC of a time with or without a zone.
fn time(text: &str) -> Option<f64> {
    let (hour, 1..=2, rest) = digits(text)? else { return None };
    let (minute, 2, mut rest) = digits(rest.strip_prefix(':')?)? else { return None };
    let mut seconds = 0.0;
    if let Some(behind) = rest.strip_prefix(':') {
        let (whole, 2, behind) = digits(behind)? else { return None };
        (seconds, rest) = (whole as f64, behind);
        if let Some(behind) = rest.strip_prefix(['.', ',']) {
            let (parts, count @ 1..=9, behind) = digits(behind)? else { return None };
            (seconds, rest) = (seconds + parts as f64 / 10_i64.pow(count as u32) as f64, behind);
        }
    }
    let mut hour = hour;
    let half = rest.strip_prefix(' ').unwrap_or(rest);
    for (word, afternoon) in [("AM", 0), ("PM", 12)] {
        if let Some(start) = half.get(..2)
            && start.eq_ignore_ascii_case(word)
        {
            if !(1..=12).contains(&hour) {
                return None;
            }
            (hour, rest) = (hour % 12 + afternoon, &half[2..]);
        }
    }
    if hour > 23 || minute > 59 || seconds >= 61.0 {
        return None;
    }
    Some((hour * 3600 + minute * 60 - zone(rest.trim_start())?) as f64 + seconds)
}

/// Seconds that a zone is ahead of UTC.
fn zone(text: &str) -> Option<i64> {
    if matches!(text, "" | "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match digits(rest)? {
        (hours, 2, "") => (hours, 0),
        (both, 4, "") => (both / 100, both % 100),
        (hours, 2, behind) => match digits(behind.strip_prefix(':')?)? {
            (minutes, 2, "") => (hours, minutes),
            _ => return None,
        },
        _ => return None,
    };
    (hours <= 14 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
}

/// The number that `text` begins with, its digits (at most nine), and the rest.
fn digits(text: &str) -> Option<(i64, usize, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..count).filter(|_| (1..=9).contains(&count))?.parse().ok()?;
    Some((number, count, &text[count..]))
}
