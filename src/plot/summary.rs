//! A chart in a few sentences, for those who do not see it, and as a tone.

use crate::plot::label::{short_label, value_label};
use crate::plot::series::{Point, Series};

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
    let count = match last(training).max(last(validation)) {
        0 => return "No epochs yet.".to_owned(),
        1 => "1 epoch.".to_owned(),
        epochs => format!("{epochs} epochs."),
    };
    let value = |series: Series<'_>| series.last().map(|point| value_label(point.value));
    let values = match (value(training), value(validation)) {
        (Some(t), Some(v)) => format!(" Training {figure} {t}, validation {figure} {v}."),
        (Some(t), None) => format!(" Training {figure} {t}."),
        (None, Some(v)) => format!(" Validation {figure} {v}."),
        (None, None) => String::new(),
    };
    format!("{count}{values}{}", turning_point(figure, maximizes, training, validation))
}

/// Where the validation figure was best and what became of it; empty below 2 epochs.
fn turning_point(
    figure: &str,
    maximizes: bool,
    training: Series<'_>,
    validation: Series<'_>,
) -> String {
    let mut points = validation.points();
    let Some(start) = points.next() else { return String::new() };
    let (mut best, mut last) = (start, start);
    for point in points {
        // The first of equal values is the best epoch, as in early stopping.
        if if maximizes { point.value > best.value } else { point.value < best.value } {
            best = point;
        }
        last = point;
    }
    if last.epoch == start.epoch {
        return String::new();
    }
    let (most, moved) = if maximizes { ("highest", "fell") } else { ("lowest", "rose") };
    if last.epoch == best.epoch {
        return format!(" Validation {figure} is at its {most}.");
    }
    let place = format!(
        " Validation {figure} was {most} at epoch {}, {}",
        best.epoch,
        short_label(best.value)
    );
    format!("{place}; {}.{}", since(best, last, moved), gap(training, best, last))
}

/// How far the lines have parted since the best epoch; empty where they have not.
fn gap(training: Series<'_>, best: Point, last: Point) -> String {
    let at = |point: Point| training.at(point.epoch).map(|value| (point.value - value).abs());
    match at(best).zip(at(last)) {
        Some((then, now)) if now > then => {
            format!(" The gap to training grew from {} to {}.", short_label(then), short_label(now))
        }
        _ => String::new(),
    }
}

fn since(best: Point, last: Point, moved: &str) -> String {
    let change = (last.value - best.value).abs() / best.value.abs() * 100.0;
    if last.value == best.value {
        "it is the same again now".to_owned()
    } else if change < 1.0 {
        format!("since then it {moved} by less than 1 %")
    } else if change < 1000.0 {
        format!("since then it {moved} by {change:.0} %")
    } else {
        // Also when the best value is 0 and no percentage exists.
        format!("since then it {moved} to {}", short_label(last.value))
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
