//! What is taken away: the experiment, the picture of its runs, their figures.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{alert, say_done, send, take_answers};
use crate::app::services::download::PictureForm;
use crate::app::services::{clipboard, download};
use crate::app::state::AppState;
use crate::app::state::chart::with_chart;
use crate::config::ExperimentConfig;
use crate::export::{NamedHistory, file_name};
use crate::plot::runs_slide::{Slide, draw_runs};
use crate::t;
use crate::worker::{Command, Event, Form, RunsForm};
use crate::workspace::chart::figure;
use crate::workspace::chart_view::{ChartView, CurveTab};
use crate::workspace::run_list::DrawnRun;
use crate::workspace::run_record::RunHead;

/// Css pixels of a slide's width, as far as words are concerned.
const SLIDE_PX: f64 = 800.0;

/// Downloads the experiment as JSON.
pub fn export_experiment(state: AppState) {
    let experiment = Box::new(state.experiment.get_untracked());
    send(state, Command::Write { form: Form::Json, experiment });
}

fn hand_over_json(state: AppState, experiment: &ExperimentConfig, text: &str) {
    let name = file_name(&experiment.title, "json");
    offer(state, download::text(&name, "application/json", text));
}

/// Downloads the figures of the run and of its overlays; of one alone as
/// `descent train --history` writes them.
pub fn export_history(state: AppState) {
    write_runs(state, RunsForm::Csv);
}

/// Copies the same as a table.
pub fn copy_history(state: AppState) {
    write_runs(state, RunsForm::Tsv);
}

fn write_runs(state: AppState, form: RunsForm) {
    let runs = shown_runs(state, |_, run| run.title.clone());
    send(state, Command::WriteRuns { form, runs });
}

/// The run on the page and its overlays, called by the overlay's name or their own.
fn shown_runs(state: AppState, name: fn(&str, &DrawnRun) -> String) -> Vec<NamedHistory> {
    let own = state.run.with_untracked(|run| {
        let name = own_name(state);
        NamedHistory { name, metrics: run.metrics(), history: run.history.clone() }
    });
    let mut shown = vec![own];
    for overlay in state.overlays().drawn.get_untracked() {
        for run in overlay.runs {
            let (name, metrics) = (name(&overlay.name, &run), overlay.metrics.clone());
            shown.push(NamedHistory { name, metrics, history: run.history });
        }
    }
    shown
}

/// The run on the page in the list of runs.
fn own_name(state: AppState) -> String {
    let key = state.storage().run();
    let listed = state.runs().list.with_untracked(|list| list.get(&key).map(RunHead::title));
    listed.unwrap_or_else(|| t!("this run").to_owned())
}

/// Takes in the experiment and the runs that come back as text.
pub fn take_texts(state: AppState) {
    let is_text = |event: &Event| {
        matches!(event, Event::RunsWritten { .. } | Event::Written { form: Form::Json, .. })
    };
    take_answers(state, is_text, move |event, _| match event {
        Event::RunsWritten { form, text } => hand_over_runs(state, form, text),
        Event::Written { experiment, text, .. } => hand_over_json(state, &experiment, &text),
        _ => {}
    });
}

fn hand_over_runs(state: AppState, form: RunsForm, text: String) {
    match form {
        RunsForm::Csv => {
            // Not the name of the user's own file.
            let name = titled_file(state, "history", "csv");
            offer(state, download::text(&name, "text/csv", &text));
        }
        RunsForm::Tsv => leptos::task::spawn_local(async move {
            if clipboard::copy(&text).await {
                say_done(
                    state,
                    t!("The figures are copied as a table; paste them into a spreadsheet."),
                );
            } else {
                alert(state, t!("This browser does not let the page copy; take the CSV instead."));
            }
        }),
    }
}

/// Downloads the curves with a title and a legend, at the size of a slide. Only the Export menu
/// calls it, in whose file the drawing's code is.
pub fn export_curves(state: AppState, form: PictureForm) {
    let ChartView { tab, as_logged, .. } = state.chart_view.get_untracked();
    let title = state.experiment.with_untracked(|experiment| experiment.title.clone());
    let mut slide = Slide {
        title: format!("{title}: {}", figure(tab)),
        metric: match tab {
            CurveTab::Metric(metric) => Some(metric),
            CurveTab::Loss => None,
        },
        as_logged,
        is_dark: state.theme.get_untracked().is_dark(),
        ..Slide::default()
    };
    with_chart(state, tab, SLIDE_PX, &mut |view| {
        view.title.clone_into(&mut slide.axis);
        slide.best_epoch = view.best_epoch;
        (slide.stopped, slide.options) = (view.stopped, view.options);
    });
    slide.colors = state.overlays().drawn.with_untracked(|all| {
        all.iter().flat_map(|one| vec![one.color.into(); one.runs.len()]).collect()
    });
    let svg = draw_runs(&slide, &shown_runs(state, |name, _| name.to_owned()));
    take_away(state, form, "", svg);
}

/// Downloads a picture under the experiment's name and what it shows.
pub fn take_away(state: AppState, form: PictureForm, shows: &str, svg: String) {
    let name = titled_file(state, shows, form.extension());
    leptos::task::spawn_local(async move {
        offer(state, download::picture(form, &name, &svg).await);
    });
}

/// The name of a file, after the experiment and what the file is.
pub(super) fn titled_file(state: AppState, what: &str, extension: &str) -> String {
    state.experiment.with_untracked(|experiment| {
        let title = [experiment.title.as_str(), what].join(" ");
        file_name(title.trim(), extension)
    })
}

/// Says that the browser refused a download.
pub(super) fn offer(state: AppState, result: Result<(), JsValue>) {
    if result.is_err() {
        alert(state, t!("The browser refused the download; allow downloads for this page."));
    }
}

pub(super) fn file_name_now(state: AppState, extension: &str) -> String {
    state.experiment.with_untracked(|experiment| file_name(&experiment.title, extension))
}
