//! What of the runs is taken away: the picture, the figures.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{alert, note};
use crate::app::services::{clipboard, download};
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::export::NamedHistory;
use crate::worker::{Command, RunsForm};

/// Downloads the figures of the run and of those beside it; of one alone as
/// `descent train --history` writes them.
pub fn export_history(state: AppState) {
    write_runs(state, RunsForm::Csv);
}

/// Copies the same as a table.
pub fn copy_history(state: AppState) {
    write_runs(state, RunsForm::Tsv);
}

fn write_runs(state: AppState, form: RunsForm) {
    let runs = state.run.with_untracked(|run| {
        let name = state.experiment.with_untracked(|experiment| experiment.title.clone());
        vec![NamedHistory { name, metrics: run.metrics(), history: run.history.clone() }]
    });
    state.engine.update_value(|engine| engine.send(Command::WriteRuns { form, runs }));
}

/// Runs come back as text.
pub fn runs_written(state: AppState, form: RunsForm, text: String) {
    match form {
        RunsForm::Csv => {
            offer(state, download::text(&file_name_now(state, "csv"), "text/csv", &text));
        }
        RunsForm::Tsv => leptos::task::spawn_local(async move {
            if clipboard::copy(&text).await {
                note(state, "The figures are copied as a table; paste them into a spreadsheet.");
            } else {
                alert(state, "This browser does not let the page copy; take the CSV instead.");
            }
        }),
    }
}

/// Downloads the curves as they are on the screen.
pub fn export_chart(state: AppState) {
    use wasm_bindgen::JsCast;
    let canvas = document()
        .get_element_by_id("curves")
        .and_then(|element| element.dyn_into::<web_sys::HtmlCanvasElement>().ok());
    if let Some(canvas) = canvas {
        offer(state, download::png(&file_name_now(state, "png"), &canvas));
    }
}

/// Tells of a download that the browser refused.
pub(super) fn offer(state: AppState, result: Result<(), JsValue>) {
    if result.is_err() {
        alert(state, "The browser refused the download; allow downloads for this page.");
    }
}

fn file_name_now(state: AppState, extension: &str) -> String {
    state.experiment.with_untracked(|experiment| file_name(experiment, extension))
}

/// A file's name after the experiment.
pub(super) fn file_name(experiment: &ExperimentConfig, extension: &str) -> String {
    let stem: String = experiment
        .title
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
        .collect();
    format!("{stem}.{extension}")
}
