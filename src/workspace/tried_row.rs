//! A tried row in words.

use crate::config::ColumnType;
use crate::data::{NumberRange, shown_number};
use crate::inspection::TriedRow;
use crate::plot::value_label;
use crate::t;
use crate::text::localized;

/// Steps of a slider over the training rows' range.
const STEPS: f64 = 200.0;

/// A number of a slider as the field writes it: whole where the column is, else no finer than
/// the slider can be set.
///
/// Checked by `tests/it/workspace/tried_row.rs`.
pub fn slider_text(column_type: ColumnType, value: f64, range: NumberRange) -> String {
    let is_whole = matches!(column_type, ColumnType::Integer | ColumnType::Date);
    let step = if is_whole {
        1.0
    } else {
        let step = (range.greatest - range.least) / STEPS;
        10_f64.powi(step.log10().floor() as i32)
    };
    // Divided where that is exact: 0.3, not 0.30000000000000004.
    let rounded = if step < 1.0 {
        let per_one = (1.0 / step).round();
        (value * per_one).round() / per_one
    } else {
        (value / step).round() * step
    };
    shown_number(column_type, rounded.clamp(range.least, range.greatest))
}

/// What the network says of the row, and what is true of it.
///
/// Checked by `tests/it/workspace/tried_row.rs`.
pub fn tried_sentence(tried: &TriedRow, target: &str, threshold: f64) -> String {
    let row = tried.typed.row + 1;
    // A class stays as the table has it.
    let shown = |actual| if tried.classes.is_empty() { localized(actual) } else { actual };
    let actual = match tried.actual.clone().map(shown) {
        Some(actual) => t!("row {row} of the table has {actual}", row, actual),
        None => t!("row {row} of the table has no {target}", row, target),
    };
    let Ok(said) = &tried.outcome else {
        return t!("What is typed cannot be read yet; the sentence is at its field.").to_owned();
    };
    let Some(predicted) = &said.predicted else {
        return t!("What the network says of this row is no number: it lies too far from all that it was trained on.").to_owned();
    };
    let first = predicted.first().copied().map_or(0.0, f64::from);
    match tried.classes.as_slice() {
        [] => format!("{target} {}; {actual}", value_label(first)),
        [no, yes] => {
            let class = if first > threshold { yes } else { no };
            t!(
                "{target} = {class}, for P({yes}) is {value}; {actual}",
                target,
                class,
                yes,
                value = value_label(first),
                actual,
            )
        }
        classes => {
            let best = (0..predicted.len()).max_by(|a, b| {
                // Of equals the first, as argmax.
                predicted[*a].total_cmp(&predicted[*b]).then(b.cmp(a))
            });
            let best = best.unwrap_or_default();
            let class = classes.get(best).map_or("", String::as_str);
            let p = predicted.get(best).copied().map_or(0.0, f64::from);
            t!(
                "{target} = {class}, with a probability of {value}; {actual}",
                target,
                class,
                value = value_label(p),
                actual,
            )
        }
    }
}
