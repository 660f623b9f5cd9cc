//! An experiment and its table: where they come from.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use descent::config::{
    CheckedExperiment, DataConfig, DataSource, ExperimentConfig, LinkError, SyntheticConfig,
    TableSchema,
    share::{self, Link, LinkedTable},
};
use descent::data::{self, Dataset, Dialect, ImportWarning, Table, gallery};
use descent::export::archive::{self, Archive, ArchivedData};
use descent::train::Trainer;

use crate::errors::CliError;
use crate::files::{read, read_weights};

/// What every zip archive begins with.
const ZIP: &[u8] = b"PK\x03\x04";

/// Which experiment, on which table: what every command takes that trains or measures.
#[derive(Args)]
pub struct SourceArgs {
    /// A link, a file that ends in .json or .descent.zip, or - for any on standard input
    experiment: String,
    /// The table, when the experiment names a file of your own
    #[arg(long, value_name = "FILE.csv")]
    data: Option<PathBuf>,
}

/// An experiment, checked, with its table and what training makes of that.
pub struct Prepared {
    pub table: Table,
    pub checked: CheckedExperiment,
    pub dataset: Dataset,
    /// What the table was read from; none of a synthetic one.
    pub file: Option<SourceFile>,
}

/// The file of a table, and how it was read.
pub struct SourceFile {
    pub name: String,
    pub bytes: Vec<u8>,
    pub dialect: Dialect,
    pub warnings: Vec<ImportWarning>,
}

impl SourceArgs {
    pub fn prepare(&self) -> Result<Prepared, CliError> {
        self.prepare_changed(|_, _| Ok(()))
    }

    /// The same of an experiment that `change` changes once its table is read.
    pub fn prepare_changed(
        &self,
        change: impl FnOnce(&mut ExperimentConfig, &TableSchema) -> Result<(), CliError>,
    ) -> Result<Prepared, CliError> {
        let Opened { mut experiment, data, .. } = open(&self.experiment)?;
        let (table, file) = table(&experiment.data, self.data.as_deref(), data)?;
        if experiment.data.target.is_empty() {
            experiment.refit(table.schema());
        }
        change(&mut experiment, table.schema())?;
        let (checked, dataset) = prepare(&table, &experiment)?;
        Ok(Prepared { table, checked, dataset, file })
    }
}

impl Prepared {
    /// The run before its first epoch, with the weights of a file.
    pub fn with_weights(self, weights: &Path) -> Result<(Table, Trainer), CliError> {
        let mut trainer = Trainer::new(&self.checked, self.dataset);
        read_weights(weights, trainer.network_mut())?;
        Ok((self.table, trainer))
    }
}

/// How an experiment was given.
pub enum Given {
    /// JSON, or an archive with it.
    File,
    /// The text that the link stands in.
    Link(String),
}

/// An experiment, how it was given, and the data that came with it.
pub struct Opened {
    pub experiment: ExperimentConfig,
    pub given: Given,
    data: Option<ArchivedData>,
}

/// Opens an experiment, whatever it is given as.
pub fn open(argument: &str) -> Result<Opened, CliError> {
    let path = Path::new(argument);
    let ends_in = |ending: &str| {
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
    };
    let (is_json, is_archive) = (ends_in("json"), ends_in("zip"));
    let opened = |experiment, given| Opened { experiment, given, data: None };
    let (path, bytes) = match argument {
        "-" => ("Standard input", read_standard_input()?),
        _ if is_json || is_archive => (argument, read(path)?),
        link => return Ok(linked(share::open(link)?, link.to_owned())),
    };
    let named = |source| CliError::Experiment { path: path.to_owned(), source };
    if is_archive || bytes.starts_with(ZIP) {
        let refused = |source| CliError::Archive { path: path.to_owned(), source };
        let Archive { experiment, data, .. } = archive::read(&bytes).map_err(refused)?;
        return Ok(Opened { experiment, given: Given::File, data });
    }
    if is_json || bytes.trim_ascii_start().starts_with(b"{") {
        return Ok(opened(share::from_json(&bytes).map_err(named)?, Given::File));
    }
    let link = String::from_utf8_lossy(&bytes).into_owned();
    Ok(linked(share::open(&link).map_err(named)?, link))
}

/// What a link holds, its rows where they travel in it.
fn linked(Link { experiment, table }: Link, text: String) -> Opened {
    let data = match (table, &experiment.data.source) {
        (LinkedTable::File(bytes), DataSource::File { name, .. }) => {
            Some(ArchivedData { name: name.clone(), bytes })
        }
        _ => None,
    };
    Opened { experiment, given: Given::Link(text), data }
}

fn read_standard_input() -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    let failed = |source| CliError::Read { path: "Standard input".to_owned(), source };
    io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn prepare(
    table: &Table,
    experiment: &ExperimentConfig,
) -> Result<(CheckedExperiment, Dataset), CliError> {
    let checked = experiment.check(table.schema()).map_err(|problems| {
        let sentences: Vec<_> = problems.iter().map(ToString::to_string).collect();
        CliError::Config(sentences.join("\n         "))
    })?;
    let dataset = Dataset::prepare(table, &checked)
        .map_err(|problem| CliError::Config(problem.to_string()))?;
    Ok((checked, dataset))
}

fn make(config: &SyntheticConfig) -> Result<Table, CliError> {
    let made = data::synthesize(config).map_err(|problem| CliError::Config(problem.to_string()))?;
    if let Some(note) = made.note() {
        eprintln!("{}: {note}", config.shape.label());
    }
    Ok(made.table)
}

/// The table of a recipe: from a path, else from the data that came with the experiment.
fn table(
    recipe: &DataConfig,
    path: Option<&Path>,
    archived: Option<ArchivedData>,
) -> Result<(Table, Option<SourceFile>), CliError> {
    let given = match path {
        Some(path) => Some((path.display().to_string(), read(path)?)),
        None => archived.map(|ArchivedData { name, bytes }| (name, bytes)),
    };
    let (name, bytes) = match (given, &recipe.source) {
        (Some(given), _) => given,
        (None, DataSource::Gallery { id }) => {
            let set = gallery::find(id)
                .ok_or_else(|| CliError::Config(format!("The Gallery has no set \"{id}\".")))?;
            (set.file.to_owned(), gallery::bytes(set).to_vec())
        }
        (None, source) if *source == DataSource::unknown() => {
            return Err(CliError::Link(LinkError::NoSource));
        }
        (None, DataSource::File { name, .. }) => {
            return Err(CliError::NoData { name: name.clone() });
        }
        (None, DataSource::Synthetic(config)) => return Ok((make(config)?, None)),
    };
    let import = data::import(&bytes, &recipe.reading)
        .map_err(|source| CliError::Data { name: name.clone(), source })?;
    for warning in &import.warnings {
        eprintln!("{name}: {warning}");
    }
    let file = SourceFile { name, bytes, dialect: import.dialect, warnings: import.warnings };
    Ok((import.table, Some(file)))
}
