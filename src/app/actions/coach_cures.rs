//! What the coach suggests is tried on spare cores before it is advised: when that begins, when
//! it stops, and what is heard of it. What trains is in `cure_workers.rs`.

use leptos::prelude::*;

use super::{announce, send, store_run};
use crate::app::reactive::effect;
use crate::app::services::pool::Pool;
use crate::app::state::AppState;
use crate::app::state::coach::Trying;
use crate::config::ExperimentConfig;
use crate::train::StopReason;
use crate::worker::{Command, Event, Pace, RunId};
use crate::workspace::coach::was_tried;
use crate::workspace::current_run::{CurrentRun, Phase};

/// After a reload the worker no longer has the run on the page. Where it is over, and as its
/// experiment has it, it is trained again to the same end; then its cures are tried.
pub fn try_cures_again(state: AppState) {
    let has_table = state.engine.with_value(|engine| engine.held.is_some());
    let experiment = state.run.with_untracked(|run| run.experiment.clone());
    let can_begin = has_table && untrack(|| state.run.with(can_be_trained_again));
    let (Some(experiment), true) = (experiment, can_begin) else { return };
    let Some(run) = state.engine.try_update_value(|engine| engine.next_run()) else { return };
    state.coach().again.set_value(Some(run));
    state.coach().trying.set(Trying::Again);
    let (experiment, pace) = (Box::new(experiment), Pace::Continuous);
    send(state, Command::Start { run, experiment, pace, in_passing: false });
}

/// Whether a run was over when a reload took it from the worker, and its cures not yet tried.
pub fn can_be_trained_again(run: &CurrentRun) -> bool {
    let Phase::Finished(outcome) = run.phase else { return false };
    let is_untried = run.diagnosis.as_ref().is_some_and(|said| !was_tried(said));
    let is_over = outcome.reason != StopReason::StoppedByUser;
    run.id.is_none() && run.live.is_none() && is_over && is_untried
}

/// An event of the run that is trained again: once it has come to the same end it is the one on
/// the page. True where nothing else is to be done about the event.
pub(super) fn trained_again(state: AppState, event: &Event) -> bool {
    let signals = state.coach();
    let (of, outcome) = match event {
        Event::Finished { run, outcome } => (*run, Some(*outcome)),
        Event::Rejected { run, .. } => (*run, None),
        _ => return false,
    };
    if signals.again.get_value() != Some(of) {
        return false;
    }
    signals.again.set_value(None);
    let is_trying = signals.trying.get_untracked() == Trying::Again;
    let phase = state.run.with_untracked(|run| run.phase);
    let is_same = outcome.is_some_and(|outcome| phase == Phase::Finished(outcome));
    if !is_trying {
        return true;
    }
    signals.trying.set(Trying::NotYet);
    if is_same {
        state.run.update(|run| run.id = Some(of));
        run_over(state);
    }
    true
}

/// Whatever begins stops the trials at once: a run, a step, another experiment.
pub fn watch_trials(state: AppState) {
    effect(move || {
        let (run, is_active) = state.run.with(|run| (run.id, run.is_active()));
        let signals = state.coach();
        let is_again = signals.trying.get_untracked() == Trying::Again;
        let is_other = !is_again && signals.trials.with_value(|trials| trials.run) != run;
        if (is_active || is_other) && signals.trying.get_untracked() != Trying::NotYet {
            stop_trials(state);
        }
    });
}

/// A run is over: its cures are tried, once the coach's file is here.
pub(super) fn run_over(state: AppState) {
    if let Some(workers) = state.coach().workers.get_value() {
        (workers.begin)();
    }
}

/// The worker says what is to be trained next, in this place of the pool.
pub(super) fn cure_due(
    state: AppState,
    run: RunId,
    place: u32,
    experiment: Option<Box<ExperimentConfig>>,
) {
    if let Some(workers) = state.coach().workers.get_value() {
        (workers.train)(run, place as usize, experiment);
    }
}

/// Lets go of the workers; what they came to is not told.
pub(super) fn stop_trials(state: AppState) {
    drop_trials(state);
    state.coach().trying.set(Trying::NotYet);
}

pub(super) fn drop_trials(state: AppState) {
    let deadline = state.coach().trials.try_update_value(|trials| {
        trials.pool = Pool::default();
        trials.deadline.take()
    });
    if let Some(deadline) = deadline.flatten() {
        deadline.clear();
    }
}

/// A diagnosis came: while changes are tried it says what came of them.
pub(super) fn cures_told(state: AppState) {
    if !matches!(state.coach().trying.get_untracked(), Trying::Now | Trying::Tried) {
        return;
    }
    store_run(state);
    let first = state.run.with_untracked(|run| {
        let (label, what, _) = run.diagnosis.as_ref()?.suggestions.first()?;
        Some(format!("{label}: {what}"))
    });
    // It speaks of validation.
    let hides = state.stage.get_untracked().hides_validation;
    if let Some(first) = first.filter(|_| !hides) {
        announce(state, &first);
    }
}
