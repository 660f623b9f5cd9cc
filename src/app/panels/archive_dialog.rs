//! An experiment with its runs as one file: the dialog that saves it, and what opens one.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::actions;
use crate::app::lazy::{lazy_content, lazy_in};
use crate::app::panels::lazy_parts::InCode;
use crate::app::reactive::{derived, effect, handler, live, live_text, live_view, shown};
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::config::{DataSource, ExperimentConfig};
use crate::workspace::archive::size_words;
use crate::workspace::data::table_title;
use crate::{t, tn};

/// The dialog, and the place of what saves and opens files.
#[component]
pub fn ArchiveDialog() -> impl IntoView {
    let archive = AppState::here().archive();
    let is_wanted = RwSignal::new(false);
    effect(move || {
        let is_first = !is_wanted.get_untracked();
        if (archive.open.get() || archive.chosen.get() > 0) && is_first {
            is_wanted.set(true);
        }
    });
    let follower = move || is_wanted.get().then(|| lazy_in(InCode::Archives, || ().into_any()));
    view! {
        <Dialog
            title=t!("Experiment with its runs")
            open=archive.open
            content=lazy_content(InCode::Archive)
        />
        {live_view(follower)}
    }
}

/// Saves and opens files, from the first one on for as long as there is the page.
pub fn archives() -> AnyView {
    actions::follow_archives(AppState::here());
    ().into_any()
}

/// What of the gathered is said.
#[derive(Debug, Clone, Default, PartialEq)]
struct Contents {
    runs: usize,
    /// Those of which only the figures are there.
    bare: usize,
    /// Name and bytes of the user's own file.
    file: Option<(String, u64)>,
}

/// What the file will hold.
pub fn archive() -> AnyView {
    let state = AppState::here();
    let archive = state.archive();
    let with_data = RwSignal::new(false);
    let contents = RwSignal::new(None::<Contents>);
    archive.problem.set(String::new());
    spawn_local(async move {
        if let Some(gathered) = actions::gather(state).await {
            let (runs, bare) = gathered.runs();
            let file = gathered.file.map(|file| (file.name(), file.size() as u64));
            contents.try_set(Some(Contents { runs, bare, file }));
        }
    });
    let file = derived(move || contents.with(|contents| contents.as_ref()?.file.clone()));
    let of_runs = move || contents.with(|contents| contents.as_ref().map(runs_words));
    let of_data = move || {
        state
            .experiment
            .with(|experiment| data_words(experiment, file.get().as_ref(), with_data.get()))
    };
    view! {
        <ul class="archive-contents">
            <li>
                {live_text(move || {
                    let title = state.experiment.with(|experiment| experiment.title.clone());
                    t!("The experiment \"{title}\" with its settings", title)
                })}
            </li>
            <li>{live_text(of_runs)}</li>
            <li>{live_text(of_data)}</li>
        </ul>
        {live_view(move || {
            file.get()
                .map(|(name, bytes)| {
                    view! {
                        <label class="check">
                            <input
                                type="checkbox"
                                prop:checked=live(move || with_data.get())
                                on:change=handler(move |event| {
                                    with_data.set(event_target_checked(&event));
                                })
                            />
                            {t!("With the data ({name}, {size})", name, size = size_words(bytes))}
                        </label>
                    }
                })
        })}
        <div class="dialog-end">
            <button
                type="button"
                class="button primary"
                disabled=live(move || { contents.with(Option::is_none) || archive.is_busy.get() })
                on:click=handler(move |_| actions::save_archive(state, with_data.get_untracked()))
            >
                {t!("Save")}
            </button>
            {shown(
                move || archive.problem.with(|problem| !problem.is_empty()),
                move || {
                    view! { <p role="alert">{live_text(move || archive.problem.get())}</p> }
                },
            )}
        </div>
    }
    .into_any()
}

fn runs_words(contents: &Contents) -> String {
    let Contents { runs, bare, .. } = *contents;
    match (runs, bare) {
        (0, _) => t!("No run").to_owned(),
        (_, 0) => tn!(runs, "{count} run with its weights", "{count} runs with their weights"),
        (_, bare) if bare == runs => tn!(
            runs,
            "{count} run without weights: its network was not kept, its figures were",
            "{count} runs without weights: their networks were not kept, their figures were",
        ),
        _ => tn!(
            runs,
            "{count} run, {bare} of them without weights: only the figures were kept",
            "{count} runs, {bare} of them without weights: only the figures were kept",
            bare,
        ),
    }
}

fn data_words(
    experiment: &ExperimentConfig,
    file: Option<&(String, u64)>,
    with_data: bool,
) -> String {
    let source = &experiment.data.source;
    let name = table_title(source).unwrap_or_default();
    match (source, file) {
        (DataSource::Gallery { .. }, _) => {
            t!("{name} by its name: every Descent has the set", name)
        }
        (DataSource::Synthetic(_), _) => {
            t!("How {name} is made: every Descent makes the same rows", name)
        }
        (DataSource::File { .. }, Some(_)) if with_data => {
            t!("The rows of {name}, which leave this machine with the file", name)
        }
        (DataSource::File { .. }, _) => {
            t!("No rows: whoever opens the file is asked for {name}", name)
        }
    }
}
