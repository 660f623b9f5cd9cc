//! What a field says as a duration or a time of day: `01:34:56`, `2 days, 03:00`, `4:30 PM`.

/// A duration; in seconds, where hours or minutes come first is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Duration {
    /// Seconds, the first of two parts read as hours.
    pub seconds: f64,
    /// Whether there are two parts, so that they may be minutes and seconds.
    pub has_two_parts: bool,
    /// Whether the first part is no hour of a day.
    pub is_long: bool,
}

/// Reads `field` (white space around it gone): hours, minutes and seconds between colons,
/// days and a sign before them, AM or PM behind; or `PT1H30M`, as ISO 8601 writes it. Minutes and seconds are below 60.
///
/// Checked by `tests/it/data/import/cases_numbers.rs`.
pub(super) fn read(field: &str) -> Option<Duration> {
    // A cheap refusal first: words and numbers are seen far more often.
    if !field.contains([':', 'P']) || field.len() > 32 {
        return None;
    }
    let (text, sign) = match field.strip_prefix(['-', '\u{2212}']) {
        Some(text) => (text.trim_start(), -1.0),
        None => (field.strip_prefix('+').unwrap_or(field), 1.0),
    };
    if let Some(seconds) = iso(text) {
        return Some(Duration {
            seconds: sign * seconds + 0.0,
            has_two_parts: false,
            is_long: false,
        });
    }
    let (days, text) = days(text);
    let (text, half) = half_of_day(text);
    let mut parts = text.split(':');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    if third.is_none() && second.contains(['.', ',']) {
        // Only seconds have parts: `3:20.5` is minutes and seconds, read as hours for now.
        let of_minutes = f64::from(whole(first, 1..=4)?) * 60.0 + seconds(second)?;
        let seconds = sign * 60.0 * of_minutes + 0.0;
        return Some(Duration { seconds, has_two_parts: true, is_long: true });
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
        seconds: sign * (f64::from(days) * 86_400.0 + of_clock) + 0.0,
        has_two_parts: third.is_none() && half.is_none() && days == 0,
        is_long: hours > 23,
    })
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
