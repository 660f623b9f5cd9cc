//! What a field says as a date, with or without a time of day.

use std::ops::RangeInclusive;

use crate::data::calendar;
use crate::data::import::month_names::{self, month};

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

/// Years that a month or a day is read in where digits alone say it.
const OUR_YEARS: RangeInclusive<i64> = 1900..=2100;

impl Date {
    fn known(days: i64) -> Self {
        Self { days: days as f64, order: DayMonthOrder::Known, has_short_year: false }
    }
}

/// Reads `field` (white space around it gone).
///
/// Notations: 2026-11-22, 2026/11/22, 2026.11.22, 22.11.2026, 22/11/2026 and 11/22/2026
/// (or with hyphens), `2026. 11. 22.`, 2026年11月22日; 22 Nov 2026, 22-Nov-2026, Nov 22, 2026,
/// 22. Februar 2026, 22 de enero de 2026, with the day of the week before it or not. Years have
/// four digits, or two where they come last, as POSIX reads them. A time may follow behind a
/// space, a T, or as in the logs of servers a colon: 14:30, 14:30:15, 14:30:15.5, 2:30 PM, and
/// then a zone: Z, +01:00, -0500, GMT+2, CET. A month (2026-11, 11/2026, Nov 2026, Nov-26), a
/// quarter (2026-Q4) or a week (2026-W47) is its first day.
///
/// Checked by `tests/it/data/import/cases_dates.rs`.
pub(super) fn read(field: &str) -> Option<Date> {
    // Cheap refusals first: words and numbers are seen far more often than dates.
    if !(6..=48).contains(&field.len()) || !field.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if !field.is_ascii() && field.contains(['年', '년']) {
        return read(&with_hyphens(field));
    }
    let text = month_names::behind_weekday(field);
    let begins_with_word = text.starts_with(char::is_alphabetic);
    if begins_with_word && month(text).is_none() && !text.starts_with(['Q', 'q']) {
        return None;
    }
    if begins_with_word && let Some(date) = of_unix(text) {
        return Some(date);
    }
    let Some((day, rest)) = numeric(text).or_else(|| named(text)) else {
        return month_of_year(text).or_else(|| quarter_or_week(text)).map(Date::known).or_else(
            || {
                let days = month_and_short_year(text)?;
                Some(Date { has_short_year: true, ..Date::known(days) })
            },
        );
    };
    let rest = rest.strip_prefix(',').filter(|rest| rest.starts_with(' ')).unwrap_or(rest);
    let rest = match rest.as_bytes() {
        [] => "",
        [b' ' | b'T' | b't' | b':', b'0'..=b'9', ..] => &rest[1..],
        _ => return None,
    };
    let seconds = if rest.is_empty() { 0.0 } else { time(rest)? };
    let days = day.days + seconds / calendar::DAY as f64;
    Some(Date { days, ..day })
}

/// Eight digits that are a day of our time, `20210103`.
pub(super) fn compact(field: &str) -> Option<Date> {
    if field.len() != 8 {
        return None;
    }
    let (number, 8, "") = digits(field)? else { return None };
    let year = number / 10_000;
    let days = calendar::days(year, number / 100 % 100, number % 100)?;
    OUR_YEARS.contains(&year).then(|| Date::known(days))
}

/// Whether it is the date that databases write where there is none, `0000-00-00`.
pub(super) fn is_zero(field: &str) -> bool {
    let is_zeros = |text: &str| text.bytes().all(|byte| matches!(byte, b'0' | b'-' | b'/' | b'.'));
    field.get(..10).is_some_and(|date| {
        is_zeros(date) && date.bytes().filter(|byte| *byte == b'0').count() == 8
    }) && field[10..].bytes().all(|byte| matches!(byte, b'0' | b':' | b' ' | b'.'))
}

/// Whether it is a year and the one after, `2004-05`, which may be a month as well.
pub(super) fn is_season(field: &str) -> bool {
    let years =
        field.split_once('-').filter(|(first, second)| (first.len(), second.len()) == (4, 2));
    let numbers = years.and_then(|(a, b)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?)));
    numbers.is_some_and(|(first, second)| (first + 1) % 100 == second)
}

/// Years, months and days with hyphens, where Chinese, Japanese or Korean stands behind them.
fn with_hyphens(text: &str) -> String {
    let mut plain = String::new();
    for part in text.split_inclusive(['年', '년', '月', '월', '日', '일']) {
        let part = part.trim_start();
        match part.chars().last() {
            Some('年' | '년' | '月' | '월') => {
                plain.extend(part.chars().filter(char::is_ascii).chain(['-']));
            }
            Some('日' | '일') => plain.extend(part.chars().filter(char::is_ascii)),
            _ => plain.extend([" ", part]),
        }
    }
    let plain = plain.trim_end_matches('-');
    plain.to_owned()
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
    // Korea writes spaces behind its points, and a point behind the day.
    let has_spaces = separator == b'.' && rest[1..].starts_with(' ');
    let rest = &rest[1..];
    let (second, second_digits, rest) = digits(if has_spaces { rest.trim_start() } else { rest })?;
    let rest = rest.strip_prefix(char::from(separator))?;
    let (third, third_digits, rest) = digits(if has_spaces { rest.trim_start() } else { rest })?;
    let rest = if has_spaces { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
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
    let (day, month, rest) = if text.starts_with(|first: char| first.is_ascii_digit()) {
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

/// What stands between the parts of a date with words: a hyphen, a space, a slash, a comma or
/// a point, or "de".
fn gap(text: &str) -> Option<&str> {
    let gaps = [" de ", ", ", ". ", " ", "-", "/", ",", "."];
    gaps.iter().find_map(|gap| text.strip_prefix(gap))
}

/// As Unix writes it: `Jan  3 08:15:00 CET 2021`, the zone or none.
fn of_unix(text: &str) -> Option<Date> {
    let (month, rest) = month(text)?;
    let mut parts = rest.strip_prefix(' ')?.split_whitespace();
    let (day, clock) = (parts.next()?, parts.next().filter(|clock| clock.contains(':'))?);
    let (zone, year) = match (parts.next()?, parts.next()) {
        (year, None) => ("", year),
        (zone, Some(year)) => (zone, year),
    };
    let (year, 4, "") = digits(year)? else { return None };
    let days = calendar::days(year, month, day.parse().ok()?)?;
    let seconds = time(&format!("{clock} {zone}"))?;
    let known = Date::known(days);
    Some(Date { days: known.days + seconds / calendar::DAY as f64, ..known })
}

/// The first day of a month: 2026-11, 11/2026, Nov 2026, 2026-Nov.
fn month_of_year(text: &str) -> Option<i64> {
    let (month, year) = if let Some((month, rest)) = month(text) {
        let (year, 4, "") = digits(gap(rest)?)? else { return None };
        (month, year)
    } else {
        match digits(text)? {
            (year, 4, rest) => match digits(rest.strip_prefix('-')?) {
                Some((month, 2, "")) => (month, year),
                Some(_) => return None,
                None => match month(&rest[1..])? {
                    (month, "") => (month, year),
                    _ => return None,
                },
            },
            (month, 1..=2, rest) => match digits(rest.strip_prefix(['/', '-'])?)? {
                (year, 4, "") => (month, year),
                _ => return None,
            },
            _ => return None,
        }
    };
    calendar::days(year, month, 1).filter(|_| OUR_YEARS.contains(&year))
}

/// The first day of a month with a year of two digits: Nov-26, Nov '26; a space alone would
/// have the day behind it.
fn month_and_short_year(text: &str) -> Option<i64> {
    let (month, rest) = month(text)?;
    let (year, 2, "") = digits(["-", " '", "'"].iter().find_map(|gap| rest.strip_prefix(gap))?)?
    else {
        return None;
    };
    calendar::days(full_year(year), month, 1)
}

/// The first day of a quarter or of a week as ISO 8601 counts them, or a day of one: 2026-Q4,
/// Q4 2026, 2026-W47, 2026-W47-3.
fn quarter_or_week(text: &str) -> Option<i64> {
    if let Some(rest) = text.strip_prefix(['Q', 'q']) {
        let (quarter, 1, rest) = digits(rest)? else { return None };
        let (year, 4, "") = digits(rest.strip_prefix([' ', '-', '/'])?)? else { return None };
        return first_of_quarter(year, quarter);
    }
    let (year, 4, rest) = digits(text)? else { return None };
    let rest = rest.strip_prefix(['-', ' ']).unwrap_or(rest);
    if let Some(rest) = rest.strip_prefix(['Q', 'q']) {
        let (quarter, 1, "") = digits(rest)? else { return None };
        return first_of_quarter(year, quarter);
    }
    let (week, 2, rest) = digits(rest.strip_prefix(['W', 'w'])?)? else { return None };
    let day = match rest.strip_prefix('-').map(digits) {
        None if rest.is_empty() => 1,
        Some(Some((day @ 1..=7, 1, ""))) => day,
        _ => return None,
    };
    // The fourth of January is in the first week; 1970-01-01 was a Thursday.
    let fourth = calendar::days(year, 1, 4)?;
    let monday = fourth - (fourth + 3).rem_euclid(7);
    ((1..=53).contains(&week) && OUR_YEARS.contains(&year))
        .then_some(monday + 7 * (week - 1) + day - 1)
}

fn first_of_quarter(year: i64, quarter: i64) -> Option<i64> {
    let is_ours = (1..=4).contains(&quarter) && OUR_YEARS.contains(&year);
    calendar::days(year, 3 * quarter - 2, 1).filter(|_| is_ours)
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

/// Zones with a name of their own, and how many hours they are ahead of UTC.
const ZONES: [(&str, i64); 15] = [
    ("", 0),
    ("Z", 0),
    ("z", 0),
    ("CET", 1),
    ("CEST", 2),
    ("EET", 2),
    ("EEST", 3),
    ("EST", -5),
    ("EDT", -4),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("JST", 9),
];

/// Seconds that a zone is ahead of UTC.
fn zone(text: &str) -> Option<i64> {
    let (text, is_named) = match text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == text) {
        return Some(hours * 3600);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match digits(rest)? {
        (hours, 2, "") => (hours, 0),
        (hours, 1, "") if is_named => (hours, 0),
        (both, 4, "") => (both / 100, both % 100),
        (hours, 1..=2, behind) => match digits(behind.strip_prefix(':')?)? {
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
