//! How far a learner is in the course, as the browser keeps it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::course::{Lesson, Step, StepProgress};

/// The whole course.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// By the name of the lesson.
    pub lessons: BTreeMap<String, LessonProgress>,
}

/// One lesson.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LessonProgress {
    /// The step that is open, from 0.
    pub step: usize,
    /// What was answered and done, by step.
    pub steps: Vec<StepProgress>,
}

impl Progress {
    /// Reads what [`Progress::json`] wrote; anything else is a course not begun.
    ///
    /// Checked by `tests/it/course/progress.rs`.
    pub fn parse(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// As it is kept.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was done in a step.
    pub fn of_step(&self, lesson: &str, step: usize) -> StepProgress {
        let of_lesson = self.lessons.get(lesson);
        of_lesson.and_then(|of| of.steps.get(step)).cloned().unwrap_or_default()
    }

    /// The same, to be changed.
    pub fn step_mut(&mut self, lesson: &str, step: usize) -> &mut StepProgress {
        let steps = &mut self.lessons.entry(lesson.to_owned()).or_default().steps;
        if steps.len() <= step {
            steps.resize(step + 1, StepProgress::default());
        }
        &mut steps[step]
    }

    /// The open step of a lesson; its first where a newer file has fewer.
    pub fn open_step(&self, id: &str, lesson: &Lesson) -> usize {
        let step = self.lessons.get(id).map_or(0, |of| of.step);
        if step < lesson.steps.len() { step } else { 0 }
    }

    /// The first step of a lesson that is not done; its first where all are.
    pub fn first_undone(&self, id: &str, lesson: &Lesson) -> usize {
        self.steps_done(id, lesson).iter().position(|done| !done).unwrap_or(0)
    }

    /// Which steps of a lesson are done: those with something to do where all of it is, others
    /// once a later one was opened.
    pub fn steps_done(&self, id: &str, lesson: &Lesson) -> Vec<bool> {
        let is_done = |(at, step): (usize, &Step)| {
            let has_something = step.predict.is_some() || !step.tasks.is_empty();
            let of = self.of_step(id, at);
            if has_something { of.is_complete(step) } else { of.was_read }
        };
        lesson.steps.iter().enumerate().map(is_done).collect()
    }
}
