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
/// days and a sign before them, AM or PM behind. Minutes and seconds are below 60.
///
/// Checked by `tests/it/data/import/cases_numbers.rs`.
pub(super) fn read(field: &str) -> Option<Duration> {
    // A cheap refusal first: words and numbers are seen far more often.
    if !field.contains(':') || field.len() > 32 {
        return None;
    }
    let (text, sign) = match field.strip_prefix(['-', '\u{2212}']) {
        Some(text) => (text.trim_start(), -1.0),
        None => (field.strip_prefix('+').unwrap_or(field), 1.0),
    };
    let (days, text) = days(text);
    let (text, half) = half_of_day(text);
    let mut parts = text.split(':');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
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
