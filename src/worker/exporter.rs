//! Writes an experiment as code.

use std::rc::Rc;

use crate::config::{CheckedExperiment, DataSource};
use crate::data::{Dataset, Dialect, Table};
use crate::export::code::{CodeExport, ExportFile, TableFile};
use crate::export::name_anywhere;
use crate::models::zip;
use crate::t;
use crate::train::Trainer;
use crate::worker::Event;
use crate::worker::code_request::{CodeForm, CodeRequest, Library};

/// Bytes of a file that code is written of on the page, at most; the command takes any.
#[cfg(target_arch = "wasm32")]
pub(super) const MOST_BYTES: f64 = 64.0 * 1024.0 * 1024.0;

/// The file that a table was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct TableBytes {
    pub(super) name: String,
    pub(super) dialect: Dialect,
    pub(super) bytes: Vec<u8>,
}

/// The order of the rows in every epoch, for `--same-order`, goes with a script up to here: 4 MB.
const MOST_NUMBERS_OF_ORDER: u64 = 1_000_000;

/// Who writes code. Only a function is known of it: its code is in a file of its own in the
/// browser, and is loaded when code is first asked for.
#[derive(Debug, Clone, Copy)]
pub struct Exporter(fn(CodeSource<'_>, CodeRequest) -> ExportFile);

/// One that writes every form.
pub fn exporter() -> Exporter {
    Exporter(write)
}

/// What code is written of.
pub(super) struct CodeSource<'session> {
    pub table: &'session Table,
    pub checked: &'session CheckedExperiment,
    pub dataset: Rc<Dataset>,
    /// None of a table that was made.
    pub file: Option<&'session TableBytes>,
    /// What was found out for the script before: it is looked at cell by cell.
    pub read_by_script: &'session mut Option<(Vec<usize>, TableFile)>,
}

impl Exporter {
    /// The script's text, or one file to take away: the script or notebook, zipped with what it
    /// reads where there is any.
    pub(super) fn write(self, source: CodeSource<'_>, request: CodeRequest) -> ExportFile {
        (self.0)(source, request)
    }
}

fn write(source: CodeSource<'_>, request: CodeRequest) -> ExportFile {
    let CodeSource { table, checked, dataset, file, read_by_script } = source;
    let config = checked.config();
    let columns = CodeExport::columns(config, table);
    let known = read_by_script.take().filter(|(of, _)| *of == columns);
    let table_file = match (known, file, &config.data.source) {
        (Some((_, known)), ..) => known,
        (None, Some(file), _) => TableFile::of(
            &name_anywhere(&file.name),
            Some(&file.bytes),
            &file.dialect,
            table,
            &columns,
        ),
        (None, None, DataSource::Synthetic(made)) => {
            TableFile::made(&format!("{}.csv", made.shape.id()), table, &columns)
        }
        (None, None, _) => TableFile::made("table.csv", table, &columns),
    };
    *read_by_script = Some((columns, table_file.clone()));
    let own_file = file.filter(|_| table_file.contents.is_none());
    let stem = table_file.name.split('.').next().unwrap_or_default().to_owned();
    let mut trainer = Trainer::new(checked, Rc::clone(&dataset));
    let export = CodeExport::new(checked, table, &dataset, table_file, trainer.network_mut());
    let (script, word) = match request.library {
        Library::Keras => (export.keras_script(), "keras"),
        Library::PyTorch => (export.pytorch_script(), "pytorch"),
    };
    let mut name = format!("{stem}_{word}");
    if request.form == CodeForm::Text {
        return ExportFile { name: format!("{name}.py"), bytes: script.text().into_bytes() };
    }
    let mut files = export.files(&name, &script, request.form == CodeForm::Notebook);
    files.extend(
        own_file
            .map(|file| ExportFile { name: name_anywhere(&file.name), bytes: file.bytes.clone() }),
    );
    let numbers = dataset.training.rows() as u64 * u64::from(config.training.epochs);
    if numbers <= MOST_NUMBERS_OF_ORDER {
        files.extend(export.order().ok());
    }
    match files.pop() {
        Some(only) if files.is_empty() => only,
        last => {
            files.extend(last);
            let files: Vec<_> = files.iter().map(|file| (&file.name, &file.bytes)).collect();
            // Both may be taken into one folder.
            if request.form == CodeForm::Notebook {
                name.push_str("_notebook");
            }
            ExportFile { name: format!("{name}.zip"), bytes: zip::stored(&files) }
        }
    }
}

/// Who could write could not be loaded.
pub(super) fn not_loaded(request: CodeRequest) -> Event {
    let sentence = t!(
        "The part that writes code could not be loaded; is the connection gone? Change something, or open Code again."
    );
    refused(request, sentence.to_owned())
}

/// There is no code.
pub(super) fn refused(request: CodeRequest, sentence: String) -> Event {
    Event::CodeWritten { request, outcome: (&Err(sentence)).into() }
}

/// The file is more than a page should hold.
#[cfg(target_arch = "wasm32")]
pub(super) fn too_large(file: &str) -> String {
    t!(
        "{file} is larger than 64 MB, so the page writes no code that reads it; the command \"descent export\" does.",
        file
    )
}
