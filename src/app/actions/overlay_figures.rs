//! The figures of the runs that are drawn with the one on the page, and what changed since
//! each. Only the list of runs needs them, so their code is in its file.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::send;
use crate::app::reactive::effect;
use crate::app::state::AppState;
use crate::worker::Command;
use crate::worker::client::read_link;
use crate::workspace::run_list::ListedRun;
use crate::workspace::storage::overlays::Figures;

/// Reads them anew whenever others are to be drawn.
pub fn follow_overlays(state: AppState) {
    effect(move || {
        if state.overlays().wanted.get() > 0 {
            untrack(|| read_overlays(state));
        }
    });
}

/// Draws what is to be shown with the run on the page; reads what is not here yet.
fn read_overlays(state: AppState) {
    let storage = state.storage();
    let on_page = storage.run();
    let shown: Vec<Vec<ListedRun>> = state.runs().list.with_untracked(|list| {
        let others = |runs: Vec<&ListedRun>| -> Vec<ListedRun> {
            runs.into_iter().filter(|run| run.key != on_page).cloned().collect()
        };
        list.shown().into_iter().map(others).filter(|runs| !runs.is_empty()).collect()
    });
    ask_what_changed(state, &shown);
    spawn_local(async move {
        let known = |key: &str| known(state, key);
        let drawn = state.overlays().drawn;
        if let Some(overlays) = storage.read_overlays(shown, known, &read_link).await
            && drawn.with_untracked(|drawn| *drawn != overlays)
        {
            drawn.set(overlays);
        }
    });
}

/// The figures of a run that the page has.
pub(super) fn known(state: AppState, key: &str) -> Option<Figures> {
    drawn(state, key).or_else(|| trained(state, key)).or_else(|| opened(state, key))
}

/// A run that came in a file and could not be stored.
fn opened(state: AppState, key: &str) -> Option<Figures> {
    state.archive().unstored.with_value(|runs| {
        let (_, run) = runs.iter().find(|(known, _)| known == key)?;
        Some((run.metrics(), run.history.clone()))
    })
}

/// The figures of a run that is drawn already.
fn drawn(state: AppState, key: &str) -> Option<Figures> {
    state.overlays().drawn.with_untracked(|all| {
        all.iter().find_map(|overlay| {
            let run = overlay.runs.iter().find(|run| run.key == key)?;
            Some((overlay.metrics.clone(), run.history.clone()))
        })
    })
}

/// A run of the last sweep: a private window stores no other record of it.
fn trained(state: AppState, key: &str) -> Option<Figures> {
    state.sweep().sweep.with_value(|sweep| {
        let lane = sweep.lanes.iter().find(|lane| lane.key == key)?;
        Some((lane.run.metrics(), lane.run.history.clone()))
    })
}

/// Has the worker say what leads from the runs shown to the one on the page.
fn ask_what_changed(state: AppState, shown: &[Vec<ListedRun>]) {
    let overlays = state.overlays();
    // Those of a band differ in the seed.
    let alone = shown.iter().filter(|group| group.len() == 1);
    let shown: Vec<_> = alone.flatten().collect();
    overlays.asked.set_value(shown.iter().map(|run| run.key.clone()).collect());
    if shown.is_empty() {
        overlays.changes.set(Vec::new());
        return;
    }
    let of_run = state.run.with_untracked(|run| run.experiment.clone());
    let base = Box::new(of_run.unwrap_or_else(|| state.experiment.get_untracked()));
    let others = shown.iter().map(|run| run.head.link.clone()).collect();
    send(state, Command::Compare { key: String::new(), base, others });
}
