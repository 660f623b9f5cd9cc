//! New rows for a trained network, read and prepared as the rows of its table were: the form
//! of "Try it", filled from a file.

use std::path::Path;

use descent::config::{ColumnType, ReadingConfig};
use descent::data::{self, DataError, Dataset, Import, ImportWarning, Table, excerpt};
use descent::inspection::{
    FieldKind, FormField, PreparedRow, RowForm, TypedRow, TypedValueError, prepare_row, row_form,
};

use crate::errors::CliError;
use crate::files::read;
use crate::source::SourceFile;

/// A place that no table has: what stands there is read from its text.
const NOWHERE: usize = usize::MAX;

/// Rows with at least the columns that a network needs.
pub struct NewRows {
    name: String,
    table: Table,
    form: RowForm,
    /// Where each field of the form stands in the table.
    places: Vec<usize>,
}

impl NewRows {
    /// Reads a file for the columns that `dataset`, which was prepared from `table`, has as
    /// inputs. What is said of the reading of the table holds for the file, but for the lines
    /// above it; a column of numbers, dates or words is read as one. What a few rows leave open
    /// is as in the table's own file, or refused.
    pub fn read(
        path: &Path,
        (table, file): (&Table, Option<&SourceFile>),
        dataset: &Dataset,
        reading: &ReadingConfig,
    ) -> Result<Self, CliError> {
        let form = row_form(table, dataset);
        let mut reading =
            ReadingConfig { header_line: None, sample_every: None, ..reading.clone() };
        for field in &form.fields {
            reading.types.insert(field.column.clone(), read_as(field));
        }
        let (name, bytes) = (path.display().to_string(), read(path)?);
        let table = match import(&bytes, reading, file) {
            Ok(import) => {
                refuse_unsure_dates(&name, &form, &import.warnings, file)?;
                for warning in &import.warnings {
                    eprintln!("{name}: {warning}");
                }
                import.table
            }
            // A table has two columns, but a network may need only one.
            Err(DataError::OneColumn { .. }) if form.fields.len() == 1 => {
                lines(&bytes, &form.fields[0].column)
            }
            Err(source) => return Err(CliError::Data { name, source }),
        };
        Self::find(name, table, form)
    }

    /// Finds the form's columns in the table.
    fn find(name: String, table: Table, mut form: RowForm) -> Result<Self, CliError> {
        let (mut places, mut lacking) = (Vec::new(), Vec::new());
        for field in &mut form.fields {
            let Some(place) = table.place_of(&field.column) else {
                lacking.push(format!("\"{}\"", field.column));
                continue;
            };
            places.push(place);
            let is_number = matches!(field.kind, FieldKind::Number { .. });
            let found = table.schema().columns[place].column_type;
            let are_words = matches!(found, ColumnType::Category | ColumnType::Text);
            field.place = if is_number && are_words { NOWHERE } else { place };
        }
        if lacking.is_empty() {
            return Ok(Self { name, table, form, places });
        }
        let columns = table.schema().columns.iter();
        let found: Vec<_> = columns.map(|column| format!("\"{}\"", column.name)).collect();
        Err(CliError::Config(format!(
            "{name} has no column {}, which the network needs; its columns are {}.",
            lacking.join(" and no column "),
            found.join(", ")
        )))
    }

    pub fn count(&self) -> usize {
        self.table.rows()
    }

    /// A row as the network takes it.
    pub fn prepare(&self, dataset: &Dataset, row: usize) -> Result<PreparedRow, CliError> {
        let text = |&place: &usize| {
            self.table.shown_cell(row, place).map(String::from).unwrap_or_default()
        };
        let typed = TypedRow { row, texts: self.places.iter().map(text).collect() };
        prepare_row(&self.table, dataset, &self.form, &typed).map_err(|errors| {
            let sentences: Vec<_> = errors.iter().map(TypedValueError::to_string).collect();
            CliError::Config(format!("{}, row {}: {}", self.name, row + 1, sentences.join(" ")))
        })
    }

    /// Where a column stands that is to be copied.
    pub fn place_of(&self, column: &str) -> Result<usize, CliError> {
        self.table.place_of(column).ok_or_else(|| {
            CliError::Config(format!("--keep: {} has no column \"{column}\".", self.name))
        })
    }

    /// The text of a cell; nothing where there is no value.
    pub fn cell(&self, row: usize, place: usize) -> String {
        self.table.cell(row, place).map(String::from).unwrap_or_default()
    }
}

/// Where the decimal mark could be either, it is that of the table's file.
fn import(
    bytes: &[u8],
    reading: ReadingConfig,
    file: Option<&SourceFile>,
) -> Result<Import, DataError> {
    let import = data::import(bytes, &reading)?;
    let is_unsure = |one: &ImportWarning| matches!(one, ImportWarning::UnsureMarks { .. });
    match file {
        Some(file) if import.warnings.iter().any(is_unsure) => {
            let decimal = Some(file.dialect.decimal);
            data::import(bytes, &ReadingConfig { decimal, ..reading })
        }
        _ => Ok(import),
    }
}

/// Dates whose day and month could be either, where those of the table could not: a prediction
/// would be for another day.
fn refuse_unsure_dates(
    name: &str,
    form: &RowForm,
    warnings: &[ImportWarning],
    file: Option<&SourceFile>,
) -> Result<(), CliError> {
    let of_dates = |one: &ImportWarning| match one {
        ImportWarning::UnsureDates { column, .. } => Some(column.clone()),
        _ => None,
    };
    let own = file.map_or(&[][..], |file| &file.warnings);
    let own: Vec<_> = own.iter().filter_map(of_dates).collect();
    let is_needed = |column: &String| {
        form.fields.iter().any(|field| excerpt(&field.column) == *column) && !own.contains(column)
    };
    match warnings.iter().filter_map(of_dates).find(is_needed) {
        None => Ok(()),
        Some(column) => Err(CliError::Config(format!(
            "{name}: day and month cannot be told apart in \"{column}\"; write its dates as \
             2024-05-31."
        ))),
    }
}

/// How a column of the form is read: few rows do not tell what a whole table did.
fn read_as(field: &FormField) -> ColumnType {
    match &field.kind {
        FieldKind::Number { column_type: ColumnType::Date, .. } => ColumnType::Date,
        // The import reads durations only where the whole column is of them.
        FieldKind::Number { column_type: ColumnType::Duration, .. }
        | FieldKind::Word { .. }
        | FieldKind::Choices { .. } => ColumnType::Text,
        FieldKind::Number { .. } => ColumnType::Decimal,
    }
}

/// A file of one column: its name, and a value in each line.
fn lines(bytes: &[u8], column: &str) -> Table {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let field = |line: &'_ str| line.trim().trim_matches('"').to_owned();
    let name = lines.next().map(field).unwrap_or_default();
    let values: Vec<_> = lines.map(field).filter(|value| !value.is_empty()).collect();
    let name = if name.is_empty() { column } else { &name };
    Table::of_numbers(Vec::new()).with_words(name, values.iter().map(String::as_str))
}
