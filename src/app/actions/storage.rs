//! Storing the experiment on the page, its run and its file: at once in the tab, for a
//! reload, and in the database, where what is written when is `workspace/storage`.

use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::send;
use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::worker::{Command, Form};
use crate::workspace::current_run::CurrentRun;
use crate::workspace::experiment_record::{KeptExperiment, KeptRun, KeptTab};
use crate::workspace::run_record::RunHead;
use crate::workspace::storage::Storing;
use crate::workspace::storage::experiments::Present;

/// Stores the experiment: at once for a reload, and soon in the database.
pub fn store_experiment(state: AppState) {
    state.experiment.with_untracked(tab_storage::store_experiment);
    state.store_due.call(move || ask_for_stored_link(state));
}

/// Has the worker write the link that every later version reads; the experiment is stored
/// with it.
pub(super) fn ask_for_stored_link(state: AppState) {
    let experiment = Box::new(state.experiment.get_untracked());
    send(state, Command::Write { form: Form::KeptLink, experiment });
}

/// The worker has written it.
pub(super) fn link_written(state: AppState, experiment: &ExperimentConfig, link: String) {
    // Another edit is followed by another link.
    if state.experiment.with_untracked(|present| present == experiment) {
        state.storage().set_link(link);
        spawn_local(save(state));
    }
}

/// Writes the experiment, as it is when this is called, into the database, once there is
/// something to store.
pub(super) fn save(state: AppState) -> impl Future<Output = ()> {
    let storage = state.storage();
    let stored = state.experiment.with_untracked(|experiment| {
        state.undo.with_untracked(|undo| {
            let has_curves = state.run.with_untracked(|run| run.history.count() > 0);
            let now_ms = Date::now();
            storage.store_experiment(&Present { experiment, undo, has_curves, now_ms })
        })
    });
    async move {
        // Another experiment may have been opened meanwhile.
        if let Some(key) = stored.await.filter(|key| *key == storage.key()) {
            tab_storage::open_in_tab(&key);
            tab_storage::open_next(&key);
        }
    }
}

/// Stores the run's curves: at once for a reload, and in the database.
pub fn store_run(state: AppState) {
    let (storage, key) = (state.storage(), state.storage().run());
    let stored = state.run.with_untracked(|run| {
        tab_storage::store_run(&KeptRun::of(run, key.clone()));
        storage.store_figures(&key, run)
    });
    if state.run.with_untracked(|run| run.history.count() > 0) {
        change_head(state, &key, |head| state.run.with_untracked(|run| head.follow(run)));
    }
    store_part(state, stored);
}

/// Stores a run that is over and not the one on the page.
pub(super) fn store_other_run(state: AppState, key: &str, run: &CurrentRun) {
    change_head(state, key, |head| head.follow(run));
    let stored = state.storage().store_figures(key, run);
    spawn_local(async move {
        if stored.await {
            save(state).await;
        }
    });
}

/// Changes what is known of a run, and stores it.
pub(super) fn change_head(state: AppState, key: &str, change: impl FnOnce(&mut RunHead)) {
    let head = state.runs().list.try_update(|list| {
        let head = list.get_mut(key)?;
        change(head);
        Some(head.clone())
    });
    store_head(state, key, head.flatten());
}

/// Stores what is known of runs.
pub(super) fn store_heads(state: AppState, keys: &[String]) {
    for key in keys {
        let head = state.runs().list.with_untracked(|list| list.get(key).cloned());
        store_head(state, key, head);
    }
}

fn store_head(state: AppState, key: &str, head: Option<RunHead>) {
    if let Some(head) = head {
        store_part(state, state.storage().store_head(key, &head));
    }
}

/// Stores a part of the experiment; with the first one, the experiment.
fn store_part(state: AppState, stored: Storing) {
    let is_first = !state.storage().is_worth_storing();
    spawn_local(async move {
        if stored.await && is_first {
            state.storage().set_worth_storing();
            save(state).await;
        }
    });
}

/// Stores everything, as the tab is left.
pub fn store_tab(state: AppState) {
    store_run(state);
    let kept = state.experiment.with_untracked(|experiment| KeptExperiment {
        experiment: experiment.clone(),
        undo: state.undo.get_untracked(),
    });
    let selected = state.selected.get_untracked();
    tab_storage::store_session(&KeptTab { kept, selected });
    spawn_local(save(state));
}

/// Stores the file of the experiment.
pub(super) fn store_file(state: AppState, file: &File) {
    spawn_local(state.storage().store_file(file.name(), file.clone().into()));
}

/// The file of the experiment, under its `name`.
pub(super) async fn stored_file(state: AppState, name: &str) -> Option<File> {
    match state.storage().read_file(name).await {
        Some(file) => file.dyn_into().ok(),
        None => tab_storage::old_file(name).await.ok(),
    }
}
