//! The workers that try what the coach suggests. Only the coach's box needs them, so their code
//! is in its file.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::{drop_trials, report, send};
use crate::app::services::pool::{self, Pool};
use crate::app::services::theme::prefers;
use crate::app::state::AppState;
use crate::app::state::coach::{CureWorkers, Trials, Trying};
use crate::config::ExperimentConfig;
use crate::worker::client::Heard;
use crate::worker::{Command, CureRequest, Event, Pace, RunId, TrialEnd};
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::workspace::worker_recovery::WorkerLoss;

/// Workers at most: one for each start.
const MOST_WORKERS: usize = 3;
/// Seconds that all trials take together, and on a phone or a machine with few cores.
const SECONDS: u32 = 5;
const FEW_SECONDS: u32 = 2;
const FEW_CORES: usize = 4;

/// Lets the page try cures, now that what trains them is here.
pub fn provide_cure_workers(state: AppState) {
    state.coach().workers.set_value(Some(CureWorkers {
        begin: Arc::new(move || try_cures(state)),
        train: Arc::new(move |run, place, experiment| train(state, run, place, experiment)),
    }));
}

/// Tries what is suggested for the run on the page, while it rests or is over.
pub fn try_cures(state: AppState) {
    let signals = state.coach();
    let can_be_tried = state.run.with_untracked(|run| {
        let has_some = run.diagnosis.as_ref().is_some_and(|said| !said.suggestions.is_empty());
        run.id.filter(|_| has_some && !run.is_active() && run.visited.is_none())
    });
    let is_sweeping = state.sweep().sweep.with_value(|sweep| sweep.is_running);
    let table = state.engine.with_value(|engine| engine.held.clone());
    let (Some(run), Some(table), false) = (can_be_tried, table, is_sweeping) else { return };
    let cores = window().navigator().hardware_concurrency() as usize;
    let has_few = cores <= FEW_CORES || prefers("(pointer: coarse)");
    let seconds = if has_few { FEW_SECONDS } else { SECONDS };
    let cells = state.data().table.with_untracked(|table| {
        table
            .as_ref()
            .map_or(0, |table| table.summary.rows_read * table.summary.schema.columns.len())
    });
    // One core is the page's.
    let size = pool::size(cores.saturating_sub(1).clamp(1, MOST_WORKERS), cells);
    let end = move || end_trials(state);
    let deadline = set_timeout_with_handle(end, Duration::from_secs(u64::from(seconds))).ok();
    let lanes = vec![CurrentRun::default(); size];
    let pool = Pool::new(size, table);
    signals.trials.set_value(Trials { run: Some(run), pool, lanes, seconds, left: size, deadline });
    signals.trying.set(Trying::Now);
    for place in 0..size {
        let hear = move |heard| hear(state, run, place, heard);
        let starts = signals.trials.try_update_value(|trials| trials.pool.start(place, hear));
        if starts != Some(true) {
            leave(state, place);
        }
    }
}

/// Whether the trials of this run go on.
fn is_trying(state: AppState, run: RunId) -> bool {
    let signals = state.coach();
    signals.trying.get_untracked() == Trying::Now
        && signals.trials.with_value(|trials| trials.run) == Some(run)
}

/// All is tried, or the time is over: then the worker says what it knows.
fn end_trials(state: AppState) {
    let signals = state.coach();
    let (run, seconds) = signals.trials.with_value(|trials| (trials.run, trials.seconds));
    drop_trials(state);
    if let Some(run) = run {
        send(state, Command::TryCures { run, seconds, request: CureRequest::End });
    }
    signals.trying.set(Trying::Tried);
}

fn hear(state: AppState, run: RunId, place: usize, heard: Heard) {
    let trials = state.coach().trials;
    if !is_trying(state, run) {
        return;
    }
    let event = match heard {
        Heard::Event(event, _) => event,
        Heard::Broken(message) => Event::Failed { message },
    };
    let is_over = trials.try_update_value(|trials| {
        if let Some(engine) = trials.pool.engine(place) {
            engine.heard(&event);
        }
        trials.lanes[place].apply(&event);
        matches!(trials.lanes[place].phase, Phase::Finished(_))
    });
    match event {
        Event::TableLoaded { .. } => ask(state, run, place, None),
        Event::Rejected { .. } => ask(state, run, place, Some(TrialEnd::Refused)),
        Event::Finished { outcome, .. } if is_over == Some(true) => {
            let val_loss = trials.with_value(|trials| {
                let lane = &trials.lanes[place];
                lane.shown_index().map(|at| lane.history.val_loss[at])
            });
            let ended = val_loss.filter(|_| !outcome.has_diverged());
            let ended = ended.map_or(TrialEnd::Diverged, TrialEnd::ValLoss);
            ask(state, run, place, Some(ended));
        }
        Event::TableRejected { .. } => leave(state, place),
        Event::Failed { message } => {
            report(&WorkerLoss::Failed(message));
            leave(state, place);
        }
        _ => {}
    }
}

fn ask(state: AppState, run: RunId, place: usize, ended: Option<TrialEnd>) {
    let seconds = state.coach().trials.with_value(|trials| trials.seconds);
    let request = CureRequest::Next { place: place as u32, ended };
    send(state, Command::TryCures { run, seconds, request });
}

/// The worker says what is to be trained next.
fn train(state: AppState, run: RunId, place: usize, experiment: Option<Box<ExperimentConfig>>) {
    let trials = state.coach().trials;
    if !is_trying(state, run) {
        return;
    }
    let Some(experiment) = experiment else { return leave(state, place) };
    trials.update_value(|trials| {
        let Some(engine) = trials.pool.engine(place) else { return };
        let run = engine.next_run();
        trials.lanes[place] = CurrentRun::begin(run, (*experiment).clone(), Phase::Running);
        let pace = Pace::Continuous;
        let start = Command::Start { run, experiment, pace, in_passing: true };
        trials.pool.train(place, place, start);
    });
}

/// A worker has nothing left to do, or is gone.
fn leave(state: AppState, place: usize) {
    let left = state.coach().trials.try_update_value(|trials| {
        trials.pool.end(place);
        trials.left = trials.left.saturating_sub(1);
        trials.left
    });
    if left == Some(0) {
        end_trials(state);
    }
}
