//! What residuals are drawn over, in words.

use crate::inspection::{ColumnScale, ColumnValues, Predictions, ResidualsAcross};
use crate::text::{Grouped, inside};
use crate::workspace::number_words::grouped;
use crate::{t, tn};

/// What is seen where the residuals of a regression are drawn; of the column's categories one of
/// `named_every` is named.
///
/// Checked by `tests/it/workspace/residual_words.rs`.
pub fn residuals_sentence(found: &Predictions, target: &str, named_every: usize) -> String {
    match &found.across {
        ResidualsAcross::Prediction => t!("Predicted minus actual, over what was predicted: a pattern here may be signal that the network has missed.").to_owned(),
        ResidualsAcross::Actual => t!(
            "Predicted minus actual, over the actual {target}: where the dots fall to the right, the network keeps too close to the middle.",
            target,
        ),
        ResidualsAcross::Column(values) => over_column(found, values, named_every),
    }
}

fn over_column(found: &Predictions, values: &ColumnValues, named_every: usize) -> String {
    let ColumnValues { column, scale, values, missing } = values;
    let Some((_, first)) = values.first() else {
        let part = inside(found.part.label());
        return t!(
            "No {part} row has a value in {column}, so there is nothing to draw.",
            part,
            column,
        );
    };
    let seen = if found.rows.len() - missing == 1 {
        t!("one row alone shows no pattern").to_owned()
    } else if values.iter().all(|(_, value)| value == first) {
        t!("it is the same in all of these rows, so all dots are above one place").to_owned()
    } else {
        match scale {
            ColumnScale::Numbers(_) => {
                t!("a pattern here may be signal that the network has missed").to_owned()
            }
            ColumnScale::Words(words) if named_every > 1 => t!(
                "a category (of the {words} every {nth} is named) whose dots lie mostly above or below the line is one that the network has wrong as a whole",
                words = grouped(words.len()),
                nth = ordinal(named_every),
            ),
            ColumnScale::Words(_) => t!("a category whose dots lie mostly above or below the line is one that the network has wrong as a whole").to_owned(),
        }
    };
    match missing {
        0 => t!("Predicted minus actual, over {column}: {seen}.", column, seen),
        missing => tn!(
            Grouped(*missing as u64),
            "Predicted minus actual, over {column}: {seen}; {count} row without a value is left out.",
            "Predicted minus actual, over {column}: {seen}; {count} rows without a value are left out.",
            column,
            seen,
        ),
    }
}

/// 2nd, 3rd, 11th.
fn ordinal(count: usize) -> String {
    let number = grouped(count);
    match (count % 10, count % 100) {
        (1..=3, 11..=13) => t!("{number}th", number),
        (1, _) => t!("{number}st", number),
        (2, _) => t!("{number}nd", number),
        (3, _) => t!("{number}rd", number),
        _ => t!("{number}th", number),
    }
}
