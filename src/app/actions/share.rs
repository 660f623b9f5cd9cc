//! The experiment as a link: copied, in the address bar, opened.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::{
    alert, dismiss_all, edit, ensure_table, forget_run, note, read_model, say_done, send,
    store_file, take_answers, upload,
};
use crate::app::reactive::effect;
use crate::app::services::{address, clipboard};
use crate::app::state::AppState;
use crate::config::share::{self, Link, LinkedTable};
use crate::config::{DataSource, ExperimentConfig, limits};
use crate::models::keras;
use crate::t;
use crate::worker::{Command, Event};
use crate::workspace::selection::Selection;

/// Of a file of JSON that may be an experiment; an indented one is longer than its link.
const MOST_BYTES_OF_JSON: f64 = 4.0 * limits::MAX_LINK_CHARS as f64;

/// Shows what the link will hold, and maybe what it says to a class.
pub fn show_link(state: AppState, is_for_class: bool) {
    state.share().is_for_class.set(is_for_class);
    state.share().shown.set(Some(String::new()));
}

/// Has the link of the experiment written, and again with every change; [`fragment`] is it.
pub fn follow_link(state: AppState) {
    effect(move || {
        state.experiment.track();
        let has_table = state.data().schema.with(Option::is_some);
        let experiment = Box::new(state.experiment.get_untracked());
        send(state, Command::WriteLink { experiment, has_table });
    });
    let is_link = |event: &Event| matches!(event, Event::LinkWritten { .. });
    take_answers(state, is_link, move |event, _| {
        if let Event::LinkWritten { link } = event {
            // One that cannot be read is as one that is not here yet.
            state.share().written.set(link.open().ok());
        }
    });
}

/// What follows `#` in the link of the experiment as it stands, with the rows of its file where
/// they are to travel; none while it is written.
pub fn fragment(state: AppState) -> Option<String> {
    let share = state.share();
    let link = state.experiment.with(|experiment| share.of(experiment))?;
    let with_rows = link.file.and_then(|file| file.with_rows).filter(|_| share.with_rows.get());
    Some(with_rows.unwrap_or(link.fragment))
}

/// Copies the link and puts it into the address bar.
pub fn copy_link(state: AppState) {
    let Some(fragment) = untrack(|| fragment(state)) else { return };
    let link = format!("{}#{fragment}", address::page());
    address::show(Some(&fragment));
    let experiment = state.experiment.get_untracked();
    state.share().linked.set_value(Some(experiment.clone()));
    let holds_rows = untrack(|| state.share().of(&experiment))
        .and_then(|written| written.file?.with_rows)
        .is_some_and(|with_rows| with_rows == fragment);
    leptos::task::spawn_local(async move {
        if clipboard::copy(&link).await {
            state.share().shown.set(None);
            say_done(state, copied(&experiment, holds_rows));
        } else {
            state.share().shown.set(Some(link));
        }
    });
}

fn copied(experiment: &ExperimentConfig, holds_rows: bool) -> String {
    match &experiment.data.source {
        DataSource::File { .. } if holds_rows => {
            t!("Link copied. It holds the whole experiment with your rows.").to_owned()
        }
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
        .share()
        .linked
        .with_value(|linked| linked.as_ref().is_some_and(|linked| linked != experiment));
    if is_stale {
        address::show(None);
        state.share().linked.set_value(None);
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

/// Opens what was pasted: an experiment, by its link or its JSON, a model's JSON, or else a
/// table, which has two lines at least. Whether it was any of these.
pub fn open_pasted(state: AppState, text: String) -> bool {
    if share::is_meant_as_experiment(&text) {
        send(state, Command::ReadLink { text });
        return true;
    }
    let parts = Array::of1(&text.as_str().into());
    if keras::is_meant_as_model(&text) {
        let file = File::new_with_str_sequence(&parts, "pasted-model.json");
        return file.is_ok_and(|file| {
            read_model(state, &file);
            true
        });
    }
    let file = text.contains('\n').then(|| File::new_with_str_sequence(&parts, "pasted.csv"));
    let Some(Ok(file)) = file else { return false };
    upload(state, file);
    true
}

/// Opens a file: a model, an experiment that was exported, as JSON or with its runs, or else a
/// table. What stands in a file of JSON says which it is.
pub fn open_file(state: AppState, file: File) {
    let name = file.name().to_ascii_lowercase();
    match name.rsplit('.').next().unwrap_or_default() {
        "keras" | "safetensors" => read_model(state, &file),
        "zip" => {
            state.engine.update_value(|engine| engine.chosen_archive = Some(file));
            state.archive().chosen.update(|count| *count += 1);
        }
        "json" if file.size() <= MOST_BYTES_OF_JSON => open_json(state, file),
        _ => upload(state, file),
    }
}

fn open_json(state: AppState, file: File) {
    leptos::task::spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        match text {
            Some(text) if share::is_meant_as_experiment(&text) => {
                send(state, Command::ReadLink { text });
            }
            Some(text) if keras::is_meant_as_model(&text) => read_model(state, &file),
            _ => upload(state, file),
        }
    });
}

/// A link was read; a wrong one changes nothing.
pub fn link_read(state: AppState, outcome: Result<Box<Link>, String>) {
    dismiss_all(state);
    match outcome {
        Ok(mut link) => {
            name_apart(state, &mut link);
            let experiment = link.experiment.clone();
            state.share().linked.set_value(Some(experiment.clone()));
            take_linked_table(state, *link);
            replace_experiment(state, experiment);
        }
        Err(sentence) => alert(state, sentence),
    }
}

/// Gives the file that comes with a link a name of its own where the user has one of that name,
/// whose rows could be others: Undo finds them again.
fn name_apart(state: AppState, link: &mut Link) {
    let comes_along = matches!(link.table, LinkedTable::File(_));
    let source = &mut link.experiment.data.source;
    while comes_along && state.engine.with_value(|engine| engine.file(source).is_some()) {
        let DataSource::File { name, .. } = source else { return };
        name.insert_str(0, "link-");
    }
}

/// Takes what a link holds of its table: the file itself, or what it is like.
pub fn take_linked_table(state: AppState, link: Link) {
    let (source, table) = (link.experiment.data.source, link.table);
    let expected = match table {
        LinkedTable::Expected(expected) => Some(expected),
        LinkedTable::AsNamed | LinkedTable::File(_) => None,
    };
    state.share().expected.set(expected);
    if let (LinkedTable::File(bytes), DataSource::File { name, .. }) = (table, &source) {
        let parts = Array::of1(&Uint8Array::from(&bytes[..]));
        if let Ok(file) = File::new_with_u8_array_sequence(&parts, name) {
            state.engine.update_value(|engine| engine.remember_file(source, file.clone()));
            store_file(state, &file);
        }
    }
}

/// Has the file that was chosen for an opened link compared with the one it names.
pub(super) fn compare_table(state: AppState, columns: Vec<String>) {
    if let Some(expected) = state.share().expected.get_untracked() {
        state.share().expected.set(None);
        send(state, Command::CompareTable { columns, expected });
    }
}

/// The file is compared.
pub(super) fn table_compared(state: AppState, differences: &[String]) {
    if !differences.is_empty() {
        note(
            state,
            t!(
                "This is not the file that the link was made with, so the figures will be others. {differences}",
                differences = differences.join(" "),
            ),
        );
    }
}

/// Opens an experiment in the place of the one on the page, which is one Undo away.
pub fn replace_experiment(state: AppState, experiment: ExperimentConfig) {
    state.selected.set(Selection::None);
    edit(state, t!("Experiment opened"), |present| *present = experiment);
    forget_run(state);
    ensure_table(state);
}
