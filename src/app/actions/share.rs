//! The experiment as a link: copied, in the address bar, opened.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::{alert, dismiss_all, edit, ensure_table, forget_run, say_done, send, upload};
use crate::app::services::{address, clipboard};
use crate::app::state::AppState;
use crate::config::{DataSource, ExperimentConfig, limits, share};
use crate::t;
use crate::worker::{Command, Form};
use crate::workspace::selection::Selection;

/// Of a file of JSON that may be an experiment; an indented one is longer than its link.
const MOST_BYTES_OF_JSON: f64 = 4.0 * limits::MAX_LINK_CHARS as f64;

/// Asks for the link; [`copy_link`] copies it.
pub fn share_link(state: AppState) {
    let experiment = Box::new(state.experiment.get_untracked());
    send(state, Command::Write { form: Form::Link, experiment });
}

/// Copies the link and puts it into the address bar.
pub(super) fn copy_link(state: AppState, experiment: ExperimentConfig, fragment: &str) {
    let link = format!("{}#{fragment}", address::page());
    address::show(Some(fragment));
    state.linked.set_value(Some(experiment.clone()));
    // It may have been edited in the meantime.
    state.experiment.with_untracked(|present| drop_stale_link(state, present));
    leptos::task::spawn_local(async move {
        if clipboard::copy(&link).await {
            say_done(state, copied(&experiment));
        } else {
            state.shown_link.set(Some(link));
        }
    });
}

fn copied(experiment: &ExperimentConfig) -> String {
    match &experiment.data.source {
        DataSource::Gallery { .. } | DataSource::Synthetic(_) => t!(
            "Link copied. It holds the whole experiment and trains to the same numbers everywhere."
        )
        .to_owned(),
        DataSource::File { name, .. } => t!(
            "Link copied. It holds the whole experiment but not your rows: whoever opens it is asked for {name}.",
            name,
        ),
    }
}

/// Takes a link that no longer says what is on the page out of the address bar, so
/// that a reload brings back the page and not the link.
pub fn drop_stale_link(state: AppState, experiment: &ExperimentConfig) {
    let is_stale = state
        .linked
        .with_value(|linked| linked.as_ref().is_some_and(|linked| linked != experiment));
    if is_stale {
        address::show(None);
        state.linked.set_value(None);
    }
}

/// Has the experiment of the address bar read; [`link_read`] opens it.
pub fn open_link(state: AppState) {
    if address::course_place().is_some() {
        state.lessons().open.set(true);
        state.lessons().asked.update(|count| *count += 1);
    }
    if let Some(text) = address::link() {
        send(state, Command::ReadLink { text });
    }
}

/// Opens what was pasted: an experiment, by its link or its JSON, or else a table, which has
/// two lines at least. Whether it was either.
pub fn open_pasted(state: AppState, text: String) -> bool {
    if share::is_meant_as_experiment(&text) {
        send(state, Command::ReadLink { text });
        return true;
    }
    let parts = js_sys::Array::of1(&text.as_str().into());
    let file = text.contains('\n').then(|| File::new_with_str_sequence(&parts, "pasted.csv"));
    let Some(Ok(file)) = file else { return false };
    upload(state, file);
    true
}

/// Opens a file: an experiment that was exported, as JSON or with its runs, or else a table.
pub fn open_file(state: AppState, file: File) {
    if file.name().to_ascii_lowercase().ends_with(".zip") {
        state.engine.update_value(|engine| engine.chosen_archive = Some(file));
        state.archive().chosen.update(|count| *count += 1);
        return;
    }
    if !file.name().to_ascii_lowercase().ends_with(".json") || file.size() > MOST_BYTES_OF_JSON {
        upload(state, file);
        return;
    }
    leptos::task::spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        match text.filter(|text| share::is_meant_as_experiment(text)) {
            Some(text) => send(state, Command::ReadLink { text }),
            None => upload(state, file),
        }
    });
}

/// A link was read; a wrong one changes nothing.
pub fn link_read(state: AppState, outcome: Result<Box<ExperimentConfig>, String>) {
    dismiss_all(state);
    match outcome {
        Ok(experiment) => {
            state.linked.set_value(Some((*experiment).clone()));
            replace_experiment(state, *experiment);
        }
        Err(sentence) => alert(state, sentence),
    }
}

/// Opens an experiment in the place of the one on the page, which is one Undo away.
pub fn replace_experiment(state: AppState, experiment: ExperimentConfig) {
    state.selected.set(Selection::None);
    edit(state, t!("Experiment opened"), |present| *present = experiment);
    forget_run(state);
    ensure_table(state);
}
