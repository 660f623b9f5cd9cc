//! The end of a file: from columns to the table and its warnings.

use crate::config::{Delimiter, Encoding, ReadingConfig};
use crate::data::import::columns::{Asked, Builder, Done};
use crate::data::import::layout::Layout;
use crate::data::import::missing::Markers;
use crate::data::import::row_reader::RowReader;
use crate::data::import::{Dialect, Import, roles};
use crate::data::occurrences::{OddFields, excerpt};
use crate::data::table::Column;
use crate::data::{DataError, ImportWarning, LayoutNote, Occurrences, Table};

/// Columns whose words are counted together rather than one after the other.
const MANY_COLUMNS: usize = 3;
/// With fewer rows a column is not said to be nearly empty.
const FEWEST_ROWS: usize = 10;

/// What decoding the file's bytes found out.
pub(super) struct DecodingReport {
    pub encoding: Encoding,
    pub compressed: bool,
    /// The line from which the file is no UTF-8.
    pub old_encoding: Option<usize>,
    pub broken: Occurrences,
}

/// A row reader for another pass over the file: columns that turned out to be something else
/// than they were read as are read again, the others are done.
pub(super) fn reread(body: RowReader, layout: &Layout, reading: &ReadingConfig) -> RowReader {
    let rows = body.fit.rows;
    let names = &layout.names.list;
    let columns = body.columns.into_iter().zip(names).map(|(builder, name)| {
        let (kind, asked) = (builder.kind(), reading.types.get(name));
        if kind == builder.read_as() || asked.is_some() {
            let month_first = is_month_first(layout.delimiter);
            let asked = asked_of(reading, name);
            let done = builder.finish(name, body.decimal, month_first, asked);
            Builder::Done(done)
        } else {
            Builder::new(kind, rows)
        }
    });
    let marks = (body.decimal, body.is_decimal_sure);
    let (every, markers) = (reading.sample_every, Markers::new(reading));
    let named = (layout.written_names(), columns.collect());
    RowReader::new(layout.grammar, markers, marks, named, every, layout.line)
        .with_found(body.fit.left_out)
}

/// The table and its warnings.
///
/// # Errors
/// No row that fits.
pub(super) fn import(
    layout: Layout,
    body: RowReader,
    reading: &ReadingConfig,
    found: DecodingReport,
) -> Result<Import, DataError> {
    let RowReader { columns, fit, decimal, is_decimal_sure, .. } = body;
    let mut names = layout.names;
    let header = layout.header_line;
    if fit.rows == 0 {
        let line = header.unwrap_or(layout.line);
        return Err(DataError::NoRows { columns: names.list.len(), line });
    }
    let month_first = is_month_first(layout.delimiter);
    let mut done: Vec<Done> = columns
        .into_iter()
        .zip(&names.list)
        .map(|(column, name)| column.finish(name, decimal, month_first, asked_of(reading, name)))
        .collect();

    // Columns that only exist because every line ends with a delimiter.
    let mut dropped = 0;
    while done.len() > 2
        && names.empty.last() == Some(&(done.len() - 1))
        && done.last().is_some_and(|last| is_empty(&last.column))
    {
        done.pop();
        names.truncate(done.len());
        dropped += 1;
    }

    let mut warnings = Vec::new();
    if let Some(line) = found.old_encoding {
        warnings.push(ImportWarning::OldEncoding { encoding: found.encoding, line });
    }
    if found.broken.count > 0 {
        warnings.push(ImportWarning::BrokenCharacters(found.broken));
    }
    warnings.extend(layout.warnings);
    let comments = layout.comments.and(fit.comments);
    if comments.count > 0 {
        warnings.push(ImportWarning::Comments(comments));
    }
    if let Some(line) = header {
        warnings.extend(names.warnings(line));
        if dropped > 0 {
            warnings.push(ImportWarning::TrailingColumns { columns: dropped, line });
        }
    }
    if let Some(every) = reading.sample_every {
        warnings.push(ImportWarning::Sampled { every, rows: fit.records });
    }
    let rows_dropped = fit.long.count;
    let misfits = [
        (fit.short.count, ImportWarning::ShortRows(fit.short)),
        (fit.trailing.count, ImportWarning::TrailingFields(fit.trailing)),
        (fit.long.count, ImportWarning::LongRows(fit.long)),
    ];
    warnings.extend(misfits.into_iter().filter(|(rows, _)| *rows > 0).map(|(_, warning)| warning));
    let mut repeated_names = Occurrences::default();
    fit.left_out.repeated_names.iter().for_each(|line| repeated_names.add(*line));
    let said = [
        (fit.invisible.count, ImportWarning::Invisible(fit.invisible)),
        (repeated_names.count, ImportWarning::RepeatedNames(repeated_names)),
    ];
    warnings.extend(said.into_iter().filter(|(rows, _)| *rows > 0).map(|(_, warning)| warning));
    let mut notes = Occurrences::default();
    fit.left_out.notes.iter().for_each(|line| notes.add(*line));
    let rulers = layout.rulers.and(fit.rulers);
    let said = [
        (fit.empty.count, LayoutNote::EmptyRows(fit.empty)),
        (rulers.count, LayoutNote::Rulers(rulers)),
        (notes.count, LayoutNote::Below(notes)),
    ];
    let said = said.into_iter().filter(|(lines, _)| *lines > 0).map(|(_, note)| note);
    let total = fit.total.map(|(label, line)| LayoutNote::TotalRow { label, line });
    warnings.extend(said.chain(total).map(ImportWarning::Layout));
    if let Some(line) = fit.left_out.second_table {
        warnings.push(ImportWarning::SecondTable { line });
    }
    if fit.open.1.count > 0 {
        let column = names.list.get(fit.open.0).map_or_else(String::new, |name| excerpt(name));
        warnings.push(ImportWarning::OpenQuotes { column, places: fit.open.1 });
    }
    if fit.errors.1.places.count > 0 {
        let (columns, odd) = fit.errors;
        let first = columns.first().and_then(|&column| names.list.get(column));
        let first = first.map_or_else(String::new, |name| excerpt(name));
        warnings.push(ImportWarning::SpreadsheetErrors { columns: columns.len(), first, odd });
    }
    let unsure = done.iter_mut().zip(&names.list).find(|(done, _)| done.unsure.places.count > 0);
    if let Some((unsure, name)) = unsure.filter(|_| !is_decimal_sure) {
        let (column, odd) = (excerpt(name), std::mem::take(&mut unsure.unsure));
        warnings.push(ImportWarning::UnsureMarks { column, odd, decimal });
    }
    let of_columns = done.iter_mut().flat_map(|done| std::mem::take(&mut done.warnings));
    warnings.extend(joined(&of_columns.collect::<Vec<_>>()));
    warnings.extend(sparse(&done, &names.list));
    let mut empty = done.iter().zip(&names.list).filter(|(done, _)| is_empty(&done.column));
    if let Some((_, first)) = empty.next() {
        let (columns, first) = (1 + empty.count(), excerpt(first));
        warnings.push(ImportWarning::EmptyColumns { columns, first });
    }

    let dialect = Dialect {
        encoding: found.encoding,
        delimiter: layout.delimiter,
        decimal,
        thousands: done.iter().find_map(|done| done.thousands),
        header_line: header,
        compressed: found.compressed,
    };
    let unnamed = names.empty;
    let columns = names.list.into_iter().zip(done);
    let columns = columns.map(|(name, done)| (name, done.column_type, done.column)).collect();
    let mut table = Table::new(columns);
    roles::propose(&mut table, &unnamed);
    Ok(Import { table, warnings, dialect, rows_dropped, head: layout.head })
}

fn asked_of(reading: &ReadingConfig, name: &str) -> Asked {
    let column_type = reading.types.get(name).copied();
    Asked { column_type, is_joined: reading.joined.iter().any(|joined| joined == name) }
}

/// One sentence for all columns with words among numbers, or with numbers in one notation,
/// where there are many.
fn joined(warnings: &[ImportWarning]) -> Vec<ImportWarning> {
    let is_alike = |a: &ImportWarning, b: &ImportWarning| match (a, b) {
        (ImportWarning::WordsAsMissing { .. }, ImportWarning::WordsAsMissing { .. })
        | (ImportWarning::Garbled { .. }, ImportWarning::Garbled { .. }) => true,
        (ImportWarning::ReadAs { notation: a, .. }, ImportWarning::ReadAs { notation: b, .. }) => {
            a == b
        }
        (
            ImportWarning::MarkersAsWords { odd: a, .. },
            ImportWarning::MarkersAsWords { odd: b, .. },
        ) => a.examples == b.examples,
        (ImportWarning::TickBoxes { mark: a, .. }, ImportWarning::TickBoxes { mark: b, .. })
        | (ImportWarning::Sentinel { value: a, .. }, ImportWarning::Sentinel { value: b, .. }) => {
            a == b
        }
        _ => false,
    };
    let mut joined: Vec<ImportWarning> = Vec::new();
    for (index, warning) in warnings.iter().enumerate() {
        let alike = || warnings.iter().filter(|other| is_alike(warning, other));
        let columns = alike().count();
        // Garbled letters are the whole file's.
        let many = if matches!(warning, ImportWarning::Garbled { .. }) { 2 } else { MANY_COLUMNS };
        if columns < many {
            joined.push(warning.clone());
        } else if !warnings[..index].iter().any(|before| is_alike(warning, before)) {
            let count = alike().map(|one| one.places().count).sum();
            joined.extend(of_columns(warning, columns, count));
        }
    }
    joined
}

/// The first of several alike, with the count of all.
fn of_columns(warning: &ImportWarning, columns: usize, count: usize) -> Option<ImportWarning> {
    let with_count = |odd: &OddFields| {
        let mut odd = odd.clone();
        odd.places.count = count;
        odd
    };
    match warning {
        ImportWarning::WordsAsMissing { column, odd, .. } => {
            let (first, odd) = (column.clone(), with_count(odd));
            Some(ImportWarning::WordsInColumns { columns, first, odd })
        }
        ImportWarning::ReadAs { column, odd, notation, .. } => {
            let (column, others, odd) = (column.clone(), columns - 1, with_count(odd));
            Some(ImportWarning::ReadAs { column, others, odd, notation: notation.clone() })
        }
        ImportWarning::MarkersAsWords { first, odd, .. } => {
            let (first, odd) = (first.clone(), with_count(odd));
            Some(ImportWarning::MarkersAsWords { columns, first, odd })
        }
        ImportWarning::Sentinel { column, value, least, greatest, .. } => {
            let [column, value, least, greatest] =
                [column, value, least, greatest].map(String::clone);
            let others = columns - 1;
            Some(ImportWarning::Sentinel { column, others, value, count, least, greatest })
        }
        ImportWarning::TickBoxes { column, mark, .. } => {
            let (column, others, mark) = (column.clone(), columns - 1, mark.clone());
            Some(ImportWarning::TickBoxes { column, others, mark, empty: count })
        }
        ImportWarning::Garbled { .. } => Some(warning.clone()),
        _ => None,
    }
}

/// The warning of columns in which most rows have no value, and some have.
fn sparse(columns: &[Done], names: &[String]) -> Option<ImportWarning> {
    let missing =
        |done: &Done| (0..done.column.len()).filter(|&row| done.column.is_missing(row)).count();
    let of_column = columns.iter().map(missing).zip(columns).zip(names);
    let is_sparse =
        |missing: usize, rows: usize| 2 * missing > rows && missing < rows && rows >= FEWEST_ROWS;
    let sparse: Vec<(usize, usize, &String)> = of_column
        .map(|((missing, done), name)| (missing, done.column.len(), name))
        .filter(|(missing, rows, _)| is_sparse(*missing, *rows))
        .collect();
    // The first of the emptiest ones.
    let &(missing, rows, first) = sparse.iter().rev().max_by_key(|(missing, ..)| *missing)?;
    Some(ImportWarning::Sparse { columns: sparse.len(), first: excerpt(first), missing, rows })
}

fn is_empty(column: &Column) -> bool {
    (0..column.len()).all(|row| column.is_missing(row))
}

/// How a date such as 03/04/2026 is read where nothing in its column tells day from month:
/// the month first only in files whose columns are separated by commas.
fn is_month_first(delimiter: Delimiter) -> bool {
    delimiter == Delimiter::Comma
}
