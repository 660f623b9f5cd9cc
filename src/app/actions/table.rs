//! Tables: asked for, given up.

use leptos::prelude::*;
use web_sys::File;

use super::{alert, announce, dismiss_all, edit, stored_file};
use crate::app::services::engine::{PendingTable, Purpose};
use crate::app::state::AppState;
use crate::app::state::data::LoadingTable;
use crate::config::{DataSource, ReadingConfig, SyntheticConfig};
use crate::data::{ReadingFix, gallery};
use crate::t;
use crate::workspace::data::table_title;

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

/// Makes a table that was chosen in the Gallery.
pub fn make(state: AppState, config: SyntheticConfig) {
    make_for(state, Purpose::NewData, config);
}

/// Makes the same table another way.
pub fn remake(state: AppState, config: SyntheticConfig) {
    make_for(state, Purpose::Reread, config);
}

fn make_for(state: AppState, purpose: Purpose, config: SyntheticConfig) {
    dismiss_all(state);
    load(state, purpose, DataSource::Synthetic(config), ReadingConfig::default(), None);
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
        Some(held) => load(state, Purpose::Reread, source, reading, held.file),
        // The file is not here yet; it will be read that way.
        None => edit(state, t!("Reading of the file changed"), |e| e.data.reading = reading),
    }
}

/// Does what a note on the file offers.
pub fn fix_reading(state: AppState, fix: &ReadingFix) {
    reread(state, |reading| match fix {
        ReadingFix::ReadAs(column, as_type) => {
            reading.types.insert(column.clone(), *as_type);
        }
        ReadingFix::Join(column) => reading.joined.push(column.clone()),
        ReadingFix::Missing(marker) => reading.missing.push(marker.clone()),
    });
}

/// Takes the column names from a line of the file, or makes them where it is `None`.
pub fn set_header_line(state: AppState, line: Option<usize>) {
    reread(state, |reading| {
        reading.header_line = line.map(|line| line as u32);
        reading.header = line.is_none().then_some(false);
    });
}

/// Leaves it to the file which line holds the column names.
pub fn find_header_line(state: AppState) {
    reread(state, |reading| (reading.header, reading.header_line) = (None, None));
}

/// Reads the table that was refused once more, perhaps only a sample of its rows.
pub(super) fn read_refused(state: AppState, sample_every: Option<u32>) {
    let refused = state.engine.try_update_value(|engine| engine.refused.take()).flatten();
    let Some(PendingTable { purpose, source, reading, file, .. }) = refused else { return };
    if sample_every.is_some() {
        let reading = ReadingConfig { sample_every, ..reading };
        load(state, Purpose::NewData, source, reading, file);
    } else {
        load(state, purpose, source, reading, file);
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
    announce(state, t!("Reading cancelled"));
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
    let opened = state.storage().opened();
    wasm_bindgen_futures::spawn_local(async move {
        let file = stored_file(state, &name).await;
        if state.storage().opened() != opened {
            // Another experiment was opened meanwhile; it may speak of a file of this name.
            return;
        }
        state.data().loading.set(None);
        if let Some(file) = file {
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
    let Some(name) = table_title(&source) else {
        let DataSource::Gallery { id } = source else { return };
        alert(state, t!("The Gallery has no set \"{id}\"; choose another or upload a CSV.", id));
        return;
    };
    state.data().loading.set(Some(LoadingTable { name, progress: None }));
    state.data().refusal.set(None);
    state.engine.update_value(|engine| engine.load(purpose, source, reading, file));
}

/// The one before stays, but for that of a worker that was replaced.
pub(super) fn without_table(state: AppState, pending: &PendingTable) {
    if pending.purpose == Purpose::Again {
        state.data().table.set(None);
    }
}
