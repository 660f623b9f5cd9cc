//! A row of the table as a form: what one types becomes the network's inputs, by the very
//! preparation that the training rows went through.

use std::borrow::Cow;

use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};

use super::{NetworkCopy, RowNote, TypedValueError, UnknownBecomes};
use crate::config::{ColumnType, Imputer, choices};
use crate::data::{
    Cell, Dataset, Encoder, FittedColumn, NumberRange, OneHotEncoder, OrdinalEncoder, Table,
    TypedCell, excerpt, shown_number, typed_cell,
};
use crate::nn::{Float, widen};
use crate::t;

/// A form is to be filled by a person; a column of words may have very many.
const MOST_CATEGORIES: usize = 200;

/// The fields of a row, one for each column that is an input, in the order of
/// [`Dataset::columns`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RowForm {
    /// One for each column.
    pub fields: Vec<FormField>,
}

/// What the form needs to know of a column; nothing in it comes from other rows than the
/// training rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormField {
    /// Its name.
    pub column: String,
    /// Its place in the table.
    pub place: usize,
    /// What may be typed.
    pub kind: FieldKind,
}

/// What may be typed in a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FieldKind {
    /// A number, percentage, duration or date.
    Number {
        /// How it is written.
        column_type: ColumnType,
        /// How far the training rows reach; `None` if they have no value.
        range: Option<NumberRange>,
    },
    /// One category.
    Word {
        /// Those that training rows have, in the order of the inputs; of very many the first.
        categories: Vec<String>,
        /// How many there are beside them.
        more: usize,
        /// That of most training rows.
        most_frequent: Option<String>,
    },
    /// Several choices, between semicolons or commas.
    Choices {
        /// Those that have an input.
        choices: Vec<String>,
        /// That of most training rows.
        most_frequent: Option<String>,
    },
}

/// What stands in the form: a row of the table, perhaps changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedRow {
    /// The row of the table that it began from.
    pub row: usize,
    /// The text of each field; nothing for no value.
    pub texts: Vec<String>,
}

/// A typed row as the network takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct PreparedRow {
    /// `[inputs]`
    pub inputs: Vec<Float>,
    /// What training never saw, or changed, in the order of the fields.
    pub notes: Vec<RowNote>,
}

impl FormField {
    /// The number that a text says in it: where its slider stands. `None` in a field of words.
    ///
    /// Checked by `tests/it/inspection/typed_row.rs::a_text_says_where_the_slider_stands`.
    pub fn number(&self, text: &str) -> Option<f64> {
        let FieldKind::Number { column_type, .. } = &self.kind else { return None };
        match typed_cell(text, *column_type) {
            TypedCell::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// The form of the columns that `dataset` has as inputs, which was prepared from `table`.
///
/// Checked by `tests/it/inspection/typed_row.rs::a_form_says_what_the_training_rows_hold`.
pub fn row_form(table: &Table, dataset: &Dataset) -> RowForm {
    let schema = &table.schema().columns;
    let field = |fitted: &FittedColumn| {
        let place = schema.iter().position(|column| column.name == fitted.column)?;
        let column_type = schema[place].column_type;
        let kind = field_kind(table, &dataset.rows.training, fitted, place, column_type);
        Some(FormField { column: fitted.column.clone(), place, kind })
    };
    RowForm { fields: dataset.columns.iter().filter_map(field).collect() }
}

fn field_kind(
    table: &Table,
    training: &[usize],
    fitted: &FittedColumn,
    place: usize,
    column_type: ColumnType,
) -> FieldKind {
    let (mut categories, rare) = match &fitted.encoder {
        Encoder::Number(_) | Encoder::Date(_) => {
            return FieldKind::Number { column_type, range: table.number_range(place, training) };
        }
        Encoder::MultiHot(encoder) => {
            let choices = encoder.choices.clone();
            let frequent = table.most_frequent_choice(place, training, &choices);
            let most_frequent = frequent.map(str::to_owned);
            return FieldKind::Choices { choices, most_frequent };
        }
        Encoder::OneHot(OneHotEncoder { categories, infrequent, dropped, .. }) => {
            (dropped.iter().chain(categories).cloned().collect(), &infrequent[..])
        }
        Encoder::Ordinal(OrdinalEncoder { categories, .. }) => (categories.clone(), &[][..]),
    };
    let all = categories.len() + rare.len();
    categories.truncate(MOST_CATEGORIES);
    // Only no stands before yes in every language, and neither is ever rare.
    if !rare.is_empty() {
        let room = MOST_CATEGORIES - categories.len();
        categories.extend(rare.iter().take(room).cloned());
        categories.sort_unstable();
    }
    let more = all - categories.len();
    let most_frequent = table.most_frequent_word(place, training).map(str::to_owned);
    FieldKind::Word { categories, more, most_frequent }
}

/// The form filled with a row of the table, as [`Table::shown_cell`] writes its cells.
pub fn typed_row(table: &Table, form: &RowForm, row: usize) -> TypedRow {
    let text =
        |field: &FormField| table.shown_cell(row, field.place).map_or(String::new(), Cow::into);
    TypedRow { row, texts: form.fields.iter().map(text).collect() }
}

/// A typed row as inputs, through the preparation that the training rows went through.
///
/// A text that stands as the form is filled is the table's own value, also where the value is
/// finer than its text (a part of a second): so a row that is typed as it stands has to the
/// last bit the inputs that it has in `dataset`.
///
/// Checked by `tests/it/inspection/typed_row.rs::a_row_typed_as_it_stands_is_the_datasets`.
///
/// # Errors
/// Each text that cannot be read.
pub fn prepare_row(
    table: &Table,
    dataset: &Dataset,
    form: &RowForm,
    typed: &TypedRow,
) -> Result<PreparedRow, Vec<TypedValueError>> {
    let mut prepared = PreparedRow { inputs: vec![0.0; dataset.inputs()], notes: Vec::new() };
    let (mut errors, mut from) = (Vec::new(), 0);
    for fitted in &dataset.columns {
        let width = fitted.width();
        let inputs = prepared.inputs.get_mut(from..from + width).unwrap_or_default();
        from += width;
        let at = form.fields.iter().position(|field| field.column == fitted.column);
        let Some(at) = at else { continue };
        let field = &form.fields[at];
        let text = typed.texts.get(at).map_or("", String::as_str);
        let own = table.shown_cell(typed.row, field.place);
        let cell = if own.as_deref() == Some(text) {
            Ok(table.value(typed.row, field.place))
        } else {
            read(field, fitted, text)
        };
        match cell {
            Ok(cell) => {
                fitted.inputs(cell, inputs);
                notes_of(field, fitted, cell, &mut prepared.notes);
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(prepared) } else { Err(errors) }
}

/// What the network says of a prepared row, in the units of
/// [`Predictions::predicted`](super::Predictions::predicted); `None` if that is no finite
/// number, for inputs beyond all that it was trained on or weights that diverged.
///
/// Checked by `tests/it/inspection/typed_row.rs::a_row_typed_as_it_stands_is_predicted_alike`.
pub fn predict_row(
    copy: &mut NetworkCopy,
    dataset: &Dataset,
    row: &PreparedRow,
) -> Option<Vec<Float>> {
    let rows = ArrayView2::from_shape((1, row.inputs.len()), &row.inputs).ok()?;
    let predicted = copy.predict_rows(dataset, rows);
    predicted.iter().all(|number| widen(*number).is_finite()).then_some(predicted)
}

/// What a text says in a field.
fn read<'text>(
    field: &FormField,
    fitted: &FittedColumn,
    text: &'text str,
) -> Result<Cell<'text>, TypedValueError> {
    let (column, shown) = (field.column.clone(), excerpt(text.trim()));
    let FieldKind::Number { column_type, range } = &field.kind else {
        return Ok(match (knows(fitted, text), text.trim()) {
            (_, "") => Cell::Missing,
            (true, _) => Cell::Word(text),
            (false, trimmed) => Cell::Word(trimmed),
        });
    };
    match typed_cell(text, *column_type) {
        TypedCell::Missing => Ok(Cell::Missing),
        TypedCell::Number(number) => Ok(Cell::Number(number)),
        TypedCell::Ambiguous(readings) => {
            Err(TypedValueError::Ambiguous { column, text: shown, readings })
        }
        TypedCell::Beyond => Err(TypedValueError::Beyond { column, text: shown }),
        TypedCell::Unreadable => {
            let expected = match column_type {
                ColumnType::Date => t!("a date"),
                ColumnType::Duration => t!("a duration"),
                ColumnType::Percent => t!("a percentage"),
                _ => t!("a number"),
            };
            Err(TypedValueError::Unreadable {
                column,
                expected: expected.to_owned(),
                example: shown_number(*column_type, range.map_or(0.0, |range| range.median)),
                text: shown,
            })
        }
    }
}

/// Whether a training row has a word.
fn knows(fitted: &FittedColumn, word: &str) -> bool {
    let are = |words: &[String]| words.iter().any(|known| known == word);
    match &fitted.encoder {
        Encoder::OneHot(encoder) => {
            are(&encoder.categories)
                || are(&encoder.infrequent)
                || encoder.dropped.as_deref() == Some(word)
        }
        Encoder::Ordinal(encoder) => are(&encoder.categories),
        Encoder::MultiHot(encoder) => are(&encoder.choices),
        Encoder::Number(_) | Encoder::Date(_) => false,
    }
}

/// What an unknown word becomes.
fn unknown(fitted: &FittedColumn) -> UnknownBecomes {
    match &fitted.encoder {
        Encoder::OneHot(encoder) if !encoder.infrequent.is_empty() => UnknownBecomes::Infrequent,
        Encoder::OneHot(OneHotEncoder { dropped: Some(word), .. }) => {
            UnknownBecomes::Dropped(word.clone())
        }
        Encoder::Ordinal(_) => UnknownBecomes::Number(OrdinalEncoder::UNKNOWN),
        _ => UnknownBecomes::Zeros,
    }
}

/// Says of a value what training never saw, and what it changed.
fn notes_of(field: &FormField, fitted: &FittedColumn, cell: Cell<'_>, notes: &mut Vec<RowNote>) {
    let column = || field.column.clone();
    let unknown = |word: &str| RowNote::UnknownCategory {
        column: column(),
        word: excerpt(word),
        becomes: unknown(fitted),
    };
    match cell {
        Cell::Missing => missing_notes(field, fitted, notes, unknown),
        Cell::Word(cell) if matches!(fitted.encoder, Encoder::MultiHot(_)) => {
            notes.extend(choices(cell).filter(|choice| !knows(fitted, choice)).map(unknown));
        }
        Cell::Word(word) => notes.extend((!knows(fitted, word)).then(|| unknown(word))),
        Cell::Number(number) => {
            let FieldKind::Number { column_type, range } = &field.kind else { return };
            let text = |number| shown_number(*column_type, number);
            let clip = match &fitted.encoder {
                Encoder::Number(encoder) => encoder.clip,
                _ => None,
            };
            let limit = clip.map(|(least, most)| number.max(least).min(most));
            if let Some(limit) = limit.filter(|limit| *limit != number) {
                let (value, limit) = (text(number), text(limit));
                notes.push(RowNote::Clipped { column: column(), value, limit });
            } else if let Some(NumberRange { least, greatest, .. }) = *range
                && !(least..=greatest).contains(&number)
            {
                notes.push(RowNote::OutsideTraining {
                    column: column(),
                    value: text(number),
                    least: text(least),
                    greatest: text(greatest),
                });
            }
        }
    }
}

/// Says what stands in the place of a missing value.
fn missing_notes(
    field: &FormField,
    fitted: &FittedColumn,
    notes: &mut Vec<RowNote>,
    unknown: impl Fn(&str) -> RowNote,
) {
    let column = field.column.clone();
    let number = |number| match &field.kind {
        FieldKind::Number { column_type, .. } => shown_number(*column_type, number),
        _ => String::new(),
    };
    let (value, fill) = match &fitted.encoder {
        Encoder::Number(encoder) => (encoder.fill.map(number), number(0.0)),
        Encoder::Date(encoder) => (encoder.fill.map(number), number(0.0)),
        Encoder::OneHot(encoder) => {
            let none = || t!("no category").to_owned();
            (encoder.fill.clone(), encoder.dropped.clone().unwrap_or_else(none))
        }
        Encoder::Ordinal(encoder) => (encoder.fill.clone(), OrdinalEncoder::UNKNOWN.to_string()),
        // No choice is made there, which is a value as any other.
        Encoder::MultiHot(_) => (None, t!("no choice").to_owned()),
    };
    if fitted.imputer == Imputer::DropRow {
        notes.push(RowNote::WouldBeDropped { column, value: fill });
    } else if let Some(value) = value {
        let is_word = !matches!(field.kind, FieldKind::Number { .. });
        let is_unknown = is_word && !knows(fitted, &value);
        notes.push(RowNote::FilledIn { column, value: value.clone() });
        notes.extend(is_unknown.then(|| unknown(&value)));
    }
}
