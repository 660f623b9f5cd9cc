//! Links as they are written, and what a table has otherwise than the one that a link speaks of.

use crate::config::share::{self, ExpectedTable, Link, LinkedTable};
use crate::config::{DataSource, ExperimentConfig, limits};
use crate::data::TableDifference;
use crate::worker::session_table::SessionTable;
use crate::worker::{Command, Event, LinkedFile, WrittenLink};

/// Obeys a command about a link.
///
/// Checked by `tests/it/worker/links.rs`.
pub(super) fn obey(command: Command, loaded: Option<&SessionTable>) -> Vec<Event> {
    let event = match command {
        Command::WriteLink { experiment, has_table } => {
            let link = write(*experiment, loaded.filter(|_| has_table));
            Event::LinkWritten { link: (&link).into() }
        }
        Command::CompareTable { columns, expected } => {
            Event::TableCompared { differences: differences(loaded, &columns, &expected) }
        }
        _ => return Vec::new(),
    };
    vec![event]
}

/// The link of an experiment, whose table this is.
fn write(experiment: ExperimentConfig, loaded: Option<&SessionTable>) -> WrittenLink {
    let is_file = matches!(experiment.data.source, DataSource::File { .. });
    let Some(loaded) = loaded.filter(|_| is_file) else {
        let fragment = share::encode(&experiment);
        return WrittenLink { experiment, fragment, file: None };
    };
    let mut link = Link::new(experiment);
    // A file that deflates ten times has so many bytes.
    let own = loaded.file.as_ref().filter(|own| own.bytes.len() <= limits::MAX_LINKED_FILE_BYTES);
    let with_rows = own.and_then(|own| {
        link.table = LinkedTable::File(own.bytes.clone());
        Some(share::write(&link)).filter(|text| text.len() <= limits::MAX_LINK_CHARS_WITH_ROWS)
    });
    link.table = LinkedTable::Expected(loaded.table.expected());
    let fragment = share::write(&link);
    let schema = loaded.table.schema();
    let file = LinkedFile { rows: schema.rows, columns: schema.columns.len(), with_rows };
    WrittenLink { experiment: link.experiment, fragment, file: Some(file) }
}

/// What the table has otherwise than the one that a link speaks of, in sentences.
fn differences(
    loaded: Option<&SessionTable>,
    columns: &[String],
    expected: &ExpectedTable,
) -> Vec<String> {
    let table = loaded.map(|loaded| &loaded.table);
    let differences = table.map(|table| table.differences(columns, expected)).unwrap_or_default();
    differences.iter().map(TableDifference::to_string).collect()
}
