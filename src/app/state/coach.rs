//! What the coach says of the run, and what it tries.

use std::sync::Arc;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::app::reactive::memo;
use crate::app::services::pool::Pool;
use crate::config::ExperimentConfig;
use crate::worker::{RunId, ShownDiagnosis};
use crate::workspace::current_run::CurrentRun;

/// Whether what the coach suggests is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trying {
    NotYet,
    /// The worker trains the run again first: a reload took it.
    Again,
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

/// What trains a cure in a place of the pool, for a run; without one nothing is left for it.
pub type TrainCure = Arc<dyn Fn(RunId, usize, Option<Box<ExperimentConfig>>) + Send + Sync>;

/// What the workers do, whose code comes with the coach's box.
#[derive(Clone)]
pub struct CureWorkers {
    pub begin: Arc<dyn Fn() + Send + Sync>,
    pub train: TrainCure,
}

/// The part of the page's state that is about the coach.
#[derive(Clone, Copy)]
pub struct CoachState {
    /// What screen readers heard last of the run's verdict.
    pub announced: RwSignal<String>,
    /// When a cure was taken last, in milliseconds since 1970.
    pub taken_ms: StoredValue<f64>,
    pub trying: RwSignal<Trying>,
    /// The run on the page, as the worker trains it again.
    pub again: StoredValue<Option<RunId>>,
    pub trials: StoredValue<Trials, LocalStorage>,
    pub workers: StoredValue<Option<CureWorkers>>,
    /// The run on the page.
    run: RwSignal<CurrentRun>,
}

impl CoachState {
    pub fn new(run: RwSignal<CurrentRun>) -> Self {
        Self {
            announced: RwSignal::new(String::new()),
            taken_ms: StoredValue::new(0.0),
            trying: RwSignal::new(Trying::NotYet),
            again: StoredValue::new(None),
            trials: StoredValue::new_local(Trials::default()),
            workers: StoredValue::new(None),
            run,
        }
    }

    /// Sentences of the diagnosis; they change less often than the run does.
    pub fn sentences(self, read: fn(&ShownDiagnosis) -> Vec<String>) -> Memo<Vec<String>> {
        let run = self.run;
        memo(move || run.with(|run| run.diagnosis.as_deref().map(read)).unwrap_or_default())
    }
}
