//! What is in files of its own in the browser, and is loaded when it is first needed.

use std::pin::Pin;

use crate::worker::experiment_reader::{self, ExperimentReader};
use crate::worker::exporter::{self, Exporter};
use crate::worker::inspection::{self, Inspector};
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
}

/// One of them that was loaded.
#[expect(missing_docs, reason = "SplitPart says it")]
pub enum LoadedPart {
    Inspector(Inspector),
    Reader(ExperimentReader),
    Exporter(Exporter),
}

/// Loads a part; nothing where that could not be done. Only the worker's binary knows how
/// (`bin/worker.rs`): every other that is made of this library would carry the code.
pub type LoadPart = fn(SplitPart) -> Pin<Box<dyn Future<Output = Option<LoadedPart>>>>;

impl SplitPart {
    /// Which one obeys a command; none for what the worker always has.
    pub fn needed_by(command: &Command) -> Option<Self> {
        match command {
            Command::Inspect { .. } => Some(Self::Inspector),
            Command::ReadLink { .. } | Command::Compare { .. } | Command::Tabulate { .. } => {
                Some(Self::Reader)
            }
            Command::WriteCode { .. } => Some(Self::Exporter),
            _ => None,
        }
    }

    /// What is said of a command whose part could not be loaded.
    ///
    /// Checked by `tests/it/worker/split_parts.rs`.
    pub fn not_loaded(command: Command) -> Vec<Event> {
        match Self::needed_by(&command) {
            Some(Self::Inspector) => inspection::not_loaded(&command),
            Some(Self::Reader) => experiment_reader::not_loaded(command),
            Some(Self::Exporter) => match command {
                Command::WriteCode { request, .. } => {
                    let outcome = Err(exporter::not_loaded().to_owned());
                    vec![Event::CodeWritten { request, outcome }]
                }
                _ => Vec::new(),
            },
            None => Vec::new(),
        }
    }

    /// All are there from the start where nothing is split.
    #[cfg(not(target_arch = "wasm32"))]
    fn load(self) -> LoadedPart {
        match self {
            Self::Inspector => LoadedPart::Inspector(inspection::inspector()),
            Self::Reader => LoadedPart::Reader(experiment_reader::experiment_reader()),
            Self::Exporter => LoadedPart::Exporter(exporter::exporter()),
        }
    }
}

/// Those parts of a session; without a browser all are there from the start, in one the server
/// brings them.
pub(super) struct SplitParts {
    pub inspector: Option<Inspector>,
    pub reader: Option<ExperimentReader>,
    pub exporter: Option<Exporter>,
}

impl Default for SplitParts {
    fn default() -> Self {
        #[cfg_attr(target_arch = "wasm32", expect(unused_mut, reason = "the server brings them"))]
        let mut parts = Self { inspector: None, reader: None, exporter: None };
        #[cfg(not(target_arch = "wasm32"))]
        for part in [SplitPart::Inspector, SplitPart::Reader, SplitPart::Exporter] {
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
        }
    }

    /// Which one has to be loaded before a command is obeyed.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn missing_for(&self, command: &Command) -> Option<SplitPart> {
        SplitPart::needed_by(command).filter(|part| match part {
            SplitPart::Inspector => self.inspector.is_none(),
            SplitPart::Reader => self.reader.is_none(),
            SplitPart::Exporter => self.exporter.is_none(),
        })
    }
}
