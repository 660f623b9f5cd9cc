//! From a file's bytes to a table: the whole way on one screen.

use crate::config::limits;
use crate::data::csv::{Record, Records, RowFit, for_each_row};
use crate::data::error::excerpt;
use crate::data::infer::{NumberColumn, TextColumn};
use crate::data::{DataError, ImportWarning, Table, TableSummary, delimiter, encoding, header};

/// A table, and what had to be mended to get it.
#[derive(Debug, Clone)]
pub struct Import {
    /// The table.
    pub table: Table,
    /// What was mended or left out, in the order of the steps.
    pub warnings: Vec<ImportWarning>,
    /// The character that separates the columns of the file.
    pub delimiter: char,
}

impl Import {
    /// What crosses to the page: everything but the rows.
    pub fn summary(&self) -> TableSummary {
        TableSummary {
            schema: self.table.schema().clone(),
            columns: self.table.summary(),
            warnings: self.warnings.clone(),
            delimiter: self.delimiter,
        }
    }
}

/// Reads a CSV file: UTF-8, a line of column names, columns separated by commas,
/// semicolons or tabs.
///
/// The text is read twice: once for all columns that hold only numbers, once for the
/// others, so that no cell is ever kept in two forms.
///
/// Checked by `tests/it/import.rs`.
///
/// # Errors
/// [`DataError`], only if no usable table comes out.
pub fn import(bytes: &[u8]) -> Result<Import, DataError> {
    let text = encoding::decode(bytes)?;
    let found = delimiter::find(text);
    let delimiter = found.unwrap_or(b',');
    let mut records = Records::new(text, delimiter);
    let mut first = Record::default();
    if !records.read(&mut first) {
        return Err(DataError::Empty);
    }
    if !first.closed {
        return Err(DataError::UnclosedNames { line: first.line });
    }
    if found.is_none() {
        return Err(DataError::OneColumn { name: excerpt(first.field(0)) });
    }
    let width = first.fields;
    if width > limits::MAX_COLUMNS {
        return Err(DataError::TooManyColumns { received: width });
    }
    let (names, mut warnings) = header::names(&first);

    // In a file with semicolons the comma is free to be the decimal mark.
    let decimal_comma = delimiter == b';';
    let mut numbers: Vec<NumberColumn> = Vec::new();
    numbers.resize_with(width, NumberColumn::default);
    let fit = for_each_row(records, width, |row| {
        for (index, column) in numbers.iter_mut().enumerate() {
            column.push(row.field(index), row.line, decimal_comma);
        }
    });
    if fit.kept == 0 {
        return Err(no_rows(&fit, width, first.line));
    }
    warn_of_rows(&fit, &mut warnings);
    warn_of_columns(&numbers, &names, &mut warnings);

    let mut words: Vec<(usize, TextColumn)> = numbers
        .iter()
        .enumerate()
        .filter(|(_, column)| column.is_text())
        .map(|(index, _)| (index, TextColumn::default()))
        .collect();
    if !words.is_empty() {
        let mut records = Records::new(text, delimiter);
        records.read(&mut first);
        for_each_row(records, width, |row| {
            for (index, column) in &mut words {
                column.push(row.field(*index));
            }
        });
    }
    let mut columns: Vec<_> = numbers.into_iter().map(NumberColumn::finish).collect();
    for (index, column) in words {
        columns[index] = column.finish();
    }
    let table = Table::new(names, columns, fit.kept);
    Ok(Import { table, warnings, delimiter: char::from(delimiter) })
}

fn no_rows(fit: &RowFit, columns: usize, line: usize) -> DataError {
    match (fit.long.lines.first(), fit.unclosed) {
        (Some(&line), _) => {
            DataError::NoFittingRows { rows: fit.long.rows, columns, line, fields: fit.long_fields }
        }
        (None, Some(line)) => DataError::UnclosedRows { line },
        (None, None) => DataError::NoRows { columns, line },
    }
}

fn warn_of_rows(fit: &RowFit, warnings: &mut Vec<ImportWarning>) {
    let kinds = [
        (&fit.short, ImportWarning::ShortRows as fn(_) -> _),
        (&fit.trailing, ImportWarning::TrailingFields),
        (&fit.long, ImportWarning::LongRows),
    ];
    for (places, warning) in kinds {
        if places.rows > 0 {
            warnings.push(warning(places.clone()));
        }
    }
    if let Some(line) = fit.unclosed {
        warnings.push(ImportWarning::UnclosedQuote { line });
    }
}

fn warn_of_columns(columns: &[NumberColumn], names: &[String], warnings: &mut Vec<ImportWarning>) {
    let spoiled: Vec<_> = columns
        .iter()
        .zip(names)
        .filter_map(|(column, name)| Some((name, column.spoiled_by()?)))
        .collect();
    if let Some((name, (values, words, line, example))) = spoiled.first() {
        warnings.push(ImportWarning::NumbersWithText {
            column: excerpt(name),
            values: *values,
            words: *words,
            line: *line,
            example: example.clone(),
            others: spoiled.len() - 1,
        });
    }
    let empty: Vec<_> = columns.iter().zip(names).filter(|(column, _)| column.is_empty()).collect();
    if let Some((_, name)) = empty.first() {
        warnings.push(ImportWarning::EmptyColumns { columns: empty.len(), first: excerpt(name) });
    }
}
