//! What crosses between page and worker. Both enums are closed; every message of a
//! run carries its [`RunId`], so late events of an old run are dropped.

use serde::{Deserialize, Serialize};

use crate::config::ExperimentConfig;
use crate::data::{DataError, RowCounts, RowsPage, TableSummary};
use crate::train::{EpochReport, Outcome};

/// Changes with every change of this file: Trunk does not hash the worker's file
/// name, so a cached old worker can meet a new page.
pub const PROTOCOL_VERSION: u32 = 2;

/// One training run; a later run has a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RunId(pub u32);

/// One request to load a table; a later one has a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TableId(pub u32);

/// Where the server finds the bytes of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableOrigin {
    /// A file of the Gallery, fetched from beside the page.
    Gallery {
        /// The file's name.
        file: String,
    },
    /// The `File` that travels with the message; its bytes never touch the page.
    Attached,
}

/// How far a run goes on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pace {
    /// Until it ends.
    Continuous,
    /// Until the end of the epoch, then it pauses.
    OneEpoch,
}

/// Page to worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Read a table; it replaces the one before and ends its run.
    LoadTable {
        /// Names the answer.
        table: TableId,
        /// Where its bytes are.
        origin: TableOrigin,
    },
    /// Send some rows of the table, for the View rows dialog.
    ReadRows {
        /// First row, from 0.
        from: usize,
        /// At most so many.
        count: usize,
    },
    /// Begin a new run on the loaded table; a run before it is dropped.
    Start {
        /// Names the run.
        run: RunId,
        /// What to train.
        experiment: Box<ExperimentConfig>,
        /// How far.
        pace: Pace,
    },
    /// Stop after the current mini-batch; `Resume` goes on from there.
    Pause {
        /// Which run.
        run: RunId,
    },
    /// Go on.
    Resume {
        /// Which run.
        run: RunId,
    },
    /// Go on to the end of the epoch.
    StepEpoch {
        /// Which run.
        run: RunId,
    },
    /// End the run.
    Stop {
        /// Which run.
        run: RunId,
    },
    /// From the next mini-batch.
    SetLearningRate {
        /// Which run.
        run: RunId,
        /// The new step size.
        learning_rate: f64,
    },
    /// From the next epoch.
    SetBatchSize {
        /// Which run.
        run: RunId,
        /// The new number of rows per update.
        batch_size: u32,
    },
    /// Answer with `Pong`: a worker that stays silent is replaced.
    Ping,
}

/// Worker to page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The first message; what was sent before it is lost.
    Ready {
        /// [`PROTOCOL_VERSION`] of the worker.
        protocol_version: u32,
    },
    /// A table was read.
    TableLoaded {
        /// Which request.
        table: TableId,
        /// What is in it.
        summary: Box<TableSummary>,
    },
    /// A table could not be read; the one before stays.
    TableRejected {
        /// Which request.
        table: TableId,
        /// The sentence for the user.
        error: LoadError,
    },
    /// Rows of the table.
    Rows {
        /// The rows.
        page: RowsPage,
    },
    /// The run's data is prepared and its network built.
    Started {
        /// Which run.
        run: RunId,
        /// How the rows were used.
        counts: RowCounts,
    },
    /// Epochs that ended since the last message.
    Progress {
        /// Which run.
        run: RunId,
        /// At least one.
        reports: Vec<EpochReport>,
        /// Milliseconds of training since the last message with epochs.
        elapsed_ms: f64,
    },
    /// The run rests.
    Paused {
        /// Which run.
        run: RunId,
    },
    /// The run is over.
    Finished {
        /// Which run.
        run: RunId,
        /// Why, and which weights it ended with.
        outcome: Outcome,
    },
    /// The run could not begin.
    Rejected {
        /// Which run.
        run: RunId,
        /// Sentences for the user.
        problems: Vec<String>,
    },
    /// The worker met a fault of its own and must be replaced.
    Failed {
        /// For the bug report.
        message: String,
    },
    /// Answer to `Ping`.
    Pong,
}

/// Why a table could not be loaded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum LoadError {
    /// The bytes are not a table.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The bytes could not be had.
    #[error("{name} could not be read ({detail}). Choose it again.")]
    Unreadable {
        /// The file.
        name: String,
        /// The browser's words.
        detail: String,
    },
}
