//! What the page may ask of the worker.

use serde::{Deserialize, Serialize};

use crate::config::share::ExpectedTable;
use crate::config::{ExperimentConfig, ReadingConfig, SweptBy};
use crate::data::CellRange;
use crate::export::NamedHistory;
use crate::export::report::ReportNote;
use crate::text::Catalogue;
use crate::train::{History, PartFigures};
use crate::worker::{
    AdviceId, CodeRequest, CureRequest, FactsId, Form, ModelRequest, Pace, RowsState, RunId,
    RunsForm, TableId, TableOrigin, TimeTravelRequest,
};

/// Page to worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "a field has words where its name and type leave something open")]
pub enum Command {
    /// Read a table; it replaces the one before and ends its run.
    LoadTable {
        table: TableId,
        /// Where it comes from.
        origin: TableOrigin,
        /// How a file is read.
        reading: Box<ReadingConfig>,
    },
    /// Stop reading a table; the one before stays.
    CancelLoad { table: TableId },
    /// Prepare the table for an experiment and say what became of it.
    Prepare { facts: FactsId, experiment: Box<ExperimentConfig> },
    /// Send some cells, for the View rows dialog.
    ReadRows {
        /// As they were read, or as they were last prepared.
        state: RowsState,
        window: CellRange,
    },
    /// Send the points of a synthetic table, for its pad.
    ReadPoints,
    /// Send a picture of a column against the target.
    ReadColumn {
        column: String,
        /// Whose target it is.
        experiment: Box<ExperimentConfig>,
    },
    /// Begin a new run on the loaded table; a run before it is dropped.
    Start {
        run: RunId,
        experiment: Box<ExperimentConfig>,
        pace: Pace,
        /// Whether nobody will go on from what lies behind it, as of one run of a sweep: it
        /// sends no checkpoints and keeps no moments.
        in_passing: bool,
    },
    /// Begin a new run with weights of its own; it rests before its first epoch. Answered with
    /// `Started` and `Checkpoint`, or with `Rejected`.
    StartWith {
        run: RunId,
        experiment: Box<ExperimentConfig>,
        /// Of an [`OpenedModel`](crate::worker::OpenedModel). They travel beside the message, as
        /// a `Blob`.
        #[serde(with = "serde_bytes")]
        weights: Vec<u8>,
    },
    /// Go on with a run from its checkpoint; a run before it is dropped. Answered with
    /// `Started`, which says where it stands, or with `Rejected`.
    GoOn {
        run: RunId,
        /// What it trains: its own experiment, with the learning rate and the batch size
        /// that hold from here on.
        experiment: Box<ExperimentConfig>,
        /// Its figures so far; what came after the checkpoint is dropped.
        history: Box<History>,
        /// Of an [`Event::Checkpoint`](crate::worker::Event::Checkpoint). It travels beside the message, as a `Blob`.
        #[serde(with = "serde_bytes")]
        checkpoint: Vec<u8>,
        pace: Pace,
    },
    /// Stop after the current mini-batch; `Resume` goes on from there.
    Pause { run: RunId },
    /// Go on.
    Resume { run: RunId },
    /// Go on to the end of the epoch.
    StepEpoch { run: RunId },
    /// Go on for one mini-batch.
    StepBatch { run: RunId },
    /// Go on with a run whose epochs are up: it has more of them now.
    Extend { run: RunId, epochs: u32, pace: Pace },
    /// End the run.
    Stop { run: RunId },
    /// From the next mini-batch.
    SetLearningRate { run: RunId, learning_rate: f64 },
    /// From the next epoch.
    SetBatchSize {
        run: RunId,
        /// The new number of rows per update.
        batch_size: u32,
    },
    /// Part two classes elsewhere: in what is measured from here on, and at once in the epoch
    /// that is shown of a run that rests or is over.
    SetThreshold { run: RunId, threshold: f64 },
    /// Measure the test part with the weights as they stand.
    EvaluateTest { run: RunId },
    /// Say something of the network of a run, as it stands; a question before it that is not
    /// answered yet is dropped. Answered with `Inspected`.
    Inspect {
        run: RunId,
        /// All [`Question`](crate::inspection::Question)s of a view.
        #[serde(with = "serde_bytes")]
        question: Vec<u8>,
    },
    /// Write an experiment as text.
    Write { form: Form, experiment: Box<ExperimentConfig> },
    /// Write the link of an experiment that is to be passed on.
    WriteLink {
        experiment: Box<ExperimentConfig>,
        /// Whether the loaded table is the one that the experiment speaks of.
        has_table: bool,
    },
    /// Say what the loaded table has otherwise than the one that a link speaks of.
    CompareTable {
        /// The columns of that one, as far as they are known.
        columns: Vec<String>,
        expected: ExpectedTable,
    },
    /// Write runs as text.
    WriteRuns {
        form: RunsForm,
        /// Which; one alone has no column for its name.
        runs: Vec<NamedHistory>,
    },
    /// Write an experiment on the loaded table as code.
    WriteCode { request: CodeRequest, experiment: Box<ExperimentConfig> },
    /// Write the network of a run, as it stands, as a model.
    WriteModel(ModelRequest),
    /// Read a model as the network of an experiment on the loaded table.
    ReadModel {
        /// The file's.
        name: String,
        experiment: Box<ExperimentConfig>,
        /// The file, which travels beside the message.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// Write an experiment with its runs as one file.
    WriteArchive {
        /// An [`Archive`](crate::export::archive::Archive), which only the dialog's file writes.
        #[serde(with = "serde_bytes")]
        archive: Vec<u8>,
        /// Its runs as the worker knows them.
        runs: Vec<Option<RunId>>,
        /// Its [large parts](crate::export::archive::Archive::take_parts). They travel beside
        /// the message, as `Blob`s.
        #[serde(skip)]
        parts: Vec<Option<Vec<u8>>>,
    },
    /// Open such a file.
    ReadArchive {
        /// They travel beside the message, as a `File`.
        #[serde(skip)]
        bytes: Vec<u8>,
    },
    /// Write a report of a run. Answered with `ReportWritten`.
    WriteReport {
        run: RunId,
        note: Box<ReportNote>,
        /// Of the test rows, once they were measured.
        test: Option<PartFigures>,
    },
    /// Read an experiment from a link or from JSON.
    ReadLink { text: String },
    /// Change an experiment; answered with `LinkRead`.
    ChangeExperiment {
        experiment: Box<ExperimentConfig>,
        /// A JSON Merge Patch (RFC 7396) of it.
        patch: String,
    },
    /// Say what is unwise about an experiment on the loaded table.
    Advise { id: AdviceId, experiment: Box<ExperimentConfig> },
    /// Say what a network computes.
    Explain {
        /// Whose.
        experiment: Box<ExperimentConfig>,
        /// With the weights of this run, if it trains the same network on the same data.
        run: Option<RunId>,
    },
    /// Ask what lies behind the run.
    TimeTravel { run: RunId, request: TimeTravelRequest },
    /// Say in words what leads from other experiments to one.
    Compare { key: String, base: Box<ExperimentConfig>, others: Vec<String> },
    /// Say in which settings experiments differ.
    Tabulate { links: Vec<String> },
    /// Say which experiments a repeat or a sweep has.
    PlanSweep {
        /// What varies: one setting, or two for every pair of their values.
        swept: Vec<SweptBy>,
        /// What they are made of.
        experiment: Box<ExperimentConfig>,
    },
    /// Try what the coach suggests for a run that rests or is over.
    TryCures {
        run: RunId,
        /// What all trials may take together.
        seconds: u32,
        request: CureRequest,
    },
    /// Speak this language from now on; none is English. Comes before all others.
    Speak { language: Option<Box<Catalogue>> },
    /// Answer with `Pong`: a worker that stays silent is replaced.
    Ping,
}
