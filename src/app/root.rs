//! The page as a whole: what it opens with, and where everything stands.

use leptos::ev;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::builder::Builder;
use crate::app::curves_panel::CurvesPanel;
use crate::app::data_panel::DataPanel;
use crate::app::live::live;
use crate::app::notices::Notices;
use crate::app::run_state::{Phase, RunState};
use crate::app::services::storage;
use crate::app::services::theme::Theme;
use crate::app::shortcuts::Shortcuts;
use crate::app::state::{AppState, first_experiment};
use crate::app::top_bar::TopBar;
use crate::app::training_panel::TrainingPanel;
use crate::config::ExperimentConfig;
use crate::worker::client::read_link;

/// Puts the page on the body, in place of the static shell. What must be read by the
/// worker first, a link or what an earlier version kept, is read before that, so that
/// nothing flashes.
pub fn mount() {
    console_error_panic_hook::set_once();
    // Not by Leptos, which knows how to only once something is mounted.
    wasm_bindgen_futures::spawn_local(async {
        let linked = match actions::link_in_address() {
            Some(link) => Some(read_link(link).await),
            None => None,
        };
        let kept = match (storage::kept_experiment(), storage::kept_text()) {
            (None, Some(text)) => read_link(text).await.ok(),
            (kept, _) => kept,
        };
        if let Some(shell) = document().get_element_by_id("shell") {
            shell.remove();
        }
        mount_to_body(move || view! { <App linked=linked.clone() kept=kept.clone() /> });
    });
}

#[component]
fn App(
    linked: Option<Result<ExperimentConfig, String>>,
    kept: Option<ExperimentConfig>,
) -> impl IntoView {
    let state = open(linked, kept);
    provide_context(state);
    actions::start_engine(state);
    actions::ensure_table(state);
    actions::keep_facts(state);
    keep_what_changes(state);
    let on_link = window_event_listener(ev::hashchange, move |_| actions::open_link(state));
    on_cleanup(move || on_link.remove());
    view! {
        <div class="page" class:presenting=live(move || state.presenting.get())>
            <TopBar />
            <Notices />
            <main class="workspace">
                <DataPanel />
                <div class="centre">
                    <Builder />
                    <CurvesPanel />
                </div>
                <TrainingPanel />
            </main>
            <Shortcuts />
        </div>
    }
}

/// A link goes before what was kept, and that before a first visit's experiment.
fn open(
    linked: Option<Result<ExperimentConfig, String>>,
    kept: Option<ExperimentConfig>,
) -> AppState {
    let kept_run = storage::kept_run();
    let theme = Theme::restore();
    theme.apply();
    let resting = kept.clone().unwrap_or_else(first_experiment);
    let (experiment, (run, phase)) = match &linked {
        // A reload finds the link of the last Share; its curves are still good.
        Some(Ok(link)) if kept.as_ref() != Some(link) => {
            (link.clone(), (RunState::default(), Phase::Idle))
        }
        _ => (resting, kept_run.unwrap_or_default()),
    };
    // What a link replaces is one Undo away.
    let replaced = kept.filter(|kept| *kept != experiment);
    let epochs = run.history.epochs();
    let state = AppState::new(experiment, run, theme);
    if let Some(replaced) = replaced {
        state.undo.update(|undo| {
            let now = state.experiment.get_untracked();
            undo.record(replaced, &now, "Experiment replaced by a link", None);
        });
    }
    match linked {
        Some(Ok(experiment)) => state.linked.set_value(Some(experiment)),
        Some(Err(sentence)) => actions::alert(state, sentence),
        None => {}
    }
    let stood = match phase {
        Phase::Running | Phase::Stepping => "training",
        Phase::Paused => "a run was paused",
        _ => return state,
    };
    actions::note(
        state,
        format!(
            "The page was reloaded while {stood}, after epoch {epochs}. Everything is back; Train runs the same experiment again from the start, to the same numbers."
        ),
    );
    state
}

fn keep_what_changes(state: AppState) {
    Effect::new(move |_| {
        state.experiment.with(|experiment| {
            actions::drop_stale_link(state, experiment);
        });
        actions::keep_experiment(state);
    });
    let on_hide = window_event_listener(ev::pagehide, move |_| {
        state.run.with_untracked(storage::keep_run);
    });
    on_cleanup(move || on_hide.remove());
}
