//! What is in files of its own in the browser, and is loaded when it is first needed.

use std::pin::Pin;

use crate::worker::archive::{self, Archiver};
use crate::worker::experiment_reader::{self, ExperimentReader};
use crate::worker::exporter::{self, Exporter};
use crate::worker::inspection::{self, Inspector};
use crate::worker::models_in::{self, ModelReader};
use crate::worker::models_out::{self, ModelWriter};
use crate::worker::report::{self, Reporter};
use crate::worker::{Command, Event};

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitPart {
    /// Who answers questions about a network.
    Inspector,
    /// Who reads experiments.
    Reader,
    /// Who writes code.
    Exporter,
    /// Who writes models.
    ModelWriter,
    /// Who reads models.
    ModelReader,
    /// Who writes and reads archives.
    Archiver,
    /// Who writes reports.
    Reporter,
}

/// One of them that was loaded.
#[expect(missing_docs, reason = "SplitPart says it")]
pub enum LoadedPart {
    Inspector(Inspector),
    Reader(ExperimentReader),
    Exporter(Exporter),
    ModelWriter(ModelWriter),
    ModelReader(ModelReader),
    Archiver(Archiver),
    Reporter(Reporter),
}

/// Loads a part; nothing where that could not be done. Only the worker's binary knows how
/// (`bin/worker.rs`): every other that is made of this library would carry the code.
pub type LoadPart = fn(SplitPart) -> Pin<Box<dyn Future<Output = Option<LoadedPart>>>>;

impl SplitPart {
    #[cfg(not(target_arch = "wasm32"))]
    const ALL: [Self; 7] = [
        Self::Inspector,
        Self::Reader,
        Self::Exporter,
        Self::ModelWriter,
        Self::ModelReader,
        Self::Archiver,
        Self::Reporter,
    ];

    /// Which one obeys a command; none for what the worker always has.
    pub fn needed_by(command: &Command) -> Option<Self> {
        match command {
            Command::Inspect { .. } => Some(Self::Inspector),
            Command::ReadLink { .. }
            | Command::ChangeExperiment { .. }
            | Command::Compare { .. }
            | Command::Tabulate { .. } => Some(Self::Reader),
            Command::WriteCode { .. } => Some(Self::Exporter),
            Command::WriteModel(_) => Some(Self::ModelWriter),
            Command::ReadModel { .. } => Some(Self::ModelReader),
            Command::WriteArchive { .. } | Command::ReadArchive { .. } => Some(Self::Archiver),
            Command::WriteReport { .. } => Some(Self::Reporter),
            _ => None,
        }
    }

    /// What is said of a command whose part could not be loaded.
    ///
    /// Checked by `tests/it/worker/split_parts.rs`.
    pub fn not_loaded(command: Command) -> Vec<Event> {
        match command {
            Command::Inspect { run, .. } => vec![inspection::not_loaded(run)],
            Command::WriteCode { request, .. } => {
                vec![exporter::not_loaded(request)]
            }
            Command::WriteModel(_) => vec![models_out::not_loaded()],
            Command::ReadModel { .. } => vec![models_in::not_loaded()],
            Command::WriteReport { .. } => vec![report::not_loaded()],
            Command::WriteArchive { .. } | Command::ReadArchive { .. } => {
                vec![archive::not_loaded(&command)]
            }
            command => experiment_reader::not_loaded(command),
        }
    }

    /// All are there from the start where nothing is split.
    #[cfg(not(target_arch = "wasm32"))]
    fn load(self) -> LoadedPart {
        match self {
            Self::Inspector => LoadedPart::Inspector(inspection::inspector()),
            Self::Reader => LoadedPart::Reader(experiment_reader::experiment_reader()),
            Self::Exporter => LoadedPart::Exporter(exporter::exporter()),
            Self::ModelWriter => LoadedPart::ModelWriter(models_out::model_writer()),
            Self::ModelReader => LoadedPart::ModelReader(models_in::model_reader()),
            Self::Archiver => LoadedPart::Archiver(archive::archiver()),
            Self::Reporter => LoadedPart::Reporter(report::reporter()),
        }
    }
}

/// Those parts of a session; without a browser all are there from the start, in one the server
/// brings them.
pub(super) struct SplitParts {
    pub inspector: Option<Inspector>,
    pub reader: Option<ExperimentReader>,
    pub exporter: Option<Exporter>,
    pub model_writer: Option<ModelWriter>,
    pub model_reader: Option<ModelReader>,
    pub archiver: Option<Archiver>,
    pub reporter: Option<Reporter>,
}

impl Default for SplitParts {
    fn default() -> Self {
        #[cfg_attr(target_arch = "wasm32", expect(unused_mut, reason = "the server brings them"))]
        let mut parts = Self {
            inspector: None,
            reader: None,
            exporter: None,
            model_writer: None,
            model_reader: None,
            archiver: None,
            reporter: None,
        };
        #[cfg(not(target_arch = "wasm32"))]
        for part in SplitPart::ALL {
            parts.put(part.load());
        }
        parts
    }
}

impl SplitParts {
    /// Takes one that was loaded.
    pub(super) fn put(&mut self, part: LoadedPart) {
        match part {
            LoadedPart::Inspector(inspector) => self.inspector = Some(inspector),
            LoadedPart::Reader(reader) => self.reader = Some(reader),
            LoadedPart::Exporter(exporter) => self.exporter = Some(exporter),
            LoadedPart::ModelWriter(writer) => self.model_writer = Some(writer),
            LoadedPart::ModelReader(reader) => self.model_reader = Some(reader),
            LoadedPart::Archiver(archiver) => self.archiver = Some(archiver),
            LoadedPart::Reporter(reporter) => self.reporter = Some(reporter),
        }
    }

    /// Which one has to be loaded before a command is obeyed.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn missing_for(&self, command: &Command) -> Option<SplitPart> {
        SplitPart::needed_by(command).filter(|part| match part {
            SplitPart::Inspector => self.inspector.is_none(),
            SplitPart::Reader => self.reader.is_none(),
            SplitPart::Exporter => self.exporter.is_none(),
            SplitPart::ModelWriter => self.model_writer.is_none(),
            SplitPart::ModelReader => self.model_reader.is_none(),
            SplitPart::Archiver => self.archiver.is_none(),
            SplitPart::Reporter => self.reporter.is_none(),
        })
    }
}
