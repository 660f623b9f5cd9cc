//! A chart in a few sentences, for those who do not see it, and as a tone.

use crate::plot::label::{short_label, value_label};
use crate::plot::series::{Point, Series};
use crate::{t, tn};

/// What the curves of a figure show, in sentences: the canvas's accessible text. `figure`
/// is such as "loss"; more is better where it `maximizes`.
///
/// Checked by `tests/it/plot/text.rs::spoken_summaries`.
pub fn spoken_summary(
    figure: &str,
    maximizes: bool,
    training: Series<'_>,
    validation: Series<'_>,
) -> String {
    let last = |series: Series<'_>| series.epochs.last().copied().unwrap_or(0);
    let epochs = match last(training).max(last(validation)) {
        0 => return t!("No epochs yet.").to_owned(),
        epochs => tn!(epochs, "{count} epoch.", "{count} epochs."),
    };
    let value = |series: Series<'_>| series.last().map(|point| value_label(point.value));
    let values = match (value(training), value(validation)) {
        (Some(own), Some(other)) => {
            Some(t!("Training {figure} {own}, validation {figure} {other}.", figure, own, other,))
        }
        (Some(own), None) => Some(t!("Training {figure} {value}.", figure, value = own)),
        (None, Some(other)) => Some(t!("Validation {figure} {value}.", figure, value = other)),
        (None, None) => None,
    };
    let mut sentences = vec![epochs];
    sentences.extend(values);
    sentences.extend(turning_point(figure, maximizes, training, validation));
    sentences.join(" ")
}

/// Where the validation figure was best and what became of it; nothing below 2 epochs.
fn turning_point(
    figure: &str,
    maximizes: bool,
    training: Series<'_>,
    validation: Series<'_>,
) -> Vec<String> {
    let mut points = validation.points();
    let Some(start) = points.next() else { return Vec::new() };
    let (mut best, mut last) = (start, start);
    for point in points {
        // The first of equal values is the best epoch, as in early stopping.
        if if maximizes { point.value > best.value } else { point.value < best.value } {
            best = point;
        }
        last = point;
    }
    if last.epoch == start.epoch {
        return Vec::new();
    }
    let is_best = last.epoch == best.epoch;
    let (epoch, value) = (best.epoch, short_label(best.value));
    let since = since(best, last, maximizes);
    let mut sentences = vec![match (maximizes, is_best) {
        (true, true) => t!("Validation {figure} is at its highest.", figure),
        (false, true) => t!("Validation {figure} is at its lowest.", figure),
        (true, false) => t!(
            "Validation {figure} was highest at epoch {epoch}, {value}; {since}.",
            figure,
            epoch,
            value,
            since,
        ),
        (false, false) => t!(
            "Validation {figure} was lowest at epoch {epoch}, {value}; {since}.",
            figure,
            epoch,
            value,
            since,
        ),
    }];
    if !is_best {
        sentences.extend(gap(training, best, last));
    }
    sentences
}

/// How far the lines have parted since the best epoch, where they have.
fn gap(training: Series<'_>, best: Point, last: Point) -> Option<String> {
    let at = |point: Point| training.at(point.epoch).map(|value| (point.value - value).abs());
    let (then, now) = at(best).zip(at(last)).filter(|(then, now)| now > then)?;
    let (then, now) = (short_label(then), short_label(now));
    Some(t!("The gap to training grew from {then} to {now}.", then, now))
}

fn since(best: Point, last: Point, fell: bool) -> String {
    let change = (last.value - best.value).abs() / best.value.abs() * 100.0;
    let (percent, value) = (format!("{change:.0}"), short_label(last.value));
    match (last.value == best.value, fell) {
        (true, _) => t!("it is the same again now").to_owned(),
        (_, true) if change < 1.0 => t!("since then it fell by less than 1 %").to_owned(),
        (_, false) if change < 1.0 => t!("since then it rose by less than 1 %").to_owned(),
        (_, true) if change < 1000.0 => t!("since then it fell by {percent} %", percent),
        (_, false) if change < 1000.0 => t!("since then it rose by {percent} %", percent),
        // Also when the best value is 0 and no percentage exists.
        (_, true) => t!("since then it fell to {value}", value),
        (_, false) => t!("since then it rose to {value}", value),
    }
}

/// The pitch of a value between the lowest and the highest of a chart, in hertz: two
/// octaves from 220, equal steps in pitch for equal steps in value.
///
/// Checked by `tests/it/plot/text.rs::pitches`.
pub fn pitch(value: f64, low: f64, high: f64) -> f64 {
    let share = if high > low { (value - low) / (high - low) } else { 0.5 };
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
    220.0 * 2f64.powf(2.0 * share)
}
