//! Trained networks as model files.

use std::io;
use std::path::PathBuf;
use std::rc::Rc;

use clap::Args;
use descent::config::CheckedExperiment;
use descent::data::{Dataset, Table};
use descent::export::state_dict;
use descent::models::{ModelError, keras, onnx};
use descent::train::Trainer;

use crate::errors::CliError;
use crate::files::{read_weights, write, write_error, write_weights};
use crate::source::{Prepared, SourceArgs};

#[derive(Args)]
pub struct ModelArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The trained weights, as "descent train --save" writes them
    #[arg(long, value_name = "FILE.safetensors")]
    weights: PathBuf,
    /// Where the model goes
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Args)]
pub struct WeightsArgs {
    #[command(flatten)]
    model: ModelArgs,
    /// As the state dict of the nn.Sequential that "descent export pytorch" writes
    #[arg(long)]
    pytorch: bool,
}

/// Writes a `.keras` file.
pub fn keras_file(args: &ModelArgs) -> Result<(), CliError> {
    let (Trained { checked, dataset, .. }, mut trainer) = trained(args)?;
    let inputs = dataset.inputs();
    let network = trainer.network_mut();
    let bytes = keras::write(checked.config(), checked.output(), inputs, network);
    write(&args.out, &bytes.map_err(|source| refused(args, source))?)
}

/// Writes an ONNX model, and says which columns go in otherwise than they stand in the table.
pub fn onnx(args: &ModelArgs) -> Result<(), CliError> {
    let (Trained { table, checked, dataset }, mut trainer) = trained(args)?;
    let model = onnx::write(&checked, table.schema(), &dataset, trainer.network_mut());
    let model = model.map_err(|source| refused(args, source))?;
    write(&args.out, &model.bytes)?;
    for note in model.notes {
        eprintln!("{note}");
    }
    Ok(())
}

/// Writes the weights alone, by our names or torch's.
pub fn weights(args: &WeightsArgs) -> Result<(), CliError> {
    let model = &args.model;
    let (Trained { checked, .. }, mut trainer) = trained(model)?;
    let network = trainer.network_mut();
    if !network.store().all_finite() {
        return Err(refused(model, ModelError::NotFinite));
    }
    if !args.pytorch {
        return write_weights(Some(&model.out), network);
    }
    let bytes = state_dict(&checked.config().network, checked.output(), network);
    write(&model.out, &bytes.map_err(|source| write_error(&model.out, io::Error::other(source)))?)
}

struct Trained {
    table: Table,
    checked: CheckedExperiment,
    dataset: Rc<Dataset>,
}

/// The experiment, and its run with these weights.
fn trained(args: &ModelArgs) -> Result<(Trained, Trainer), CliError> {
    let Prepared { table, checked, dataset, .. } = args.source.prepare()?;
    let dataset = Rc::new(dataset);
    let mut trainer = Trainer::new(&checked, Rc::clone(&dataset));
    read_weights(&args.weights, trainer.network_mut())?;
    Ok((Trained { table, checked, dataset }, trainer))
}

fn refused(args: &ModelArgs, source: ModelError) -> CliError {
    CliError::Model { path: args.weights.display().to_string(), source }
}
