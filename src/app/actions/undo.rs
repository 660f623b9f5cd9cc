//! Undo and redo.

use leptos::prelude::*;

use super::{announce, dismiss_all, ensure_table, follow_focus, send_live_settings};
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::t;

/// Takes the last change back.
pub fn undo(state: AppState) {
    let present = state.experiment.get_untracked();
    if let Some((before, change)) = state.undo.try_update(|undo| undo.undo(present)).flatten() {
        arrive_at(state, before, t!("Undone: {change}", change = change.sentence()));
    }
}

/// Makes the change that was taken back again.
pub fn redo(state: AppState) {
    let present = state.experiment.get_untracked();
    if let Some((after, change)) = state.undo.try_update(|undo| undo.redo(present)).flatten() {
        arrive_at(state, after, t!("Redone: {change}", change = change.sentence()));
    }
}

fn arrive_at(state: AppState, experiment: ExperimentConfig, announcement: String) {
    // What was said was of the experiment as it stood.
    dismiss_all(state);
    let follow = follow_focus();
    let blocks = experiment.network.layers.len();
    state.selected.update(|selected| *selected = selected.within(blocks));
    state.experiment.set(experiment);
    follow();
    announce(state, &announcement);
    send_live_settings(state);
    ensure_table(state);
}
