//! The experiment as code: shown, copied, taken away.

use leptos::prelude::*;

use super::export::offer;
use super::{alert, send, take_answers};
use crate::app::services::{clipboard, download};
use crate::app::state::AppState;
use crate::export::code::ExportFile;
use crate::t;
use crate::worker::{CodeForm, CodeRequest, Command, Event, Library};

/// Opens the code in place of the curves, or closes it.
pub fn toggle_code(state: AppState) {
    state.code().is_open.update(|is_open| *is_open = !*is_open);
}

/// Opens the code, if it is not open.
pub fn open_code(state: AppState) {
    state.code().is_open.set(true);
}

/// Asks for the script of the experiment as it stands; of what changes meanwhile, only the last
/// is asked for.
pub fn ask_for_code(state: AppState) {
    let signals = state.code();
    if signals.is_asked.get_value() {
        signals.is_stale.set_value(true);
        return;
    }
    signals.is_asked.set_value(true);
    let library = signals.library.get_untracked();
    request(state, CodeRequest { library, form: CodeForm::Text });
}

/// Asks for a file to take away.
pub fn download_code(state: AppState, form: CodeForm) {
    let library = state.code().library.get_untracked();
    request(state, CodeRequest { library, form });
}

fn request(state: AppState, request: CodeRequest) {
    let experiment = Box::new(state.experiment.get_untracked());
    send(state, Command::WriteCode { request, experiment });
}

/// Shows code in the words of another library.
pub fn show_library(state: AppState, library: Library) {
    state.code().library.set(library);
}

/// Copies the script.
pub fn copy_code(state: AppState, said: RwSignal<&'static str>) {
    let Some(Ok(script)) = state.code().script.get_untracked() else { return };
    leptos::task::spawn_local(async move {
        said.set(if clipboard::copy(&script).await {
            t!("Copied.")
        } else {
            t!("This browser does not let the page copy: select the code and copy it yourself.")
        });
    });
}

/// Takes in the code that the panel shows, or why there is none.
pub fn take_shown_code(state: AppState) {
    let is_shown = |event: &Event| matches!(event, Event::CodeWritten { request, .. } if request.form == CodeForm::Text);
    take_answers(state, is_shown, move |event, _| {
        if let Event::CodeWritten { request, outcome } = event {
            show_code(state, request, outcome.outcome());
        }
    });
}

/// Takes in code that is a download, whether the panel is still open or not.
pub fn take_code_files(state: AppState) {
    let is_file = |event: &Event| matches!(event, Event::CodeWritten { request, .. } if request.form != CodeForm::Text);
    take_answers(state, is_file, move |event, _| {
        let Event::CodeWritten { outcome, .. } = event else { return };
        match outcome.outcome() {
            Ok(file) => offer(state, download::bytes(&file.name, mime(&file.name), &file.bytes)),
            Err(sentence) => alert(state, sentence),
        }
    });
}

fn show_code(state: AppState, request: CodeRequest, outcome: Result<ExportFile, String>) {
    let signals = state.code();
    signals.is_asked.set_value(false);
    let is_news = request.library == signals.library.get_untracked();
    let script = outcome.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    if is_news && signals.script.with_untracked(|shown| shown.as_ref() != Some(&script)) {
        signals.script.set(Some(script));
    }
    if signals.is_stale.try_update_value(std::mem::take).unwrap_or_default() {
        ask_for_code(state);
    }
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "py")) => "text/x-python",
        Some((_, "ipynb")) => "application/x-ipynb+json",
        _ => "application/zip",
    }
}
