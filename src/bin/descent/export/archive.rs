//! `descent export archive`

use std::io;
use std::path::PathBuf;

use clap::Args;
use descent::config::DataSource;
use descent::export::archive::{self, Archive, ArchivedData, ArchivedRun};
use descent::export::safetensors;
use descent::train::diagnosis::best_index;

use super::run::{FinishedRun, RunArgs, days_since_1970};
use crate::errors::CliError;
use crate::files::{file_name, write, write_error};

#[derive(Args)]
pub struct ArchiveArgs {
    #[command(flatten)]
    run: RunArgs,
    /// Where the archive goes
    #[arg(long, value_name = "FILE.descent.zip")]
    out: PathBuf,
    /// Leave the data out
    #[arg(long)]
    without_data: bool,
}

pub fn run(args: &ArchiveArgs) -> Result<(), CliError> {
    let FinishedRun { file, mut trainer, history, outcome, elapsed_ms, .. } = args.run.finish()?;
    let experiment = trainer.experiment().config().clone();
    let is_own = matches!(experiment.data.source, DataSource::File { .. });
    let data = file.filter(|_| is_own && !args.without_data);
    let data = data.map(|file| ArchivedData { name: file_name(&file.name), bytes: file.bytes });
    let best = best_index(&history, history.count());
    let weights = safetensors::write(trainer.network_mut())
        .map_err(|source| write_error(&args.out, io::Error::other(source)))?;
    let run = ArchivedRun {
        number: 1,
        called: "baseline".to_owned(),
        when_ms: (days_since_1970() * 86_400_000.0).round(),
        elapsed_ms,
        experiment: experiment.clone(),
        outcome,
        best_epoch: best.map(|at| history.epochs[at]),
        wait: trainer.rule().wait(),
        counts: Some(trainer.dataset().facts().counts),
        history,
        weights: Some(weights),
        ..ArchivedRun::default()
    };
    let bytes = archive::write(&Archive { experiment, runs: vec![run], data })
        .map_err(|source| CliError::Archive { path: args.out.display().to_string(), source })?;
    write(&args.out, &bytes)
}
