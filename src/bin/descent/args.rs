//! The arguments of the command, and what can go wrong.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use descent::config::{ColumnType, DecimalMark, Delimiter, Encoding, LinkError, ReadingConfig};
use descent::data::DataError;
use descent::export::safetensors::WeightsError;
use lexopt::prelude::*;
use thiserror::Error;

pub const USAGE: &str = "\
Usage: descent train <link or experiment.json> [options]
       descent prepare <link or experiment.json> --out DIR [options]
       descent link <experiment.json>
       descent inspect <file.csv> [options]
       descent scenes [name or scene.json ...] [options]
       descent lessons [name ...] [options]

train   Trains the experiment and prints one row an epoch, as the page does:
        epoch, loss, val_loss, each metric and its validation, and logged_loss,
        the training loss as Keras logs it.
        --data FILE.csv         the table, when the experiment names a file of your own
        --history OUT.csv       also writes the rows there
        --json                  prints one JSON document at the end instead of rows, with
                                what the coach says and what its suggestions did
        --cures-seconds N       how long these are tried: 5 unless said, 0 for not at all
        --start W.safetensors   starts from these weights instead of drawing them
        --save-start W.safetensors   writes the weights before the first update
        --save W.safetensors    writes the weights at the end
        --predictions OUT.csv   writes what the network says to every row at the end
        --prepared OUT.csv      writes what the network is given, scaled and encoded
        --evaluate-test         measures the test part with the weights at the end
        Tensors are named by the block's index in the chain, the output's the last:
        0/kernel, 0/bias, 1/gamma, 1/beta, 1/moving_mean, 1/moving_variance.
prepare Splits, fills, scales and encodes as training would, and writes the parts
        with the fitted numbers (fitted.json), so that a notebook can check them.
        --data FILE.csv         as above
        --out DIR               where training.csv, validation.csv and test.csv go
        --npy                   writes training_inputs.npy, training_targets.npy and
                                so on instead of CSV
link    Prints the part of the link after '#'.
inspect Prints what is read from a file: how, its columns, and every warning.
        --json                  prints one JSON document
        --delimiter WORD        comma, semicolon, tab, pipe, colon, spaces, or that character
        --decimal WORD          point or comma
        --encoding WORD         utf8, utf16le, windows1252, shift_jis and so on
        --header, --no-header   the first line holds the column names, or a row
        --header-line N         the line of the file that holds them
        --join COLUMN           words that differ by case or blanks are one (again for more)
        --missing WORD          a marker of missing values (again for more)
        --markers-are-words     NA, null, ? and so on are words like any other
        --type COLUMN=TYPE      number, category, date or text (again for more)
        --sample-every N        reads one row in N
scenes  Trains the scenes of the course from many seeds and prints in how many of them
        each claim holds.
        --seeds N               how many: 100 unless said
        --first N               the first of them: 1 unless said
        --figures               also prints the figures of every run
        --write                 also puts the table into docs/SCENES.md
lessons Walks the lessons from many seeds and prints from how many of them each task is
        open before and done after \"Show me\". --seeds N (20), --first N and --write, into
        docs/LESSONS.md, as above; --figures names the seeds that fail.";

/// What went wrong, in one sentence.
#[derive(Debug, Error)]
pub enum CliError {
    #[error("{0}\n\n{USAGE}")]
    Usage(String),
    #[error("{path} could not be read: {source}")]
    Read { path: String, source: io::Error },
    #[error("{path} could not be written: {source}")]
    Write { path: String, source: io::Error },
    #[error("{path} cannot be written as JSON: {source}")]
    Json { path: String, source: serde_json::Error },
    #[error("{path}: {source}")]
    Experiment { path: String, source: LinkError },
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

pub enum CliCommand {
    Train(TrainArgs),
    Prepare(PrepareArgs),
    Link { experiment: String },
    Inspect(InspectArgs),
    Scenes(SeedArgs),
    Lessons(SeedArgs),
    Help,
}

/// `descent scenes` and `descent lessons`: of which, from which seeds, and what becomes of the
/// table.
pub struct SeedArgs {
    pub names: Vec<String>,
    pub seeds: u32,
    pub first: u32,
    pub figures: bool,
    pub write: bool,
}

/// `descent inspect` with its options.
#[derive(Default)]
pub struct InspectArgs {
    pub file: String,
    pub json: bool,
    pub reading: ReadingConfig,
}

/// `descent train` with its options.
#[derive(Default)]
pub struct TrainArgs {
    pub experiment: String,
    pub data: Option<PathBuf>,
    pub history: Option<PathBuf>,
    pub json: bool,
    pub start: Option<PathBuf>,
    pub save_start: Option<PathBuf>,
    pub save: Option<PathBuf>,
    pub predictions: Option<PathBuf>,
    pub prepared: Option<PathBuf>,
    pub evaluate_test: bool,
    pub cures_seconds: Option<u32>,
}

/// `descent prepare` with its options.
pub struct PrepareArgs {
    pub experiment: String,
    pub data: Option<PathBuf>,
    pub out: PathBuf,
    pub npy: bool,
}

pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<CliCommand, CliError> {
    let usage = |error: lexopt::Error| CliError::Usage(error.to_string());
    let mut parser = lexopt::Parser::from_args(arguments);
    let (mut words, mut args) = (Vec::new(), TrainArgs::default());
    let (mut out, mut npy) = (None, false);
    while let Some(argument) = parser.next().map_err(usage)? {
        let path = match argument {
            Long("data") => &mut args.data,
            Long("history") => &mut args.history,
            Long("start") => &mut args.start,
            Long("save-start") => &mut args.save_start,
            Long("save") => &mut args.save,
            Long("predictions") => &mut args.predictions,
            Long("prepared") => &mut args.prepared,
            Long("out") => &mut out,
            Long("npy") => {
                npy = true;
                continue;
            }
            Long("cures-seconds") => {
                let seconds = parser.value().map_err(usage)?.string().map_err(usage)?;
                let number = seconds.parse();
                args.cures_seconds =
                    Some(number.map_err(|_| unknown("time", &seconds, "whole seconds"))?);
                continue;
            }
            Long("evaluate-test") => {
                args.evaluate_test = true;
                continue;
            }
            Long("json") => {
                args.json = true;
                continue;
            }
            Long("help") | Short('h') => return Ok(CliCommand::Help),
            Value(word) if words.is_empty() && word == "inspect" => return inspect(parser),
            Value(word) if words.is_empty() && word == "scenes" => {
                return over_seeds(parser, 100, CliCommand::Scenes);
            }
            Value(word) if words.is_empty() && word == "lessons" => {
                return over_seeds(parser, 20, CliCommand::Lessons);
            }
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
            Ok(CliCommand::Train(TrainArgs { experiment, ..args }))
        }
        (Some("prepare"), Some(experiment), None) => {
            let no_folder = || CliError::Usage("Say where to with --out DIR.".to_owned());
            let (out, data) = (out.ok_or_else(no_folder)?, args.data);
            Ok(CliCommand::Prepare(PrepareArgs { experiment, data, out, npy }))
        }
        (Some("link"), Some(experiment), None) => Ok(CliCommand::Link { experiment }),
        (None, _, _) => Ok(CliCommand::Help),
        _ => Err(CliError::Usage("Say what to do with which experiment.".to_owned())),
    }
}

/// The options of `descent inspect`.
fn inspect(mut parser: lexopt::Parser) -> Result<CliCommand, CliError> {
    let usage = |error: lexopt::Error| CliError::Usage(error.to_string());
    let mut args = InspectArgs::default();
    let mut files = Vec::new();
    while let Some(argument) = parser.next().map_err(usage)? {
        let word = |parser: &mut lexopt::Parser| {
            parser.value().and_then(|value| value.string()).map_err(usage)
        };
        let reading = &mut args.reading;
        match argument {
            Long("json") => args.json = true,
            Long("header") => reading.header = Some(true),
            Long("no-header") => reading.header = Some(false),
            Long("markers-are-words") => reading.usual_markers_are_words = true,
            Long("delimiter") => reading.delimiter = Some(delimiter(&word(&mut parser)?)?),
            Long("decimal") => {
                reading.decimal = Some(match word(&mut parser)?.as_str() {
                    "point" | "." => DecimalMark::Point,
                    "comma" | "," => DecimalMark::Comma,
                    other => return Err(unknown("decimal mark", other, "point or comma")),
                });
            }
            Long("encoding") => {
                reading.encoding = Some(encoding(&word(&mut parser)?)?);
            }
            Long("header-line") => {
                let line = word(&mut parser)?;
                let number = line.parse().map_err(|_| unknown("line", &line, "a number"))?;
                reading.header_line = Some(number);
            }
            Long("join") => reading.joined.push(word(&mut parser)?),
            Long("missing") => reading.missing.push(word(&mut parser)?),
            Long("type") => {
                let (column, column_type) = column_type(&word(&mut parser)?)?;
                reading.types.insert(column, column_type);
            }
            Long("sample-every") => {
                let every = word(&mut parser)?;
                let number = every.parse().map_err(|_| unknown("sample", &every, "a number"))?;
                reading.sample_every = Some(number);
            }
            Long("help") | Short('h') => return Ok(CliCommand::Help),
            Value(word) => files.push(word.string().map_err(usage)?),
            other => return Err(usage(other.unexpected())),
        }
    }
    args.reading.check().map_err(|problem| CliError::Config(problem.to_string()))?;
    match <[String; 1]>::try_from(files) {
        Ok([file]) => Ok(CliCommand::Inspect(InspectArgs { file, ..args })),
        Err(_) => Err(CliError::Usage("Say which one file to inspect.".to_owned())),
    }
}

/// The options of `descent scenes` and `descent lessons`.
fn over_seeds(
    mut parser: lexopt::Parser,
    seeds: u32,
    command: fn(SeedArgs) -> CliCommand,
) -> Result<CliCommand, CliError> {
    let usage = |error: lexopt::Error| CliError::Usage(error.to_string());
    let mut args = SeedArgs { names: Vec::new(), seeds, first: 1, figures: false, write: false };
    let number = |parser: &mut lexopt::Parser| {
        let word = parser.value().and_then(|value| value.string()).map_err(usage)?;
        word.parse().map_err(|_| unknown("seed", &word, "a whole number"))
    };
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Long("seeds") => args.seeds = number(&mut parser)?,
            Long("first") => args.first = number(&mut parser)?,
            Long("figures") => args.figures = true,
            Long("write") => args.write = true,
            Long("help") | Short('h') => return Ok(CliCommand::Help),
            Value(word) => args.names.push(word.string().map_err(usage)?),
            other => return Err(usage(other.unexpected())),
        }
    }
    Ok(command(args))
}

fn unknown(what: &str, received: &str, known: &str) -> CliError {
    CliError::Usage(format!("\"{received}\" is no {what}; write {known}."))
}

fn delimiter(word: &str) -> Result<Delimiter, CliError> {
    Ok(match word {
        "comma" | "," => Delimiter::Comma,
        "semicolon" | ";" => Delimiter::Semicolon,
        "tab" | "\t" | "\\t" => Delimiter::Tab,
        "pipe" | "|" => Delimiter::Pipe,
        "colon" | ":" => Delimiter::Colon,
        "spaces" | " " => Delimiter::Spaces,
        other => {
            let known = "comma, semicolon, tab, pipe, colon or spaces, or one of these characters";
            return Err(unknown("delimiter", other, known));
        }
    })
}

/// By the name that browsers know, with or without hyphens.
fn encoding(word: &str) -> Result<Encoding, CliError> {
    let plain = |name: &str| name.to_lowercase().replace(['-', '_'], "");
    let name = match plain(word).as_str() {
        "latin1" => "windows1252".to_owned(),
        "cp949" => "euckr".to_owned(),
        name => name.to_owned(),
    };
    let is_named = |one: &Encoding| plain(one.name()) == name;
    let known = "utf8, utf16le, windows1252, shift_jis, gbk or another name of the web's standard";
    Encoding::ALL.into_iter().find(is_named).ok_or_else(|| unknown("encoding", word, known))
}

fn column_type(word: &str) -> Result<(String, ColumnType), CliError> {
    let known = "COLUMN=number, category, date or text";
    let (column, name) = word.rsplit_once('=').ok_or_else(|| unknown("type", word, known))?;
    let column_type = match name {
        "number" => ColumnType::Decimal,
        "category" => ColumnType::Category,
        "date" => ColumnType::Date,
        "text" => ColumnType::Text,
        other => return Err(unknown("type", other, known)),
    };
    Ok((column.to_owned(), column_type))
}
