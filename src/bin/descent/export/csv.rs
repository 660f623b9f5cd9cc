//! `descent export csv`

use std::fs;
use std::path::PathBuf;

use clap::Args;
use descent::export::{history_csv, prepared_csv};

use super::run::{FinishedRun, RunArgs};
use crate::errors::CliError;
use crate::files::{print_line, write, write_error};
use crate::train::predicted;

#[derive(Args)]
pub struct CsvArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The folder that the tables go to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub fn run(args: &CsvArgs) -> Result<(), CliError> {
    let FinishedRun { mut trainer, history, outcome, .. } = args.run.finish()?;
    let metrics = trainer.experiment().metrics();
    let history = outcome.map(|_| ("history.csv", history_csv(&history, &metrics)));
    let predictions = ("predictions.csv", predicted(&mut trainer));
    let prepared = ("prepared.csv", prepared_csv(trainer.dataset()));
    fs::create_dir_all(&args.out).map_err(|source| write_error(&args.out, source))?;
    for (name, table) in history.into_iter().chain([predictions, prepared]) {
        let path = args.out.join(name);
        write(&path, table.as_bytes())?;
        print_line(&path.display().to_string())?;
    }
    Ok(())
}
