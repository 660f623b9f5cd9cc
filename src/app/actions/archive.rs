//! An experiment with its runs as one file: what is gathered and what is opened. Only the
//! dialog and what opens files reach this, in whose file its code is.

use js_sys::{Array, Date};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};

use super::{
    alert, announce, dismiss_all, ensure_table, file_name_now, find_runs, known, offer,
    refresh_overlays, replace_experiment, save, show, show_checkpoint, stop_run, store_run,
    stored_file, take_answers, upload,
};
use crate::app::reactive::effect;
use crate::app::services::{download, tab_storage};
use crate::app::state::AppState;
use crate::app::state::data::LoadingTable;
use crate::config::DataSource;
use crate::export::archive::{Archive, ArchivedData, ArchivedRun};
use crate::t;
use crate::worker::client::read_link;
use crate::worker::{ArchiveRefusal, Command, Event, OpenedArchive, RunId, codec};
use crate::workspace::current_run::CurrentRun;
use crate::workspace::storage::archive::{Added, NewExperiment, NewRun};
use crate::workspace::storage::runs::weights_name;

/// The ending of such a file's name.
const ENDING: &str = "descent.zip";

/// What is there to be saved.
#[derive(Debug, Clone)]
pub struct Gathered {
    runs: Vec<GatheredRun>,
    /// The user's own file of data.
    pub file: Option<File>,
}

#[derive(Debug, Clone)]
struct GatheredRun {
    archived: ArchivedRun,
    /// As the worker knows it.
    id: Option<RunId>,
    weights: JsValue,
    checkpoint: JsValue,
}

impl Gathered {
    /// How many runs there are, and of how many only the figures.
    pub fn runs(&self) -> (usize, usize) {
        let is_bare = |run: &&GatheredRun| {
            let has_left_them =
                run.archived.outcome.is_some_and(|outcome| !outcome.left_usable_weights());
            let are_nowhere =
                run.id.is_none() && run.weights.is_undefined() && run.checkpoint.is_undefined();
            are_nowhere || has_left_them
        };
        (self.runs.len(), self.runs.iter().filter(is_bare).count())
    }
}

/// Gathers what can be saved of the experiment; none once another one was opened.
pub async fn gather(state: AppState) -> Option<Gathered> {
    let storage = state.storage();
    let listed = state.runs().list.with_untracked(|list| list.listed(&storage.run()));
    let known = |key: &str| known_run(state, key);
    let mut runs = Vec::new();
    for (key, archived) in storage.runs_to_archive(listed, known, &read_link).await? {
        let id = state.inspection().with_untracked(|inspection| inspection.run_of(&key));
        let weights = storage.read_file(&weights_name(&key)).await.unwrap_or_default();
        let checkpoint = storage.checkpoint().filter(|_| archived.on_page);
        let checkpoint = checkpoint.map(|checkpoint| checkpoint.state).unwrap_or_default();
        runs.push(GatheredRun { archived, id, weights, checkpoint });
    }
    let source = state.experiment.with_untracked(|experiment| experiment.data.source.clone());
    let file = match &source {
        DataSource::File { name, .. } => {
            match state.engine.with_value(|engine| engine.file(&source)) {
                Some(file) => Some(file),
                None => stored_file(state, name).await,
            }
        }
        DataSource::Gallery { .. } | DataSource::Synthetic(_) => None,
    };
    Some(Gathered { runs, file })
}

/// A run whose figures the page has.
fn known_run(state: AppState, key: &str) -> Option<CurrentRun> {
    if state.storage().run() == key {
        return Some(state.run.get_untracked());
    }
    let of_sweep = || {
        state.sweep().sweep.with_value(|sweep| {
            sweep.lanes.iter().find(|lane| lane.key == key).map(|lane| lane.run.clone())
        })
    };
    let unstored = || {
        state.archive().unstored.with_value(|runs| {
            runs.iter().find(|(known, _)| known == key).map(|(_, run)| run.clone())
        })
    };
    let run = of_sweep().or_else(unstored);
    // Where nothing is stored, the chart has the figures of what it shows.
    run.or_else(|| drawn_run(state, key).filter(|_| !state.storage().is_available()))
}

fn drawn_run(state: AppState, key: &str) -> Option<CurrentRun> {
    let head = state.runs().list.with_untracked(|list| list.get(key).cloned())?;
    let (_, history) = known(state, key)?;
    let best_epoch = head.best.map(|(epoch, _)| epoch);
    let (experiment, elapsed_ms) = (head.experiment(), head.elapsed_ms);
    Some(CurrentRun { experiment, history, best_epoch, elapsed_ms, ..CurrentRun::default() })
}

/// Has the file written, with the data or without them.
pub fn save_archive(state: AppState, with_data: bool) {
    let archive = state.archive();
    archive.is_busy.set(true);
    archive.problem.set(String::new());
    spawn_local(async move {
        let Some(Gathered { runs, file }) = gather(state).await else {
            return archive.is_busy.set(false);
        };
        let file = file.filter(|_| with_data);
        let beside = Array::of1(&file.clone().map_or(JsValue::UNDEFINED, JsValue::from));
        let data = file.map(|file| ArchivedData { name: file.name(), bytes: Vec::new() });
        let (mut archived, mut ids) = (Vec::new(), Vec::new());
        for run in runs {
            archived.push(run.archived);
            ids.push(run.id);
            beside.push(&run.weights);
            beside.push(&run.checkpoint);
        }
        let experiment = state.experiment.get_untracked();
        let archive = codec::encode(&Archive { experiment, runs: archived, data });
        let command = Command::WriteArchive { archive, runs: ids, parts: Vec::new() };
        state.engine.update_value(|engine| engine.send_with(command, Some(beside.into())));
    });
}

/// Opens the files that are chosen, and takes in what the worker says of archives.
pub fn follow_archives(state: AppState) {
    let is_of_archives =
        |event: &Event| matches!(event, Event::ArchiveWritten { .. } | Event::ArchiveRead { .. });
    take_answers(state, is_of_archives, move |event, beside| match event {
        Event::ArchiveWritten { outcome, .. } => written(state, outcome.outcome(), &beside),
        Event::ArchiveRead { outcome, .. } => match outcome.open() {
            Ok(outcome) => was_read(state, outcome, beside),
            Err(error) => alert(state, error.to_string()),
        },
        _ => {}
    });
    effect(move || {
        if state.archive().chosen.get() > 0 {
            untrack(|| read_archive(state));
        }
    });
}

/// Has the file opened that was chosen.
fn read_archive(state: AppState) {
    let chosen = state.engine.try_update_value(|engine| {
        let file = engine.chosen_archive.take()?;
        engine.read_archives.push(file.clone());
        Some(file)
    });
    let Some(file) = chosen.flatten() else { return };
    dismiss_all(state);
    state.data().loading.set(Some(LoadingTable { name: file.name(), progress: None }));
    let command = Command::ReadArchive { bytes: Vec::new() };
    state.engine.update_value(|engine| engine.send_with(command, Some(file.into())));
}

fn written(state: AppState, outcome: Result<(), String>, beside: &JsValue) {
    let archive = state.archive();
    archive.is_busy.set(false);
    match outcome {
        Ok(()) => {
            archive.open.set(false);
            let blob = beside.dyn_ref::<Blob>().ok_or(JsValue::NULL);
            offer(state, blob.and_then(|blob| download::blob(&file_name_now(state, ENDING), blob)));
        }
        Err(sentence) => archive.problem.set(sentence),
    }
}

fn was_read(state: AppState, outcome: Result<OpenedArchive, ArchiveRefusal>, beside: JsValue) {
    state.data().loading.set(None);
    let file = state.engine.try_update_value(|engine| {
        let files = &mut engine.read_archives;
        (!files.is_empty()).then(|| files.remove(0))
    });
    let Some(file) = file.flatten() else { return };
    match outcome {
        Ok(opened) => spawn_local(open(state, opened, beside)),
        // Any other archive is no table, and that is said as of any other file.
        Err(refusal)
            if !refusal.is_of_descent
                && !file.name().to_ascii_lowercase().ends_with(&format!(".{ENDING}")) =>
        {
            upload(state, file);
        }
        Err(refusal) => alert(state, refusal.sentence),
    }
}

/// It becomes an experiment of its own in the list, and takes the page; the one there before
/// stays in the list.
async fn open(state: AppState, opened: OpenedArchive, beside: JsValue) {
    let parts = parts_of(&opened, &beside);
    let start = tab_storage::new_key();
    let new = NewExperiment::new(opened, parts, tab_storage::new_key(), &start);
    let (name, source) = (new.experiment.title.clone(), new.experiment.data.source.clone());
    let file = new.file.as_ref().and_then(|(_, file)| file.clone().dyn_into::<File>().ok());
    let runs = new.runs.clone();
    let storage = state.storage();
    let remember = move || {
        if let Some(file) = file {
            state.engine.update_value(|engine| engine.remember_file(source, file));
        }
    };
    if storage.is_available() {
        let Some(Added { ready, is_stored }) = storage.add(new, Date::now()).await else { return };
        stop_run(state);
        save(state).await;
        let Some(found) = storage.open(ready) else { return };
        show(state, found);
        remember();
        list_runs(state, runs, is_stored);
        find_runs(state).await;
        store_run(state);
        ensure_table(state);
    } else {
        // Nothing is kept here: the one before is one Undo away.
        let NewExperiment { experiment, on_page, checkpoint, .. } = new;
        // A file of the same name may have other rows.
        state.data().table.set(None);
        state.engine.update_value(|engine| engine.forget_files());
        remember();
        replace_experiment(state, experiment);
        let run = runs.iter().find(|run| run.key == on_page).map(|run| run.run.clone());
        storage.set_run(on_page);
        state.run.set(run.unwrap_or_default());
        list_runs(state, runs, false);
        if let Some(checkpoint) = checkpoint {
            storage.store_checkpoint(checkpoint).await;
        }
        show_checkpoint(state);
        store_run(state);
    }
    refresh_overlays(state);
    announce(state, &t!("{name} opened", name));
}

/// What is large, as it is stored: data and weights as files, checkpoints as they come.
fn parts_of(opened: &OpenedArchive, beside: &JsValue) -> Vec<Option<JsValue>> {
    let name = opened.archive.data.as_ref().map_or("data.csv", |data| &data.name);
    let parts = Array::from(beside);
    let stored = |(at, part): (usize, JsValue)| {
        let named = |name: &str| {
            let file = File::new_with_blob_sequence(&Array::of1(&part), name);
            file.map(JsValue::from).ok()
        };
        part.dyn_ref::<Blob>()?;
        match at {
            0 => named(name),
            at if at % 2 == 1 => named("weights.safetensors"),
            _ => Some(part.clone()),
        }
    };
    parts.iter().enumerate().map(stored).collect()
}

fn list_runs(state: AppState, runs: Vec<NewRun<JsValue>>, are_stored: bool) {
    let heads = runs.iter().map(|run| (run.key.clone(), run.head.clone())).collect();
    state.runs().list.update(|list| list.take_in(heads));
    if !are_stored {
        let runs = runs.into_iter().map(|run| (run.key, run.run)).collect();
        state.archive().unstored.set_value(runs);
    }
}
