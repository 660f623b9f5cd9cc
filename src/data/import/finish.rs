//! The end of a file: from columns to the table and its warnings.

use crate::config::{Delimiter, Encoding, ReadingConfig};
use crate::data::import::columns::{Builder, Done};
use crate::data::import::layout::Layout;
use crate::data::import::missing::Markers;
use crate::data::import::row_reader::RowReader;
use crate::data::import::{Dialect, Import, roles};
use crate::data::occurrences::excerpt;
use crate::data::table::Column;
use crate::data::{DataError, ImportWarning, Occurrences, Table};

/// What decoding the file's bytes found out.
pub(super) struct DecodingReport {
    pub encoding: Encoding,
    pub compressed: bool,
    /// The line from which the file is Windows-1252.
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
            let done = builder.finish(name, body.decimal, month_first, asked.copied());
            Builder::Done(done)
        } else {
            Builder::new(kind, rows)
        }
    });
    let marks = (body.decimal, body.is_decimal_sure);
    let (every, markers) = (reading.sample_every, Markers::new(reading));
    RowReader::new(layout.grammar, markers, marks, columns.collect(), every, layout.line)
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
    let unsure = columns.iter().zip(&names.list).find_map(|(column, name)| match column {
        Builder::Numbers(numbers) if !is_decimal_sure && numbers.unsure.places.count > 0 => {
            let (column, odd) = (excerpt(name), numbers.unsure.clone());
            Some(ImportWarning::UnsureMarks { column, odd, decimal })
        }
        _ => None,
    });
    let month_first = is_month_first(layout.delimiter);
    let mut done: Vec<Done> = columns
        .into_iter()
        .zip(&names.list)
        .map(|(column, name)| {
            column.finish(name, decimal, month_first, reading.types.get(name).copied())
        })
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
        warnings.push(ImportWarning::OldEncoding(Occurrences::one(line)));
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
    if fit.open.1.count > 0 {
        let column = names.list.get(fit.open.0).map_or_else(String::new, |name| excerpt(name));
        warnings.push(ImportWarning::OpenQuotes { column, places: fit.open.1 });
    }
    warnings.extend(unsure);
    warnings.extend(done.iter_mut().flat_map(|done| std::mem::take(&mut done.warnings)));
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
    Ok(Import { table, warnings, dialect, rows_dropped })
}

fn is_empty(column: &Column) -> bool {
    (0..column.len()).all(|row| column.is_missing(row))
}

/// How a date such as 03/04/2026 is read where nothing in its column tells day from month:
/// the month first only in files whose columns are separated by commas.
fn is_month_first(delimiter: Delimiter) -> bool {
    delimiter == Delimiter::Comma
}
