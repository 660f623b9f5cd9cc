//! Scenes: an experiment, a few changes of it, and what these show, as data.

use serde::Deserialize;
use serde_json::Value as Json;
use thiserror::Error;

use crate::config::share::{self, merge_patch};
use crate::config::{DataSource, ExperimentConfig, LinkError};
use crate::course::reader_text::{title_of, translate};
use crate::course::{
    Condition, CourseView, Quantity, ReaderText, RunFigures, Text, Value, is_figure,
};
use crate::t;

/// A scene as its file has it, `assets/course/scenes/<id>.json`.
///
/// Checked by `tests/it/course/scene.rs`.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Names it in a link; never changes.
    pub id: String,
    /// A few words.
    pub title: String,
    /// What it shows, in one sentence for the audience.
    pub claim: String,
    /// When that is so: over `<run>.<figure>`.
    pub holds: Condition,
    /// The number by which it shows, larger where it shows better.
    pub measure: Quantity,
    /// What this number is.
    pub measure_means: String,
    /// Whether a new seed draws a synthetic table anew, besides split, start and order.
    pub draws_table: bool,
    /// Whether the curves have a logarithmic axis: its runs differ by powers of ten.
    pub log_axis: bool,
    /// Its runs, in the order in which they are shown.
    pub runs: Vec<SceneRun>,
    /// What is looked at.
    pub view: CourseView,
    /// What the audience predicts first.
    pub question: SceneQuestion,
}

/// One run of a scene.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneRun {
    /// Names its figures.
    pub id: String,
    /// As the chart calls it.
    pub name: String,
    /// The scene's experiment, changed, as `descent train` reads it.
    pub json: String,
    /// What the speaker says when the run is over.
    pub notes: Vec<Text>,
}

/// What the audience predicts before the runs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SceneQuestion {
    /// The question.
    pub ask: String,
    /// Its answers.
    pub answers: Vec<String>,
    /// Which of them is right, counted from 0.
    pub right: usize,
}

/// A scene that cannot be read.
#[derive(Debug, Error)]
pub enum SceneError {
    /// Its JSON.
    #[error("{}", t!("The scene \"{id}\" cannot be read: {problem}.", id, problem = source))]
    Json {
        /// The scene.
        id: String,
        /// Where and what.
        source: serde_json::Error,
    },
    /// The experiment of a run.
    #[error("{}", t!("The run \"{run}\" of the scene \"{id}\": {problem}", run, id, problem = source))]
    Experiment {
        /// The scene.
        id: String,
        /// The run.
        run: String,
        /// What is wrong with it.
        source: LinkError,
    },
    /// A name that no run has, or no figure.
    #[error("{}", t!("The scene \"{id}\" uses \"{name}\", which is no figure of its runs.", id, name))]
    Name {
        /// The scene.
        id: String,
        /// The name.
        name: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SceneFile {
    title: String,
    claim: String,
    holds: Condition,
    measure: Quantity,
    measure_means: String,
    #[serde(default)]
    draws_table: bool,
    #[serde(default)]
    log_axis: bool,
    experiment: Json,
    runs: Vec<RunFile>,
    view: CourseView,
    question: SceneQuestion,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RunFile {
    id: String,
    name: String,
    /// RFC 7396 merge patch of the experiment.
    #[serde(default)]
    change: Json,
    notes: Vec<Text>,
}

impl SceneFile {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut dyn ReaderText)) {
        visit(&mut self.title);
        visit(&mut self.claim);
        visit(&mut self.measure_means);
        title_of(&mut self.experiment, visit);
        for run in &mut self.runs {
            visit(&mut run.name);
            title_of(&mut run.change, visit);
            run.notes.iter_mut().for_each(|note| visit(note));
        }
        visit(&mut self.question.ask);
        self.question.answers.iter_mut().for_each(|answer| visit(answer));
    }
}

impl SceneRun {
    /// Its experiment.
    ///
    /// # Errors
    /// It cannot run.
    pub fn experiment(&self) -> Result<ExperimentConfig, LinkError> {
        share::decode(&self.json)
    }
}

impl Scene {
    /// Reads a scene's file, its experiments too.
    ///
    /// # Errors
    /// As [`Self::parse`], and an experiment that cannot run.
    pub fn read(id: &str, text: &str) -> Result<Self, SceneError> {
        let scene = Self::parse(id, text)?;
        for run in &scene.runs {
            run.experiment().map_err(|source| SceneError::Experiment {
                id: id.to_owned(),
                run: run.id.clone(),
                source,
            })?;
        }
        Ok(scene)
    }

    /// Reads a scene's file, in the reader's language; its experiments stay JSON, which the page
    /// has its worker read.
    ///
    /// # Errors
    /// JSON that is no scene, a figure that no run has.
    pub fn parse(id: &str, text: &str) -> Result<Self, SceneError> {
        let mut file: SceneFile = serde_json::from_str(text)
            .map_err(|source| SceneError::Json { id: id.to_owned(), source })?;
        file.each_text(&mut translate);
        let changed = |run: RunFile| {
            let mut changed = file.experiment.clone();
            merge(&mut changed, &run.change);
            SceneRun { id: run.id, name: run.name, json: changed.to_string(), notes: run.notes }
        };
        let scene = Self {
            id: id.to_owned(),
            title: file.title,
            claim: file.claim,
            holds: file.holds,
            measure: file.measure,
            measure_means: file.measure_means,
            draws_table: file.draws_table,
            log_axis: file.log_axis,
            runs: file.runs.into_iter().map(changed).collect(),
            view: file.view,
            question: file.question,
        };
        match scene.unknown_name() {
            Some(name) => Err(SceneError::Name { id: id.to_owned(), name }),
            None => Ok(scene),
        }
    }

    /// Every text of a scene's file that a reader sees.
    ///
    /// # Errors
    /// JSON that is no scene.
    pub fn texts(id: &str, text: &str) -> Result<Vec<String>, SceneError> {
        let mut file: SceneFile = serde_json::from_str(text)
            .map_err(|source| SceneError::Json { id: id.to_owned(), source })?;
        let mut texts = Vec::new();
        file.each_text(&mut |text| texts.push(text.written().to_owned()));
        Ok(texts)
    }

    /// The experiment of a run from another seed.
    ///
    /// # Errors
    /// It cannot run.
    pub fn experiment(&self, run: &SceneRun, seed: u32) -> Result<ExperimentConfig, LinkError> {
        let mut experiment = run.experiment()?;
        self.set_seed(&mut experiment, seed);
        Ok(experiment)
    }

    /// Gives an experiment of this scene another seed.
    pub fn set_seed(&self, experiment: &mut ExperimentConfig, seed: u32) {
        experiment.seed = seed;
        if let (true, DataSource::Synthetic(table)) =
            (self.draws_table, &mut experiment.data.source)
        {
            table.seed = seed;
        }
    }

    /// The figure of a run by `<run>.<figure>`, of the runs that there are so far, in their
    /// order.
    pub fn value(&self, runs: &[RunFigures], name: &str) -> Option<Value> {
        let (run, figure) = name.split_once('.')?;
        let at = self.runs.iter().position(|known| known.id == run)?;
        runs.get(at)?.get(figure)
    }

    /// What the speaker says once the last of `runs` is over, with its figures; a sentence
    /// whose figure is not there is left out.
    pub fn notes(&self, runs: &[RunFigures]) -> Vec<String> {
        let run = runs.len().checked_sub(1).and_then(|last| self.runs.get(last));
        let notes = run.map_or(&[][..], |run| &run.notes);
        notes.iter().filter_map(|note| note.known(&|name| self.value(runs, name))).collect()
    }

    /// The first name that is no figure of a run; notes know only the runs up to their own.
    fn unknown_name(&self) -> Option<String> {
        let is_known = |name: &str, runs: &[SceneRun]| match name.split_once('.') {
            Some((run, figure)) => runs.iter().any(|known| known.id == run) && is_figure(figure),
            None => false,
        };
        let stated = self.holds.names().into_iter().chain(self.measure.names());
        let stated = stated.map(|name| (name, &self.runs[..]));
        let said = self.runs.iter().enumerate().flat_map(|(at, run)| {
            let names = run.notes.iter().flat_map(Text::names);
            names.map(move |name| (name, &self.runs[..=at]))
        });
        let unknown = stated.chain(said).find(|(name, runs)| !is_known(name, runs));
        unknown.map(|(name, _)| name.to_owned())
    }
}

/// Applies an RFC 7396 merge patch; null as a whole, as where there is none, changes nothing.
fn merge(into: &mut Json, patch: &Json) {
    if !patch.is_null() {
        merge_patch(into, patch);
    }
}
