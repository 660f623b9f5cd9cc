//! Undo and redo.

use leptos::prelude::*;

use super::{announce, dismiss_all, drop_run, ensure_table, follow_focus, send_live_settings};
use crate::app::state::AppState;
use crate::app::state::models::OpeningNews;
use crate::config::ExperimentConfig;
use crate::t;
use crate::workspace::current_run::CurrentRun;

/// Takes the last change back.
pub fn undo(state: AppState) {
    let present = state.experiment.get_untracked();
    let undone = state.undo.try_update(|undo| undo.undo(present.clone())).flatten();
    if let Some((before, change)) = undone {
        let is_opening = before == present;
        arrive_at(state, before, t!("Undone: {change}", change = change.sentence()));
        if is_opening {
            state.models().tell(OpeningNews::Undone);
        }
    }
}

/// Makes the change that was taken back again.
pub fn redo(state: AppState) {
    let present = state.experiment.get_untracked();
    let redone = state.undo.try_update(|undo| undo.redo(present.clone())).flatten();
    if let Some((after, change)) = redone {
        let is_opening = after == present;
        arrive_at(state, after, t!("Redone: {change}", change = change.sentence()));
        if is_opening {
            state.models().tell(OpeningNews::Redone);
        }
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
    if state.run.with_untracked(CurrentRun::rests_with_opened)
        && untrack(|| state.edited_since_start())
    {
        // The network went whose weights it rests with. They stay, for Redo brings it back.
        drop_run(state);
    }
}
