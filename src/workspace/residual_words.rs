//! What residuals are drawn over, in words.

use crate::inspection::{ColumnScale, ColumnValues, Predictions, ResidualsAcross};
use crate::workspace::number_words::{counted, grouped};

/// What is seen where the residuals of a regression are drawn; of the column's categories one of
/// `named_every` is named.
///
/// Checked by `tests/it/workspace/residual_words.rs`.
pub fn residuals_sentence(found: &Predictions, target: &str, named_every: usize) -> String {
    match &found.across {
        ResidualsAcross::Prediction => {
            "Predicted minus actual, over what was predicted: a pattern here may be signal that \
             the network has missed."
                .to_owned()
        }
        ResidualsAcross::Actual => format!(
            "Predicted minus actual, over the actual {target}: where the dots fall to the right, \
             the network keeps too close to the middle.",
        ),
        ResidualsAcross::Column(values) => over_column(found, values, named_every),
    }
}

fn over_column(found: &Predictions, values: &ColumnValues, named_every: usize) -> String {
    let ColumnValues { column, scale, values, missing } = values;
    let part = found.part.label().to_ascii_lowercase();
    let Some((_, first)) = values.first() else {
        return format!("No {part} row has a value in {column}, so there is nothing to draw.");
    };
    let seen = if found.rows.len() - missing == 1 {
        "one row alone shows no pattern".to_owned()
    } else if values.iter().all(|(_, value)| value == first) {
        "it is the same in all of these rows, so all dots are above one place".to_owned()
    } else {
        match scale {
            ColumnScale::Numbers(_) => {
                "a pattern here may be signal that the network has missed".to_owned()
            }
            ColumnScale::Words(words) => {
                let naming = if named_every > 1 {
                    format!(
                        " (of the {} every {} is named)",
                        grouped(words.len()),
                        ordinal(named_every),
                    )
                } else {
                    String::new()
                };
                format!(
                    "a category{naming} whose dots lie mostly above or below the line is one that \
                     the network has wrong as a whole",
                )
            }
        }
    };
    let left_out = match missing {
        0 => String::new(),
        1 => "; 1 row without a value is left out".to_owned(),
        missing => format!("; {} without a value are left out", counted(*missing, "row")),
    };
    format!("Predicted minus actual, over {column}: {seen}{left_out}.")
}

/// 2nd, 3rd, 11th.
fn ordinal(count: usize) -> String {
    let ending = match (count % 10, count % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{}{ending}", grouped(count))
}
