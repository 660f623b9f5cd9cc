//! What the worker says.

use serde::{Deserialize, Serialize};

use crate::config::share::Link;
use crate::config::{ExperimentConfig, PaintedPoint, SweptBy};
use crate::data::{DatasetFacts, RowCounts, RowsPage, TableSummary, TargetRelation};
use crate::export::code::ExportFile;
use crate::train::{EpochReport, Outcome, PartFigures};
use crate::worker::codec::Packed;
use crate::worker::{
    AdviceId, ArchiveRefusal, CodeRequest, Explanation, FactsId, Form, LoadError, OpenedArchive,
    OpenedModel, RowsState, RunId, RunsForm, ShownAdvice, ShownDiagnosis, ShownDifference,
    SweepPlan, TableId, TimeTravelReply, WrittenLink, WrittenModel,
};

/// Worker to page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "a field has words where its name and type leave something open")]
pub enum Event {
    /// The first message; what was sent before it is lost.
    Ready {
        /// [`PROTOCOL_VERSION`](crate::worker::PROTOCOL_VERSION) of the worker.
        protocol_version: u32,
    },
    /// A file is being read.
    TableProgress {
        table: TableId,
        /// Bytes read so far; a second pass begins at 0 again.
        read: u64,
        /// Bytes of the file.
        of: u64,
    },
    /// A table was read.
    TableLoaded { table: TableId, summary: Box<TableSummary> },
    /// A table could not be read; the one before stays.
    TableRejected { table: TableId, error: LoadError },
    /// The table is prepared.
    Prepared { facts: FactsId, outcome: Result<Box<DatasetFacts>, String> },
    /// Cells of the table.
    Rows { state: RowsState, page: Packed<RowsPage> },
    /// Code, or the sentence that says why there is none.
    CodeWritten { request: CodeRequest, outcome: Packed<Result<ExportFile, String>> },
    /// A model, or the sentence that says why there is none.
    ModelWritten {
        outcome: Packed<Result<WrittenModel, String>>,
        /// The file's. They travel beside the message, as a `Blob`.
        #[serde(skip)]
        bytes: Vec<u8>,
    },
    /// A model that was read, or the sentence that says why not.
    ModelRead {
        outcome: Packed<Result<OpenedModel, String>>,
        /// For [`Command::StartWith`](crate::worker::Command::StartWith); none of a model without
        /// weights, or whose inputs are others. They travel beside the message, as a `Blob`.
        #[serde(skip)]
        weights: Option<Vec<u8>>,
    },
    /// A report as HTML, or the sentence that says why there is none.
    ReportWritten { outcome: Packed<Result<String, String>> },
    /// The points of a synthetic table.
    Points {
        /// Its first rows.
        points: Packed<Vec<PaintedPoint>>,
    },
    /// A column against the target.
    Column { column: String, relation: Packed<TargetRelation> },
    /// The run is prepared; it stands where it begins or where it goes on from.
    Started {
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
        run: RunId,
        /// Those of them that a [`History`](crate::train::History) keeps; the last one is among them.
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
        run: RunId,
        /// Epochs reported before it was taken; the next one may be under way.
        epoch: u32,
        /// For [`Command::GoOn`](crate::worker::Command::GoOn). They travel beside the message, as a `Blob`.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// The run rests.
    Paused { run: RunId },
    /// What the test part came to.
    Tested { run: RunId, score: PartFigures },
    /// The metrics of an epoch with another threshold, training and validation.
    MeasuredAgain { run: RunId, epoch: u32, metrics: [Vec<f64>; 2] },
    /// What was asked of the network of a run.
    Inspected {
        run: RunId,
        /// An [`Answer`](crate::inspection::Answer) to each question, or one for all.
        #[serde(with = "serde_bytes")]
        answer: Vec<u8>,
    },
    /// The run is over; its network stays until the next one begins.
    Finished {
        run: RunId,
        /// Why, and which weights it ended with.
        outcome: Outcome,
    },
    /// The run could not begin.
    Rejected {
        run: RunId,
        /// Sentences for the user.
        problems: Vec<String>,
    },
    /// An experiment as text.
    Written { form: Form, experiment: Box<ExperimentConfig>, text: String },
    /// The link of an experiment.
    LinkWritten { link: Packed<WrittenLink> },
    /// What the table has otherwise than the one that a link speaks of, in sentences.
    TableCompared { differences: Vec<String> },
    /// Runs as text.
    RunsWritten { form: RunsForm, text: String },
    /// An experiment with its runs as one file, or the sentence that says why there is none.
    ArchiveWritten {
        outcome: Packed<Result<(), String>>,
        /// They travel beside the message, as a `Blob`.
        #[serde(skip)]
        bytes: Vec<u8>,
    },
    /// What such a file holds.
    ArchiveRead {
        outcome: Packed<Result<OpenedArchive, ArchiveRefusal>>,
        /// Its [large parts](crate::export::archive::Archive::take_parts). They travel beside
        /// the message, as `Blob`s.
        #[serde(skip)]
        parts: Vec<Option<Vec<u8>>>,
    },
    /// A link that was read, or the sentence that says why not.
    LinkRead { outcome: Result<Box<Link>, String> },
    /// What is unwise about an experiment; nothing without a table.
    Advised {
        id: AdviceId,
        /// By block, then output, training, data.
        advice: Vec<ShownAdvice>,
    },
    /// What the coach says of a run, once that is new: before `Paused` and `Finished`, and
    /// every half a second of training.
    Diagnosed { run: RunId, diagnosis: Box<ShownDiagnosis> },
    /// What a worker is to train next, so that the coach's suggestions are tried.
    CureDue {
        run: RunId,
        place: u32,
        /// `None`: nothing more.
        experiment: Option<Box<ExperimentConfig>>,
    },
    /// What a network computes, or the sentence that says why that is not known.
    Explained { outcome: Packed<Result<Explanation, String>> },
    /// What lies behind the run.
    TimeTravel { run: RunId, reply: TimeTravelReply },
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
        names: Vec<String>,
        /// Their values in words, a row for every experiment.
        rows: Vec<Vec<String>>,
        /// Where each value stands in its column when sorted.
        ranks: Vec<Vec<f64>>,
    },
    /// The experiments of a repeat or a sweep, or the sentence that says why there are none.
    SweepPlanned {
        /// As it was asked for.
        swept: Vec<SweptBy>,
        outcome: Packed<Result<SweepPlan, String>>,
    },
    /// The worker met a fault of its own and must be replaced.
    Failed {
        /// For the bug report.
        message: String,
    },
    /// Answer to `Ping`.
    Pong,
}

impl Event {
    /// Whether a file of the page that comes later reads it.
    pub fn is_for_later_file(&self) -> bool {
        matches!(
            self,
            Self::CodeWritten { .. }
                | Self::ModelWritten { .. }
                | Self::ModelRead { .. }
                | Self::ReportWritten { .. }
                | Self::LinkWritten { .. }
                | Self::ArchiveWritten { .. }
                | Self::ArchiveRead { .. }
                | Self::Explained { .. }
                | Self::RunsWritten { .. }
                | Self::Written { form: Form::Json, .. }
                | Self::SweepPlanned { .. }
                | Self::Tabulated { .. }
        )
    }
}
