//! Edits of the experiment. All of them come here, so that each is a step of undo.

use leptos::prelude::*;

use crate::app::state::AppState;
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

/// A step of undo that changes no setting, but weights: see `opened_weights`.
pub(super) fn record_opening(state: AppState, step: &str) {
    let present = state.experiment.get_untracked();
    state.undo.update(|undo| undo.record(present.clone(), &present, step, None));
}

/// What is typed from here on is a step of undo of its own.
pub fn end_typing(state: AppState) {
    state.undo.update(|undo| undo.close_group());
}
