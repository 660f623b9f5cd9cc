//! What is drawn beside the run on the page: runs, bands of seeds, and what changed since.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::note;
use super::runs::{experiment_of, keep_heads, send};
use crate::app::services::database::{Store, to_bytes};
use crate::app::state::AppState;
use crate::config::Metric;
use crate::train::History;
use crate::worker::Command;
use crate::workspace::run_list::{DrawnRun, ListedRun, MAX_SHOWN, Overlay, RunList};
use crate::workspace::run_record::{RunHead, read_body};

/// Draws what is to be shown beside the run on the page; reads what is not here yet.
pub(super) fn refresh_overlays(state: AppState) {
    let runs = state.runs();
    let on_page = state.experiments().run.get_value();
    let shown: Vec<Vec<ListedRun>> = runs.list.with_untracked(|list| {
        let others = |runs: Vec<&ListedRun>| -> Vec<ListedRun> {
            runs.into_iter().filter(|run| run.key != on_page).cloned().collect()
        };
        list.shown().into_iter().map(others).filter(|runs| !runs.is_empty()).collect()
    });
    ask_what_changed(state, &shown);
    spawn_local(async move {
        let mut overlays = Vec::new();
        for together in shown {
            overlays.extend(overlay(state, together).await);
        }
        // Another change may have come while these were read.
        let is_shown = |list: &RunList, key: &str| {
            list.get(key).is_some_and(|head| head.color.is_some() && head.deleted_ms.is_none())
        };
        runs.list.with_untracked(|list| {
            for overlay in &mut overlays {
                overlay.runs.retain(|run| is_shown(list, &run.key));
            }
        });
        overlays.retain(|overlay| !overlay.runs.is_empty());
        if runs.overlays.with_untracked(|drawn| *drawn != overlays) {
            runs.overlays.set(overlays);
        }
    });
}

/// A run, or the band of several.
async fn overlay(state: AppState, together: Vec<ListedRun>) -> Option<Overlay> {
    let first = together.first()?.head.clone();
    let name = if together.len() > 1 { first.group.clone() } else { first.title() };
    let color = first.color.unwrap_or_default();
    let mut overlay = Overlay { name, color, metrics: Vec::new(), runs: Vec::new() };
    for ListedRun { key, head } in together {
        let known = state.runs().overlays.with_untracked(|all| {
            all.iter().find_map(|overlay| {
                let run = overlay.runs.iter().find(|run| run.key == key)?;
                Some((overlay.metrics.clone(), run.history.clone()))
            })
        });
        let known = match known.or_else(|| trained(state, &key)) {
            Some(known) => Some(known),
            None => read_history(state, &key, &head).await,
        };
        if let Some((metrics, history)) = known {
            overlay.metrics = metrics;
            overlay.runs.push(DrawnRun { key, title: head.title(), history });
        }
    }
    Some(overlay)
}

/// A run of the last sweep: a private window keeps no other record of it.
fn trained(state: AppState, key: &str) -> Option<(Vec<Metric>, History)> {
    state.sweep().sweep.with_value(|sweep| {
        let lane = sweep.lanes.iter().find(|lane| lane.key == key)?;
        Some((lane.run.metrics(), lane.run.history.clone()))
    })
}

async fn read_history(
    state: AppState,
    key: &str,
    head: &RunHead,
) -> Option<(Vec<Metric>, History)> {
    let experiments = state.experiments();
    let database = experiments.database.get_value()?;
    let experiment =
        experiments.copied_from.get_value().unwrap_or_else(|| experiments.key.get_untracked());
    let body = database.get(Store::Runs, &format!("{experiment}/{key}")).await.ok()?;
    let run = read_body(&to_bytes(body), experiment_of(head).await.ok())?;
    Some((run.metrics(), run.history))
}

/// Has the worker say what leads from the runs shown to the one on the page.
fn ask_what_changed(state: AppState, shown: &[Vec<ListedRun>]) {
    let runs = state.runs();
    // Those of a band differ in the seed.
    let alone = shown.iter().filter(|together| together.len() == 1);
    let shown: Vec<_> = alone.flatten().collect();
    runs.asked.set_value(shown.iter().map(|run| run.key.clone()).collect());
    if shown.is_empty() {
        runs.changes.set(Vec::new());
        return;
    }
    let of_run = state.run.with_untracked(|run| run.experiment.clone());
    let base = Box::new(of_run.unwrap_or_else(|| state.experiment.get_untracked()));
    let others = shown.iter().map(|run| run.head.link.clone()).collect();
    send(state, Command::Compare { key: String::new(), base, others });
}

/// Shows a run in the chart, or takes it out.
pub fn show_run(state: AppState, key: &str, shows: bool) {
    let has_room = state.runs().list.try_update(|list| {
        if !shows {
            list.unpin(key);
        }
        !shows || list.pin(key)
    });
    if has_room == Some(false) {
        return no_room(state);
    }
    keep_heads(state, &[key.to_owned()]);
    refresh_overlays(state);
}

/// Shows runs as one band in the chart, or takes them out.
pub fn show_band(state: AppState, keys: &[String], shows: bool) {
    let has_room = state.runs().list.try_update(|list| {
        if shows {
            return list.pin_together(keys);
        }
        for key in keys {
            list.unpin(key);
        }
        true
    });
    if has_room == Some(false) {
        no_room(state);
    }
    keep_heads(state, keys);
    refresh_overlays(state);
}

fn no_room(state: AppState) {
    note(state, format!("At most {MAX_SHOWN} runs are shown; take one out of the chart first."));
    // The checkbox goes back to what holds.
    state.runs().list.notify();
}

/// Keeps the run on the page in the chart when another begins.
pub fn pin_run_on_page(state: AppState) {
    let run = state.experiments().run.get_value();
    if !run.is_empty() {
        show_run(state, &run, true);
    }
}

/// Gives a run that is shown another colour.
pub fn recolor_run(state: AppState, key: &str) {
    let changed = state.runs().list.try_update(|list| list.recolor(key)).unwrap_or_default();
    keep_heads(state, &changed);
    refresh_overlays(state);
}
