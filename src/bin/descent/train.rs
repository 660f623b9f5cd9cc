//! `descent train`

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use descent::config::{
    CheckedExperiment, DataConfig, DataSource, ExperimentConfig, LinkError, Metric,
    SyntheticConfig, share,
};
use descent::data::{self, DataWarning, Dataset, Table, gallery};
use descent::export::{
    history_csv, history_header, history_row, predictions_csv, prepared_csv, safetensors,
};
use descent::nn::Network;
use descent::train::metrics::confusion_matrix;
use descent::train::{EpochReport, History, Outcome, PartFigures, Trainer, Work};
use serde::Serialize;

use crate::args::{CliError, TrainArgs};
use crate::coach::{self, CoachReport};

/// What `--json` prints. Numbers have as many digits as it takes to read them back.
#[derive(Serialize)]
struct TrainReport<'run> {
    /// The names of the metrics, in the order of their figures.
    metrics: Vec<&'static str>,
    epochs: &'run [EpochReport],
    outcome: Outcome,
    /// `[class][predicted]`, rows of the validation part; none for regression.
    #[serde(skip_serializing_if = "Option::is_none")]
    confusion_matrix: Option<Vec<Vec<usize>>>,
    /// With `--evaluate-test`.
    #[serde(skip_serializing_if = "Option::is_none")]
    test: Option<PartFigures>,
    coach: CoachReport,
}

/// Seconds for the coach's suggestions to be tried, where nothing else was asked for: the
/// page's.
const CURES_SECONDS: u32 = 5;

pub fn run(args: &TrainArgs) -> Result<(), CliError> {
    let experiment = read_experiment(&args.experiment)?;
    let table = table(&experiment.data, args.data.as_deref())?;
    let (checked, dataset) = prepare_from(&table, &experiment)?;
    let warnings = dataset.facts().warnings.iter();
    for warning in warnings.filter(|one| matches!(one, DataWarning::WithoutEffect { .. })) {
        eprintln!("{warning}");
    }
    write_to(args.prepared.as_deref(), || prepared_csv(&dataset).into_bytes())?;

    let mut trainer = Trainer::new(&checked, dataset);
    if let Some(path) = &args.start {
        let name = path.display().to_string();
        safetensors::read(&read(path)?, trainer.network_mut())
            .map_err(|source| CliError::Weights { path: name, source })?;
    }
    write_weights(args.save_start.as_deref(), trainer.network_mut())?;

    let metrics = checked.metrics();
    let rows = if args.json { None } else { Some(history_header(&metrics)) };
    let (history, epochs, outcome) = train(&mut trainer, rows)?;

    write_to(args.history.as_deref(), || history_csv(&history, &metrics).into_bytes())?;
    write_weights(args.save.as_deref(), trainer.network_mut())?;
    write_to(args.predictions.as_deref(), || {
        let training = trainer.predict(|dataset| &dataset.training).to_owned();
        let validation = trainer.predict(|dataset| &dataset.validation).to_owned();
        predictions_csv(trainer.dataset(), [training.view(), validation.view()]).into_bytes()
    })?;
    let test = args.evaluate_test.then(|| trainer.evaluate_test()).flatten();
    if let Some(PartFigures { loss, metrics: figures }) = &test {
        let named = metrics.iter().zip(figures);
        let named: Vec<_> =
            named.map(|(metric, figure)| format!(", {} {figure}", metric.name())).collect();
        eprintln!("Test part: loss {loss}{}", named.concat());
    } else if args.evaluate_test {
        eprintln!(
            "There is nothing to measure: the experiment has no test part, or the run diverged."
        );
    }
    if args.json {
        let seconds = args.cures_seconds.unwrap_or(CURES_SECONDS);
        let coach =
            coach::judge(&trainer, &table, &history, outcome, args.start.is_none(), seconds);
        print_document(&mut trainer, &checked, &epochs, outcome, test, coach)?;
    }
    eprintln!("{}", outcome.sentence(history.count()));
    Ok(())
}

/// Rows appear as the epochs end, under `header`; without one they are all returned.
fn train(
    trainer: &mut Trainer,
    header: Option<String>,
) -> Result<(History, Vec<EpochReport>, Outcome), CliError> {
    let prints = header.is_some();
    if let Some(header) = header {
        print_line(&header)?;
    }
    let (mut history, mut epochs) = (History::default(), Vec::new());
    loop {
        match trainer.work(&mut || true) {
            Work::Yielded => {}
            Work::Epoch(report) => {
                history.push(&report);
                if prints {
                    print_line(&history_row(report.epoch, &report.figures))?;
                } else {
                    epochs.push(report);
                }
            }
            Work::Finished(outcome) => return Ok((history, epochs, outcome)),
        }
    }
}

fn print_document(
    trainer: &mut Trainer,
    checked: &CheckedExperiment,
    epochs: &[EpochReport],
    outcome: Outcome,
    test: Option<PartFigures>,
    coach: CoachReport,
) -> Result<(), CliError> {
    let metrics = checked.metrics();
    let is_classification = metrics.contains(&Metric::Accuracy);
    let confusion_matrix = is_classification.then(|| {
        let predictions = trainer.predict(|dataset| &dataset.validation).to_owned();
        let targets = trainer.dataset().validation.targets.array();
        confusion_matrix(predictions.view(), targets, checked.threshold())
    });
    let metrics = metrics.iter().map(|metric| metric.name()).collect();
    let document = TrainReport { metrics, epochs, outcome, confusion_matrix, test, coach };
    let text = serde_json::to_string_pretty(&document)
        .map_err(|source| CliError::Json { path: "the run".to_owned(), source })?;
    print_line(&text)
}

pub fn print_line(line: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .map_err(|source| CliError::Write { path: "standard output".to_owned(), source })
}

fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|source| CliError::Read { path: path.display().to_string(), source })
}

fn write_to(path: Option<&Path>, bytes: impl FnOnce() -> Vec<u8>) -> Result<(), CliError> {
    let Some(path) = path else { return Ok(()) };
    fs::write(path, bytes())
        .map_err(|source| CliError::Write { path: path.display().to_string(), source })
}

fn write_weights(path: Option<&Path>, network: &Network) -> Result<(), CliError> {
    let Some(name) = path.map(|path| path.display().to_string()) else { return Ok(()) };
    let bytes = safetensors::write(network)
        .map_err(|source| CliError::Write { path: name, source: io::Error::other(source) })?;
    write_to(path, || bytes)
}

pub fn read_experiment(argument: &str) -> Result<ExperimentConfig, CliError> {
    let path = Path::new(argument);
    let looks_like_file =
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if !looks_like_file {
        return Ok(share::decode(argument)?);
    }
    share::from_json(&read(path)?)
        .map_err(|source| CliError::Experiment { path: argument.to_owned(), source })
}

pub fn prepare(
    experiment: &ExperimentConfig,
    path: Option<&Path>,
) -> Result<(CheckedExperiment, Dataset), CliError> {
    prepare_from(&table(&experiment.data, path)?, experiment)
}

fn prepare_from(
    table: &Table,
    experiment: &ExperimentConfig,
) -> Result<(CheckedExperiment, Dataset), CliError> {
    let mut experiment = experiment.clone();
    if experiment.data.target.is_empty() {
        experiment.refit(table.schema());
    }
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

fn table(recipe: &DataConfig, path: Option<&Path>) -> Result<Table, CliError> {
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
        (None, DataSource::Synthetic(config)) => return make(config),
    };
    let import = data::import(&bytes, &recipe.reading)
        .map_err(|source| CliError::Data { name: name.clone(), source })?;
    for warning in &import.warnings {
        eprintln!("{name}: {warning}");
    }
    Ok(import.table)
}
