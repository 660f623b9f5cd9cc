//! What the worker puts into words, so that the page carries none of them.

use serde::{Deserialize, Serialize};

use crate::config::ExperimentConfig;
use crate::config::advice::{AdvicePlace, Advised};
use crate::data::DataError;
use crate::export::{NamedHistory, histories_csv, histories_tsv};
use crate::worker::RunsForm;

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
    /// For a file that is too large: of so many rows one fits.
    pub sample_every: Option<u32>,
}

impl From<String> for LoadError {
    fn from(sentence: String) -> Self {
        Self { sentence, sample_every: None }
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
