//! The runs of the experiment: listed, named, deleted and had
//! back, told apart, and their networks brought back.

use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    alert, announce, change_head, edit, ensure_table, refresh_overlays, send, store_heads,
    take_answers,
};
use crate::app::state::AppState;
use crate::app::state::runs::Settings;
use crate::config::ExperimentConfig;
use crate::t;
use crate::worker::client::read_link;
use crate::worker::{Command, Event, ShownDifference};
use crate::workspace::deleted;
use crate::workspace::run_list::RunList;
use crate::workspace::run_record::RunHead;
use crate::workspace::selection::Selection;
use crate::workspace::storage::runs::experiment_of;

/// Reads what is stored of the runs of the experiment.
pub(super) async fn find_runs(state: AppState) {
    let Some(found) = state.storage().read_heads().await else { return };
    state.runs().list.update(|list| list.take_in(found));
    purge_runs(state);
    refresh_overlays(state);
}

fn purge_runs(state: AppState) {
    let purge = |list: &mut RunList| state.storage().purge_runs(list, Date::now());
    if let Some(purged) = state.runs().list.try_update(purge) {
        spawn_local(purged);
    }
}

/// A run begins and gets its place in the list, or the one on the page leaves the page.
pub(super) fn list_run(state: AppState, begins: bool) {
    if begins {
        purge_runs(state);
        let run = state.storage().run();
        let before = state.runs().list.try_update(|list| {
            let (number, when_ms) = (list.next_number(), Date::now());
            list.put(&run, RunHead { number, when_ms, ..RunHead::default() });
            list.before(&run).map(|before| before.head.link.clone())
        });
        let base = Box::new(state.experiment.get_untracked());
        let others = before.flatten().into_iter().collect();
        send(state, Command::Compare { key: run, base, others });
    } else {
        state.runs().list.notify();
    }
    take_out_runs_apart(state);
    refresh_overlays(state);
}

/// Takes out of the chart what shares no axis with what it shows now.
fn take_out_runs_apart(state: AppState) {
    let apart = state.runs().apart.get_untracked();
    let is_shown =
        |list: &RunList, key: &String| list.get(key).is_some_and(|head| head.color.is_some());
    let shown: Vec<_> = state
        .runs()
        .list
        .with_untracked(|list| apart.into_iter().filter(|key| is_shown(list, key)).collect());
    if !shown.is_empty() {
        state.runs().list.update(|list| shown.iter().for_each(|key| list.unpin(key)));
        store_heads(state, &shown);
    }
}

/// Runs that begin together get their places in the list, in their order.
pub(super) fn list_group(state: AppState, runs: Vec<(String, RunHead)>) {
    purge_runs(state);
    state.runs().list.update(|list| {
        for (key, head) in runs {
            list.put(&key, head);
        }
    });
}

/// The worker has compared runs: a new one gets its name, or those shown are told apart.
pub(super) fn compared(
    state: AppState,
    key: &str,
    link: String,
    differences: Vec<ShownDifference>,
) {
    if key.is_empty() {
        let overlays = state.overlays();
        let changes = differences.into_iter().map(|one| one.sentences);
        overlays.changes.set(overlays.asked.get_value().into_iter().zip(changes).collect());
        return;
    }
    let called = differences.into_iter().next().map(|one| one.called);
    change_head(state, key, |head| {
        head.link = link;
        head.called = called.unwrap_or_else(|| t!("baseline").to_owned());
    });
    refresh_overlays(state);
}

/// Gives a run the user's name.
pub fn rename_run(state: AppState, key: &str, name: &str) {
    let runs = state.runs();
    // A field that goes by Escape takes nothing.
    if runs.renamed.try_update(Option::take).flatten().as_deref() != Some(key) {
        return;
    }
    name_run(state, key, name);
}

/// The same for a name that nobody typed.
pub(super) fn name_run(state: AppState, key: &str, name: &str) {
    state.runs().list.update(|list| list.rename(key, name));
    store_heads(state, &[key.to_owned()]);
    refresh_overlays(state);
}

/// Takes runs out of the list; [`restore_run`] brings them back. Of the run on the page the
/// curves stay until another begins.
pub fn delete_runs(state: AppState, keys: Vec<String>, title: String) {
    let now_ms = Date::now();
    state.runs().list.update(|list| {
        for key in &keys {
            list.delete(key, now_ms);
        }
    });
    store_heads(state, &keys);
    announce(state, &deleted::announcement(&title));
    state.runs().deleted.set(Some((keys, title)));
    refresh_overlays(state);
}

/// Brings back what was deleted last.
pub fn restore_run(state: AppState) {
    let Some((keys, title)) = state.runs().deleted.try_update(Option::take).flatten() else {
        return;
    };
    state.runs().list.update(|list| {
        for key in &keys {
            list.restore(key);
        }
    });
    store_heads(state, &keys);
    announce(state, &deleted::restored(&title));
    refresh_overlays(state);
}

/// Brings back the network of a run, or all its settings.
pub fn use_run(state: AppState, key: &str, all: bool) {
    let Some(head) = state.runs().list.with_untracked(|list| list.get(key).cloned()) else {
        return;
    };
    spawn_local(async move {
        let found = match experiment_of(&head, &read_link).await {
            Ok(found) => found,
            Err(error) => return alert(state, error.to_string()),
        };
        let run = head.title();
        let words = if all {
            t!("Settings of {run} restored", run)
        } else {
            t!("Network of {run} restored", run)
        };
        state.selected.set(Selection::None);
        edit(state, words.as_str(), |present| {
            if all {
                let title = std::mem::take(&mut present.title);
                *present = ExperimentConfig { title, ..found };
            } else {
                present.network = found.network;
            }
        });
        announce(state, &words);
        ensure_table(state);
    });
}

/// Opens the table of all runs.
pub fn open_runs(state: AppState) {
    let runs = state.runs();
    let on_page = state.storage().run();
    let mut listed = runs.list.with_untracked(|list| list.listed(&on_page));
    let apart = state.runs().apart.get_untracked();
    listed.retain(|run| !apart.contains(&run.key));
    runs.tabulated.set(listed.iter().map(|run| run.key.clone()).collect());
    let links = listed.into_iter().map(|run| run.head.link).collect();
    send(state, Command::Tabulate { links });
    runs.sorted.set(None);
    runs.open.set(true);
}

/// Takes in the settings that the table of all runs shows.
pub fn take_settings(state: AppState) {
    let is_settings = |event: &Event| matches!(event, Event::Tabulated { .. });
    take_answers(state, is_settings, move |event, _| {
        if let Event::Tabulated { names, rows, ranks } = event {
            state.runs().settings.set(Settings { names, rows, ranks });
        }
    });
}

/// Sorts the table by a column; a second time, the other way round.
pub fn sort_runs(state: AppState, column: usize) {
    state.runs().sorted.update(|sorted| {
        *sorted = Some((column, *sorted == Some((column, false))));
    });
}
