//! What is kept of an experiment, as bytes: itself with its undo, its runs, and how a tab
//! looked at it.

use serde::{Deserialize, Serialize};

use crate::config::ExperimentConfig;
use crate::data::RowCounts;
use crate::t;
use crate::train::History;
use crate::worker::{ShownDiagnosis, codec};
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::workspace::data::about;
use crate::workspace::packing::{Stored, pack, unpack};
use crate::workspace::selection::Selection;
use crate::workspace::undo::UndoStack;

/// Most bytes that an experiment with its undo is kept in; the oldest steps go first.
pub const MAX_BYTES: usize = 512 << 10;

/// An entry of the list of experiments. Its own form never changes; what does is in
/// `body`, and in `link` for every later version of the page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The experiment's title.
    pub name: String,
    /// Its data and the number of its blocks, in English.
    pub about: String,
    /// When it was last changed, in milliseconds since 1970.
    pub when_ms: f64,
    /// When it was deleted.
    pub deleted_ms: Option<f64>,
    /// The key of the run whose curves belong to it; empty without one.
    pub run: String,
    /// The experiment as every version of the page reads it.
    pub link: String,
    /// A packed [`KeptExperiment`].
    pub body: Vec<u8>,
}

impl Record {
    /// Its data and the number of its blocks in the reader's language; as they are kept where
    /// another version of the page wrote it.
    ///
    /// Checked by `tests/it/workspace/experiment_record.rs::the_list_speaks_the_readers_language`.
    pub fn about_words(&self) -> String {
        self.kept().map_or_else(|| self.about.clone(), |kept| about(&kept.experiment))
    }

    /// A record that was written, by any version of the page.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        codec::decode(bytes).ok()
    }

    /// The experiment under the name it has in the list, and its undo; `None` where
    /// another version of the page wrote it or where it cannot run.
    pub fn kept(&self) -> Option<KeptExperiment> {
        let mut kept: KeptExperiment = unpack(&self.body)?;
        kept.experiment.title.clone_from(&self.name);
        kept.experiment.check_settings().is_ok().then_some(kept)
    }
}

/// An experiment and the steps that led to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptExperiment {
    /// As it stands.
    pub experiment: ExperimentConfig,
    /// What was before, and what was undone.
    pub undo: UndoStack<ExperimentConfig>,
}

impl Stored for KeptExperiment {
    const VERSION: u32 = 9;
}

impl KeptExperiment {
    /// In at most [`MAX_BYTES`], if the experiment itself is no longer.
    ///
    /// Checked by `tests/it/workspace/experiment_record.rs::the_oldest_steps_go_first`.
    pub fn pack(mut self) -> Vec<u8> {
        loop {
            let bytes = pack(&self);
            if bytes.len() <= MAX_BYTES || !self.undo.forget_half() {
                return bytes;
            }
        }
    }
}

/// A tab as it was left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptTab {
    /// The experiment and its undo.
    pub kept: KeptExperiment,
    /// What of the chain was selected.
    pub selected: Selection,
}

impl Stored for KeptTab {
    const VERSION: u32 = 9;
}

/// A run as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptRun {
    /// Names the run among those of its experiment; a later one sorts after it.
    pub key: String,
    /// Where it stood.
    pub phase: Phase,
    experiment: Option<ExperimentConfig>,
    history: History,
    counts: Option<RowCounts>,
    best_epoch: Option<u32>,
    wait: u32,
    live: Option<(f64, u32)>,
    elapsed_ms: f64,
    diagnosis: Option<Box<ShownDiagnosis>>,
}

impl Stored for KeptRun {
    const VERSION: u32 = 9;
}

impl KeptRun {
    /// A run with what is needed to show its curves again.
    pub fn of(run: &CurrentRun, key: String) -> Self {
        Self {
            key,
            phase: run.phase,
            experiment: run.experiment.clone(),
            history: run.history.clone(),
            counts: run.counts,
            best_epoch: run.best_epoch,
            wait: run.wait,
            live: run.live,
            elapsed_ms: run.elapsed_ms,
            diagnosis: run.diagnosis.clone(),
        }
    }

    /// The run, interrupted if it was not over; `None` where its figures are unsound.
    ///
    /// Checked by `tests/it/workspace/experiment_record.rs::a_run_comes_back_interrupted`.
    pub fn restore(self) -> Option<CurrentRun> {
        if !self.history.is_sound() {
            return None;
        }
        let mut run = CurrentRun {
            phase: self.phase,
            experiment: self.experiment,
            history: self.history,
            counts: self.counts,
            best_epoch: self.best_epoch,
            wait: self.wait,
            live: self.live,
            elapsed_ms: self.elapsed_ms,
            diagnosis: self.diagnosis,
            ..CurrentRun::default()
        };
        run.interrupt();
        Some(run)
    }
}

/// The name of the copy of an experiment; of a copy's copy "(copy 2)" and so on.
///
/// Checked by `tests/it/workspace/experiment_record.rs::copies_are_counted`.
pub fn copy_of(name: &str) -> String {
    let copy = t!("copy");
    // Also of one that was named in English.
    let number = |word: &str| {
        let (own, number) = name.strip_suffix(')')?.rsplit_once(&format!(" ({word}"))?;
        let number = if number.is_empty() { 1 } else { number.trim().parse().ok()? };
        Some((own, number))
    };
    match number(copy).or_else(|| number("copy")) {
        Some((own, number @ 1..1000_u32)) => format!("{own} ({copy} {})", number + 1),
        _ => format!("{name} ({copy})"),
    }
}
