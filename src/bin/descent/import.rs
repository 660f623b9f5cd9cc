//! `descent import`

use std::path::PathBuf;

use clap::Args;
use descent::config::share;
use descent::models::{ModelError, keras};
use descent::train::Trainer;

use crate::errors::CliError;
use crate::files::{read, write, write_to, write_weights};
use crate::source::{Prepared, SourceArgs};
use crate::train::predicted;

/// Open a Keras model as the network of an experiment
#[derive(Args)]
#[command(after_help = "\
The model is a .keras file, weights included, or what model.to_json() gave. It is a Sequential
of Dense, Activation, Dropout and BatchNormalization; its inputs are the prepared rows of the
experiment's table (\"descent prepare\" writes them).

Example:
  descent import wine.keras wine.json --data wine.csv --out new.json --save new.safetensors
  descent train new.json --data wine.csv --start new.safetensors")]
pub struct ImportArgs {
    /// A .keras file or the JSON of a model
    model: PathBuf,
    #[command(flatten)]
    source: SourceArgs,
    /// Where the experiment goes, with the model's network and what it was compiled with
    #[arg(long, value_name = "NEW.json")]
    out: PathBuf,
    /// Write the model's weights
    #[arg(long, value_name = "W.safetensors")]
    save: Option<PathBuf>,
    /// Write what the model says to every training and validation row
    #[arg(long, value_name = "OUT.csv")]
    predictions: Option<PathBuf>,
}

pub fn run(args: &ImportArgs) -> Result<(), CliError> {
    let refused =
        |source: ModelError| CliError::Model { path: args.model.display().to_string(), source };
    let model = keras::open(&read(&args.model)?).map_err(refused)?;
    let mut notes = Vec::new();
    let Prepared { checked, dataset, .. } = args.source.prepare_changed(|experiment, schema| {
        notes = model.adopt(experiment, schema).map_err(refused)?;
        Ok(())
    })?;
    model.check_inputs(dataset.inputs()).map_err(refused)?;
    let mut trainer = Trainer::new(&checked, dataset);
    model.set_weights(trainer.network_mut()).map_err(refused)?;
    if model.weights.is_none() && (args.save.is_some() || args.predictions.is_some()) {
        return Err(refused(ModelError::NoWeights));
    }
    write(&args.out, (share::json(checked.config()) + "\n").as_bytes())?;
    write_weights(args.save.as_deref(), trainer.network_mut())?;
    write_to(args.predictions.as_deref(), || predicted(&mut trainer).into_bytes())?;
    for note in notes {
        eprintln!("{note}");
    }
    Ok(())
}
