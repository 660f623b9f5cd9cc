//! A chart in a few sentences, for those who do not see it.

use crate::plot::label::{short_label, value_label};

/// What the loss curves show, in sentences: the canvas's accessible text.
///
/// Index 0 is epoch 1. Values that are not finite are passed over.
///
/// Checked by `tests/it/plot_text.rs::spoken_summaries`.
pub fn spoken_summary(training: &[f64], validation: &[f64]) -> String {
    let epochs = training.len().max(validation.len());
    let last_training = training.iter().rfind(|value| value.is_finite());
    let last_validation = validation.iter().rfind(|value| value.is_finite());

    let count = match epochs {
        0 => return "No epochs yet.".to_owned(),
        1 => "1 epoch.".to_owned(),
        _ => format!("{epochs} epochs."),
    };
    let losses = match (last_training, last_validation) {
        (Some(t), Some(v)) => {
            format!(" Training loss {}, validation loss {}.", value_label(*t), value_label(*v))
        }
        (Some(t), None) => format!(" Training loss {}.", value_label(*t)),
        (None, Some(v)) => format!(" Validation loss {}.", value_label(*v)),
        (None, None) => String::new(),
    };
    format!("{count}{losses}{}", lowest(validation))
}

/// Where validation loss was lowest and what became of it; empty below 2 epochs.
fn lowest(validation: &[f64]) -> String {
    let mut finite = (1usize..).zip(validation).filter(|(_, value)| value.is_finite());
    let Some(start) = finite.next() else { return String::new() };
    let (mut best, mut last) = (start, start);
    for point in finite {
        // The first of equal values is the best epoch, as in early stopping.
        if point.1 < best.1 {
            best = point;
        }
        last = point;
    }
    if last.0 == start.0 {
        return String::new();
    }
    if last.0 == best.0 {
        return " Validation loss is at its lowest.".to_owned();
    }
    let place =
        format!(" Validation loss was lowest at epoch {}, {}", best.0, short_label(*best.1));
    let rise = (last.1 - best.1) / best.1.abs() * 100.0;
    if last.1 == best.1 {
        format!("{place}; it is as low again now.")
    } else if rise < 1.0 {
        format!("{place}; since then it rose by less than 1 %.")
    } else if rise < 1000.0 {
        format!("{place}; since then it rose by {rise:.0} %.")
    } else {
        // Also when the best value is 0 and no percentage exists.
        format!("{place}; since then it rose to {}.", short_label(*last.1))
    }
}
