//! Keeping the experiment, its runs and its file, and finding them again.

use std::time::Duration;

use js_sys::{Array, Date};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::checkpoint::{drop_checkpoint, read_checkpoint};
use super::runs::{find_runs, follow_run, head_key, list_run};
use super::share::write;
use super::{note, refresh_list, title_of};
use crate::app::services::database::{Database, Store, bytes, claim, to_bytes};
use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::worker::client::read_link;
use crate::worker::{Form, codec};
use crate::workspace::current_run::CurrentRun;
use crate::workspace::experiment_record::{Kept, KeptRun, MOURNING_MS, Record};
use crate::workspace::run_record::{RunHead, body_bytes, read_body};
use crate::workspace::undo::UndoStack;

/// What the page finds when it opens.
#[derive(Clone)]
pub struct Found {
    pub database: Option<Database>,
    pub key: String,
    pub kept: Option<Kept>,
    pub run: Option<KeptRun>,
    /// What the run goes on from.
    pub checkpoint: Option<Array>,
    /// What the experiment was kept as before; a default where it was not.
    pub record: Record,
}

/// Reads what the tab kept, else the database, else what an earlier version kept.
pub async fn find() -> Found {
    let database = Database::open().await.ok();
    let tab_key = tab_storage::tab_key();
    let key = tab_key.clone().or_else(tab_storage::last_key).unwrap_or_else(tab_storage::new_key);
    let mut record = Record::default();
    let mut run = tab_storage::kept_run();
    if let Some(database) = &database {
        record = read_record(database, &key).await.unwrap_or_default();
        if tab_key.is_none() {
            run = read_run(database, &key, &record.run).await;
        }
    }
    let mut kept = record.kept();
    if let Some(experiment) = tab_storage::kept_experiment() {
        let session = tab_storage::kept_session().map(|session| session.kept);
        let mut known = [session, kept].into_iter().flatten();
        let undo = known.find(|kept| kept.experiment == experiment).map(|kept| kept.undo);
        kept = Some(Kept { experiment, undo: undo.unwrap_or_default() });
    }
    if kept.is_none() {
        let link = Some(record.link.clone()).filter(|link| !link.is_empty());
        let experiment = match link.or_else(tab_storage::old_text) {
            Some(text) => read_link(text).await.ok(),
            None => None,
        };
        kept = experiment.map(|experiment| Kept { experiment, undo: UndoStack::default() });
    }
    let checkpoint = match (&database, &run) {
        (Some(database), Some(run)) => read_checkpoint(database, &key, &run.key).await,
        _ => None,
    };
    Found { database, key, kept, run, checkpoint, record }
}

/// The record of an experiment that was not deleted.
pub(super) async fn read_record(database: &Database, key: &str) -> Option<Record> {
    let found = database.get(Store::Experiments, key).await.ok()?;
    Record::read(&to_bytes(found)).filter(|record| record.deleted_ms.is_none())
}

/// A run of an experiment, if it has one.
pub(super) async fn read_run(database: &Database, key: &str, run: &str) -> Option<KeptRun> {
    let head = database.get(Store::Runs, &head_key(key, run)).await.ok()?;
    let head = RunHead::read(&to_bytes(head))?;
    let body = database.get(Store::Runs, &format!("{key}/{run}")).await.ok()?;
    let experiment = match head.experiment() {
        Some(experiment) => experiment,
        None => read_link(head.link).await.ok()?,
    };
    Some(KeptRun::of(&read_body(&to_bytes(body), Some(experiment))?, run.to_owned()))
}

/// Sees to it that the experiment is this tab's alone, and from then on that it is kept.
pub fn start_keeping(state: AppState) {
    const PATIENCE_MS: u32 = 2_000;
    let experiments = state.experiments();
    let Some(database) = experiments.database.get_value() else {
        if !tab_storage::was_told() {
            note(
                state,
                "This browser does not let the page keep anything (a private window?): what you do here lasts as long as this tab.",
            );
        }
        return;
    };
    spawn_local(async move {
        let key = experiments.key.get_untracked();
        let claimed = claim(&key, PATIENCE_MS).await;
        if experiments.is_mine.get_value() {
            // Another experiment was opened in the meantime.
            return;
        }
        let release = if let Ok(release) = claimed {
            release
        } else {
            // Open in another tab: this one goes on with a copy.
            let copy = tab_storage::new_key();
            let release = claim(&copy, PATIENCE_MS).await.unwrap_or_default();
            experiments.key.set(copy);
            experiments.copied_from.set_value(Some(key));
            experiments.is_worth_it.set_value(false);
            release
        };
        experiments.release.set_value(release);
        experiments.is_mine.set_value(true);
        save(state).await;
        refresh_list(state);
        find_runs(state).await;
        bury(&database).await;
    });
}

/// Drops what was deleted long ago.
async fn bury(database: &Database) {
    for key in all_keys(database, Store::Experiments, "").await {
        let found = database.get(Store::Experiments, &key).await.unwrap_or_default();
        let deleted_ms = Record::read(&to_bytes(found)).and_then(|record| record.deleted_ms);
        if deleted_ms.is_some_and(|at| Date::now() - at > MOURNING_MS) {
            // What cannot be dropped now is dropped next time.
            let _ = database.delete(Store::Experiments, &key).await;
            for store in Store::PARTS {
                let _ = database.delete(store, &format!("{key}/")).await;
            }
        }
    }
}

/// The keys of a store that begin with a text; none where the browser refuses.
pub(super) async fn all_keys(database: &Database, store: Store, start: &str) -> Vec<String> {
    let keys = database.keys(store, start).await.map(|keys| Array::from(&keys)).unwrap_or_default();
    keys.iter().filter_map(|key| key.as_string()).collect()
}

/// Keeps the experiment: at once for a reload, and soon in the database.
pub fn keep_experiment(state: AppState) {
    const PAUSE: Duration = Duration::from_millis(500);
    state.experiment.with_untracked(tab_storage::keep_experiment);
    stop_waiting(state);
    let due = set_timeout_with_handle(move || write(state, Form::KeptLink), PAUSE);
    state.experiments().due.set_value(due.ok());
}

fn stop_waiting(state: AppState) {
    if let Some(due) = state.experiments().due.try_update_value(Option::take).flatten() {
        due.clear();
    }
}

/// The worker has written the link that every later version reads.
pub(super) fn link_written(state: AppState, experiment: &ExperimentConfig, link: &str) {
    // Another edit is followed by another link.
    if state.experiment.with_untracked(|present| present == experiment) {
        state.experiments().link.set_value(link.to_owned());
        spawn_local(save(state));
    }
}

/// The record of the experiment on the page.
fn present(state: AppState) -> Record {
    let kept = state.experiment.with_untracked(|experiment| Kept {
        experiment: experiment.clone(),
        undo: state.undo.get_untracked(),
    });
    let data = title_of(&kept.experiment.data.source).unwrap_or_default();
    let blocks = kept.experiment.network.layers.len();
    let plural = if blocks == 1 { "block" } else { "blocks" };
    Record {
        name: kept.experiment.title.clone(),
        about: format!("{data} · {blocks} {plural}"),
        when_ms: Date::now(),
        deleted_ms: None,
        run: state.experiments().run.get_value(),
        link: state.experiments().link.get_value(),
        body: kept.pack(),
    }
}

fn is_worth_it(state: AppState) -> bool {
    state.experiments().is_worth_it.get_value()
        || state.undo.with_untracked(|undo| undo.undoes().or(undo.redoes()).is_some())
        || state.run.with_untracked(|run| run.history.count() > 0)
}

/// Writes the experiment into the database, once there is something to keep.
pub(super) async fn save(state: AppState) {
    let experiments = state.experiments();
    if !experiments.is_mine.get_value() || !is_worth_it(state) {
        return;
    }
    experiments.is_worth_it.set_value(true);
    let key = experiments.key.get_untracked();
    let copied_from = experiments.copied_from.try_update_value(Option::take).flatten();
    let record = bytes(&codec::encode(&present(state)));
    let is_kept = put(state, Store::Experiments, &key, &record).await;
    if is_kept {
        tab_storage::open_in_tab(&key);
        tab_storage::open_next(&key);
    }
    if let Some(from) = copied_from {
        copy_parts(state, &from, &key).await;
    }
}

/// Gives an experiment the runs and the file of another.
pub(super) async fn copy_parts(state: AppState, from: &str, to: &str) {
    let Some(database) = state.experiments().database.get_value() else { return };
    for store in Store::PARTS {
        for key in all_keys(&database, store, &format!("{from}/")).await {
            if let Ok(part) = database.get(store, &key).await {
                put(state, store, &key.replacen(from, to, 1), &part).await;
            }
        }
    }
}

/// Writes into the database; says once if it cannot be.
pub(super) async fn put(state: AppState, store: Store, key: &str, value: &JsValue) -> bool {
    let Some(database) = state.experiments().database.get_value() else { return false };
    let is_kept = database.put(store, key, value).await.is_ok();
    if !is_kept && !state.experiments().has_told.get_value() {
        state.experiments().has_told.set_value(true);
        note(
            state,
            "The browser has no room left to keep this experiment: it lasts as long as this tab. Delete others under Experiments.",
        );
    }
    is_kept
}

/// A new run begins, or the one on the page goes.
pub(super) fn begin_run(state: AppState, begins: bool) {
    let run = if begins { tab_storage::new_key() } else { String::new() };
    state.experiments().run.set_value(run);
    drop_checkpoint(state);
    spawn_local(save(state));
    list_run(state, begins);
}

/// Keeps the run's curves: at once for a reload, and in the database.
pub fn keep_run(state: AppState) {
    let experiments = state.experiments();
    let run = state.run.with_untracked(|run| KeptRun::of(run, experiments.run.get_value()));
    tab_storage::keep_run(&run);
    follow_run(state, &run.key);
    if run.key.is_empty() || state.run.with_untracked(|run| run.history.count() == 0) {
        return;
    }
    if !experiments.is_mine.get_value() {
        return;
    }
    let is_new = !experiments.is_worth_it.get_value();
    let body = bytes(&state.run.with_untracked(body_bytes));
    let key = format!("{}/{}", experiments.key.get_untracked(), run.key);
    spawn_local(async move {
        if put(state, Store::Runs, &key, &body).await && is_new {
            save(state).await;
        }
    });
}

/// Keeps everything, as the tab is left.
pub fn keep_tab(state: AppState) {
    keep_run(state);
    let kept = state.experiment.with_untracked(|experiment| Kept {
        experiment: experiment.clone(),
        undo: state.undo.get_untracked(),
    });
    let selected = state.selected.get_untracked();
    tab_storage::keep_session(&tab_storage::Session { kept, selected });
    spawn_local(save(state));
}

/// Keeps the file of the experiment.
pub(super) fn keep_file(state: AppState, file: &File) {
    // Its own goes before that of the tab it is a copy of.
    state.experiments().copied_from.set_value(None);
    let key = format!("{}/{}", state.experiments().key.get_untracked(), file.name());
    let file = JsValue::from(file.clone());
    spawn_local(async move {
        put(state, Store::Files, &key, &file).await;
    });
}

/// The file of the experiment, under its `name`.
pub(super) async fn kept_file(state: AppState, name: &str) -> Option<File> {
    let experiments = state.experiments();
    if let Some(database) = experiments.database.get_value() {
        let copied_from = experiments.copied_from.get_value();
        let key = copied_from.unwrap_or_else(|| experiments.key.get_untracked());
        let found = database.get(Store::Files, &format!("{key}/{name}")).await.unwrap_or_default();
        if let Ok(file) = found.dyn_into::<File>() {
            return Some(file);
        }
    }
    tab_storage::old_file(name).await.ok()
}

/// A run as it comes back.
pub fn restored(run: Option<KeptRun>) -> Option<(CurrentRun, String)> {
    let run = run?;
    let key = run.key.clone();
    Some((run.restore()?, key))
}
