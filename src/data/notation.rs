//! Notations of numbers and dates that are said where a column is read by them, and the
//! sentences about them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::data::import_sentences::plural;
use crate::data::occurrences::OddFields;

/// A notation of numbers or dates that is said when a column is read by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Notation {
    /// `50.00-`
    MinusBehind,
    /// `'-4.0`
    Apostrophe,
    /// The digits of another script.
    OtherDigits,
    /// `007`
    Padded,
    /// `23.4 kmpl`: the unit.
    Unit(String),
    /// `8.7k`
    Magnitude,
    /// `5 kg` among plain numbers: the unit.
    RareUnit(String),
    /// `10,000+`
    Bound,
    /// `01:34:56`
    Duration(Clock),
    /// `5.0 ± 0.2`
    Uncertain,
    /// `0.53**`
    Footnote,
    /// `1.7×10^-3`
    Power,
    /// `78.49W`
    Compass,
    /// `14:02:11.497 -> 542`
    Timestamped,
    /// `01-Jan-24`
    ShortYears,
    /// `20240101`
    CompactDates,
}

/// What the parts of durations or times are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Clock {
    HoursMinutesAndSeconds,
    HoursAndMinutes,
    MinutesAndSeconds,
    TimeOfDay,
}

impl Notation {
    /// What a field without it lacks.
    pub(super) fn with(&self) -> String {
        match self {
            Self::Unit(unit) | Self::RareUnit(unit) => format!("with the unit {unit}"),
            Self::Magnitude => "with k, M and so on".to_owned(),
            Self::Bound => "or bounds".to_owned(),
            Self::Duration(_) => "or durations".to_owned(),
            Self::Uncertain => "with an uncertainty".to_owned(),
            Self::Footnote => "with stars".to_owned(),
            Self::Power => "with powers of ten".to_owned(),
            Self::Compass => "with directions".to_owned(),
            _ => "behind a time".to_owned(),
        }
    }

    /// What was read, and how.
    pub(super) fn sentence(
        &self,
        f: &mut fmt::Formatter<'_>,
        column: &str,
        odd: &OddFields,
    ) -> fmt::Result {
        let count = odd.places.count;
        let (one, many, how) = match self {
            Self::MinusBehind => {
                ("has its minus behind it", "have their minus behind them", "negative numbers")
            }
            Self::Apostrophe => {
                ("begins with an apostrophe", "begin with an apostrophe", "the numbers behind it")
            }
            Self::OtherDigits => {
                ("has the digits of another script", "have the digits of another script", "numbers")
            }
            Self::Padded => ("has zeros in front", "have zeros in front", "plain numbers"),
            Self::Unit(unit) => {
                let unit = match unit.strip_prefix('/') {
                    Some(most) => format!("out of {most}"),
                    None if unit == "\"" => "in inches".to_owned(),
                    None => format!("in {unit}"),
                };
                return write!(f, "{column}: read as numbers {unit} ({}).", odd.named());
            }
            Self::RareUnit(unit) => {
                let values = plural(count, "value has", "values have");
                let (was, named) = (if count == 1 { "was" } else { "were" }, odd.named());
                return write!(
                    f,
                    "{column}: {values} the unit {unit} and {was} read as the number before it ({named})."
                );
            }
            Self::Magnitude => (
                "has a letter for its magnitude",
                "have a letter for their magnitude",
                "thousands, millions and so on",
            ),
            Self::Bound => ("is a bound or rounded", "are bounds or rounded", "the number itself"),
            Self::Duration(clock) => {
                let parts = match clock {
                    Clock::TimeOfDay => {
                        let named = odd.named();
                        return write!(
                            f,
                            "{column}: read as times of day, in seconds since midnight ({named})."
                        );
                    }
                    Clock::HoursMinutesAndSeconds => "hours, minutes and seconds",
                    Clock::HoursAndMinutes => "hours and minutes",
                    Clock::MinutesAndSeconds => "minutes and seconds",
                };
                return write!(
                    f,
                    "{column}: read as durations of {parts}, in seconds ({}).",
                    odd.named()
                );
            }
            Self::Uncertain => (
                "has an uncertainty behind it",
                "have an uncertainty behind them",
                "the number before it",
            ),
            Self::Footnote => (
                "has stars or a dagger behind it",
                "have stars or daggers behind them",
                "the number",
            ),
            Self::Power => {
                ("is written with a power of ten", "are written with powers of ten", "numbers")
            }
            Self::Compass => (
                "has a letter for its direction",
                "have letters for their directions",
                "numbers, negative for south and west",
            ),
            Self::CompactDates => ("of eight digits is a day", "of eight digits are days", "dates"),
            Self::Timestamped => {
                ("stands behind a time", "stand behind a time", "numbers without it")
            }
            Self::ShortYears => {
                ("has a year of two digits", "have years of two digits", "1969 to 2068")
            }
        };
        write!(
            f,
            "{column}: {} {} and {} read as {how} ({}){}.",
            plural(count, "value", "values"),
            if count == 1 { one } else { many },
            if count == 1 { "was" } else { "were" },
            odd.named(),
            if *self == Self::Padded { "; read it as Category if they are codes" } else { "" }
        )
    }
}
