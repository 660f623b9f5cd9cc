//! A row as the user typed it, and what the network says of it.

use serde::{Deserialize, Serialize};

use super::{
    ColumnCurve, NetworkCopy, RowForm, RowNote, TypedRow, TypedValueError, column_curve,
    predict_row, prepare_row, typed_row,
};
use crate::data::Table;
use crate::nn::Float;
use crate::train::Trainer;

/// Which row is tried.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedQuestion {
    /// The row that it begins from, and the texts; without texts as the row stands.
    pub typed: TypedRow,
    /// The field over which the output is drawn.
    pub field: usize,
}

/// A row in the form, and what comes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TriedRow {
    /// The epoch of the weights.
    pub epoch: u32,
    /// The fields.
    pub form: RowForm,
    /// What stands in them.
    pub typed: TypedRow,
    /// Rows of the table.
    pub rows: usize,
    /// What the target of the row is, if it has one.
    pub actual: Option<String>,
    /// The names of the classes; none for a regression.
    pub classes: Vec<String>,
    /// What the network says, or each text that cannot be read.
    pub outcome: Result<SaidOfRow, Vec<TypedValueError>>,
}

/// What a network says of a typed row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SaidOfRow {
    /// In the units of [`Predictions::predicted`](super::Predictions::predicted); `None` if it is
    /// no number.
    pub predicted: Option<Vec<Float>>,
    /// What training never saw, or changed.
    pub notes: Vec<RowNote>,
    /// The output over the chosen field.
    pub curve: Option<ColumnCurve>,
}

/// Asks the network of a typed row.
///
/// Checked by `tests/it/worker/inspection.rs::a_row_is_tried_as_it_stands_and_changed`.
pub fn try_row(
    trainer: &Trainer,
    copy: &mut NetworkCopy,
    table: &Table,
    form: &RowForm,
    question: &TriedQuestion,
) -> TriedRow {
    copy.update(trainer);
    let dataset = trainer.dataset();
    let row = question.typed.row.min(table.rows().saturating_sub(1));
    let typed = if question.typed.texts.len() == form.fields.len() {
        TypedRow { row, texts: question.typed.texts.clone() }
    } else {
        typed_row(table, form, row)
    };
    let outcome = prepare_row(table, dataset, form, &typed).map(|prepared| SaidOfRow {
        predicted: predict_row(copy, dataset, &prepared),
        curve: column_curve(copy, dataset, form, &prepared, question.field),
        notes: prepared.notes,
    });
    let target = table.place_of(&trainer.experiment().config().data.target);
    TriedRow {
        epoch: trainer.epoch(),
        form: form.clone(),
        rows: table.rows(),
        actual: target.and_then(|place| table.cell(row, place)).map(Into::into),
        classes: dataset.facts().class_names.clone(),
        typed,
        outcome,
    }
}
