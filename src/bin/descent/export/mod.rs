//! `descent export`

mod code;
mod model;

use clap::{Args, Subcommand};

use self::code::CodeArgs;
use self::model::{ModelArgs, WeightsArgs};
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
}

pub fn run(args: &ExportArgs) -> Result<(), CliError> {
    match &args.kind {
        Kind::Keras(args) => code::run(args, code::Library::Keras),
        Kind::Pytorch(args) => code::run(args, code::Library::Pytorch),
        Kind::KerasFile(args) => model::keras_file(args),
        Kind::Onnx(args) => model::onnx(args),
        Kind::Safetensors(args) => model::weights(args),
    }
}
