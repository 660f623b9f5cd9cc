//! `descent export`

mod archive;
mod code;
mod csv;
mod model;
mod report;
mod run;

use clap::{Args, Subcommand};

use self::archive::ArchiveArgs;
use self::code::CodeArgs;
use self::csv::CsvArgs;
use self::model::{ModelArgs, WeightsArgs};
use self::report::ReportArgs;
use crate::errors::CliError;

/// Take an experiment or a trained network to other software
#[derive(Args)]
#[command(after_help = "\
\"descent export KIND --help\" says what each kind is.

Examples:
  descent export keras wine.json --data wine.csv --out wine
  descent export onnx wine.json --data wine.csv --weights wine.safetensors --out wine.onnx")]
pub struct ExportArgs {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Subcommand)]
enum Kind {
    /// A script for Keras 3: the same rows, the same preparation, the same start
    #[command(after_help = "\
Example:
  descent export keras wine.json --data wine.csv --out wine --with-order
  cd wine && python wine_keras.py --same-order")]
    Keras(CodeArgs),
    #[command(about = "A script for PyTorch: the same rows, the same preparation, the same start")]
    #[command(after_help = "\
Example:
  descent export pytorch wine.json --data wine.csv --out wine
  cd wine && torchrun --nproc-per-node 2 wine_pytorch.py")]
    Pytorch(CodeArgs),
    /// A .keras file, which Keras's `load_model` opens; its inputs are prepared rows
    #[command(after_help = "\
Example:
  descent export keras-file wine.json --weights wine.safetensors --out wine.keras")]
    KerasFile(ModelArgs),
    /// An ONNX model, preparation included: raw rows in, the target out
    #[command(after_help = "\
An input for each column, of shape [rows, 1] and by its name: double for numbers, NaN where one
is missing; string for words, empty where one is missing. Outputs: variable in the target's
units, or label and probabilities.

Example:
  descent export onnx wine.json --weights wine.safetensors --out wine.onnx")]
    Onnx(ModelArgs),
    /// The weights alone, as safetensors
    #[command(after_help = "\
In Keras's shapes, by the block's index in the chain: 0/kernel, 0/bias, 1/gamma. With --pytorch
by the module's, 0.weight, 0.bias, 1.running_mean, for
  model.load_state_dict(safetensors.torch.load_file(\"wine.safetensors\"))

Example:
  descent export safetensors wine.json --weights wine.safetensors --pytorch --out torch.safetensors")]
    Safetensors(WeightsArgs),
    /// A report to hand in: one HTML file that prints well
    #[command(after_help = "\
Without --weights the experiment is trained, so that its curves and the coach's verdict are there.
Test rows are measured, if there are any.

Example:
  descent export report wine.json --data wine.csv --name \"Ada\" --out report.html")]
    Report(ReportArgs),
    /// The run as tables: figures of every epoch, predictions, prepared rows
    #[command(after_help = "\
The folder gets history.csv, predictions.csv and prepared.csv, as \"descent train\" writes them
with --history, --predictions and --prepared; with --weights no history.csv.

Example:
  descent export csv wine.json --data wine.csv --out tables")]
    Csv(CsvArgs),
    /// The experiment as one file: itself, its run with the weights, and the data
    #[command(after_help = "\
Every command takes such a file for an experiment, and the data from it. A set of the Gallery
and a made table are not in it, for Descent has them.

Example:
  descent export archive wine.json --data wine.csv --out wine.descent.zip
  descent train wine.descent.zip")]
    Archive(ArchiveArgs),
}

pub fn run(args: &ExportArgs) -> Result<(), CliError> {
    match &args.kind {
        Kind::Keras(args) => code::run(args, code::Library::Keras),
        Kind::Pytorch(args) => code::run(args, code::Library::Pytorch),
        Kind::KerasFile(args) => model::keras_file(args),
        Kind::Onnx(args) => model::onnx(args),
        Kind::Safetensors(args) => model::weights(args),
        Kind::Report(args) => report::run(args),
        Kind::Csv(args) => csv::run(args),
        Kind::Archive(args) => archive::run(args),
    }
}
