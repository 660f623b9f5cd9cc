//! The keys of the stage, which a clicker sends, too.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, EventTarget, HtmlElement, KeyboardEvent};

use crate::app::actions;
use crate::app::services::screen;
use crate::app::state::AppState;
use crate::workspace::stage::{KeyPlace, StageKey};

/// What keys open beside the stage.
#[derive(Clone, Copy)]
pub struct Opens {
    /// Whether the QR code is shown.
    pub code: RwSignal<bool>,
    /// Opens the speaker's notes, which belong to `stage`.
    pub notes: fn(AppState, Opens),
    /// What is opened goes with it.
    pub stage: StoredValue<Owner>,
}

impl Opens {
    /// Opens the speaker's notes, or brings them to the front.
    pub fn open_notes(self, state: AppState) {
        self.stage.with_value(|stage| stage.with(|| (self.notes)(state, self)));
    }
}

/// Listens as long as the stage is there. Before anything else on the page: a clicker works
/// wherever the focus is.
pub fn listen(state: AppState, opens: Opens) {
    listen_on(state, opens, &window());
}

/// The same in another window.
pub fn listen_on(state: AppState, opens: Opens, target: &EventTarget) {
    let listener = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let has_command = event.ctrl_key() || event.meta_key() || event.alt_key();
        let key = StageKey::of(&event.key(), place(&event)).filter(|_| !has_command);
        if let Some(key) = key {
            event.prevent_default();
            event.stop_propagation();
            act(state, opens, key);
        }
    });
    let callback = listener.as_ref().unchecked_ref();
    // Both fail only without a callback.
    let _ = target.add_event_listener_with_callback_and_bool("keydown", callback, true);
    let listening = StoredValue::new_local((listener, target.clone()));
    on_cleanup(move || {
        listening.with_value(|(listener, target)| {
            let callback = listener.as_ref().unchecked_ref();
            let _ = target.remove_event_listener_with_callback_and_bool("keydown", callback, true);
        });
    });
}

fn place(event: &KeyboardEvent) -> KeyPlace {
    // In another window the classes of elements are others; only elements have a closest.
    let target = event.target().filter(|it| Reflect::has(it, &"closest".into()) == Ok(true));
    let Some(target) = target.map(JsCast::unchecked_into::<Element>) else {
        return KeyPlace::Elsewhere;
    };
    let within = |selector: &str| matches!(target.closest(selector), Ok(Some(_)));
    if within("dialog") {
        KeyPlace::Dialog
    } else if within("[role=slider], [role=application], [role=tablist], .chain, [type=range]") {
        KeyPlace::Walked
    } else if within("input, select, textarea") {
        KeyPlace::Field
    } else if within("button, summary, a") {
        KeyPlace::Button
    } else {
        KeyPlace::Elsewhere
    }
}

fn act(state: AppState, opens: Opens, key: StageKey) {
    match key {
        StageKey::Next if has_next_step(state) => {
            state.lessons().next_steps.update(|count| *count += 1);
        }
        StageKey::Next => go_on(true),
        StageKey::Back => go_on(false),
        StageKey::Reveal => {
            let hides = state.stage.get_untracked().hides_validation;
            actions::reveal_validation(state, hides);
        }
        StageKey::Run => actions::train_or_pause(state),
        StageKey::FullScreen => screen::turn(),
        StageKey::Code => opens.code.update(|is_open| *is_open = !*is_open),
        StageKey::Notes => opens.open_notes(state),
        StageKey::Scenes => actions::list_scenes(state),
    }
}

/// A scene that is not over goes before the views.
fn has_next_step(state: AppState) -> bool {
    state.scene_notes().with_untracked(|notes| !notes.next.is_empty())
}

/// To the view beside the one that is shown, if there is one.
fn go_on(is_forward: bool) {
    if let Some(tab) = beside(is_forward) {
        tab.click();
    }
}

fn beside(is_forward: bool) -> Option<HtmlElement> {
    let shown = document().query_selector("[role=tab][aria-selected=true]").ok().flatten()?;
    let tab =
        if is_forward { shown.next_element_sibling() } else { shown.previous_element_sibling() };
    tab?.dyn_into().ok()
}

/// What the next view is called, if there is one.
pub fn next_view() -> Option<String> {
    beside(true)?.text_content()
}
