//! A learner's way through a step: what was answered and done, and what the figures in it are.

use serde::{Deserialize, Serialize};

use crate::course::run_figures::is_same_figure;
use crate::course::{
    CourseView, EXPERIMENT_FIGURES, Experiment, RunFigures, Step, SweepFigures, Value,
};
use crate::train::History;

/// What a condition can ask of the page besides the experiment and its run.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Looking {
    /// What is shown.
    pub view: Option<CourseView>,
    /// The epoch whose weights are shown.
    pub epoch: u32,
    /// Other runs in the chart.
    pub runs_on_chart: usize,
    /// Weights that were set by hand since the run began, or since the last Undo.
    pub weights_by_hand: usize,
}

/// Where the run of the experiment on the page stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RunStanding {
    /// There is none, or it is of another experiment.
    #[default]
    None,
    /// It trains.
    Training,
    /// It rests and can go on.
    Paused,
    /// It is over.
    Over,
}

impl RunStanding {
    /// As conditions call it: `run.state is over`.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Training => "training",
            Self::Paused => "paused",
            Self::Over => "over",
        }
    }
}

/// Every name of [`Looking`] and of the run's standing, with its meaning.
pub const PAGE_FIGURES: [(&str, &str); 5] = [
    ("view", "loss, metric, picture, predictions or inside"),
    ("shown_epoch", "the epoch whose weights are shown"),
    ("runs_on_chart", "other runs in the chart"),
    ("weights_by_hand", "weights that were set by hand"),
    ("run.state", "none, training, paused or over"),
];

/// All that the conditions and texts of a step can ask for.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The experiment on the page.
    pub experiment: Experiment<'a>,
    /// The figures of its run; none while there is no run of this experiment.
    pub run: Option<&'a RunFigures>,
    /// A sweep that began from this experiment, if there is one.
    pub sweep: Option<&'a SweepFigures>,
    /// Its epochs.
    pub history: Option<&'a History>,
    /// Where that run stands.
    pub standing: RunStanding,
    /// What is looked at.
    pub looking: Looking,
}

/// What a learner answered and did in one step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StepProgress {
    /// Which answer was given.
    #[serde(default)]
    pub answer: Option<usize>,
    /// Whether a run of the step's experiment stood there before it was answered.
    #[serde(default)]
    pub is_answered_late: bool,
    /// Figures of the experiment that the step's texts name, as they were when it began.
    #[serde(default)]
    pub begun: Figures,
    /// Figures that the answer's reason names, as they were when all was done.
    #[serde(default)]
    pub reason: Figures,
    /// For each task that is done, the run's figures as they were then.
    #[serde(default)]
    pub done: Vec<Vec<(String, f64)>>,
    /// What was seen, in the learner's own figures.
    #[serde(default)]
    pub saw: Option<String>,
    /// The curves of the run it was seen in.
    #[serde(default)]
    pub curves: Option<SeenCurves>,
    /// Whether the learner went on from it.
    #[serde(default)]
    pub was_read: bool,
}

/// Figures by name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figures(Vec<(String, Value)>);

impl Figures {
    /// One of them.
    pub fn get(&self, name: &str) -> Option<Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// Takes in those that are not here yet and known.
    fn take_in<'a>(
        &mut self,
        names: impl Iterator<Item = &'a str>,
        value_of: impl Fn(&str) -> Option<Value>,
    ) {
        for name in names {
            if self.get(name).is_none()
                && let Some(value) = value_of(name)
            {
                self.0.push((name.to_owned(), value));
            }
        }
    }
}

/// The losses of a run, thinned to what a small picture shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SeenCurves {
    /// Counted from 1.
    pub epochs: Vec<u32>,
    /// Training loss at each.
    pub loss: Vec<f64>,
    /// Validation loss at each.
    pub val_loss: Vec<f64>,
}

/// Epochs of [`SeenCurves`] at most: a point for about every two pixels.
const MOST_SEEN: usize = 120;

impl SeenCurves {
    /// Of a run: evenly thinned, the first and the last epoch among them; none of a run without
    /// an epoch.
    ///
    /// Checked by `tests/it/course/walk.rs::curves_that_were_seen_are_thinned`.
    pub fn of(history: &History) -> Option<Self> {
        let last = history.len().checked_sub(1)?;
        let count = history.len().min(MOST_SEEN);
        let places = (0..count).map(|at| at * last / (count - 1).max(1));
        let mut seen = Self::default();
        for at in places {
            seen.epochs.push(history.epochs[at]);
            seen.loss.push(history.loss[at]);
            seen.val_loss.push(history.val_loss[at]);
        }
        Some(seen)
    }
}

impl StepProgress {
    /// Whether there is nothing left to do.
    pub fn is_complete(&self, step: &Step) -> bool {
        self.is_answered(step) && self.done.len() >= step.tasks.len()
    }

    /// Whether what had to be predicted was; only then does anything count as done.
    pub fn is_answered(&self, step: &Step) -> bool {
        step.predict.is_none() || self.answer.is_some()
    }

    /// The value of a name: `task1.validation_loss` is of the run as it was when the first task
    /// was done.
    pub fn value(&self, step: &Step, situation: &Situation<'_>, name: &str) -> Option<Value> {
        if let Some((task, figure)) =
            name.strip_prefix("task").and_then(|rest| rest.split_once('.'))
        {
            let at = task.parse::<usize>().ok()?.checked_sub(1)?;
            let known = self.done.get(at)?.iter().find(|(known, _)| is_same_figure(known, figure));
            return known.map(|(_, number)| Value::Number(*number));
        }
        step.given(name).or_else(|| situation.value(name))
    }

    /// The value of a name in the step's own texts: of the experiment as it was when the step
    /// began, so that a sentence stays true while the learner changes it. None before that is
    /// known.
    pub fn told(&self, step: &Step, situation: &Situation<'_>, name: &str) -> Option<Value> {
        match step.given(name) {
            None if is_experiment_figure(name) => self.begun.get(name),
            None => self.value(step, situation, name),
            given => given,
        }
    }

    /// The same without a page to look at.
    pub fn kept(&self, step: &Step, name: &str) -> Option<Value> {
        step.given(name).or_else(|| self.begun.get(name))
    }

    /// The value of a name in the reason for the answer: as it was when all was done.
    pub fn reasoned(&self, step: &Step, situation: &Situation<'_>, name: &str) -> Option<Value> {
        self.reason.get(name).or_else(|| self.value(step, situation, name))
    }

    /// Marks what is done now; tasks are done in their order. True where there was something.
    ///
    /// Checked by `tests/it/course/walk.rs`.
    pub fn advance(&mut self, step: &Step, situation: &Situation<'_>) -> bool {
        let before = self.clone();
        // Before the rows are counted some are guessed.
        if situation.experiment.counts.is_some() {
            let told = step.told_names().filter(|name| is_experiment_figure(name));
            self.begun.take_in(told, |name| situation.experiment.value(name));
        }
        while let Some(task) = step.tasks.get(self.done.len()) {
            let holds = task.done.holds(&|name| self.value(step, situation, name));
            if !self.is_answered(step) || !holds {
                break;
            }
            let mut numbers = situation.run.map(RunFigures::numbers).unwrap_or_default();
            numbers.extend(situation.sweep.map(SweepFigures::numbers).unwrap_or_default());
            self.done.push(numbers);
        }
        if self.saw.is_none() && self.is_complete(step) {
            let value_of = |name: &str| self.value(step, situation, name);
            let saw = step.saw.as_ref().filter(|saw| saw.is_known(&value_of));
            let saw = saw.map(|saw| saw.filled(&value_of));
            let mut reason = Figures::default();
            if let Some(asked) = &step.predict {
                reason.take_in(asked.because.names(), value_of);
            }
            (self.saw, self.reason) = (saw, reason);
            self.curves = situation.history.and_then(SeenCurves::of);
        }
        *self != before
    }
}

fn is_experiment_figure(name: &str) -> bool {
    EXPERIMENT_FIGURES.iter().any(|(known, _)| *known == name)
}

impl Situation<'_> {
    /// The value of a name of experiment, run or page.
    pub fn value(&self, name: &str) -> Option<Value> {
        let count = |count: usize| Some(Value::Number(count as f64));
        match name {
            "view" => self.looking.view.map(|view| Value::Word(view.name().to_owned())),
            "shown_epoch" => Some(Value::Number(f64::from(self.looking.epoch))),
            "runs_on_chart" => count(self.looking.runs_on_chart),
            "weights_by_hand" => count(self.looking.weights_by_hand),
            "run.state" => Some(Value::Word(self.standing.name().to_owned())),
            "sweep.state" if self.sweep.is_none() => Some(Value::Word("none".to_owned())),
            _ => match (name.strip_prefix("run."), name.strip_prefix("sweep.")) {
                (Some(figure), _) => self.run?.get(figure),
                (_, Some(figure)) => self.sweep?.value(figure),
                _ => self.experiment.value(name),
            },
        }
    }
}
