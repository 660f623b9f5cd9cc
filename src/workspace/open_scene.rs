//! A scene of the course that is open: which of its runs are over, what is said of them, and what
//! comes next.
//!
//! Checked by `tests/it/workspace/open_scene.rs`.

use std::sync::Arc;

use crate::config::ExperimentConfig;
use crate::course::{RunFigures, Scene, Value};
use crate::t;
use crate::worker::RunId;

/// A scene, and how far it is.
#[derive(Debug, Clone)]
pub struct OpenScene {
    /// Its questions, runs and claim.
    pub scene: Arc<Scene>,
    /// The seed that it runs from in place of its own.
    pub seed: Option<u32>,
    /// What was predicted.
    pub answer: Option<usize>,
    /// Of the runs that are over, in their order.
    pub figures: Vec<RunFigures>,
    /// The experiment that it opened with, once that is here.
    pub first: Option<ExperimentConfig>,
    /// The run that is the next of it, once it has begun.
    pub awaited: Option<RunId>,
    /// Whether the audience was told what all of it shows.
    pub is_concluded: bool,
}

/// What comes next in a scene on the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SceneStep {
    /// A run is on its way.
    Running,
    /// The audience has not seen validation yet.
    Reveal,
    /// The run at this place.
    Run(usize),
    /// What all of it shows is to be said.
    Conclude,
    /// Another seed, if anything.
    Over,
}

impl OpenScene {
    /// With no run yet.
    pub fn new(scene: Arc<Scene>, seed: Option<u32>) -> Self {
        Self {
            scene,
            seed,
            answer: None,
            first: None,
            figures: Vec::new(),
            awaited: None,
            is_concluded: false,
        }
    }

    /// An experiment of it, from the seed that was asked for.
    pub fn seeded(&self, mut experiment: ExperimentConfig) -> ExperimentConfig {
        if let Some(seed) = self.seed {
            self.scene.set_seed(&mut experiment, seed);
        }
        experiment
    }

    /// The name of its first run, where that is what trains an experiment: who presses Train runs
    /// it as well.
    pub fn first_run(&self, experiment: &ExperimentConfig) -> Option<String> {
        let is_first = self.figures.is_empty() && self.first.as_ref() == Some(experiment);
        self.scene.runs.first().filter(|_| is_first).map(|run| run.name.clone())
    }

    /// Whether all of it was run.
    pub fn is_over(&self) -> bool {
        self.figures.len() >= self.scene.runs.len()
    }

    /// What comes next on a stage.
    pub fn next_step(&self, is_busy: bool, hides_validation: bool) -> SceneStep {
        match self.figures.len() {
            _ if is_busy => SceneStep::Running,
            1.. if hides_validation => SceneStep::Reveal,
            next if !self.is_over() => SceneStep::Run(next),
            _ if !self.is_concluded => SceneStep::Conclude,
            _ => SceneStep::Over,
        }
    }

    /// The next step in a few words.
    pub fn next_words(&self, step: SceneStep) -> String {
        match step {
            SceneStep::Running => t!("Running …").to_owned(),
            SceneStep::Reveal => t!("Reveal validation").to_owned(),
            SceneStep::Run(at) => self
                .scene
                .runs
                .get(at)
                .map(|run| t!("Run: {run}", run = run.name))
                .unwrap_or_default(),
            SceneStep::Conclude => t!("What it shows").to_owned(),
            SceneStep::Over => t!("From another seed").to_owned(),
        }
    }

    /// What is said now: the question, what came of the last run, or at the end what all of it
    /// shows. The audience hears of no run before it sees validation.
    pub fn says(&self, hides_validation: bool) -> String {
        if self.figures.is_empty() || hides_validation {
            self.asks()
        } else if self.is_concluded {
            let said = [self.claim(), self.verdict(), self.answer_words()];
            said.into_iter().flatten().collect::<Vec<_>>().join(" ")
        } else {
            self.scene.notes(&self.figures).join(" ")
        }
    }

    /// The question and its answers.
    fn asks(&self) -> String {
        let asked = &self.scene.question;
        let answers: Vec<_> = ('A'..='Z')
            .zip(&asked.answers)
            .map(|(letter, answer)| format!("{letter}:\u{a0}{answer}"))
            .collect();
        format!("{}\n{}", asked.ask, answers.join(" · "))
    }

    fn value(&self, name: &str) -> Option<Value> {
        self.scene.value(&self.figures, name)
    }

    /// What it shows, once all of it was run.
    pub fn claim(&self) -> Option<String> {
        self.is_over().then(|| self.scene.claim.clone())
    }

    /// Whether it held this time, where the page has all figures that the claim is about.
    pub fn verdict(&self) -> Option<String> {
        let names = self.scene.holds.names();
        let is_known = self.is_over() && names.iter().all(|name| self.value(name).is_some());
        is_known.then(|| {
            let holds = self.scene.holds.holds(&|name| self.value(name));
            let words =
                if holds { t!("So it is in these runs.") } else { t!("Not in these runs.") };
            words.to_owned()
        })
    }

    /// The answer, and whether it came as predicted.
    pub fn answer_words(&self) -> Option<String> {
        let asked = &self.scene.question;
        let right = asked.answers.get(asked.right).filter(|_| self.is_over())?;
        Some(match self.answer {
            Some(answer) if answer == asked.right => t!("As you predicted.").to_owned(),
            Some(_) => t!("Not as you predicted. It is: {right}.", right),
            None => t!("The answer: {right}.", right),
        })
    }
}
