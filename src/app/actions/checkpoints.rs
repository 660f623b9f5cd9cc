//! What the run on the page goes on from: stored as it comes, dropped when it is of no use.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::store_run;
use crate::app::state::AppState;
use crate::app::state::models::OpeningNews;
use crate::worker::Event;
use crate::workspace::storage::database::Checkpoint;

/// The worker has handed over what its run can go on from: it takes the place of the one
/// before.
pub(super) fn store_checkpoint(state: AppState, event: &Event, blob: JsValue) {
    let Event::Checkpoint { run: id, epoch, .. } = event else { return };
    if state.run.with_untracked(|run| run.id != Some(*id)) {
        return;
    }
    state.run.update(|run| run.apply(event));
    // A tab that crashes then has the curves that belong to it.
    store_run(state);
    let stored = state.storage().store_checkpoint(Checkpoint { epoch: *epoch, state: blob });
    let id = *id;
    spawn_local(async move {
        stored.await;
        state.models().tell(OpeningNews::Stored(id));
    });
}

/// The run on the page can go on from what was found of it, or from nothing.
pub fn show_checkpoint(state: AppState) {
    let epoch = state.storage().checkpoint().map(|checkpoint| checkpoint.epoch);
    state.run.update(|run| run.checkpoint = epoch);
}

/// The run is over, or another begins: what it could go on from is of no use.
pub(super) fn drop_checkpoint(state: AppState) {
    spawn_local(state.storage().drop_checkpoint());
}
