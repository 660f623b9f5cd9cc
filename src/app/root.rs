//! The page as a whole: what it opens with, and where everything stands.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::app::actions;
use crate::app::lazy::lazy_quietly;
use crate::app::panels::code::CodePlace;
use crate::app::panels::curves::CurvesPanel;
use crate::app::panels::data::DataPanel;
use crate::app::panels::lazy_parts::InPresent;
use crate::app::panels::lessons::LessonsPlace;
use crate::app::panels::network::Builder;
use crate::app::panels::notices::Notices;
use crate::app::panels::shortcuts::Shortcuts;
use crate::app::panels::top_bar::TopBar;
use crate::app::panels::training::TrainingPanel;
use crate::app::reactive::{effect, live, live_text};
use crate::app::services::address;
use crate::app::services::database::IndexedDb;
use crate::app::services::language::{self, LanguageError};
use crate::app::services::tab_storage;
use crate::app::services::theme::Theme;
use crate::app::split_files::provide_split_files;
use crate::app::state::AppState;
use crate::config::share::Link;
use crate::data::gallery;
use crate::t;
use crate::worker::client::open_link;
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::workspace::experiment_record::{KeptExperiment, KeptRun};
use crate::workspace::storage::Storage;
use crate::workspace::storage::experiments::Found;
use crate::workspace::undo::UndoStack;

/// Puts the page on the body, in place of the static shell. What must be read by the
/// worker first, a link or what an earlier version stored, is read before that, so that
/// nothing flashes.
pub fn mount() {
    console_error_panic_hook::set_once();
    // Not by Leptos, which knows how to only once something is mounted.
    wasm_bindgen_futures::spawn_local(async {
        // First of all, so that whatever follows is said in it.
        let unspoken = language::speak(language::preferred()).await.err();
        let linked = match address::link() {
            Some(link) => Some(open_link(link).await),
            None => None,
        };
        let (storage, found) = actions::find().await;
        leave_shell();
        mount_to_body(move || {
            let (linked, storage, found) = (linked.clone(), storage.clone(), found.clone());
            let unspoken = unspoken.as_ref().map(LanguageError::to_string);
            view! { <App linked unspoken storage found /> }
        });
    });
}

/// Takes the static shell away, but for the first visit's hint, which `CurvesPanel`
/// takes over.
fn leave_shell() {
    let by_id = |id| document().get_element_by_id(id);
    if let (Some(body), Some(hint)) = (document().body(), by_id("hint")) {
        // The body can hold it.
        let _ = body.append_child(&hint);
    }
    if let Some(shell) = by_id("shell") {
        shell.remove();
    }
}

#[component]
fn App(
    linked: Option<Result<Link, String>>,
    /// Why the page is not in the reader's language.
    unspoken: Option<String>,
    storage: Storage<IndexedDb>,
    found: Found<JsValue>,
) -> impl IntoView {
    let link = linked.as_ref().and_then(|linked| linked.clone().ok());
    let state = open(linked, storage, found);
    if let Some(sentence) = unspoken {
        actions::alert(state, sentence);
    }
    provide_context(state);
    provide_split_files();
    actions::start_engine(state);
    actions::follow_versions(state);
    actions::start_storage(state);
    if let Some(link) = link {
        actions::take_linked_table(state, link);
    }
    actions::ensure_table(state);
    actions::follow_facts(state);
    actions::follow_advice(state);
    actions::follow_explanation(state);
    actions::announce_verdicts(state);
    store_what_changes(state);
    let on_link = window_event_listener(ev::hashchange, move |_| actions::open_link(state));
    on_cleanup(move || on_link.remove());
    view! {
        <div class=live_text(move || state.stage.get().classes())>
            <TopBar />
            <Notices />
            {lazy_quietly(InPresent::Switched, || ().into_any())}
            <main
                class="workspace"
                class:with-lessons=live(move || state.lessons().open.get())
                class:with-data=live(move || state.lessons().shows_data.get())
                tabindex="-1"
            >
                <LessonsPlace />
                <DataPanel />
                <div class="centre" class:with-code=live(move || state.code().is_open.get())>
                    <Builder />
                    <CodePlace />
                    <CurvesPanel />
                </div>
                <TrainingPanel />
            </main>
            <Shortcuts />
        </div>
    }
}

/// A link goes before what was stored, and that before a first visit's experiment.
fn open(
    linked: Option<Result<Link, String>>,
    storage: Storage<IndexedDb>,
    mut found: Found<JsValue>,
) -> AppState {
    let theme = Theme::restore();
    theme.apply();
    let is_stored = found.kept.is_some();
    let is_reload = tab_storage::tab_key().is_some();
    let session = tab_storage::stored_session().filter(|_| is_reload);
    let kept = found.kept.take().unwrap_or_else(|| KeptExperiment {
        experiment: gallery::first_experiment(),
        undo: UndoStack::default(),
    });
    let link = match &linked {
        // A reload finds the link of the last Share; its curves are still good.
        Some(Ok(link)) if !is_stored || kept.experiment != link.experiment => {
            Some(link.experiment.clone())
        }
        _ => None,
    };
    let is_new = link.is_some();
    if is_new {
        // A link is an experiment of its own; the one before stays in the list.
        found = Found::new(tab_storage::new_key());
    }
    let phase = found.run.as_ref().map_or(Phase::Idle, |run| run.phase);
    let run = found.run.clone().and_then(KeptRun::restore);
    let (run, phase) = if let Some(run) = run {
        (run, phase)
    } else {
        found.run = None;
        (CurrentRun::default(), Phase::Idle)
    };
    storage.begin(found, is_stored || is_new);
    let epochs = run.history.count();
    let (experiment, mut undo) = (kept.experiment, kept.undo);
    let experiment = match link {
        Some(link) => {
            if is_stored {
                // And what it replaces is one Undo away, too.
                undo.record(experiment, &link, t!("Experiment opened"), None);
            }
            link
        }
        None => experiment,
    };
    let state = AppState::new(experiment, run, theme, storage);
    state.undo.set(undo);
    if let Some(session) = session.filter(|_| !is_new) {
        let blocks = state.experiment.with_untracked(|e| e.network.layers.len());
        state.selected.set(session.selected.within(blocks));
    }
    actions::follow_switches(state);
    actions::show_checkpoint(state);
    tab_storage::open_in_tab(&state.storage().key());
    match linked {
        Some(Ok(link)) => state.share().linked.set_value(Some(link.experiment)),
        Some(Err(sentence)) => actions::alert(state, sentence),
        None => {}
    }
    let was_paused = phase == Phase::Paused;
    if !was_paused && !matches!(phase, Phase::Running | Phase::Stepping) {
        return state;
    }
    if was_paused && epochs == 0 && state.storage().checkpoint().is_none() {
        // Nothing came of it, and it may have begun with weights that are gone.
        return state;
    }
    let way_on = actions::way_on(state);
    actions::note(
        state,
        match (is_reload, was_paused) {
            (true, false) => t!(
                "The page was reloaded while training, after epoch {epochs}. Everything is back; {way_on}",
                epochs,
                way_on,
            ),
            (true, true) => t!(
                "The page was reloaded while a run was paused, after epoch {epochs}. Everything is back; {way_on}",
                epochs,
                way_on,
            ),
            (false, false) => t!(
                "The page was closed while training, after epoch {epochs}. Everything is back; {way_on}",
                epochs,
                way_on,
            ),
            (false, true) => t!(
                "The page was closed while a run was paused, after epoch {epochs}. Everything is back; {way_on}",
                epochs,
                way_on,
            ),
        },
    );
    state
}

fn store_what_changes(state: AppState) {
    effect(move || {
        state.experiment.with(|experiment| {
            actions::drop_stale_link(state, experiment);
        });
        actions::store_experiment(state);
    });
    let on_hide = window_event_listener(ev::pagehide, move |_| {
        actions::store_tab(state);
    });
    on_cleanup(move || on_hide.remove());
}
