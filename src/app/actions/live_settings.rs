//! The settings that a run takes in while it goes on: learning rate and batch size, and the
//! threshold between two classes even when it is over.

use leptos::prelude::*;

use super::send;
use crate::app::state::AppState;
use crate::worker::{Command, RunId};
use crate::workspace::current_run::CurrentRun;

/// As [`send_live_settings`], once the user has stopped typing: on the way to 1e-3 lies
/// 1, which would end the run that it reaches.
pub fn send_live_settings_soon(state: AppState) {
    state.live_settings_due.call(move || send_live_settings(state));
}

/// Brings what a run takes in while it goes on to the run.
pub fn send_live_settings(state: AppState) {
    send_threshold(state);
    let Some(run) = state.run.with_untracked(live_run) else { return };
    let (learning_rate, batch_size) = state.experiment.with_untracked(|experiment| {
        (experiment.training.learning_rate, experiment.training.batch_size)
    });
    let running = state.run.with_untracked(|run| {
        run.live.unwrap_or_else(|| {
            run.experiment.as_ref().map_or((learning_rate, batch_size), |e| {
                (e.training.learning_rate, e.training.batch_size)
            })
        })
    });
    if running.0 != learning_rate {
        send(state, Command::SetLearningRate { run, learning_rate });
    }
    if running.1 != batch_size {
        send(state, Command::SetBatchSize { run, batch_size });
    }
    if running != (learning_rate, batch_size) {
        state.run.update(|run| run.live = Some((learning_rate, batch_size)));
    }
}

/// As [`send_live_settings`], for a run that goes on from an epoch behind it: what was in force
/// there may be something else than what is on the page.
pub(super) fn hold_live_settings(state: AppState) {
    send_live_settings(state);
    let changed = state.run.with_untracked(|run| live_run(run).zip(run.live));
    if let Some((run, (learning_rate, batch_size))) = changed {
        send(state, Command::SetLearningRate { run, learning_rate });
        send(state, Command::SetBatchSize { run, batch_size });
    }
}

fn send_threshold(state: AppState) {
    let Some(run) = state.run.with_untracked(|run| run.id) else { return };
    let taken = state.run.try_maybe_update(|run| {
        let taken = state.experiment.with_untracked(|shown| run.take_threshold(shown));
        (taken.is_some(), taken)
    });
    if let Some(threshold) = taken.flatten() {
        send(state, Command::SetThreshold { run, threshold });
    }
}

fn live_run(run: &CurrentRun) -> Option<RunId> {
    run.id.filter(|_| run.is_active() || run.can_resume() || run.visited.is_some())
}
