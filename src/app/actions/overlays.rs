//! What is drawn with the run on the page: other runs and bands of seeds. Their figures are read
//! in `overlay_figures.rs`.

use leptos::prelude::*;

use super::{note, store_heads};
use crate::app::state::AppState;
use crate::t;
use crate::workspace::run_list::MAX_SHOWN;

/// What is to be shown with the run on the page may have changed.
pub(super) fn refresh_overlays(state: AppState) {
    state.overlays().wanted.update(|count| *count += 1);
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
    store_heads(state, &[key.to_owned()]);
    refresh_overlays(state);
}

/// Shows runs as one band in the chart, or takes them out.
pub fn show_band(state: AppState, keys: &[String], shows: bool) {
    let has_room = state.runs().list.try_update(|list| {
        if shows {
            return list.pin_group(keys);
        }
        for key in keys {
            list.unpin(key);
        }
        true
    });
    if has_room == Some(false) {
        no_room(state);
    }
    store_heads(state, keys);
    refresh_overlays(state);
}

fn no_room(state: AppState) {
    let most = MAX_SHOWN;
    note(state, t!("At most {most} runs are shown; take one out of the chart first.", most));
    // The checkbox goes back to what holds.
    state.runs().list.notify();
}

/// Keeps the run on the page in the chart when another begins.
pub fn pin_run_on_page(state: AppState) {
    let run = state.storage().run();
    if !run.is_empty() {
        show_run(state, &run, true);
    }
}

/// Takes all other runs out of the chart.
pub fn clear_chart(state: AppState) {
    let pinned: Vec<_> = state
        .runs()
        .list
        .with_untracked(|list| list.pinned().into_iter().map(|run| run.key.clone()).collect());
    if !pinned.is_empty() {
        show_band(state, &pinned, false);
    }
}

/// Gives a run that is shown another colour.
pub fn recolor_run(state: AppState, key: &str) {
    let changed = state.runs().list.try_update(|list| list.recolor(key)).unwrap_or_default();
    store_heads(state, &changed);
    refresh_overlays(state);
}
