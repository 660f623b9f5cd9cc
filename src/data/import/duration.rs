//! What a field says as a duration or a time of day: `01:34:56`, `2 days, 03:00`, `4:30 PM`,
//! `1h 14m`.

/// A duration; in seconds, where hours or minutes come first is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Duration {
    /// Seconds, the first of two parts read as hours.
    pub seconds: f64,
    /// Whether there are two parts, so that they may be minutes and seconds.
    pub has_two_parts: bool,
    /// Whether the first part is no hour of a day.
    pub is_long: bool,
    /// How it is written.
    pub form: Form,
}

/// How a duration is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// In parts.
    Parts,
    /// As a time of day: with AM, PM or Uhr.
    TimeOfDay,
    /// As one number with a unit, which may be more than a unit of time.
    OneUnit,
}

impl Duration {
    fn of(seconds: f64) -> Self {
        let (has_two_parts, is_long, form) = (false, false, Form::Parts);
        Self { seconds: seconds + 0.0, has_two_parts, is_long, form }
    }
}

/// Units of time in words, and their seconds.
const UNITS: [(&[&str], f64); 4] = [
    (&["d", "day", "days", "tag", "tage"], 86_400.0),
    (&["h", "hr", "hrs", "hour", "hours", "std", "std.", "stunde", "stunden"], 3600.0),
    (&["m", "min", "min.", "mins", "minute", "minutes", "minuten"], 60.0),
    (&["s", "sec", "secs", "second", "seconds", "sek", "sek.", "sekunde", "sekunden"], 1.0),
];

/// Reads `field` (white space around it gone): hours, minutes and seconds between colons,
/// days and a sign before them, AM, PM or Uhr behind; with points, `18.00.00`; numbers with units, `1h 14m`; or `PT1H30M`, as ISO 8601 writes it. Minutes and
/// seconds are below 60.
///
/// Checked by `tests/it/data/import/cases_numbers.rs`.
pub(super) fn read(field: &str) -> Option<Duration> {
    // A cheap refusal first: words and numbers are seen far more often.
    let begins_with_digit = field.as_bytes().first()?.is_ascii_digit();
    if !begins_with_digit && !field.contains([':', 'P']) || field.len() > 40 {
        return None;
    }
    if !field.contains(':') && begins_with_digit {
        return in_units(field).or_else(|| with_points(field));
    }
    let (text, sign) = match field.strip_prefix(['-', '\u{2212}']) {
        Some(text) => (text.trim_start(), -1.0),
        None => (field.strip_prefix('+').unwrap_or(field), 1.0),
    };
    if let Some(seconds) = iso(text) {
        return Some(Duration::of(sign * seconds));
    }
    let (days, text) = days(text);
    let (text, half) = half_of_day(text);
    let (text, is_clock) = match text.strip_suffix("Uhr") {
        Some(text) => (text.trim_end(), true),
        None => (text, half.is_some()),
    };
    let mut parts = text.split(':');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    if third.is_none() && second.contains(['.', ',']) {
        // Only seconds have parts: `3:20.5` is minutes and seconds, read as hours for now.
        let of_minutes = f64::from(whole(first, 1..=4)?) * 60.0 + seconds(second)?;
        let short = Duration::of(sign * 60.0 * of_minutes);
        return Some(Duration { has_two_parts: true, is_long: true, ..short });
    }
    let mut hours = whole(first, 1..=4)?;
    let minutes = whole(second, 2..=2).filter(|minutes| *minutes < 60)?;
    let seconds = third.map_or(Some(0.0), seconds)?;
    if let Some(afternoon) = half {
        if !(1..=12).contains(&hours) {
            return None;
        }
        hours = hours % 12 + 12 * u32::from(afternoon);
    }
    let of_clock = f64::from(hours) * 3600.0 + f64::from(minutes) * 60.0 + seconds;
    Some(Duration {
        has_two_parts: third.is_none() && !is_clock && days == 0,
        is_long: hours > 23,
        form: if is_clock { Form::TimeOfDay } else { Form::Parts },
        ..Duration::of(sign * (f64::from(days) * 86_400.0 + of_clock))
    })
}

/// Numbers with units of time, each shorter than the one before: `1h 14m`, `5 Minuten`.
fn in_units(text: &str) -> Option<Duration> {
    let (mut rest, mut seconds, mut count, mut before) = (text, 0.0, 0, f64::INFINITY);
    while !rest.is_empty() {
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
        let number: f64 = rest[..end].parse().ok()?;
        let behind = rest[end..].trim_start();
        let is_end = |letter: char| letter.is_ascii_digit() || letter == ' ' || letter == ',';
        let end = behind.find(is_end).unwrap_or(behind.len());
        let unit = behind[..end].to_lowercase();
        let (_, length) = UNITS.iter().find(|(names, _)| names.contains(&unit.as_str()))?;
        if *length >= before {
            return None;
        }
        (seconds, count, before) = (seconds + number * length, count + 1, *length);
        rest = behind[end..].trim_start_matches([' ', ',']);
        rest = ["and ", "und "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    }
    let form = if count == 1 { Form::OneUnit } else { Form::Parts };
    (count > 0).then(|| Duration { form, ..Duration::of(seconds) })
}

/// Hours, minutes and seconds of a day between points.
fn with_points(text: &str) -> Option<Duration> {
    let (hours, rest) = text.split_once('.')?;
    let (minutes, seconds) = rest.split_once('.')?;
    let hours = whole(hours, 1..=2).filter(|hours| *hours < 24)?;
    let minutes = whole(minutes, 2..=2).filter(|minutes| *minutes < 60)?;
    let seconds = whole(seconds, 2..=2).filter(|seconds| *seconds < 60)?;
    Some(Duration::of(f64::from(hours * 3600 + minutes * 60 + seconds)))
}

/// The seconds of `P1DT2H30M5S`, as ISO 8601 writes durations up to days.
fn iso(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix('P')?;
    let (mut seconds, mut is_time, mut count) = (0.0, false, 0);
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix('T') {
            (rest, is_time) = (behind, true);
            continue;
        }
        let digits = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
        let (number, behind) = rest.split_at(digits);
        let factor = match (behind.chars().next()?, is_time) {
            ('D', false) => 86_400.0,
            ('H', true) => 3600.0,
            ('M', true) => 60.0,
            ('S', true) => 1.0,
            _ => return None,
        };
        seconds += factor * number.parse::<f64>().ok()?;
        (rest, count) = (&behind[1..], count + 1);
    }
    (count > 0).then_some(seconds)
}

/// Days in front, as Python and R write them: `2 days, 03:04:05`, `0 days 03:04:05`.
fn days(text: &str) -> (u32, &str) {
    let found = || {
        let (days, rest) = text.split_once(' ')?;
        let rest = ["days", "day", "d"].iter().find_map(|word| rest.strip_prefix(word))?;
        Some((whole(days, 1..=5)?, rest.trim_start_matches([',', ' '])))
    };
    found().unwrap_or((0, text))
}

/// AM or PM behind: whether it is the afternoon.
fn half_of_day(text: &str) -> (&str, Option<bool>) {
    let found = |[lower, upper]: [&str; 2]| {
        text.strip_suffix(lower).or_else(|| text.strip_suffix(upper)).map(str::trim_end)
    };
    if let Some(rest) = found(["am", "AM"]) {
        (rest, Some(false))
    } else if let Some(rest) = found(["pm", "PM"]) {
        (rest, Some(true))
    } else {
        (text, None)
    }
}

fn whole(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let is_number = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

fn seconds(text: &str) -> Option<f64> {
    let (seconds, parts) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let seconds = whole(seconds, 2..=2).filter(|seconds| *seconds < 60)?;
    if parts.is_empty() && text.len() > 2 || !parts.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{seconds}.{parts}0").parse().ok()
}
