//! The experiments: found when the page opens, made this tab's, and the list of them: opened,
//! begun, copied, renamed, deleted and restored.

use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::{
    alert, announce, ask_for_stored_link, dismiss_all, edit, ensure_table, find_runs, forget_sweep,
    note, save, send, show_checkpoint, store_run,
};
use crate::app::services::database::IndexedDb;
use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::app::state::experiments::{Deleted, Item};
use crate::config::ExperimentConfig;
use crate::data::gallery;
use crate::t;
use crate::text::language;
use crate::worker::Command;
use crate::worker::client::read_link;
use crate::workspace::deleted;
use crate::workspace::experiment_record::{KeptExperiment, KeptRun, Record};
use crate::workspace::selection::Selection;
use crate::workspace::storage::experiments::{Found, TabSession};
use crate::workspace::storage::{Storage, StorageError};
use crate::workspace::undo::{Step, UndoStack};

/// Reads what the page opens with.
pub async fn find() -> (Storage<IndexedDb>, Found<JsValue>) {
    let storage = Storage::new(IndexedDb::open().await.ok());
    let session = TabSession {
        key: tab_storage::tab_key(),
        last_key: tab_storage::last_key().unwrap_or_else(tab_storage::new_key),
        experiment: tab_storage::stored_experiment(),
        left: tab_storage::stored_session().map(|session| session.kept),
        run: tab_storage::stored_run(),
        old_text: tab_storage::old_text(),
    };
    let found = storage.find(session, &read_link).await;
    (storage, found)
}

/// Sees to it that the experiment is this tab's alone, and from then on that it is stored.
pub fn start_storage(state: AppState) {
    let storage = state.storage();
    storage.on_error(move |error| note(state, error.to_string()));
    if !storage.is_available() {
        if !tab_storage::was_notified() {
            note(state, StorageError::Forbidden.to_string());
        }
        return;
    }
    spawn_local(async move {
        if !storage.claim(tab_storage::new_key()).await {
            return;
        }
        state.experiments().key.set(storage.key());
        if state.run.with_untracked(|run| run.id.is_some()) {
            // It may have ended before it was known that it may be stored.
            store_run(state);
        }
        save(state).await;
        if state.experiments().open.get_untracked() {
            refresh(state).await;
        }
        find_runs(state).await;
        storage.purge(Date::now()).await;
    });
}

/// Opens the list.
pub fn list_experiments(state: AppState) {
    state.experiments().renamed.set(None);
    state.storage().set_worth_storing();
    ask_for_stored_link(state);
    spawn_local(async move {
        save(state).await;
        refresh(state).await;
        state.experiments().open.set(true);
    });
}

async fn refresh(state: AppState) {
    if !state.storage().is_available() {
        return;
    }
    let item = |(key, record): (String, Record)| {
        let about = format!("{} · {}", record.about_words(), date(record.when_ms));
        Item { key, name: record.name, about }
    };
    let list = state.storage().list().await.into_iter().map(item).collect();
    state.experiments().list.set(list);
}

fn date(when_ms: f64) -> String {
    let date = Date::new(&when_ms.into());
    let locale = match language() {
        "en" => "en-GB",
        other => other,
    };
    date.to_locale_string(locale, &JsValue::UNDEFINED).into()
}

fn is_open(state: AppState, key: &str) -> bool {
    state.storage().key() == key
}

/// Opens another experiment; the one on the page is stored, its run stopped.
pub fn open_experiment(state: AppState, key: String) {
    if is_open(state, &key) {
        return;
    }
    spawn_local(async move {
        match state.storage().read_record(&key).await {
            Some(record) => {
                open_record(state, key, record).await;
            }
            None => refresh(state).await,
        }
    });
}

/// The same, and whether it is on the page now; one that is gone, or open in another tab, is
/// not, which nobody is told.
pub async fn reopen(state: AppState, key: String) -> bool {
    let Some(record) = state.storage().read_record(&key).await else { return false };
    is_open(state, &key) || try_record(state, key, record).await.unwrap_or(false)
}

/// False where the one on the page stays there.
async fn open_record(state: AppState, key: String, record: Record) -> bool {
    try_record(state, key, record).await.unwrap_or_else(|error| {
        alert(state, error.to_string());
        false
    })
}

async fn try_record(state: AppState, key: String, record: Record) -> Result<bool, StorageError> {
    let storage = state.storage();
    let Some(ready) = storage.ready(key, record, &read_link).await? else { return Ok(false) };
    stop_run(state);
    save(state).await;
    let name = ready.name.clone();
    let Some(found) = storage.open(ready) else { return Ok(false) };
    show(state, found);
    find_runs(state).await;
    store_run(state);
    announce(state, &t!("{name} opened", name));
    ensure_table(state);
    Ok(true)
}

/// The run on the page ends where it is.
pub(super) fn stop_run(state: AppState) {
    if let Some(run) = state.run.with_untracked(|run| run.id) {
        send(state, Command::Stop { run });
        state.run.update(|run| run.interrupt());
        store_run(state);
    }
}

/// Puts an experiment in the place of the one on the page.
pub(super) fn show(state: AppState, found: Found<JsValue>) {
    let Found { key, kept, run, .. } = found;
    dismiss_all(state);
    state.data().loading.set(None);
    state.data().table.set(None);
    state.engine.update_value(|engine| engine.forget_files());
    state.share().expected.set(None);
    state.models().forget();
    state.experiments().key.set(key.clone());
    state.run.set(run.and_then(KeptRun::restore).unwrap_or_default());
    forget_sweep(state);
    state.runs().forget();
    state.overlays().forget();
    show_checkpoint(state);
    state.selected.set(Selection::None);
    if let Some(KeptExperiment { experiment, undo }) = kept {
        state.undo.set(undo);
        state.experiment.set(experiment);
    }
    tab_storage::open_in_tab(&key);
    tab_storage::open_next(&key);
}

/// Begins another experiment, as a first visit does.
pub fn new_experiment(state: AppState) {
    spawn_local(begin_new(state));
}

async fn begin_new(state: AppState) {
    let mut experiment = gallery::first_experiment();
    t!("New experiment").clone_into(&mut experiment.title);
    begin(state, experiment).await;
}

/// Opens an experiment of its own; the one on the page stays in the list.
pub async fn begin(state: AppState, experiment: ExperimentConfig) {
    let name = experiment.title.clone();
    let kept = KeptExperiment { experiment, undo: UndoStack::default() };
    let record = Record { name, body: kept.pack(), ..Record::default() };
    if open_record(state, tab_storage::new_key(), record).await {
        save(state).await;
        refresh(state).await;
    }
}

/// Puts a copy into the list, with its runs and its file.
pub fn duplicate_experiment(state: AppState, key: String) {
    spawn_local(async move {
        save(state).await;
        state.storage().duplicate(&key, &tab_storage::new_key(), Date::now()).await;
        refresh(state).await;
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
    if is_open(state, &key) {
        edit(state, Step::of(t!("Title"), |e| e.title.clone()), |e| e.title.clone_from(&name));
    }
    spawn_local(async move {
        save(state).await;
        state.storage().rename(&key, name).await;
        refresh(state).await;
    });
}

/// Takes an experiment from the list; [`restore_experiment`] brings it back.
pub fn delete_experiment(state: AppState, item: &Item) {
    let was_open = is_open(state, &item.key);
    let (key, name) = (item.key.clone(), item.name.clone());
    spawn_local(async move {
        let storage = state.storage();
        if was_open {
            open_next_to(state, &key).await;
        }
        storage.delete(&key, Date::now()).await;
        announce(state, &deleted::announcement(&name));
        state.experiments().deleted.set(Some(Deleted { key, name, was_open }));
        refresh(state).await;
    });
}

/// Opens the first of the other experiments that no other tab has, or begins a new one.
async fn open_next_to(state: AppState, key: &str) {
    for other in state.experiments().list.get_untracked() {
        if other.key != key && reopen(state, other.key).await {
            return;
        }
    }
    begin_new(state).await;
}

/// Brings back what was deleted last.
pub fn restore_experiment(state: AppState) {
    let Some(deleted) = state.experiments().deleted.try_update(Option::take).flatten() else {
        return;
    };
    spawn_local(async move {
        let Some(record) = state.storage().restore(&deleted.key).await else { return };
        announce(state, &deleted::restored(&deleted.name));
        if deleted.was_open {
            open_record(state, deleted.key, record).await;
        }
        refresh(state).await;
    });
}
