//! `descent export`

mod code;

use clap::{Args, Subcommand};

use self::code::CodeArgs;
use crate::errors::CliError;

/// Take an experiment to other software
#[derive(Args)]
#[command(after_help = "\
\"descent export KIND --help\" says what each kind is.

Example:
  descent export keras wine.json --data wine.csv --out wine")]
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
}

pub fn run(args: &ExportArgs) -> Result<(), CliError> {
    match &args.kind {
        Kind::Keras(args) => code::run(args, code::Library::Keras),
        Kind::Pytorch(args) => code::run(args, code::Library::Pytorch),
    }
}
