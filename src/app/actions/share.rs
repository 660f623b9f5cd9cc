//! The experiment as a link, and other ways out of the page.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{alert, dismiss_all, edit, ensure_table, forget_run, note};
use crate::app::services::{clipboard, download};
use crate::app::state::AppState;
use crate::config::{DataSource, ExperimentConfig, LinkError, share};

/// Copies the link and puts it into the address bar.
pub fn share_link(state: AppState) {
    let experiment = state.experiment.get_untracked();
    let fragment = share::encode(&experiment);
    let location = window().location();
    let page = location.href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    let link = format!("{page}#{fragment}");
    if let Ok(history) = window().history() {
        // Not a navigation: the page is already where the link leads.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&link));
    }
    leptos::task::spawn_local(async move {
        if clipboard::copy(&link).await {
            note(state, copied(&experiment));
        } else {
            state.shown_link.set(Some(link));
        }
    });
}

fn copied(experiment: &ExperimentConfig) -> String {
    match &experiment.data.source {
        DataSource::Gallery { .. } => {
            "Link copied. It holds the whole experiment and trains to the same numbers everywhere."
                .to_owned()
        }
        DataSource::File { name, .. } => format!(
            "Link copied. It holds the whole experiment but not your rows: whoever opens it is asked for {name}."
        ),
    }
}

/// Takes a link that no longer says what is on the page out of the address bar, so
/// that a reload brings back the page and not the link.
pub fn drop_stale_link(experiment: &ExperimentConfig) {
    if let Some(Ok(linked)) = linked_experiment()
        && linked != *experiment
        && let Ok(history) = window().history()
    {
        let path = window().location().pathname().unwrap_or_default();
        // Not a navigation: the page stays as it is.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
}

/// The experiment in the address bar, if there is one.
pub fn linked_experiment() -> Option<Result<ExperimentConfig, LinkError>> {
    let fragment = window().location().hash().ok()?;
    let fragment = fragment.trim_start_matches('#');
    (!fragment.is_empty()).then(|| share::decode(fragment))
}

/// Opens the experiment of the address bar; a wrong link changes nothing.
pub fn open_link(state: AppState) {
    match linked_experiment() {
        Some(Ok(experiment)) => {
            dismiss_all(state);
            state.selected.set(None);
            edit(state, None, |present| *present = experiment);
            forget_run(state);
            ensure_table(state);
        }
        Some(Err(error)) => {
            dismiss_all(state);
            alert(state, error.to_string());
        }
        None => {}
    }
}

/// Downloads the experiment, as `descent train` reads it.
pub fn export_experiment(state: AppState) {
    let value = state.experiment.with_untracked(|e| serde_json::to_value(e));
    if let Ok(value) = value {
        let text = format!("{value:#}");
        offer(state, download::text(&file_name(state, "json"), "application/json", &text));
    }
}

/// Downloads the run's figures, as `descent train --history` writes them.
pub fn export_history(state: AppState) {
    let text = state.run.with_untracked(|run| {
        let metrics = run.metrics();
        (!metrics.is_empty()).then(|| crate::export::history_csv(&run.history, &metrics))
    });
    if let Some(text) = text {
        offer(state, download::text(&file_name(state, "csv"), "text/csv", &text));
    }
}

/// Downloads the curves as they are on the screen.
pub fn export_chart(state: AppState) {
    use wasm_bindgen::JsCast;
    let canvas = document()
        .get_element_by_id("curves")
        .and_then(|element| element.dyn_into::<web_sys::HtmlCanvasElement>().ok());
    if let Some(canvas) = canvas {
        offer(state, download::png(&file_name(state, "png"), &canvas));
    }
}

fn offer(state: AppState, result: Result<(), JsValue>) {
    if result.is_err() {
        alert(state, "The browser refused the download; allow downloads for this page.");
    }
}

fn file_name(state: AppState, extension: &str) -> String {
    let title = state.experiment.with_untracked(|experiment| experiment.title.clone());
    let stem: String = title
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
        .collect();
    format!("{stem}.{extension}")
}
