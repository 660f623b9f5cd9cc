//! What crosses between page and worker. Both enums are closed; every message of a
//! run carries its [`RunId`], so late events of an old run are dropped.

use serde::{Deserialize, Serialize};

use crate::config::{ExperimentConfig, PaintedPoint, ReadingConfig};
use crate::data::{Against, Facts, RowCounts, RowsPage, TableSummary, Window};
use crate::export::NamedHistory;
use crate::train::{EpochReport, History, Outcome, PartFigures};
use crate::worker::{
    AdviceId, AskPast, Explanation, FactsId, Form, LoadError, Pace, Past, RowsState, RunId,
    RunsForm, ShownAdvice, ShownDiagnosis, ShownDifference, Slide, SlideForm, TableId, TableOrigin,
};

/// Changes with every change of this file: Trunk does not hash the worker's file
/// name, so a cached old worker can meet a new page.
pub const PROTOCOL_VERSION: u32 = 5;

/// Page to worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Read a table; it replaces the one before and ends its run.
    LoadTable {
        /// Names the answer.
        table: TableId,
        /// Where it comes from.
        origin: TableOrigin,
        /// How a file is read.
        reading: Box<ReadingConfig>,
    },
    /// Stop reading a table; the one before stays.
    CancelLoad {
        /// Which request.
        table: TableId,
    },
    /// Prepare the table for an experiment and say what became of it.
    Prepare {
        /// Names the answer.
        facts: FactsId,
        /// What for.
        experiment: Box<ExperimentConfig>,
    },
    /// Send some cells, for the View rows dialog.
    ReadRows {
        /// As they were read, or as they were last prepared.
        state: RowsState,
        /// Which.
        window: Window,
    },
    /// Send the points of a made table, for its pad.
    ReadPoints,
    /// Send a picture of a column against the target.
    ReadColumn {
        /// The column's name.
        column: String,
        /// Whose target it is.
        experiment: Box<ExperimentConfig>,
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
    /// Go on with a run from its checkpoint; a run before it is dropped. Answered with
    /// `Started`, which says where it stands, or with `Rejected`.
    GoOn {
        /// Names the run.
        run: RunId,
        /// What it trains: its own experiment, with the learning rate and the batch size
        /// that hold from here on.
        experiment: Box<ExperimentConfig>,
        /// Its figures so far; what came after the checkpoint is dropped.
        history: Box<History>,
        /// Of an [`Event::Checkpoint`]. It travels beside the message, as a `Blob`.
        #[serde(with = "serde_bytes")]
        checkpoint: Vec<u8>,
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
    /// Measure the test part with the weights as they stand.
    EvaluateTest {
        /// Which run.
        run: RunId,
    },
    /// Write an experiment as text.
    Write {
        /// As what.
        form: Form,
        /// Which.
        experiment: Box<ExperimentConfig>,
    },
    /// Write runs as text.
    WriteRuns {
        /// As what.
        form: RunsForm,
        /// Which; one alone has no column for its name.
        runs: Vec<NamedHistory>,
    },
    /// Draw runs for a slide.
    DrawSlide {
        /// What the page makes of it.
        form: SlideForm,
        /// How.
        slide: Box<Slide>,
        /// The run on the page, then those beside it.
        runs: Vec<NamedHistory>,
    },
    /// Read an experiment from a link or from JSON.
    ReadLink {
        /// The text.
        text: String,
    },
    /// Say what is unwise about an experiment on the loaded table.
    Advise {
        /// Names the answer.
        id: AdviceId,
        /// Which.
        experiment: Box<ExperimentConfig>,
    },
    /// Say what a network computes.
    Explain {
        /// Whose.
        experiment: Box<ExperimentConfig>,
        /// With the weights of this run, if it trains the same network on the same data.
        run: Option<RunId>,
    },
    /// Ask what lies behind the run.
    AskPast {
        /// Which run.
        run: RunId,
        /// What.
        ask: AskPast,
    },
    /// Say in words what leads from other experiments to one.
    Compare {
        /// Names the answer.
        key: String,
        /// The one.
        base: Box<ExperimentConfig>,
        /// The links of the others.
        others: Vec<String>,
    },
    /// Say in which settings experiments differ.
    Tabulate {
        /// Their links.
        links: Vec<String>,
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
    /// A file is being read.
    Reading {
        /// Which request.
        table: TableId,
        /// Bytes read so far; a second pass begins at 0 again.
        read: u64,
        /// Bytes of the file.
        of: u64,
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
        /// Why.
        error: LoadError,
    },
    /// The table is prepared.
    Prepared {
        /// Which request.
        facts: FactsId,
        /// What became of it.
        outcome: Result<Box<Facts>, String>,
    },
    /// Cells of the table.
    Rows {
        /// In which state.
        state: RowsState,
        /// The cells.
        page: RowsPage,
    },
    /// The points of a made table.
    Points {
        /// Its first rows.
        points: Vec<PaintedPoint>,
    },
    /// A column against the target.
    Column {
        /// The column's name.
        column: String,
        /// The picture.
        against: Box<Against>,
    },
    /// The run is prepared; it stands where it begins or where it goes on from.
    Started {
        /// Which run.
        run: RunId,
        /// How the rows were used.
        counts: RowCounts,
        /// Epochs behind it.
        epoch: u32,
        /// The best of them; 0 before there is one.
        best_epoch: u32,
        /// Epochs since then, as early stopping counts them.
        wait: u32,
    },
    /// Epochs that ended since the last message.
    Progress {
        /// Which run.
        run: RunId,
        /// Those of them that a [`History`] keeps; the last one is among them.
        reports: Vec<EpochReport>,
        /// How many ended.
        epochs: u32,
        /// Milliseconds of training since the last message with epochs.
        elapsed_ms: f64,
    },
    /// What the run can go on from in another worker; it takes the place of the one
    /// before. Comes before `Paused`, when a resting run's settings were changed, and
    /// every two seconds of training; large ones every ten, and the largest never
    /// (their sizes: `config::limits`).
    Checkpoint {
        /// Which run.
        run: RunId,
        /// Epochs reported before it was taken; the next one may be under way.
        epoch: u32,
        /// For [`Command::GoOn`]. They travel beside the message, as a `Blob`.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// The run rests.
    Paused {
        /// Which run.
        run: RunId,
    },
    /// What the test part came to.
    Tested {
        /// Which run.
        run: RunId,
        /// Loss and metrics.
        score: PartFigures,
    },
    /// The run is over; its network stays until the next one begins.
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
    /// An experiment as text.
    Written {
        /// As what.
        form: Form,
        /// The experiment.
        experiment: Box<ExperimentConfig>,
        /// The text.
        text: String,
    },
    /// Runs as text.
    RunsWritten {
        /// As what.
        form: RunsForm,
        /// The text.
        text: String,
    },
    /// Runs as a picture.
    SlideDrawn {
        /// What the page is to make of it.
        form: SlideForm,
        /// SVG.
        svg: String,
    },
    /// An experiment that was read, or the sentence that says why not.
    LinkRead {
        /// What was read.
        outcome: Result<Box<ExperimentConfig>, String>,
    },
    /// What is unwise about an experiment; nothing without a table.
    Advised {
        /// Which request.
        id: AdviceId,
        /// By block, then output, training, data.
        advice: Vec<ShownAdvice>,
    },
    /// What the coach says of a run, once that is new: before `Paused` and `Finished`, and
    /// every half a second of training.
    Diagnosed {
        /// Which run.
        run: RunId,
        /// What it says.
        diagnosis: Box<ShownDiagnosis>,
    },
    /// What a network computes, or the sentence that says why that is not known.
    Explained {
        /// The explanation.
        outcome: Result<Box<Explanation>, String>,
    },
    /// What lies behind the run.
    Past {
        /// Which run.
        run: RunId,
        /// The answer.
        past: Past,
    },
    /// What leads from other experiments to one.
    Compared {
        /// Of the request.
        key: String,
        /// The one as a link.
        link: String,
        /// In the order of the others.
        differences: Vec<ShownDifference>,
    },
    /// The settings in which experiments differ.
    Tabulated {
        /// Their names.
        names: Vec<String>,
        /// Their values in words, a row for every experiment.
        rows: Vec<Vec<String>>,
        /// Where each value stands in its column when sorted.
        ranks: Vec<Vec<f64>>,
    },
    /// The worker met a fault of its own and must be replaced.
    Failed {
        /// For the bug report.
        message: String,
    },
    /// Answer to `Ping`.
    Pong,
}
