//! Tables: asked for, on their way, arrived, refused.

use leptos::prelude::*;
use web_sys::File;

use super::{alert, announce, dismiss_all, edit, keep_file, kept_file, note};
use crate::app::services::engine::{PendingTable, Purpose};
use crate::app::state::AppState;
use crate::app::state::data::{LoadedTable, LoadingTable};
use crate::app::state::notices::{Notice, NoticeKind};
use crate::config::{DataSource, ReadingConfig, SyntheticConfig, TableSchema};
use crate::data::{TableSummary, gallery, synthetic};
use crate::worker::LoadError;
use crate::worker::TableId;
use crate::workspace::number_words::counted;
use crate::workspace::undo::Step;

/// Reads a file of the user's own.
pub fn upload(state: AppState, file: File) {
    dismiss_all(state);
    let source = DataSource::File { name: file.name(), columns: Vec::new() };
    load(state, Purpose::NewData, source, ReadingConfig::default(), Some(file));
}

/// Loads a set of the Gallery.
pub fn load_gallery(state: AppState, set: &gallery::GallerySet) {
    dismiss_all(state);
    let source = DataSource::Gallery { id: set.id.to_owned() };
    load(state, Purpose::NewData, source, ReadingConfig::default(), None);
}

/// Makes a table, in place of the one before.
pub fn make(state: AppState, config: SyntheticConfig) {
    dismiss_all(state);
    let source = DataSource::Synthetic(config);
    load(state, Purpose::NewData, source, ReadingConfig::default(), None);
}

/// Reads the same file another way.
pub fn reread(state: AppState, change: impl FnOnce(&mut ReadingConfig)) {
    let (source, mut reading) = state.experiment.with_untracked(|experiment| {
        (experiment.data.source.clone(), experiment.data.reading.clone())
    });
    let before = reading.clone();
    change(&mut reading);
    if reading == before {
        return;
    }
    dismiss_all(state);
    let held = state.engine.with_value(|engine| engine.held.clone());
    match held.filter(|held| held.source == source) {
        Some(held) => load(state, Purpose::NewData, source, reading, held.file),
        // The file is not here yet; it will be read that way.
        None => edit(state, "Reading of the file changed", |e| e.data.reading = reading),
    }
}

/// Reads a file that was too large again, one row in `every`.
pub fn read_sample(state: AppState, every: u32) {
    dismiss_all(state);
    if let Some(refused) = state.engine.try_update_value(|engine| engine.refused.take()).flatten() {
        let reading = ReadingConfig { sample_every: Some(every), ..refused.reading };
        load(state, Purpose::NewData, refused.source, reading, refused.file);
    }
}

/// Stops reading; what was there before stays.
pub fn cancel_load(state: AppState) {
    let pending = state.engine.with_value(|engine| engine.pending.clone());
    state.engine.update_value(|engine| engine.cancel_load());
    state.data().loading.set(None);
    if let Some(pending) = pending {
        without_table(state, &pending);
    }
    announce(state, "Reading cancelled");
}

/// Sees to it that the worker holds the table the experiment speaks of: after a
/// link, undo, or a reload.
pub fn ensure_table(state: AppState) {
    let data = state.experiment.with_untracked(|experiment| experiment.data.clone());
    let is_held = state
        .data()
        .table
        .with_untracked(|table| table.as_ref().is_some_and(|table| table.is_of(&data)));
    if is_held {
        return;
    }
    let (source, reading) = (data.source, data.reading);
    let DataSource::File { name, .. } = &source else {
        load(state, Purpose::Expected, source, reading, None);
        return;
    };
    if let Some(file) = state.engine.with_value(|engine| engine.file(&source)) {
        load(state, Purpose::Expected, source, reading, Some(file));
        return;
    }
    let name = name.clone();
    state.data().loading.set(Some(LoadingTable { name: name.clone(), progress: None }));
    wasm_bindgen_futures::spawn_local(async move {
        let kept = kept_file(state, &name).await;
        state.data().loading.set(None);
        if let Some(file) = kept {
            load(state, Purpose::Expected, source, reading, Some(file));
        }
    });
}

fn load(
    state: AppState,
    purpose: Purpose,
    source: DataSource,
    reading: ReadingConfig,
    file: Option<File>,
) {
    let Some(name) = title_of(&source) else {
        let DataSource::Gallery { id } = source else { return };
        alert(state, format!("The Gallery has no set \"{id}\"; choose another or upload a CSV."));
        return;
    };
    state.data().loading.set(Some(LoadingTable { name, progress: None }));
    state.data().refusal.set(None);
    state.engine.update_value(|engine| engine.load(purpose, source, reading, file));
}

/// What a table is called; `None` for a set that the Gallery does not have.
pub fn title_of(source: &DataSource) -> Option<String> {
    match source {
        DataSource::Gallery { id } => gallery::find(id).map(|set| set.title.to_owned()),
        DataSource::File { name, .. } => Some(name.clone()),
        DataSource::Synthetic(config) => Some(config.shape.label().to_owned()),
    }
}

/// A file is being read.
pub fn reading_goes_on(state: AppState, table: TableId, progress: (u64, u64)) {
    let is_pending = state
        .engine
        .with_value(|engine| engine.pending.as_ref().is_some_and(|pending| pending.id == table));
    if is_pending {
        state.data().loading.update(|loading| {
            if let Some(loading) = loading {
                loading.progress = Some(progress);
            }
        });
    }
}

/// A table has arrived.
pub fn table_loaded(state: AppState, table: TableId, summary: TableSummary) {
    let Some(mut pending) =
        state.engine.try_update_value(|engine| engine.take_pending(table)).flatten()
    else {
        return;
    };
    state.data().loading.set(None);
    if let DataSource::File { columns, .. } = &mut pending.source {
        *columns = summary.schema.columns.iter().map(|column| column.name.clone()).collect();
    }
    let source = pending.source.clone();
    if let Some(file) = &pending.file {
        state.engine.update_value(|engine| engine.remember_file(source.clone(), file.clone()));
        if pending.purpose == Purpose::NewData {
            keep_file(state, file);
        }
    }
    let wanted = state.data().wanted.get_untracked();
    let warnings = summary.warnings.clone();
    let schema = summary.schema.clone();
    let (rows, columns) = (counted(schema.rows, "row"), counted(schema.columns.len(), "column"));
    announce(state, &format!("{rows} and {columns} read"));
    let reading = pending.reading.clone();
    state.data().table.set(Some(LoadedTable { source: source.clone(), reading, summary }));
    match pending.purpose {
        Purpose::NewData => {
            adopt(state, &pending, &schema, wanted);
            say_warnings(state, warnings);
        }
        Purpose::Expected => {
            // A file kept from the last visit may be another one than the link speaks of.
            let expected =
                state.experiment.with_untracked(|experiment| experiment.data.source.clone());
            if source != expected {
                state.data().table.set(None);
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

/// The first warnings as notices; all of them stand under "How the file was read".
fn say_warnings(state: AppState, warnings: Vec<String>) {
    const SHOWN: usize = 3;
    let all = warnings.len();
    let shown = if all > SHOWN { SHOWN - 1 } else { all };
    for warning in warnings.into_iter().take(shown) {
        note(state, warning);
    }
    if all > shown {
        let more = all - shown;
        note(state, format!("{more} more notes on this file are under \"How it was read\"."));
    }
}

/// Makes new data part of the experiment.
fn adopt(
    state: AppState,
    pending: &PendingTable,
    schema: &TableSchema,
    wanted: Option<(String, Vec<String>)>,
) {
    let source = &pending.source;
    let lacking = wanted.as_ref().map(|(_, columns)| {
        columns.iter().filter(|name| schema.column(name).is_none()).cloned().collect::<Vec<_>>()
    });
    let is_reread = state.experiment.with_untracked(|e| e.data.source == *source);
    let step = if is_reread {
        "Reading of the file changed".into()
    } else {
        Step::of("Data", |e| title_of(&e.data.source).unwrap_or_default())
    };
    edit(state, step, |experiment| {
        let same_columns = match (&experiment.data.source, source) {
            (DataSource::File { columns: old, .. }, DataSource::File { columns: new, .. }) => {
                old == new
            }
            (DataSource::Synthetic(old), DataSource::Synthetic(new)) => {
                old.shape.label() == new.shape.label() && old.shape.task() == new.shape.task()
            }
            (old, new) => old == new,
        };
        if same_columns || lacking.as_ref().is_some_and(Vec::is_empty) {
            // The same table again, or the one the link asked for: the recipe stands.
            experiment.data.source = source.clone();
            experiment.refit(schema);
        } else {
            let with_network = state.data().brings_network.get_untracked();
            *experiment = match source {
                DataSource::Gallery { id } if with_network => {
                    gallery::find(id).map_or_else(|| experiment.clone(), gallery::experiment)
                }
                DataSource::Synthetic(config) if with_network => {
                    synthetic::experiment(config.clone())
                }
                _ => experiment.with_table(&title_of_new(source), source.clone(), schema),
            };
            if let DataSource::Gallery { id } = source
                && let Some(set) = gallery::find(id)
                && !with_network
            {
                let data = gallery::experiment(set).data;
                // The training follows the task, which the set knows better than a guess.
                experiment.set_task(data.task);
                experiment.data = data;
                experiment.refit(schema);
            }
        }
        experiment.data.reading = pending.reading.clone();
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

/// A file's name without its ending, else the table's own title.
fn title_of_new(source: &DataSource) -> String {
    let title = title_of(source).unwrap_or_default();
    let title = title.strip_suffix(".gz").unwrap_or(&title);
    match (source, title.rsplit_once('.')) {
        (DataSource::File { .. }, Some((stem, _))) => stem.to_owned(),
        _ => title.to_owned(),
    }
}

/// The one before stays, but for that of a worker that was replaced.
fn without_table(state: AppState, pending: &PendingTable) {
    if pending.purpose == Purpose::Again {
        state.data().table.set(None);
    }
}

/// A table could not be read; the one before stays.
pub fn table_rejected(state: AppState, table: TableId, error: LoadError) {
    let pending = state.engine.try_update_value(|engine| engine.take_pending(table)).flatten();
    let Some(pending) = pending else { return };
    state.data().loading.set(None);
    without_table(state, &pending);
    let LoadError { sentence, sample_every: sample } = error;
    let is_made = matches!(pending.source, DataSource::Synthetic(_));
    if is_made && pending.purpose == Purpose::NewData {
        // Said at its field: a notice would lie behind the dialog.
        state.data().refusal.set(Some(sentence));
        return;
    }
    if sample.is_some() {
        state.engine.update_value(|engine| engine.refused = Some(pending));
    }
    state.notices.update(|notices| {
        notices.push(Notice { sample, ..Notice::new(NoticeKind::Alert, sentence) });
    });
}
