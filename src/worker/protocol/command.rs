//! What the page may ask of the worker.

use serde::{Deserialize, Serialize};

use crate::config::{ExperimentConfig, ReadingConfig, SweptSetting};
use crate::data::CellRange;
use crate::export::NamedHistory;
use crate::train::History;
use crate::worker::{
    AdviceId, AskPast, FactsId, Form, Pace, RowsState, RunId, RunsForm, Slide, SlideForm, TableId,
    TableOrigin,
};

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
        window: CellRange,
    },
    /// Send the points of a synthetic table, for its pad.
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
        /// Whether nobody will go on from what lies behind it, as of one run of a sweep: it
        /// sends no checkpoints and keeps no moments.
        in_passing: bool,
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
        /// Of an [`Event::Checkpoint`](crate::worker::Event::Checkpoint). It travels beside the message, as a `Blob`.
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
    /// Say which experiments a repeat or a sweep has.
    PlanSweep {
        /// What varies.
        varied: SweptSetting,
        /// What they are made of.
        experiment: Box<ExperimentConfig>,
    },
    /// Answer with `Pong`: a worker that stays silent is replaced.
    Ping,
}
