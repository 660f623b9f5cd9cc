//! What the coach says of the run, and what it tries.

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::app::reactive::memo;
use crate::app::services::pool::Pool;
use crate::worker::{RunId, ShownDiagnosis};
use crate::workspace::current_run::CurrentRun;

/// Whether what the coach suggests is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trying {
    NotYet,
    Now,
    Tried,
}

/// The workers that try it.
#[derive(Default)]
pub struct Trials {
    /// For which run.
    pub run: Option<RunId>,
    pub pool: Pool,
    /// What each worker trains.
    pub lanes: Vec<CurrentRun>,
    /// What all of it may take.
    pub seconds: u32,
    /// Workers that have something to do.
    pub left: usize,
    pub deadline: Option<TimeoutHandle>,
}

/// The part of the page's state that is about the coach.
#[derive(Clone, Copy)]
pub struct CoachState {
    /// What screen readers heard last of the run's verdict, and whether just now.
    pub announced: RwSignal<String>,
    pub was_just_announced: StoredValue<bool>,
    pub trying: RwSignal<Trying>,
    pub trials: StoredValue<Trials, LocalStorage>,
    /// The run on the page.
    run: RwSignal<CurrentRun>,
}

impl CoachState {
    pub fn new(run: RwSignal<CurrentRun>) -> Self {
        let (announced, was_just_announced) =
            (RwSignal::new(String::new()), StoredValue::new(false));
        let trying = RwSignal::new(Trying::NotYet);
        let trials = StoredValue::new_local(Trials::default());
        Self { announced, was_just_announced, trying, trials, run }
    }

    /// Sentences of the diagnosis; they change less often than the run does.
    pub fn sentences(self, read: fn(&ShownDiagnosis) -> Vec<String>) -> Memo<Vec<String>> {
        let run = self.run;
        memo(move || run.with(|run| run.diagnosis.as_deref().map(read)).unwrap_or_default())
    }
}
