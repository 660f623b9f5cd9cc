//! What the coach says of the run.

use leptos::prelude::*;

use crate::app::reactive::memo;
use crate::worker::ShownDiagnosis;
use crate::workspace::current_run::CurrentRun;

/// The part of the page's state that is about the coach.
#[derive(Clone, Copy)]
pub struct CoachState {
    /// What screen readers heard last of the run's verdict, and whether just now.
    pub announced: RwSignal<String>,
    pub was_just_announced: StoredValue<bool>,
    /// The run on the page.
    run: RwSignal<CurrentRun>,
}

impl CoachState {
    pub fn new(run: RwSignal<CurrentRun>) -> Self {
        let (announced, was_just_announced) =
            (RwSignal::new(String::new()), StoredValue::new(false));
        Self { announced, was_just_announced, run }
    }

    /// Sentences of the diagnosis; they change less often than the run does.
    pub fn sentences(self, read: fn(&ShownDiagnosis) -> Vec<String>) -> Memo<Vec<String>> {
        let run = self.run;
        memo(move || run.with(|run| run.diagnosis.as_deref().map(read)).unwrap_or_default())
    }
}
