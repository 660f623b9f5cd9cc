//! The run that is taken away: trained now, or with the weights of a file.

use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use clap::Args;
use descent::data::Table;
use descent::train::{History, Outcome, Trainer};

use crate::errors::CliError;
use crate::files::read_weights;
use crate::source::{Prepared, SourceArgs, SourceFile};
use crate::train::train;

#[derive(Args)]
pub struct RunArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The trained weights, as "descent train --save" writes them; without them it is trained
    #[arg(long, value_name = "FILE.safetensors")]
    weights: Option<PathBuf>,
}

/// A run that is over, or weights without one.
pub struct FinishedRun {
    pub table: Table,
    pub file: Option<SourceFile>,
    pub trainer: Trainer,
    /// Empty of weights from a file.
    pub history: History,
    /// None of weights from a file.
    pub outcome: Option<Outcome>,
    pub elapsed_ms: f64,
}

impl RunArgs {
    pub fn finish(&self) -> Result<FinishedRun, CliError> {
        let Prepared { table, checked, dataset, file } = self.source.prepare()?;
        let mut trainer = Trainer::new(&checked, dataset);
        if let Some(weights) = &self.weights {
            read_weights(weights, trainer.network_mut())?;
            let (history, outcome) = (History::default(), None);
            return Ok(FinishedRun { table, file, trainer, history, outcome, elapsed_ms: 0.0 });
        }
        let begun = Instant::now();
        let (history, _, outcome) = train(&mut trainer, None)?;
        let elapsed_ms = begun.elapsed().as_secs_f64() * 1e3;
        Ok(FinishedRun { table, file, trainer, history, outcome: Some(outcome), elapsed_ms })
    }
}

/// Now, by the clock of the machine.
pub fn days_since_1970() -> f64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0.0, |since| since.as_secs_f64() / 86_400.0)
}
