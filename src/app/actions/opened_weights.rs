//! The weights of a model that was opened, with which runs begin.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{begin_training, forget_run, note, record_opening, save};
use crate::app::reactive::effect;
use crate::app::state::AppState;
use crate::app::state::models::{OpenedWeights, Opening, OpeningNews};
use crate::t;
use crate::worker::RunId;
use crate::workspace::current_run::{CurrentRun, Phase};

/// Weights were opened for the network that is there: a step of undo of its own.
pub(super) fn open_weights(state: AppState, opening: Opening, said: String) {
    record_opening(state, &t!("{name} opened", name = opening.after.name));
    let after = opening.after.clone();
    state.models().openings.update_value(|openings| {
        openings.undone.clear();
        openings.done.push(opening);
    });
    rest_with(state, after, Some(said));
}

/// A run with opened weights rests before its first epoch; what is to be said of them is said
/// once it does, for a reload would lose them before.
pub(super) fn rest_with(state: AppState, weights: OpenedWeights, said: Option<String>) {
    state.models().opened.set(Some(weights));
    state.storage().set_worth_storing();
    begin_training(state, None);
    let Some(said) = said else { return };
    match state.run.with_untracked(|run| run.id) {
        Some(run) => {
            state.models().openings.update_value(|openings| openings.resting = Some((run, said)));
        }
        None => note(state, said),
    }
}

/// Follows undo, redo and what is stored.
pub(super) fn follow_openings(state: AppState) {
    effect(move || {
        state.models().told.track();
        let openings = state.models().openings;
        let news = openings.try_update_value(|openings| std::mem::take(&mut openings.news));
        untrack(|| {
            for news in news.unwrap_or_default() {
                match news {
                    OpeningNews::Undone => undo_opening(state),
                    OpeningNews::Redone => redo_opening(state),
                    OpeningNews::Stored(run) => has_come_to_rest(state, run),
                }
            }
        });
    });
}

/// What a run goes on from is stored.
fn has_come_to_rest(state: AppState, run: RunId) {
    let resting = state.models().openings.try_update_value(|openings| openings.resting.take());
    let Some(resting) = resting.flatten() else { return };
    if resting.0 != run {
        // Another run is meant.
        return state.models().openings.update_value(|openings| openings.resting = Some(resting));
    }
    spawn_local(async move {
        save(state).await;
        if state.run.with_untracked(|present| present.id == Some(run)) {
            note(state, resting.1);
        }
    });
}

/// The weights that were opened last go, with the run that began with them.
fn undo_opening(state: AppState) {
    let opening = state.models().openings.try_update_value(|openings| {
        let opening = openings.done.pop()?;
        openings.undone.push(opening.clone());
        Some(opening)
    });
    let before = opening.flatten().and_then(|opening| opening.before);
    // A reload forgets with whose weights a run began; one without an epoch is no loss.
    let began_with_them = |run: &CurrentRun| {
        run.opened.is_some() || (run.phase == Phase::Interrupted && run.history.count() == 0)
    };
    if state.run.with_untracked(began_with_them) {
        forget_run(state);
    }
    match before {
        Some(before) => rest_with(state, before, None),
        None => state.models().opened.set(None),
    }
}

/// The weights that went come back.
fn redo_opening(state: AppState) {
    let opening = state.models().openings.try_update_value(|openings| {
        let opening = openings.undone.pop()?;
        openings.done.push(opening.clone());
        Some(opening)
    });
    let Some(Opening { after, .. }) = opening.flatten() else {
        return note(
            state,
            t!("Weights that were opened do not outlast a reload: open their file again."),
        );
    };
    forget_run(state);
    rest_with(state, after, None);
}
