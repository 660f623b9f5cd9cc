//! Choosing a table and saying how it is used.

use leptos::prelude::*;
use web_sys::File;

use super::{alert, announce, dismiss_all, edit, note};
use crate::app::services::engine::Purpose;
use crate::app::services::storage;
use crate::app::state::{AppState, LoadedTable, gallery_experiment};
use crate::config::{DataSource, Scaling, TableSchema, Task, limits};
use crate::data::{TableSummary, gallery};
use crate::worker::Command;

/// Reads a file of the user's own.
pub fn upload(state: AppState, file: File) {
    dismiss_all(state);
    let bytes = file.size();
    if bytes > limits::MAX_FILE_BYTES as f64 {
        let megabytes = |bytes: f64| (bytes / 1_048_576.0).round();
        alert(
            state,
            format!(
                "{} has {} MB; at most {} MB fit into a browser tab. Save part of its rows and choose that file.",
                file.name(),
                megabytes(bytes),
                megabytes(limits::MAX_FILE_BYTES as f64)
            ),
        );
        return;
    }
    let source = DataSource::File { name: file.name(), columns: Vec::new() };
    load(state, Purpose::NewData, source, Some(file));
}

/// Loads a set of the Gallery.
pub fn load_gallery(state: AppState, set: &gallery::GallerySet) {
    dismiss_all(state);
    load(state, Purpose::NewData, DataSource::Gallery { id: set.id.to_owned() }, None);
}

/// Sees to it that the worker holds the table the experiment speaks of: after a
/// link, undo, or a reload.
pub fn ensure_table(state: AppState) {
    let source = state.experiment.with_untracked(|experiment| experiment.data.source.clone());
    let is_held = state
        .table
        .with_untracked(|table| table.as_ref().is_some_and(|table| table.source == source));
    if is_held {
        return;
    }
    let DataSource::File { name, .. } = &source else {
        load(state, Purpose::Expected, source, None);
        return;
    };
    if let Some(file) = state.engine.with_value(|engine| engine.file(&source)) {
        load(state, Purpose::Expected, source, Some(file));
        return;
    }
    let name = name.clone();
    state.loading.set(Some(name.clone()));
    wasm_bindgen_futures::spawn_local(async move {
        let kept = storage::kept_file(&name).await;
        state.loading.set(None);
        if let Some(file) = kept {
            load(state, Purpose::Expected, source, Some(file));
        }
    });
}

fn load(state: AppState, purpose: Purpose, source: DataSource, file: Option<File>) {
    let (name, gallery_file) = match &source {
        DataSource::File { name, .. } => (name.clone(), None),
        DataSource::Gallery { id } => {
            let Some(set) = gallery::find(id) else {
                alert(
                    state,
                    format!("The Gallery has no set \"{id}\"; choose another or upload a CSV."),
                );
                return;
            };
            (set.title.to_owned(), Some(set.file))
        }
    };
    state.loading.set(Some(name));
    state.engine.update_value(|engine| engine.load(purpose, source, gallery_file, file));
}

/// A table has arrived.
pub fn table_loaded(state: AppState, table: crate::worker::TableId, summary: TableSummary) {
    let Some(mut pending) =
        state.engine.try_update_value(|engine| engine.take_pending(table)).flatten()
    else {
        return;
    };
    state.loading.set(None);
    if let DataSource::File { columns, .. } = &mut pending.source {
        *columns = summary.schema.columns.iter().map(|column| column.name.clone()).collect();
    }
    let source = pending.source.clone();
    if let Some(file) = &pending.file {
        state.engine.update_value(|engine| engine.remember_file(source.clone(), file.clone()));
        if pending.purpose == Purpose::NewData {
            storage::keep_file(file.clone());
        }
    }
    let wanted = state.wanted.get_untracked();
    let warnings: Vec<_> = summary.warnings.iter().map(ToString::to_string).collect();
    let schema = summary.schema.clone();
    announce(state, &format!("{} rows and {} columns read", schema.rows, schema.columns.len()));
    state.table.set(Some(LoadedTable { source: source.clone(), summary }));
    match pending.purpose {
        Purpose::NewData => {
            adopt(state, source, &schema, wanted);
            for warning in warnings {
                note(state, warning);
            }
        }
        Purpose::Expected => {
            // A file kept from the last visit may be another one than the link speaks of.
            let expected =
                state.experiment.with_untracked(|experiment| experiment.data.source.clone());
            if source != expected {
                state.table.set(None);
                state.engine.update_value(|engine| engine.held = None);
                return;
            }
            // Another table ends the worker's run.
            state.run.update(|run| run.interrupt());
        }
        Purpose::Again => {}
    }
    state.engine.update_value(|engine| engine.held = Some(pending));
}

/// Makes new data part of the experiment.
fn adopt(
    state: AppState,
    source: DataSource,
    schema: &TableSchema,
    wanted: Option<(String, Vec<String>)>,
) {
    let lacking = wanted.as_ref().map(|(_, columns)| {
        columns.iter().filter(|name| schema.column(name).is_none()).cloned().collect::<Vec<_>>()
    });
    let title = match &source {
        DataSource::Gallery { id } => {
            gallery::find(id).map_or_else(|| id.clone(), |set| set.title.to_owned())
        }
        DataSource::File { name, .. } => {
            name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned()
        }
    };
    edit(state, None, |experiment| {
        let same_columns = match (&experiment.data.source, &source) {
            (DataSource::File { columns: old, .. }, DataSource::File { columns: new, .. }) => {
                old == new
            }
            (old, new) => old == new,
        };
        if same_columns || lacking.as_ref().is_some_and(Vec::is_empty) {
            // The same table again, or the one the link asked for: the recipe stands.
            experiment.data.source = source.clone();
            return;
        }
        *experiment = experiment.with_table(&title, source.clone(), schema);
        if let DataSource::Gallery { id } = &source
            && let Some(set) = gallery::find(id)
        {
            let proposed = gallery_experiment(set);
            experiment.set_target(&proposed.data.target, schema);
            experiment.set_task(proposed.data.task);
        }
    });
    if let (Some(lacking), Some((name, _))) = (lacking, wanted)
        && let Some(first) = lacking.first()
    {
        let others = match lacking.len() {
            1 => String::new(),
            more => format!(" and {} more", more - 1),
        };
        note(
            state,
            format!(
                "This file has no column \"{first}\"{others}, which the link's {name} has, so the data settings were proposed anew. Undo brings the link's back."
            ),
        );
    }
    super::forget_run(state);
}

/// A table could not be read; the one before stays.
pub fn table_rejected(state: AppState, table: crate::worker::TableId, error: &str) {
    let pending = state.engine.try_update_value(|engine| engine.take_pending(table)).flatten();
    if pending.is_some() {
        state.loading.set(None);
        alert(state, error);
    }
}

/// Asks for rows of the View rows dialog.
pub fn read_rows(state: AppState, from: usize, count: usize) {
    state.engine.update_value(|engine| engine.send(Command::ReadRows { from, count }));
}

pub fn set_target(state: AppState, name: &str) {
    let Some(schema) = state.schema.get_untracked() else { return };
    edit(state, None, |experiment| experiment.set_target(name, &schema));
}

pub fn set_task(state: AppState, task: Task) {
    edit(state, None, |experiment| experiment.set_task(task));
}

pub fn set_ignored(state: AppState, name: &str, ignored: bool) {
    edit(state, None, |experiment| experiment.set_ignored(name, ignored));
}

pub fn set_scaling(state: AppState, scaling: Scaling) {
    edit(state, None, |experiment| experiment.data.scaling = scaling);
}

pub fn set_validation_percent(state: AppState, percent: Option<f64>) {
    if let Some(percent) = percent {
        let percent = percent as u32;
        edit(state, Some("split"), |experiment| experiment.data.validation_percent = percent);
    }
}

pub fn set_seed(state: AppState, seed: Option<f64>) {
    if let Some(seed) = seed {
        edit(state, Some("seed"), |experiment| experiment.seed = seed as u32);
    }
}

/// Draws a new seed.
pub fn new_seed(state: AppState) {
    // Four digits: short enough to read out in a lecture.
    let seed = (js_sys::Math::random() * 9_000.0).floor() + 1_000.0;
    edit(state, None, |experiment| experiment.seed = seed as u32);
}
