//! A column of dates as inputs: days, year, month, weekday.

use serde::{Deserialize, Serialize};

use crate::config::{DatePart, Imputer, Scaling};
use crate::data::calendar;
use crate::data::preprocess::numbers::filled;
use crate::data::preprocess::scaler::Scaler;

/// How a date becomes inputs, one for each part, each scaled as a number.
///
/// Checked by `tests/it/data/dates.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateEncoder {
    /// What a missing date becomes, in days since 1970-01-01; `None` if its row is dropped.
    pub fill: Option<f64>,
    /// The earliest training row's day, in days since 1970-01-01.
    pub origin: f64,
    /// The inputs, in order.
    pub parts: Vec<DateInput>,
}

/// One input of a date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DateInput {
    /// What it is of the date.
    pub part: DatePart,
    /// How it is scaled.
    pub scaler: Scaler,
}

impl DateEncoder {
    /// Learns from the training rows' `days` since 1970-01-01, NaN where one is missing.
    pub(super) fn fit(
        days: &[f64],
        imputer: Imputer,
        parts: &[DatePart],
        scaling: Scaling,
    ) -> Self {
        let earliest = days.iter().copied().fold(f64::INFINITY, f64::min);
        let origin = if earliest.is_finite() { earliest.floor() } else { 0.0 };
        let (fill, days) = filled(days, imputer);
        let input = |&part: &DatePart| {
            let numbers: Vec<f64> = days.iter().map(|&day| number(part, day, origin)).collect();
            DateInput { part, scaler: Scaler::fit(scaling, &numbers) }
        };
        Self { fill, origin, parts: parts.iter().map(input).collect() }
    }

    /// Writes the inputs; NaN stands for a missing date.
    pub(super) fn transform(&self, days: f64, inputs: &mut [f64]) {
        let days = if days.is_nan() { self.fill.unwrap_or_default() } else { days };
        for (input, DateInput { part, scaler }) in inputs.iter_mut().zip(&self.parts) {
            *input = scaler.transform(number(*part, days, self.origin));
        }
    }
}

/// The number of a part; a time of day belongs to its day. 1970-01-01 was a Thursday.
fn number(part: DatePart, days: f64, origin: f64) -> f64 {
    // Far beyond any calendar, so that nothing overflows whatever a cell holds.
    let day = days.floor().clamp(-1e12, 1e12) as i64;
    match part {
        DatePart::DaysSince => days - origin,
        DatePart::Year => calendar::date(day).0 as f64,
        DatePart::Month => calendar::date(day).1 as f64,
        DatePart::Weekday => (day + 3).rem_euclid(7) as f64,
    }
}
