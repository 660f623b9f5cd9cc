//! The page as a whole: what it opens with, and where everything stands.

use leptos::ev;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::builder::Builder;
use crate::app::curves_panel::CurvesPanel;
use crate::app::data_panel::DataPanel;
use crate::app::notices::Notices;
use crate::app::run_state::{Phase, RunState};
use crate::app::services::storage;
use crate::app::services::theme::Theme;
use crate::app::shortcuts::Shortcuts;
use crate::app::state::{AppState, first_experiment};
use crate::app::top_bar::TopBar;
use crate::app::training_panel::TrainingPanel;

/// Puts the page on the body, in place of the static shell.
pub fn mount() {
    console_error_panic_hook::set_once();
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let state = open();
    provide_context(state);
    actions::start_engine(state);
    actions::ensure_table(state);
    keep_what_changes(state);
    let on_link = window_event_listener(ev::hashchange, move |_| actions::open_link(state));
    on_cleanup(move || on_link.remove());
    view! {
        <div class="page" class:presenting=move || state.presenting.get()>
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
fn open() -> AppState {
    let kept = storage::kept_experiment();
    let kept_run = storage::kept_run();
    let linked = actions::linked_experiment();
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
        state.undo.update(|undo| undo.record(replaced, None));
    }
    if let Some(Err(error)) = linked {
        actions::alert(state, error.to_string());
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
            storage::keep_experiment(experiment);
            actions::drop_stale_link(experiment);
        });
    });
    let on_hide = window_event_listener(ev::pagehide, move |_| {
        state.run.with_untracked(storage::keep_run);
    });
    on_cleanup(move || on_hide.remove());
}
