//! What a network says as one column varies and the others stand still.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use super::{FieldKind, NetworkCopy, PreparedRow, RowForm};
use crate::data::{Cell, Dataset, FittedColumn, NumberRange};
use crate::nn::{Float, widen};

/// Places of a column of numbers.
const PLACES: usize = 120;
/// How much of the training rows' range is shown beyond it on either side.
const MARGIN: f64 = 0.1;

/// What a network says over one column, the others held as typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnCurve {
    /// The column.
    pub column: String,
    /// Where it was asked.
    pub places: CurvePlaces,
    /// Values per place.
    pub outputs: usize,
    /// `[places, outputs]`, place by place, in the units of
    /// [`Predictions::predicted`](super::Predictions::predicted).
    pub predicted: Vec<Float>,
}

/// The values of a column at which a network is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CurvePlaces {
    /// Numbers at even distances, in the column's units.
    Numbers(Vec<f64>),
    /// Each category; of several choices each alone.
    Words(Vec<String>),
}

/// The curve of the field `field` of `form` around a prepared row; `None` if there is no such
/// field, no training row has a value in it, or what the network says is no finite number.
///
/// # Formula
/// Of numbers 120 places from `least - 0.1 r` to `greatest + 0.1 r` of the training rows, with
/// `r = greatest - least`; one where all are equal. Of words all categories of the form.
///
/// Source: individual conditional expectation (Goldstein et al., 2015), a line of
/// `sklearn.inspection.PartialDependenceDisplay(kind="individual")`. Checked by
/// `tests/it/inspection/column_curve.rs`.
pub fn column_curve(
    copy: &mut NetworkCopy,
    dataset: &Dataset,
    form: &RowForm,
    row: &PreparedRow,
    field: usize,
) -> Option<ColumnCurve> {
    let field = form.fields.get(field)?;
    let at = dataset.columns.iter().position(|fitted| fitted.column == field.column)?;
    let fitted = &dataset.columns[at];
    let from: usize = dataset.columns[..at].iter().map(FittedColumn::width).sum();
    let (places, cells): (_, Vec<Vec<Float>>) = match &field.kind {
        FieldKind::Number { range, .. } => {
            let numbers = grid((*range)?);
            let cells = numbers.iter().map(|number| inputs(fitted, Cell::Number(*number)));
            let cells = cells.collect();
            (CurvePlaces::Numbers(numbers), cells)
        }
        FieldKind::Word { categories: words, .. } | FieldKind::Choices { choices: words, .. } => {
            let cells = words.iter().map(|word| inputs(fitted, Cell::Word(word))).collect();
            (CurvePlaces::Words(words.clone()), cells)
        }
    };
    let rows = Array2::from_shape_fn((cells.len(), row.inputs.len()), |(place, input)| {
        let own = input.checked_sub(from).and_then(|own| cells[place].get(own));
        own.copied().unwrap_or(row.inputs[input])
    });
    let predicted = copy.predict_rows(dataset, rows.view());
    let are_numbers = predicted.iter().all(|number| widen(*number).is_finite());
    let outputs = predicted.len().checked_div(cells.len())?;
    let column = field.column.clone();
    are_numbers.then_some(ColumnCurve { column, places, outputs, predicted })
}

fn inputs(fitted: &FittedColumn, cell: Cell<'_>) -> Vec<Float> {
    let mut inputs = vec![0.0; fitted.width()];
    fitted.inputs(cell, &mut inputs);
    inputs
}

fn grid(NumberRange { least, greatest, .. }: NumberRange) -> Vec<f64> {
    let range = greatest - least;
    if range <= 0.0 {
        return vec![least];
    }
    let (from, step) = (least - MARGIN * range, (1.0 + 2.0 * MARGIN) * range);
    (0..PLACES).map(|place| from + step * place as f64 / (PLACES - 1) as f64).collect()
}
