//! Every user intention, one function each. Components call these and nothing else.

mod advice;
mod chart;
mod checkpoint;
mod coach;
mod data;
mod events;
mod experiments;
mod explanation;
mod export;
mod network;
mod overlays;
mod run;
mod runs;
mod share;
mod storage;
mod sweep;
mod table;
mod time_travel;

pub use advice::*;
pub use chart::*;
pub use checkpoint::*;
pub use coach::*;
pub use data::*;
pub use events::*;
pub use experiments::*;
pub use explanation::*;
pub use export::*;
pub use network::*;
pub use overlays::*;
pub use run::*;
pub use runs::*;
pub use share::*;
pub use storage::*;
pub use sweep::*;
pub use table::*;
pub use time_travel::*;

use leptos::prelude::*;

use crate::app::state::AppState;
use crate::app::state::notices::{Notice, NoticeKind};
use crate::config::ExperimentConfig;
use crate::workspace::undo::Step;

/// Changes the experiment, as one step of undo (or part of one: see
/// [`UndoStack::record`](crate::workspace::undo::UndoStack::record)). The step is a sentence,
/// "Dense removed", or a setting: see [`Step`].
pub fn edit(state: AppState, step: impl Into<Step>, change: impl FnOnce(&mut ExperimentConfig)) {
    let before = state.experiment.get_untracked();
    let mut after = before.clone();
    change(&mut after);
    replace(state, step.into(), before, after);
}

fn replace(state: AppState, step: Step, before: ExperimentConfig, after: ExperimentConfig) {
    if after != before {
        let group = step.group;
        let change = step.change(&before, &after);
        state.undo.update(|undo| undo.record(before, &after, change, group));
        state.experiment.set(after);
    }
}

/// What is typed from here on is a step of undo of its own.
pub fn end_typing(state: AppState) {
    state.undo.update(|undo| undo.close_group());
}

/// Takes the last change back.
pub fn undo(state: AppState) {
    let present = state.experiment.get_untracked();
    if let Some((before, change)) = state.undo.try_update(|undo| undo.undo(present)).flatten() {
        arrive_at(state, before, format!("Undone: {}", change.sentence()));
    }
}

/// Makes the change that was taken back again.
pub fn redo(state: AppState) {
    let present = state.experiment.get_untracked();
    if let Some((after, change)) = state.undo.try_update(|undo| undo.redo(present)).flatten() {
        arrive_at(state, after, format!("Redone: {}", change.sentence()));
    }
}

fn arrive_at(state: AppState, experiment: ExperimentConfig, announcement: String) {
    let follow = follow_focus();
    let blocks = experiment.network.layers.len();
    state.selected.update(|selected| *selected = selected.within(blocks));
    state.experiment.set(experiment);
    follow();
    announce(state, &announcement);
    send_live_settings(state);
    ensure_table(state);
}

/// Tells screen readers what changed.
pub fn announce(state: AppState, text: &str) {
    state.announcement.set(text.to_owned());
}

/// Says what went wrong.
pub fn alert(state: AppState, text: impl Into<String>) {
    state.notices.update(|notices| notices.push(Notice::new(NoticeKind::Alert, text.into())));
}

/// Says what is worth knowing.
pub fn note(state: AppState, text: impl Into<String>) {
    state.notices.update(|notices| notices.push(Notice::new(NoticeKind::Note, text.into())));
}

/// Takes a sentence away.
pub fn dismiss(state: AppState, id: u32) {
    state.notices.update(|notices| notices.shown.retain(|notice| notice.id != id));
}

/// Takes all sentences away: the user has moved on.
pub fn dismiss_all(state: AppState) {
    if !state.notices.with_untracked(|notices| notices.shown.is_empty()) {
        state.notices.update(|notices| notices.shown.clear());
    }
}
