//! What can go wrong between page and worker. Each error's `Display` is the user's sentence;
//! the worker words its own before they cross the wire, so that the page carries only those
//! of a worker that it cannot understand or reach.

use thiserror::Error;

use crate::config::{ConfigError, Grouped, SweptSetting, limits};
use crate::train::{CheckpointError, WrongWeights};
use crate::{t, tn};

/// Why an experiment cannot be prepared, explained or trained.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ExperimentError {
    /// There are no rows.
    #[error("{}", t!("No table is loaded; upload a CSV or choose one from the Gallery."))]
    NoTable,
    /// Settings that do not go with each other or with the table; at least one.
    #[error("{}", in_a_row(.0))]
    Settings(Vec<ConfigError>),
    /// What only the prepared rows can tell: a part without rows, too many inputs.
    #[error(transparent)]
    Rows(#[from] ConfigError),
    /// What the run was to go on from.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// What the run was to begin with.
    #[error(transparent)]
    Weights(#[from] WrongWeights),
}

impl ExperimentError {
    /// A sentence for each thing that is wrong.
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Self::Settings(problems) => problems.iter().map(ToString::to_string).collect(),
            one => vec![one.to_string()],
        }
    }
}

fn in_a_row(problems: &[ConfigError]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Why there is no repeat and no sweep.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SweepError {
    /// The experiment itself cannot be trained.
    #[error(transparent)]
    Experiment(#[from] ExperimentError),
    /// The experiment has no other value of what is to vary.
    #[error("{}", .0.nothing())]
    NothingVaries(SweptSetting),
    /// More training rows than the split leaves.
    #[error(
        "{}",
        tn!(
            Grouped(*rows as u64),
            "The training part has {count} row; {asked} cannot be used.",
            "The training part has {count} rows; {asked} cannot be used.",
            asked = Grouped(*asked as u64),
        )
    )]
    TooManyRows {
        /// The largest number that was asked for first.
        asked: f64,
        /// Rows of the training part.
        rows: usize,
    },
    /// A value that was asked for cannot be trained.
    #[error(
        "{}",
        t!(
            "{setting} {name} cannot be trained. {problem}",
            setting = setting.label(),
            name,
            problem,
        )
    )]
    CannotRun {
        /// What varies.
        setting: SweptSetting,
        /// The value.
        name: String,
        /// What keeps it from being trained.
        problem: ConfigError,
    },
    /// More runs than a sweep may have.
    #[error(
        "{}",
        t!(
            "That would be {runs} runs. A sweep has at most {most}: type fewer values.",
            runs = Grouped(*runs as u64),
            most = limits::MAX_SWEEP_RUNS,
        )
    )]
    TooMany {
        /// How many.
        runs: usize,
    },
}

/// Why a file has no bytes.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// A file of the user's own.
    #[error("{}", t!("{name} could not be read ({reason}). Choose it again.", name, reason))]
    Unreadable {
        /// The file's name.
        name: String,
        /// What happened.
        reason: FileReason,
    },
    /// A set of the Gallery, which lies beside the page.
    #[error(
        "{}",
        t!("The Gallery's {name} could not be fetched ({reason}). Is there a connection?", name, reason)
    )]
    NotFetched {
        /// The file's name.
        name: String,
        /// What happened.
        reason: FileReason,
    },
}

/// What happened to a file on its way to the worker.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileReason {
    /// No file came with the message.
    #[error("{}", t!("it did not arrive"))]
    NotThere,
    /// The server's answer.
    #[error("{}", t!("status {code}", code = .0))]
    Status(u16),
    /// The browser's words.
    #[error("{0}")]
    Browser(String),
    /// The browser has no words for it.
    #[error("{}", t!("unknown reason"))]
    Unknown,
}

/// A worker from the browser's cache beside a newer page, or the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "{}",
    t!("This page and its worker are of different versions; reload the page without its cache.")
)]
pub struct VersionMismatch;

/// Why a link was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadLinkError {
    /// There was nobody to read it.
    #[error("{}", t!("The link could not be read, because no worker answered; reload the page."))]
    NoAnswer,
    /// The file with what reads links did not come.
    #[error("{}", t!("What reads links could not be loaded; check the connection, then open the link again."))]
    NotLoaded,
    /// The link is at fault; the worker says how.
    #[error("{0}")]
    Refused(String),
}
