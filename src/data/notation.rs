//! Notations of numbers and dates that are said where a column is read by them, and the
//! sentences about them.

use serde::{Deserialize, Serialize};

use crate::data::occurrences::OddFields;
use crate::{t, tn};

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
            Self::Unit(unit) | Self::RareUnit(unit) => return t!("with the unit {unit}", unit),
            Self::Magnitude => t!("with k, M and so on"),
            Self::Bound => t!("or bounds"),
            Self::Duration(_) => t!("or durations"),
            Self::Uncertain => t!("with an uncertainty"),
            Self::Footnote => t!("with stars"),
            Self::Power => t!("with powers of ten"),
            Self::Compass => t!("with directions"),
            _ => t!("behind a time"),
        }
        .to_owned()
    }

    /// What was read, and how; `column` is quoted, and may be several.
    pub(super) fn sentence(&self, column: &str, odd: &OddFields) -> String {
        let (count, examples) = (odd.places.count, odd.named());
        match self {
            Self::Unit(unit) => match unit.strip_prefix('/') {
                Some(most) => {
                    t!(
                        "{column}: read as numbers out of {most} ({examples}).",
                        column,
                        most,
                        examples
                    )
                }
                None if unit == "\"" => {
                    t!("{column}: read as numbers in inches ({examples}).", column, examples)
                }
                None => {
                    t!("{column}: read as numbers in {unit} ({examples}).", column, unit, examples)
                }
            },
            Self::RareUnit(unit) => tn!(
                count,
                "{column}: {count} value has the unit {unit} and was read as the number before it ({examples}).",
                "{column}: {count} values have the unit {unit} and were read as the number before it ({examples}).",
                column,
                unit,
                examples,
            ),
            Self::Duration(Clock::TimeOfDay) => t!(
                "{column}: read as times of day, in seconds since midnight ({examples}).",
                column,
                examples,
            ),
            Self::Duration(Clock::HoursMinutesAndSeconds) => t!(
                "{column}: read as durations of hours, minutes and seconds, in seconds ({examples}).",
                column,
                examples,
            ),
            Self::Duration(Clock::HoursAndMinutes) => t!(
                "{column}: read as durations of hours and minutes, in seconds ({examples}).",
                column,
                examples,
            ),
            Self::Duration(Clock::MinutesAndSeconds) => t!(
                "{column}: read as durations of minutes and seconds, in seconds ({examples}).",
                column,
                examples,
            ),
            Self::MinusBehind => tn!(
                count,
                "{column}: {count} value has its minus behind it and was read as negative numbers ({examples}).",
                "{column}: {count} values have their minus behind them and were read as negative numbers ({examples}).",
                column,
                examples,
            ),
            Self::Apostrophe => tn!(
                count,
                "{column}: {count} value begins with an apostrophe and was read as the numbers behind it ({examples}).",
                "{column}: {count} values begin with an apostrophe and were read as the numbers behind it ({examples}).",
                column,
                examples,
            ),
            Self::OtherDigits => tn!(
                count,
                "{column}: {count} value has the digits of another script and was read as numbers ({examples}).",
                "{column}: {count} values have the digits of another script and were read as numbers ({examples}).",
                column,
                examples,
            ),
            Self::Padded => tn!(
                count,
                "{column}: {count} value has zeros in front and was read as plain numbers ({examples}); read it as Category if they are codes.",
                "{column}: {count} values have zeros in front and were read as plain numbers ({examples}); read it as Category if they are codes.",
                column,
                examples,
            ),
            Self::Magnitude => tn!(
                count,
                "{column}: {count} value has a letter for its magnitude and was read as thousands, millions and so on ({examples}).",
                "{column}: {count} values have a letter for their magnitude and were read as thousands, millions and so on ({examples}).",
                column,
                examples,
            ),
            Self::Bound => tn!(
                count,
                "{column}: {count} value is a bound or rounded and was read as the number itself ({examples}).",
                "{column}: {count} values are bounds or rounded and were read as the number itself ({examples}).",
                column,
                examples,
            ),
            Self::Uncertain => tn!(
                count,
                "{column}: {count} value has an uncertainty behind it and was read as the number before it ({examples}).",
                "{column}: {count} values have an uncertainty behind them and were read as the number before it ({examples}).",
                column,
                examples,
            ),
            Self::Footnote => tn!(
                count,
                "{column}: {count} value has stars or a dagger behind it and was read as the number ({examples}).",
                "{column}: {count} values have stars or daggers behind them and were read as the number ({examples}).",
                column,
                examples,
            ),
            Self::Power => tn!(
                count,
                "{column}: {count} value is written with a power of ten and was read as numbers ({examples}).",
                "{column}: {count} values are written with powers of ten and were read as numbers ({examples}).",
                column,
                examples,
            ),
            Self::Compass => tn!(
                count,
                "{column}: {count} value has a letter for its direction and was read as numbers, negative for south and west ({examples}).",
                "{column}: {count} values have letters for their directions and were read as numbers, negative for south and west ({examples}).",
                column,
                examples,
            ),
            Self::CompactDates => tn!(
                count,
                "{column}: {count} value of eight digits is a day and was read as dates ({examples}).",
                "{column}: {count} values of eight digits are days and were read as dates ({examples}).",
                column,
                examples,
            ),
            Self::Timestamped => tn!(
                count,
                "{column}: {count} value stands behind a time and was read as numbers without it ({examples}).",
                "{column}: {count} values stand behind a time and were read as numbers without it ({examples}).",
                column,
                examples,
            ),
            Self::ShortYears => tn!(
                count,
                "{column}: {count} value has a year of two digits and was read as 1969 to 2068 ({examples}).",
                "{column}: {count} values have years of two digits and were read as 1969 to 2068 ({examples}).",
                column,
                examples,
            ),
        }
    }
}
