//! `descent link`

use clap::Args;
use descent::config::share::{self, switches::Switches};

use crate::errors::CliError;
use crate::files::print_line;
use crate::source::{Given, Opened, open};

/// Print an experiment as a link, and a link as an experiment
#[derive(Args)]
#[command(after_help = "\
What is printed for a file is the part of a link after '#'. A link may be a whole address, and
stand in a text.

Examples:
  descent link iris.json
  descent link \"$LINK\" > experiment.json
  jq '.training.epochs = 200' experiment.json | descent link -")]
pub struct LinkArgs {
    /// A link, a file that ends in .json or .descent.zip, or - for any on standard input
    experiment: String,
    /// Print JSON, whatever was given, with every setting in it
    #[arg(long)]
    json: bool,
}

pub fn run(args: &LinkArgs) -> Result<(), CliError> {
    let Opened { experiment, given, .. } = open(&args.experiment)?;
    match given {
        Given::File if !args.json => return print_line(&share::encode(&experiment)),
        Given::File => {}
        Given::Link(text) => {
            let behind = text.split_once('#').map_or(text.as_str(), |(_, fragment)| fragment);
            let class = Switches::read(Switches::part_of(behind.trim())).0.text();
            if !class.is_empty() {
                eprintln!("What the link says to a class is no part of the experiment: {class}");
            }
        }
    }
    print_line(&share::json(&experiment))
}
