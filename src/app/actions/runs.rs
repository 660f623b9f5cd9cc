//! The runs of the experiment: listed, shown beside each other, named, deleted and had
//! back, told apart, and their networks brought back.

use js_sys::{Array, Date};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::storage::{put, save};
use super::{alert, announce, edit, ensure_table, refresh_overlays};
use crate::app::services::database::{Store, bytes, to_bytes};
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::worker::client::read_link;
use crate::worker::{Command, ShownDifference};
use crate::workspace::current_run::CurrentRun;
use crate::workspace::experiment_record::MOURNING_MS;
use crate::workspace::run_record::{RunHead, body_bytes};
use crate::workspace::selection::Selection;

/// Where a run's head is kept: behind all figures, so that heads are a range of their own.
pub(super) fn head_key(experiment: &str, run: &str) -> String {
    format!("{experiment}/~{run}")
}

/// Reads the heads of the runs of the experiment.
pub(super) async fn find_runs(state: AppState) {
    let experiments = state.experiments();
    let Some(database) = experiments.database.get_value() else { return };
    let key =
        experiments.copied_from.get_value().unwrap_or_else(|| experiments.key.get_untracked());
    let start = head_key(&key, "");
    let keys = database.keys(Store::Runs, &start).await.unwrap_or_default();
    let heads = database.values(Store::Runs, &start).await.unwrap_or_default();
    let mut found = Vec::new();
    for (key, head) in Array::from(&keys).iter().zip(Array::from(&heads).iter()) {
        let run = key.as_string().and_then(|key| Some(key.strip_prefix(&start)?.to_owned()));
        if let (Some(run), Some(head)) = (run, RunHead::read(&to_bytes(head))) {
            found.push((run, head));
        }
    }
    state.runs().list.update(|list| {
        for (run, head) in found {
            // One that has begun meanwhile is known better here.
            if list.get(&run).is_none() {
                list.put(&run, head);
            }
        }
    });
    bury_runs(state);
    refresh_overlays(state);
}

fn bury_runs(state: AppState) {
    let gone = state.runs().list.try_update(|list| list.bury(Date::now(), MOURNING_MS));
    let experiments = state.experiments();
    let Some(database) =
        experiments.database.get_value().filter(|_| experiments.is_mine.get_value())
    else {
        return;
    };
    let experiment = experiments.key.get_untracked();
    spawn_local(async move {
        for run in gone.unwrap_or_default() {
            // One that stays is found again, and dropped the next time.
            let _ = database.delete(Store::Runs, &head_key(&experiment, &run)).await;
            let _ = database.delete(Store::Runs, &format!("{experiment}/{run}")).await;
        }
    });
}

/// A run begins and gets its place in the list, or the one on the page leaves the page.
pub(super) fn list_run(state: AppState, begins: bool) {
    let experiments = state.experiments();
    if begins {
        bury_runs(state);
        let run = experiments.run.get_value();
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
    refresh_overlays(state);
}

/// The list takes in how the run on the page stands.
pub(super) fn follow_run(state: AppState, key: &str) {
    if state.run.with_untracked(|run| run.history.count() > 0) {
        change(state, key, |head| state.run.with_untracked(|run| head.follow(run)));
    }
}

/// Runs that begin together get their places in the list, in their order.
pub(super) fn list_together(state: AppState, runs: Vec<(String, RunHead)>) {
    bury_runs(state);
    state.runs().list.update(|list| {
        for (key, head) in runs {
            list.put(&key, head);
        }
    });
}

/// A run that is not the one on the page is over: it is listed and kept.
pub(super) fn keep_other_run(state: AppState, key: &str, run: &CurrentRun) {
    change(state, key, |head| head.follow(run));
    let experiments = state.experiments();
    if !experiments.is_mine.get_value() {
        return;
    }
    let body = bytes(&body_bytes(run));
    let key = format!("{}/{key}", experiments.key.get_untracked());
    spawn_local(async move {
        put(state, Store::Runs, &key, &body).await;
        save(state).await;
    });
}

/// Changes what is known of a run, and keeps it.
fn change(state: AppState, key: &str, change: impl FnOnce(&mut RunHead)) {
    let head = state.runs().list.try_update(|list| {
        let head = list.get_mut(key)?;
        change(head);
        Some(head.clone())
    });
    keep_head(state, key, head.flatten());
}

fn keep_head(state: AppState, key: &str, head: Option<RunHead>) {
    let experiments = state.experiments();
    let Some(head) = head.filter(|head| head.epochs > 0 && experiments.is_mine.get_value()) else {
        return;
    };
    let key = head_key(&experiments.key.get_untracked(), key);
    spawn_local(async move {
        put(state, Store::Runs, &key, &bytes(&head.to_bytes())).await;
    });
}

pub(super) fn keep_heads(state: AppState, keys: &[String]) {
    for key in keys {
        let head = state.runs().list.with_untracked(|list| list.get(key).cloned());
        keep_head(state, key, head);
    }
}

/// The worker has compared runs: a new one gets its name, or those shown are told apart.
pub(super) fn compared(
    state: AppState,
    key: &str,
    link: String,
    differences: Vec<ShownDifference>,
) {
    let runs = state.runs();
    if key.is_empty() {
        let told = differences.into_iter().map(|one| one.sentences);
        runs.changes.set(runs.asked.get_value().into_iter().zip(told).collect());
        return;
    }
    let called = differences.into_iter().next().map(|one| one.called);
    change(state, key, |head| {
        head.link = link;
        head.called = called.unwrap_or_else(|| "baseline".to_owned());
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
    runs.list.update(|list| list.rename(key, name));
    keep_heads(state, &[key.to_owned()]);
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
    keep_heads(state, &keys);
    announce(state, &format!("{title} deleted"));
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
    keep_heads(state, &keys);
    announce(state, &format!("{title} is back"));
    refresh_overlays(state);
}

/// The experiment of a run: as it was kept, or read from its link.
pub(super) async fn experiment_of(head: &RunHead) -> Result<ExperimentConfig, String> {
    match head.experiment() {
        Some(experiment) => Ok(experiment),
        None => read_link(head.link.clone()).await,
    }
}

/// Brings back the network of a run, or all its settings.
pub fn use_run(state: AppState, key: &str, all: bool) {
    let Some(head) = state.runs().list.with_untracked(|list| list.get(key).cloned()) else {
        return;
    };
    spawn_local(async move {
        let found = match experiment_of(&head).await {
            Ok(found) => found,
            Err(sentence) => return alert(state, sentence),
        };
        let what = if all { "Settings" } else { "Network" };
        let words = format!("{what} of {} restored", head.title());
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
    let on_page = state.experiments().run.get_value();
    let listed = runs.list.with_untracked(|list| list.listed(&on_page));
    let links = listed.into_iter().map(|run| run.head.link).collect();
    send(state, Command::Tabulate { links });
    runs.sorted.set(None);
    runs.open.set(true);
}

/// Sorts the table by a column; a second time, the other way round.
pub fn sort_runs(state: AppState, column: usize) {
    state.runs().sorted.update(|sorted| {
        *sorted = Some((column, *sorted == Some((column, false))));
    });
}

pub(super) fn send(state: AppState, command: Command) {
    state.engine.update_value(|engine| engine.send(command));
}
