//! The list of experiments: opened, begun, copied, renamed, deleted and had back.

use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::checkpoint::{read_checkpoint, take_checkpoint};
use super::runs::find_runs;
use super::share::write;
use super::storage::{all_keys, copy_parts, put, read_record, read_run, restored, save};
use super::{alert, announce, dismiss_all, edit, ensure_table, forget_sweep, keep_run};
use crate::app::services::database::{Database, Store, bytes, claim, to_bytes};
use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::app::state::experiments::{Deleted, Item};
use crate::data::gallery;
use crate::worker::client::read_link;
use crate::worker::{Command, Form, codec};
use crate::workspace::experiment_record::{Kept, Record, copy_of};
use crate::workspace::selection::Selection;
use crate::workspace::undo::{Step, UndoStack};

/// Opens the list.
pub fn list_experiments(state: AppState) {
    state.experiments().renamed.set(None);
    state.experiments().is_worth_it.set_value(true);
    write(state, Form::KeptLink);
    spawn_local(async move {
        save(state).await;
        refresh(state).await;
        state.experiments().open.set(true);
    });
}

/// Reads the list again, if it is open.
pub(super) fn refresh_list(state: AppState) {
    if state.experiments().open.get_untracked() {
        spawn_local(refresh(state));
    }
}

async fn refresh(state: AppState) {
    let Some(database) = state.experiments().database.get_value() else { return };
    let mut list = Vec::<Item>::new();
    for key in all_keys(&database, Store::Experiments, "").await {
        let Some(record) = read_record(&database, &key).await else { continue };
        let Record { name, about, when_ms, .. } = record;
        let about = format!("{about} · {}", date(when_ms));
        // The latest first; of the few there are.
        let later = |item: &Item| item.when_ms < when_ms;
        let at = list.iter().position(later).unwrap_or(list.len());
        list.insert(at, Item { key, name, about, when_ms });
    }
    state.experiments().list.set(list);
}

fn date(when_ms: f64) -> String {
    Date::new(&when_ms.into()).to_locale_string("en-GB", &JsValue::UNDEFINED).into()
}

/// Opens another experiment; the one on the page is kept, its run stopped.
pub fn open_experiment(state: AppState, key: String) {
    if state.experiments().key.with_untracked(|open| *open == key) {
        return;
    }
    spawn_local(async move {
        let Some(database) = state.experiments().database.get_value() else { return };
        let Some(record) = read_record(&database, &key).await else {
            refresh(state).await;
            return;
        };
        open_record(state, &database, key, record).await;
    });
}

async fn open_record(state: AppState, database: &Database, key: String, record: Record) -> bool {
    const PATIENCE_MS: u32 = 300;
    let kept = match record.kept() {
        Some(kept) => Ok(kept),
        None => read_link(record.link.clone())
            .await
            .map(|experiment| Kept { experiment, undo: UndoStack::default() }),
    };
    let kept = match kept {
        Ok(kept) => kept,
        Err(sentence) => {
            alert(state, sentence);
            return false;
        }
    };
    let Ok(release) = claim(&key, PATIENCE_MS).await else {
        alert(
            state,
            format!("{} is open in another tab; go on there, or duplicate it.", record.name),
        );
        return false;
    };
    let run = restored(read_run(database, &key, &record.run).await);
    let checkpoint = read_checkpoint(database, &key, &record.run).await;
    leave(state).await;
    let experiments = state.experiments();
    experiments.release.set_value(release);
    experiments.is_mine.set_value(true);
    experiments.copied_from.set_value(None);
    experiments.key.set(key.clone());
    experiments.link.set_value(record.link);
    experiments.is_worth_it.set_value(true);
    let (run, run_key) = run.unwrap_or_default();
    experiments.run.set_value(run_key);
    state.run.set(run);
    forget_sweep(state);
    state.runs().forget();
    take_checkpoint(state, checkpoint);
    state.selected.set(Selection::None);
    state.undo.set(kept.undo);
    state.experiment.set(kept.experiment);
    tab_storage::open_in_tab(&key);
    tab_storage::open_next(&key);
    find_runs(state).await;
    keep_run(state);
    announce(state, &format!("{} opened", record.name));
    ensure_table(state);
    true
}

/// Leaves the experiment on the page, with all that is to be kept of it.
async fn leave(state: AppState) {
    if let Some(run) = state.run.with_untracked(|run| run.id) {
        state.engine.update_value(|engine| engine.send(Command::Stop { run }));
        state.run.update(|run| run.interrupt());
        keep_run(state);
    }
    save(state).await;
    if let Some(release) = state.experiments().release.try_update_value(Option::take).flatten() {
        // It settles a promise, which cannot fail.
        let _ = release.call0(&JsValue::NULL);
    }
    dismiss_all(state);
    state.data().loading.set(None);
    state.data().table.set(None);
    state.engine.update_value(|engine| engine.forget_files());
}

/// Begins another experiment, as a first visit does.
pub fn new_experiment(state: AppState) {
    spawn_local(begin_new(state));
}

async fn begin_new(state: AppState) {
    let Some(database) = state.experiments().database.get_value() else { return };
    let mut experiment = gallery::first_experiment();
    "New experiment".clone_into(&mut experiment.title);
    let name = experiment.title.clone();
    let kept = Kept { experiment, undo: UndoStack::default() };
    let record = Record { name, body: kept.pack(), ..Record::default() };
    if open_record(state, &database, tab_storage::new_key(), record).await {
        save(state).await;
        refresh(state).await;
    }
}

/// Puts a copy into the list, with its runs and its file.
pub fn duplicate_experiment(state: AppState, key: String) {
    change_record(state, key, |record, key| {
        record.name = copy_of(&record.name);
        record.when_ms = Date::now();
        *key = tab_storage::new_key();
    });
}

/// Gives an experiment another name.
pub fn rename_experiment(state: AppState, key: String, name: &str) {
    // A field that goes by Escape takes nothing.
    let is_renamed =
        state.experiments().renamed.try_update(Option::take).flatten().as_ref() == Some(&key);
    let name = name.trim().to_owned();
    if name.is_empty() || !is_renamed {
        return;
    }
    if state.experiments().key.with_untracked(|open| *open == key) {
        edit(state, Step::of("Title", |e| e.title.clone()), |e| e.title.clone_from(&name));
    }
    change_record(state, key, move |record, _| record.name.clone_from(&name));
}

/// Takes an experiment from the list; [`restore_experiment`] brings it back.
pub fn delete_experiment(state: AppState, item: &Item) {
    let was_open = state.experiments().key.with_untracked(|open| *open == item.key);
    let (key, name) = (item.key.clone(), item.name.clone());
    spawn_local(async move {
        let Some(database) = state.experiments().database.get_value() else { return };
        if was_open {
            let list = state.experiments().list.get_untracked();
            let next = list.into_iter().map(|item| item.key).find(|other| *other != key);
            let record = match &next {
                Some(next) => read_record(&database, next).await,
                None => None,
            };
            match next.zip(record) {
                Some((next, record)) => {
                    if !open_record(state, &database, next, record).await {
                        return;
                    }
                }
                None => begin_new(state).await,
            }
        }
        let deleted_ms = Some(Date::now());
        if let Some(record) = read_record(&database, &key).await {
            let record = Record { deleted_ms, ..record };
            put(state, Store::Experiments, &key, &bytes(&codec::encode(&record))).await;
        }
        announce(state, &format!("{name} deleted"));
        state.experiments().deleted.set(Some(Deleted { key, name, was_open }));
        refresh(state).await;
    });
}

/// Brings back what was deleted last.
pub fn restore_experiment(state: AppState) {
    let Some(deleted) = state.experiments().deleted.try_update(Option::take).flatten() else {
        return;
    };
    spawn_local(async move {
        let Some(database) = state.experiments().database.get_value() else { return };
        let found = database.get(Store::Experiments, &deleted.key).await.unwrap_or_default();
        let Some(record) = Record::read(&to_bytes(found)) else { return };
        let record = Record { deleted_ms: None, ..record };
        put(state, Store::Experiments, &deleted.key, &bytes(&codec::encode(&record))).await;
        announce(state, &format!("{} is back", deleted.name));
        if deleted.was_open {
            open_record(state, &database, deleted.key, record).await;
        }
        refresh(state).await;
    });
}

/// Changes what is kept of an experiment, or makes another of it under another key.
fn change_record(
    state: AppState,
    key: String,
    change: impl FnOnce(&mut Record, &mut String) + 'static,
) {
    let change = Box::new(change) as Box<dyn FnOnce(&mut Record, &mut String)>;
    spawn_local(async move {
        save(state).await;
        let Some(database) = state.experiments().database.get_value() else { return };
        let Some(mut record) = read_record(&database, &key).await else { return };
        let mut to = key.clone();
        change(&mut record, &mut to);
        put(state, Store::Experiments, &to, &bytes(&codec::encode(&record))).await;
        if to != key {
            copy_parts(state, &key, &to).await;
        }
        refresh(state).await;
    });
}
