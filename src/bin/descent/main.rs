//! Descent without a browser: the same engine, the same numbers to the bit.

fn main() -> std::process::ExitCode {
    #[cfg(not(target_arch = "wasm32"))]
    return cli::main();
    #[cfg(target_arch = "wasm32")]
    std::process::ExitCode::FAILURE
}

#[cfg(not(target_arch = "wasm32"))]
mod cli {
    use std::ffi::OsString;
    use std::fs;
    use std::io::{self, BufWriter, Write};
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;

    use descent::config::{CheckedExperiment, DataSource, ExperimentConfig, share};
    use descent::data::{self, Dataset, gallery};
    use descent::export::history_csv;
    use descent::train::{self, EpochReport, History};
    use lexopt::prelude::*;
    use thiserror::Error;

    const USAGE: &str = "\
Usage: descent train <link or experiment.json> [--data FILE.csv] [--history OUT.csv]
       descent link <experiment.json>

train   Trains the experiment and prints one row an epoch, as the page does:
        epoch, loss, val_loss, metric, val_metric.
        --data FILE.csv     the table, when the experiment names a file of your own
        --history OUT.csv   also writes the rows there
link    Prints the part of the link after '#'.";

    /// What went wrong, in one sentence.
    #[derive(Debug, Error)]
    enum CliError {
        #[error("{0}\n\n{USAGE}")]
        Usage(String),
        #[error("{path} could not be read: {source}")]
        Read { path: String, source: io::Error },
        #[error("{path} could not be written: {source}")]
        Write { path: String, source: io::Error },
        #[error("{path} is not an experiment: {source}")]
        Json { path: String, source: serde_json::Error },
        #[error(transparent)]
        Link(#[from] descent::config::LinkError),
        #[error("{name}: {source}")]
        Data { name: String, source: data::DataError },
        #[error("The experiment uses {name}; give its path with --data.")]
        NoData { name: String },
        #[error("{0}")]
        Config(String),
    }

    enum Order {
        Train { experiment: String, data: Option<PathBuf>, history: Option<PathBuf> },
        Link { experiment: String },
        Help,
    }

    pub fn main() -> ExitCode {
        let result = parse(std::env::args_os().skip(1)).and_then(|order| match order {
            Order::Train { experiment, data, history } => {
                run_train(&experiment, data.as_deref(), history.as_deref())
            }
            Order::Link { experiment } => {
                println!("{}", share::encode(&read_experiment(&experiment)?));
                Ok(())
            }
            Order::Help => {
                println!("{USAGE}");
                Ok(())
            }
        });
        match result {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("descent: {error}");
                ExitCode::FAILURE
            }
        }
    }

    fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Order, CliError> {
        let usage = |error: lexopt::Error| CliError::Usage(error.to_string());
        let mut parser = lexopt::Parser::from_args(arguments);
        let (mut words, mut data, mut history) = (Vec::new(), None, None);
        while let Some(argument) = parser.next().map_err(usage)? {
            match argument {
                Long("data") => data = Some(PathBuf::from(parser.value().map_err(usage)?)),
                Long("history") => history = Some(PathBuf::from(parser.value().map_err(usage)?)),
                Long("help") | Short('h') => return Ok(Order::Help),
                Value(word) => words.push(word.string().map_err(usage)?),
                other => return Err(usage(other.unexpected())),
            }
        }
        let mut words = words.into_iter();
        match (words.next().as_deref(), words.next(), words.next()) {
            (Some("train"), Some(experiment), None) => {
                Ok(Order::Train { experiment, data, history })
            }
            (Some("link"), Some(experiment), None) => Ok(Order::Link { experiment }),
            (None, _, _) => Ok(Order::Help),
            _ => Err(CliError::Usage("Say what to do with which experiment.".to_owned())),
        }
    }

    fn run_train(
        experiment: &str,
        data: Option<&Path>,
        history_path: Option<&Path>,
    ) -> Result<(), CliError> {
        let experiment = read_experiment(experiment)?;
        let (checked, dataset) = prepare(&experiment, data)?;
        let metric = checked.metric();
        let mut out = BufWriter::new(io::stdout().lock());
        let mut history = History::default();
        let mut written = Ok(());
        let header = history_csv(&history, metric);
        written = written.and_then(|()| out.write_all(header.as_bytes()));
        let outcome = train::fit(&checked, dataset, |report| {
            history.push(report);
            if written.is_ok() {
                written = write_row(&mut out, report);
            }
        });
        written
            .and_then(|()| out.flush())
            .map_err(|source| CliError::Write { path: "standard output".to_owned(), source })?;
        if let Some(path) = history_path {
            fs::write(path, history_csv(&history, metric))
                .map_err(|source| CliError::Write { path: path.display().to_string(), source })?;
        }
        eprintln!("{}", outcome.sentence(history.epochs()));
        Ok(())
    }

    /// Rows appear as the epochs end, with the digits of [`history_csv`].
    fn write_row(out: &mut impl Write, report: &EpochReport) -> io::Result<()> {
        let EpochReport { epoch, loss, val_loss, metric, val_metric, .. } = report;
        writeln!(out, "{epoch},{loss},{val_loss},{metric},{val_metric}")
    }

    fn read_experiment(argument: &str) -> Result<ExperimentConfig, CliError> {
        let path = Path::new(argument);
        let looks_like_file =
            path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        if !looks_like_file {
            return Ok(share::decode(argument)?);
        }
        let read = |source| CliError::Read { path: argument.to_owned(), source };
        let text = fs::read_to_string(path).map_err(read)?;
        serde_json::from_str(&text)
            .map_err(|source| CliError::Json { path: argument.to_owned(), source })
    }

    fn prepare(
        experiment: &ExperimentConfig,
        path: Option<&Path>,
    ) -> Result<(CheckedExperiment, Dataset), CliError> {
        let (name, bytes) = match (path, &experiment.data.source) {
            (Some(path), _) => {
                let name = path.display().to_string();
                let bytes = fs::read(path)
                    .map_err(|source| CliError::Read { path: name.clone(), source })?;
                (name, bytes)
            }
            (None, DataSource::Gallery { id }) => {
                let set = gallery::find(id)
                    .ok_or_else(|| CliError::Config(format!("The Gallery has no set \"{id}\".")))?;
                (set.file.to_owned(), gallery::bytes(set).to_vec())
            }
            (None, DataSource::File { name, .. }) => {
                return Err(CliError::NoData { name: name.clone() });
            }
        };
        let import =
            data::import(&bytes).map_err(|source| CliError::Data { name: name.clone(), source })?;
        for warning in &import.warnings {
            eprintln!("{name}: {warning}");
        }
        let checked = experiment.check(import.table.schema()).map_err(|problems| {
            let sentences: Vec<_> = problems.iter().map(ToString::to_string).collect();
            CliError::Config(sentences.join("\n         "))
        })?;
        let dataset = Dataset::prepare(&import.table, &checked);
        Ok((checked, dataset))
    }
}
