//! What the worker puts into words, so that the page carries none of them.

use serde::{Deserialize, Serialize};

use crate::config::advice::{AdvicePlace, Advised};
use crate::config::{ConfigError, ExperimentConfig};
use crate::data::DataError;
use crate::export::archive::Archive;
use crate::export::{NamedHistory, histories_csv, histories_tsv};
use crate::train::diagnosis::{Diagnosis, Verdict};
use crate::worker::RunsForm;
use crate::worker::error::FileError;

/// Buttons in the coach's box, at most.
pub(super) const SHOWN_SUGGESTIONS: usize = 3;

/// An experiment as a link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WrittenLink {
    /// Of which.
    pub experiment: ExperimentConfig,
    /// What follows `#`, without the rows of a file.
    pub fragment: String,
    /// The file, where the experiment is about one and it is open.
    pub file: Option<LinkedFile>,
}

/// A file of the user's own that a link is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedFile {
    /// Rows read.
    pub rows: usize,
    /// Its columns.
    pub columns: usize,
    /// What follows `#` with all its rows; none where that would be too long.
    pub with_rows: Option<String>,
}

impl LinkedFile {
    /// Whether its rows can travel in the link.
    pub fn fits(&self) -> bool {
        self.with_rows.is_some()
    }
}

/// What an archive holds that was opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenedArchive {
    /// Without its large parts, which travel beside the message.
    pub archive: Archive,
    /// Its experiment, then those of its runs, as links.
    pub links: Vec<String>,
    /// Epochs behind the checkpoint of each run, where there is a whole one.
    pub epochs: Vec<Option<u32>>,
}

/// Why an archive is not opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveRefusal {
    /// The user's sentence.
    pub sentence: String,
    /// Whether it is an archive that Descent saved; else it may be any other file.
    pub is_of_descent: bool,
}

/// An advice in words, so that the page carries none of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShownAdvice {
    /// Where it belongs.
    pub place: AdvicePlace,
    /// The other block of a pair that it is about.
    pub also: Option<AdvicePlace>,
    /// What is unwise.
    pub sentence: String,
    /// Why.
    pub why: String,
    /// The words on a button, and the experiment after it; the best first.
    pub fixes: Vec<(String, Box<ExperimentConfig>)>,
}

impl From<Advised> for ShownAdvice {
    fn from(Advised { advice, fixes }: Advised) -> Self {
        let fixes = fixes.into_iter().map(|fix| (fix.label, Box::new(fix.result)));
        Self {
            place: advice.place(),
            also: advice.also(),
            sentence: advice.sentence(),
            why: advice.why().to_owned(),
            fixes: fixes.collect(),
        }
    }
}

/// What the coach says, in words, so that the page carries none of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShownDiagnosis {
    /// For the colour of the coach's box; its words are the headline.
    pub kind: Verdict,
    /// The verdict, in one or two words.
    pub headline: String,
    /// What it means.
    pub sentence: String,
    /// The figures that say so, a sentence each.
    pub evidence: Vec<String>,
    /// What else was found, a sentence each.
    pub findings: Vec<String>,
    /// The gap between both losses, in words.
    pub gap: Option<String>,
    /// What is said at the top of the page: of a run that diverged only.
    pub alert: Option<String>,
    /// The words on a button, why it may help, and the experiment after it; the best first,
    /// at most three.
    pub suggestions: Vec<(String, String, Box<ExperimentConfig>)>,
}

impl From<Diagnosis> for ShownDiagnosis {
    fn from(diagnosis: Diagnosis) -> Self {
        let suggestions = diagnosis.suggestions.into_iter().take(SHOWN_SUGGESTIONS);
        Self {
            kind: diagnosis.verdict,
            headline: diagnosis.headline.to_owned(),
            sentence: diagnosis.sentence,
            evidence: diagnosis.evidence,
            findings: diagnosis.findings,
            gap: diagnosis.gap.map(|gap| gap.sentence()),
            alert: None,
            suggestions: suggestions
                .map(|one| (one.label, one.why, Box::new(one.result)))
                .collect(),
        }
    }
}

/// A network in words and numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// What it computes: see [`explain`](crate::train::explain).
    pub lines: Vec<String>,
    /// `model.summary()`: name, class, output shape, parameters of each layer.
    pub summary: Vec<[String; 4]>,
    /// Its last lines: total, trainable and non-trainable parameters.
    pub totals: [String; 3],
    /// Of the run whose weights stand in the lines: the epoch they are of; `None` without
    /// such a run.
    pub epoch: Option<u32>,
}

/// Why a table could not be loaded. The sentence is made by the worker, so that the page
/// carries none of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadError {
    /// For the user.
    pub sentence: String,
    /// For a file that is too large: if one row in this many is read, it fits.
    pub sample_every: Option<u32>,
}

impl From<FileError> for LoadError {
    fn from(error: FileError) -> Self {
        Self { sentence: error.to_string(), sample_every: None }
    }
}

impl From<ConfigError> for LoadError {
    fn from(error: ConfigError) -> Self {
        Self { sentence: error.to_string(), sample_every: None }
    }
}

impl From<DataError> for LoadError {
    fn from(error: DataError) -> Self {
        let sample_every = match &error {
            DataError::TooLarge { sample_every, .. } => Some(*sample_every),
            _ => None,
        };
        Self { sentence: error.to_string(), sample_every }
    }
}

/// Runs as text.
pub(super) fn written(form: RunsForm, runs: &[NamedHistory]) -> String {
    match form {
        RunsForm::Csv => histories_csv(runs),
        RunsForm::Tsv => histories_tsv(runs),
    }
}
