//! Days and dates: the proleptic Gregorian calendar in whole numbers.

/// Days in 400 years, after which the calendar repeats.
const DAYS_OF_ERA: i64 = 146_097;
/// Days from 0000-03-01, where eras are counted from, to 1970-01-01.
const EPOCH: i64 = 719_468;
/// Seconds in a day.
pub(super) const DAY: i64 = 86_400;

/// Days from 1970-01-01 to the given day; `None` if there is no such day. Years 1 to
/// 9999.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms". Checked by
/// `tests/it/data/import/dates.rs::days_are_counted_as_calendars_do`.
pub(crate) fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let fits = (1..=9999).contains(&year) && (1..=12).contains(&month);
    if !fits || day < 1 || day > days_of_month(year, month) {
        return None;
    }
    // Years begin in March, so that the leap day is a year's last.
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH)
}

/// Year, month (1 to 12) and day (1 to 31) of a day counted from 1970-01-01.
pub(super) fn date(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH;
    let (era, day) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let march_month = (5 * of_year + 2) / 153;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    (era * 400 + year + i64::from(month <= 2), month, day)
}

/// A day with its time as ISO 8601 writes it, to the second; without the time at midnight.
pub(super) fn text(days: f64) -> String {
    let seconds = (days * DAY as f64).round() as i64;
    let (year, month, day) = date(seconds.div_euclid(DAY));
    let of_day = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (of_day, second) {
        (0, _) => date,
        (_, 0) => format!("{date} {hour:02}:{minute:02}"),
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// Seconds as hours, minutes and seconds, to the millisecond: `1:34:56`, `-0:00:02.5`.
pub(super) fn duration_text(seconds: f64) -> String {
    let thousandths = (seconds.abs() * 1000.0).round() as u64;
    let sign = if seconds < 0.0 && thousandths > 0 { "-" } else { "" };
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    let (hours, minutes, whole) = (whole / 3600, whole / 60 % 60, whole % 60);
    let text = format!("{sign}{hours}:{minutes:02}:{whole:02}");
    if rest == 0 { text } else { format!("{text}.{rest:03}").trim_end_matches('0').to_owned() }
}

fn days_of_month(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
