//! From a column to inputs: fitted on the training rows, applied to all.
//!
//! Numbers are imputed, clipped, log-transformed and scaled ([`NumberEncoder`]);
//! dates become numbers ([`DateEncoder`]); categories become inputs of 0 and 1
//! ([`OneHotEncoder`]) or their number ([`OrdinalEncoder`]); several choices in a cell become
//! an input each ([`MultiHotEncoder`]).

mod categories;
mod choices;
mod dates;
mod numbers;
mod scaler;

pub use categories::{OneHotEncoder, OrdinalEncoder};
pub use choices::MultiHotEncoder;
pub use dates::{DateEncoder, DateInput};
pub use numbers::NumberEncoder;
pub use scaler::Scaler;
pub(in crate::data) use scaler::quantile;

use serde::{Deserialize, Serialize};

use crate::config::{
    CategoryEncoding, ColumnKind, ColumnSchema, ColumnType, DataConfig, DatePart, Imputer,
};
use crate::data::preprocess::categories::{CategoryCounts, EncodedCategory, MISSING};
use crate::data::preprocess::numbers::NumberSettings;
use crate::data::table::{Column, MISSING_CODE};
use crate::data::word_list::WordList;
use crate::nn::{Float, Matrix, flush};

/// How one column becomes inputs, with all numbers that were fitted.
///
/// Checked by `tests/it/data/leaks.rs` (nothing but training rows is in it) and
/// `tests/it/golden/preprocessing.rs` (its numbers are scikit-learn's).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct FittedColumn {
    pub column: String,
    /// What a missing value becomes.
    pub imputer: Imputer,
    /// What a value becomes.
    pub encoder: Encoder,
}

/// What a value becomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Encoder {
    Number(NumberEncoder),
    /// The parts of a date.
    Date(DateEncoder),
    /// An input for each category.
    OneHot(OneHotEncoder),
    /// The number of the category.
    Ordinal(OrdinalEncoder),
    /// An input for each choice, of which a cell may have several.
    MultiHot(MultiHotEncoder),
}

/// One value of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// No value.
    Missing,
    /// A number, or a date as days since 1970-01-01.
    Number(f64),
    /// A category.
    Word(&'a str),
}

impl FittedColumn {
    /// Learns from the training rows' `cells`, all words of which are among the schema's
    /// levels.
    pub fn fit(schema: &ColumnSchema, cells: &[Cell<'_>], data: &DataConfig) -> Self {
        let column = match schema.kind() {
            ColumnKind::Numeric => {
                let number = |cell: &Cell<'_>| match cell {
                    Cell::Number(number) => *number,
                    Cell::Missing | Cell::Word(_) => f64::NAN,
                };
                Column::Numeric(cells.iter().map(number).collect())
            }
            ColumnKind::Text => {
                let levels: WordList = schema.levels.iter().map(String::as_str).collect();
                let code = |cell: &Cell<'_>| match cell {
                    Cell::Word(word) => levels.iter().position(|level| level == *word),
                    Cell::Missing | Cell::Number(_) => None,
                };
                let code = |cell| code(cell).map_or(MISSING_CODE, |code| code as u32);
                Column::Text { codes: cells.iter().map(code).collect(), levels }
            }
        };
        let rows: Vec<usize> = (0..cells.len()).collect();
        ColumnEncoder::fit(schema, &column, &rows, data).fitted
    }

    /// Values per row.
    pub fn width(&self) -> usize {
        match &self.encoder {
            Encoder::Number(_) | Encoder::Ordinal(_) => 1,
            Encoder::Date(encoder) => encoder.parts.len(),
            Encoder::OneHot(encoder) => encoder.width(),
            Encoder::MultiHot(encoder) => encoder.choices.len(),
        }
    }

    /// One for each value: `column`, `column=category`, `column=infrequent`, or
    /// `column.year` and its kin.
    pub fn input_names(&self) -> Vec<String> {
        let column = &self.column;
        match &self.encoder {
            Encoder::Number(_) | Encoder::Ordinal(_) => vec![column.clone()],
            Encoder::Date(encoder) => {
                let name = |part: DatePart| format!("{column}.{}", part.suffix());
                encoder.parts.iter().map(|input| name(input.part)).collect()
            }
            Encoder::OneHot(encoder) => {
                let pool = (!encoder.infrequent.is_empty()).then_some("infrequent");
                let words = encoder.categories.iter().map(String::as_str).chain(pool);
                words.map(|word| format!("{column}={word}")).collect()
            }
            Encoder::MultiHot(encoder) => {
                encoder.choices.iter().map(|choice| format!("{column}={choice}")).collect()
            }
        }
    }

    /// The inputs of one value as the engine takes them: [`FittedColumn::transform`], rounded.
    /// So the rows of a dataset came about, to the last bit.
    ///
    /// Checked by `tests/it/inspection/typed_row.rs::a_row_typed_as_it_stands_is_the_datasets`.
    ///
    /// # Shapes
    /// `inputs` `[width]`
    pub fn inputs(&self, cell: Cell<'_>, inputs: &mut [Float]) {
        let mut exact = vec![0.0; self.width()];
        // No training row has a value, so there is no input.
        if !exact.is_empty() {
            self.transform(cell, &mut exact);
        }
        for (input, exact) in inputs.iter_mut().zip(exact) {
            *input = to_float(exact);
        }
    }

    /// The inputs of one value, before they are rounded to the engine's number type. A
    /// word where numbers are expected counts as missing, and a number where words are.
    ///
    /// # Shapes
    /// `inputs` `[width]`
    pub fn transform(&self, cell: Cell<'_>, inputs: &mut [f64]) {
        let number = if let Cell::Number(number) = cell { number } else { f64::NAN };
        let word = if let Cell::Word(word) = cell { Some(word) } else { None };
        match &self.encoder {
            Encoder::Number(encoder) => inputs[0] = encoder.transform(number),
            Encoder::Date(encoder) => encoder.transform(number, inputs),
            Encoder::Ordinal(encoder) => {
                inputs[0] = encoder.scaler.transform(encoder.number(word));
            }
            Encoder::OneHot(encoder) => {
                inputs.fill(0.0);
                if let Some(input) = encoder.input(word) {
                    inputs[input] = 1.0;
                }
            }
            Encoder::MultiHot(encoder) => {
                inputs.fill(0.0);
                for input in encoder.inputs(word.unwrap_or_default()) {
                    inputs[input] = 1.0;
                }
            }
        }
    }
}

/// A column with its encoder.
pub(super) struct ColumnEncoder<'table> {
    pub fitted: FittedColumn,
    column: &'table Column,
    /// What each code of a column of words becomes; the last is that of a missing value.
    places: Vec<EncodedCategory>,
}

/// What became of the cells of a part.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Missing cells that were filled in.
    pub imputed: usize,
    /// Cells with a category that no training row has.
    pub unknown: usize,
    /// The first of them.
    pub example: Option<String>,
}

impl<'table> ColumnEncoder<'table> {
    /// Learns from the rows `training` of `column`; of a column whose imputer drops rows,
    /// none of them is missing.
    pub fn fit(
        schema: &ColumnSchema,
        column: &'table Column,
        training: &[usize],
        data: &DataConfig,
    ) -> Self {
        let (name, settings) = (schema.name.as_str(), &data.preparation);
        let imputer = settings.imputer(name);
        let scaling = settings.scaling(name, data.scaling);
        let (encoder, places) = match column {
            Column::Numeric(values) => {
                let values: Vec<f64> = training.iter().map(|&row| values[row]).collect();
                let encoder = if schema.column_type == ColumnType::Date {
                    let parts = settings.dates(name);
                    Encoder::Date(DateEncoder::fit(&values, imputer, &parts, scaling))
                } else {
                    let own = settings.columns.get(name);
                    let settings = NumberSettings {
                        imputer,
                        clip_percent: own.map_or(0.0, |own| own.clip_percent),
                        log: own.is_some_and(|own| own.log),
                        scaling,
                    };
                    Encoder::Number(NumberEncoder::fit(&values, &settings))
                };
                (encoder, Vec::new())
            }
            Column::Text { codes, levels } if schema.column_type == ColumnType::Choices => {
                (Encoder::MultiHot(MultiHotEncoder::fit(codes, levels, training)), Vec::new())
            }
            Column::Text { codes, levels } => {
                let is_boolean = schema.column_type == ColumnType::Boolean;
                let counts = CategoryCounts::count(codes, levels, training, imputer, is_boolean);
                match settings.encoding(name) {
                    CategoryEncoding::OneHot => {
                        let (encoder, places) = counts.one_hot(settings.rare_percent);
                        (Encoder::OneHot(encoder), places)
                    }
                    CategoryEncoding::Ordinal => {
                        let (encoder, places) = counts.ordinal(scaling);
                        (Encoder::Ordinal(encoder), places)
                    }
                }
            }
        };
        let fitted = FittedColumn { column: name.to_owned(), imputer, encoder };
        Self { fitted, column, places }
    }

    /// Writes the rows `rows` of the column into the columns of `target` from `from` on,
    /// where it is all zeros.
    pub fn transform(&self, rows: &[usize], target: &mut Matrix, from: usize) -> Counts {
        let width = self.fitted.width();
        let mut counts = Counts::default();
        // No training row has a value: nothing is filled in, and nothing is known.
        if width == 0 {
            return counts;
        }
        let mut inputs = vec![0.0; width];
        for (at, &row) in rows.iter().enumerate() {
            let target = &mut target.row_mut(at)[from..from + width];
            // Of a missing cell no choice is made, so nothing is filled in.
            let is_filled = !matches!(self.fitted.encoder, Encoder::MultiHot(_));
            counts.imputed += usize::from(is_filled && self.column.is_missing(row));
            match self.column {
                Column::Numeric(values) => {
                    // NaN is a missing number here as there.
                    self.fitted.transform(Cell::Number(values[row]), &mut inputs);
                    for (target, &input) in target.iter_mut().zip(&inputs) {
                        *target = to_float(input);
                    }
                }
                Column::Text { codes, levels }
                    if matches!(self.fitted.encoder, Encoder::MultiHot(_)) =>
                {
                    let word = levels.get(codes[row] as usize);
                    self.fitted.transform(word.map_or(Cell::Missing, Cell::Word), &mut inputs);
                    for (target, &input) in target.iter_mut().zip(&inputs) {
                        *target = to_float(input);
                    }
                }
                Column::Text { codes, levels } => {
                    let code = (codes[row] as usize).min(levels.len());
                    let place = self.places[code];
                    if let Some(input) = place.input {
                        target[input] = to_float(place.value);
                    }
                    if !place.is_known {
                        counts.unknown += 1;
                        let word = if code < levels.len() { &levels[code] } else { MISSING };
                        counts.example.get_or_insert_with(|| word.to_owned());
                    }
                }
            }
        }
        counts
    }
}

/// As the engine's number. A validation value that lies absurdly far outside the
/// training rows stops at the largest one, so that no input is ever infinite; one that
/// is smaller than what the engine distinguishes from zero is zero.
pub(super) fn to_float(value: f64) -> Float {
    #[allow(clippy::unnecessary_cast, clippy::useless_conversion)]
    let (least, most) = (f64::from(Float::MIN), f64::from(Float::MAX));
    flush(value.clamp(least, most) as Float)
}
