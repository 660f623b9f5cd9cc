//! The command line: which subcommands there are. Their options stand in their own files.

use clap::{CommandFactory, Parser, Subcommand};

use crate::completions::{self, CompletionsArgs};
use crate::errors::CliError;
use crate::evaluate::{self, EvaluateArgs};
use crate::export::{self, ExportArgs};
use crate::import::{self, ImportArgs};
use crate::inspect::{self, InspectArgs};
use crate::lessons::{self, LessonsArgs};
use crate::link::{self, LinkArgs};
use crate::man::{self, ManArgs};
use crate::predict::{self, PredictArgs};
use crate::prepare::{self, PrepareArgs};
use crate::scenes::{self, ScenesArgs};
use crate::train::{self, TrainArgs};

/// Trains neural networks on a table, with the engine and the numbers of the page.
#[derive(Parser)]
#[command(
    name = "descent",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "An experiment is a file that ends in .json (docs/EXPERIMENT.md says what it holds) or\n\
        .descent.zip, or a link.\n\
        \"descent COMMAND --help\" says what a command takes, with examples."
)]
pub struct Cli {
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Subcommand)]
enum CliCommand {
    Train(TrainArgs),
    Evaluate(EvaluateArgs),
    Predict(PredictArgs),
    Prepare(PrepareArgs),
    Export(ExportArgs),
    Import(ImportArgs),
    Link(LinkArgs),
    Inspect(InspectArgs),
    Scenes(ScenesArgs),
    Lessons(LessonsArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

impl Cli {
    pub fn run(&self) -> Result<(), CliError> {
        match &self.command {
            CliCommand::Train(args) => train::run(args),
            CliCommand::Evaluate(args) => evaluate::run(args),
            CliCommand::Predict(args) => predict::run(args),
            CliCommand::Prepare(args) => prepare::run(args),
            CliCommand::Export(args) => export::run(args),
            CliCommand::Import(args) => import::run(args),
            CliCommand::Link(args) => link::run(args),
            CliCommand::Inspect(args) => inspect::run(args),
            CliCommand::Scenes(args) => scenes::run(args),
            CliCommand::Lessons(args) => lessons::run(args),
            CliCommand::Completions(args) => completions::run(args, Self::command()),
            CliCommand::Man(args) => man::run(args, Self::command()),
        }
    }
}
