//! What the user asks the command for, and what can go wrong.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use descent::config::LinkError;
use descent::data::DataError;
use descent::export::safetensors::WeightsError;
use lexopt::prelude::*;
use thiserror::Error;

pub const USAGE: &str = "\
Usage: descent train <link or experiment.json> [options]
       descent link <experiment.json>

train   Trains the experiment and prints one row an epoch, as the page does:
        epoch, loss, val_loss, each metric and its validation, and logged_loss,
        the training loss as Keras logs it.
        --data FILE.csv         the table, when the experiment names a file of your own
        --history OUT.csv       also writes the rows there
        --json                  prints one JSON document at the end instead of rows
        --start W.safetensors   starts from these weights instead of drawing them
        --save-start W.safetensors   writes the weights before the first update
        --save W.safetensors    writes the weights at the end
        --predictions OUT.csv   writes what the network says to every row at the end
        --prepared OUT.csv      writes what the network is given, scaled and encoded
        Tensors are named by the block's index in the chain, the output's the last:
        0/kernel, 0/bias, 1/gamma, 1/beta, 1/moving_mean, 1/moving_variance.
link    Prints the part of the link after '#'.";

/// What went wrong, in one sentence.
#[derive(Debug, Error)]
pub enum CliError {
    #[error("{0}\n\n{USAGE}")]
    Usage(String),
    #[error("{path} could not be read: {source}")]
    Read { path: String, source: io::Error },
    #[error("{path} could not be written: {source}")]
    Write { path: String, source: io::Error },
    #[error("{path} is not an experiment: {source}")]
    Json { path: String, source: serde_json::Error },
    #[error("{path} cannot be the start. {source}")]
    Weights { path: String, source: WeightsError },
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error("{name}: {source}")]
    Data { name: String, source: DataError },
    #[error("The experiment uses {name}; give its path with --data.")]
    NoData { name: String },
    #[error("{0}")]
    Config(String),
}

pub enum Order {
    Train(TrainOrder),
    Link { experiment: String },
    Help,
}

/// `descent train` with its options.
#[derive(Default)]
pub struct TrainOrder {
    pub experiment: String,
    pub data: Option<PathBuf>,
    pub history: Option<PathBuf>,
    pub json: bool,
    pub start: Option<PathBuf>,
    pub save_start: Option<PathBuf>,
    pub save: Option<PathBuf>,
    pub predictions: Option<PathBuf>,
    pub prepared: Option<PathBuf>,
}

pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Order, CliError> {
    let usage = |error: lexopt::Error| CliError::Usage(error.to_string());
    let mut parser = lexopt::Parser::from_args(arguments);
    let (mut words, mut order) = (Vec::new(), TrainOrder::default());
    while let Some(argument) = parser.next().map_err(usage)? {
        let path = match argument {
            Long("data") => &mut order.data,
            Long("history") => &mut order.history,
            Long("start") => &mut order.start,
            Long("save-start") => &mut order.save_start,
            Long("save") => &mut order.save,
            Long("predictions") => &mut order.predictions,
            Long("prepared") => &mut order.prepared,
            Long("json") => {
                order.json = true;
                continue;
            }
            Long("help") | Short('h') => return Ok(Order::Help),
            Value(word) => {
                words.push(word.string().map_err(usage)?);
                continue;
            }
            other => return Err(usage(other.unexpected())),
        };
        *path = Some(PathBuf::from(parser.value().map_err(usage)?));
    }
    let mut words = words.into_iter();
    match (words.next().as_deref(), words.next(), words.next()) {
        (Some("train"), Some(experiment), None) => {
            Ok(Order::Train(TrainOrder { experiment, ..order }))
        }
        (Some("link"), Some(experiment), None) => Ok(Order::Link { experiment }),
        (None, _, _) => Ok(Order::Help),
        _ => Err(CliError::Usage("Say what to do with which experiment.".to_owned())),
    }
}
