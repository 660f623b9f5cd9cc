//! An experiment and its table: where they come from.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use descent::config::{
    CheckedExperiment, DataConfig, DataSource, ExperimentConfig, LinkError, SyntheticConfig,
    TableSchema, share,
};
use descent::data::{self, Dataset, Dialect, ImportWarning, Table, gallery};
use descent::train::Trainer;

use crate::errors::CliError;
use crate::files::{read, read_weights};

/// Which experiment, on which table: what every command takes that trains or measures.
#[derive(Args)]
pub struct SourceArgs {
    /// A link, a file that ends in .json, or - for either on standard input
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
        let mut experiment = read_experiment(&self.experiment)?;
        let (table, file) = table(&experiment.data, self.data.as_deref())?;
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
    Json,
    /// The text that the link stands in.
    Link(String),
}

pub fn read_experiment(argument: &str) -> Result<ExperimentConfig, CliError> {
    read_as_given(argument).map(|(experiment, _)| experiment)
}

pub fn read_as_given(argument: &str) -> Result<(ExperimentConfig, Given), CliError> {
    let path = Path::new(argument);
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let (path, bytes) = match argument {
        "-" => ("Standard input", read_standard_input()?),
        _ if is_json => (argument, read(path)?),
        link => return Ok((share::decode(link)?, Given::Link(link.to_owned()))),
    };
    let named = |source| CliError::Experiment { path: path.to_owned(), source };
    if is_json || bytes.trim_ascii_start().starts_with(b"{") {
        return Ok((share::from_json(&bytes).map_err(named)?, Given::Json));
    }
    let link = String::from_utf8_lossy(&bytes).into_owned();
    Ok((share::decode(&link).map_err(named)?, Given::Link(link)))
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

fn table(
    recipe: &DataConfig,
    path: Option<&Path>,
) -> Result<(Table, Option<SourceFile>), CliError> {
    let (name, bytes) = match (path, &recipe.source) {
        (Some(path), _) => (path.display().to_string(), read(path)?),
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
