//! A lesson: what its file holds, and what in it cannot be right.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;
use thiserror::Error;

use crate::config::{ExperimentConfig, SweptBy, share};
use crate::course::reader_text::{has_words, title_of, translate};
use crate::course::{Condition, CourseView, Experiment, ReaderText, Text, Value};
use crate::t;

/// A lesson of the course.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// Its heading.
    pub title: String,
    /// What it is about, a line in the list of lessons.
    pub about: String,
    /// How long it takes, about.
    pub minutes: u32,
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

/// A step: a few sentences, and something to predict and to do.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its heading.
    pub title: String,
    /// Paragraphs.
    pub text: Vec<Text>,
    /// A formula, as `MathML`.
    #[serde(default)]
    pub formula: Option<String>,
    /// The experiment that it begins with, as `descent train` reads it; none to go on with the
    /// one on the page.
    #[serde(default)]
    pub open: Option<Json>,
    /// What is shown when it begins.
    #[serde(default)]
    pub view: Option<CourseView>,
    /// Numbers that its texts and conditions share, by name.
    #[serde(default)]
    pub given: BTreeMap<String, f64>,
    /// What the learner predicts before anything is trained.
    #[serde(default)]
    pub predict: Option<Question>,
    /// What there is to do, in order.
    #[serde(default, rename = "do")]
    pub tasks: Vec<Task>,
    /// Helps without giving it away.
    #[serde(default)]
    pub hint: Option<Text>,
    /// What was seen, in figures of the learner's own run; shown once all is done.
    #[serde(default)]
    pub saw: Option<Text>,
    /// Whether the same is shown in Keras.
    #[serde(default)]
    pub keras: bool,
}

/// A question with answers of which one is right.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What is asked.
    pub question: Text,
    /// What may be answered.
    pub answers: Vec<Text>,
    /// Which is right, from 0.
    pub right: usize,
    /// Why, shown once all is done.
    pub because: Text,
}

/// Something to do, which is checked by what was reached.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What to do.
    pub text: Text,
    /// When it is done.
    pub done: Condition,
    /// What "Show me" does.
    pub show: Show,
}

/// A way to reach what a task asks for.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Show {
    /// A change of the experiment: a JSON Merge Patch (RFC 7396).
    #[serde(default)]
    pub change: Option<Json>,
    /// Whether it is trained to its end.
    #[serde(default)]
    pub train: bool,
    /// A sweep of it, in place of a run, that is trained to its end: over one setting, or over
    /// two.
    #[serde(default)]
    pub sweep: Vec<SweptBy>,
    /// What is looked at.
    #[serde(default)]
    pub view: Option<CourseView>,
    /// Whether the best epoch is looked back at.
    #[serde(default)]
    pub best_epoch: bool,
    /// What the first weight of the network is set to by hand.
    #[serde(default)]
    pub first_weight: Option<f64>,
}

/// Why a lesson's file cannot be shown.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum LessonError {
    /// It is not what a lesson is, or cut off.
    #[error("{}", t!("This lesson's file cannot be read: {problem}.", problem))]
    Unreadable {
        /// What is wrong and where.
        problem: String,
    },
}

impl Lesson {
    /// Reads a lesson's file, in the reader's language.
    ///
    /// # Errors
    /// [`LessonError::Unreadable`] for what is no lesson.
    pub fn parse(json: &str) -> Result<Self, LessonError> {
        let read: Result<Self, _> = serde_json::from_str(json);
        let mut lesson =
            read.map_err(|error| LessonError::Unreadable { problem: error.to_string() })?;
        lesson.each_text(&mut translate);
        Ok(lesson)
    }

    /// Shows `visit` every text of it that a reader sees.
    pub fn each_text(&mut self, visit: &mut dyn FnMut(&mut dyn ReaderText)) {
        visit(&mut self.title);
        visit(&mut self.about);
        self.steps.iter_mut().for_each(|step| step.each_text(visit));
    }

    /// The step whose experiment the step at `at` begins with: its own, or that of the last one
    /// before it that has one.
    pub fn origin(&self, at: usize) -> Option<usize> {
        (0..=at).rev().find(|at| self.steps.get(*at).is_some_and(|step| step.open.is_some()))
    }
}

impl Step {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut dyn ReaderText)) {
        visit(&mut self.title);
        self.text.iter_mut().for_each(|text| visit(text));
        if let Some(formula) = self.formula.as_mut().filter(|formula| has_words(formula)) {
            visit(formula);
        }
        if let Some(experiment) = &mut self.open {
            title_of(experiment, visit);
        }
        if let Some(asked) = &mut self.predict {
            visit(&mut asked.question);
            asked.answers.iter_mut().for_each(|answer| visit(answer));
            visit(&mut asked.because);
        }
        self.tasks.iter_mut().for_each(|task| visit(&mut task.text));
        self.hint.iter_mut().chain(&mut self.saw).for_each(|text| visit(text));
    }

    /// The experiment that it begins with, if it has one.
    ///
    /// # Errors
    /// The sentence of what keeps it from being opened.
    pub fn opens(&self) -> Option<Result<ExperimentConfig, String>> {
        let json = self.open.as_ref()?;
        Some(share::decode(&json.to_string()).map_err(|error| error.to_string()))
    }

    /// Whether an experiment has the data and the target that the step begins with; any has
    /// where it begins with none.
    ///
    /// Checked by `tests/it/course/walk.rs::another_table_is_not_the_steps`.
    pub fn is_about(&self, experiment: &Experiment<'_>) -> bool {
        let Some(data) = self.open.as_ref().map(|open| &open["data"]) else { return true };
        let source = &data["source"];
        let named = source["gallery"]["id"].as_str();
        let data_name = named.or_else(|| source.get("synthetic").map(|_| "synthetic"));
        let target = data["target"].as_str();
        let is = |name: &str, expected: Option<&str>| {
            expected.is_none_or(|word| experiment.value(name) == Some(Value::Word(word.to_owned())))
        };
        is("data", data_name) && is("target", target)
    }

    /// The names in its text, its question and its tasks; not those of what is said afterwards.
    pub fn told_names(&self) -> impl Iterator<Item = &str> {
        let asked = self
            .predict
            .iter()
            .flat_map(|asked| std::iter::once(&asked.question).chain(&asked.answers));
        let tasks = self.tasks.iter().map(|task| &task.text);
        self.text.iter().chain(asked).chain(tasks).chain(&self.hint).flat_map(Text::names)
    }

    /// A figure of the step's own.
    pub fn given(&self, name: &str) -> Option<Value> {
        self.given.get(name).copied().map(Value::Number)
    }
}

impl Show {
    /// The change as text, which the page hands to its worker; none where nothing is changed.
    pub fn patch(&self) -> Option<String> {
        self.change.as_ref().map(Json::to_string)
    }

    /// The experiment after the change.
    ///
    /// # Errors
    /// The sentence of what keeps it from being taken.
    pub fn changed(&self, experiment: &ExperimentConfig) -> Result<ExperimentConfig, String> {
        match self.patch() {
            Some(patch) => share::changed(experiment, &patch).map_err(|error| error.to_string()),
            None => Ok(experiment.clone()),
        }
    }
}
