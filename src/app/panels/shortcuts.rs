//! Keys of the whole page. None fires while a field has the focus.

use std::ops::Range;

use leptos::ev;
use leptos::prelude::*;

use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::app::actions;
use crate::app::reactive::Views;
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::{t, tc};

/// Listens to the page's keys and shows the list of them.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let state = AppState::here();
    let open = RwSignal::new(false);
    let listener = window_event_listener(ev::keydown, move |event| {
        if on_key(state, open, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
    view! { <Dialog title=t!("Keys") open=open content=lazy_content(InDialog::Keys) /> }
}

fn on_key(state: AppState, open: RwSignal<bool>, event: &KeyboardEvent) -> bool {
    let focus = Focus::of(event);
    if focus == Focus::Field || focus == Focus::Dialog {
        return false;
    }
    let command = event.ctrl_key() || event.meta_key();
    match (event.key().as_str(), command, event.alt_key()) {
        ("z" | "Z", true, false) if event.shift_key() => actions::redo(state),
        ("z" | "Z", true, false) => actions::undo(state),
        ("y" | "Y", true, false) => actions::redo(state),
        // On a button, Space presses that button.
        (" ", false, false) if focus == Focus::Elsewhere => actions::train_or_pause(state),
        ("n" | "N", false, false) => actions::next_epoch(state),
        ("r" | "R", false, false) => actions::reset(state),
        ("?", false, false) => open.set(true),
        ("Delete", false, false) => return on_selected(state, actions::remove_blocks),
        ("d" | "D", true, false) => return on_selected(state, actions::duplicate_blocks),
        ("ArrowLeft", false, true) => {
            return on_selected(state, |state, range| actions::shift_blocks(state, range, false));
        }
        ("ArrowRight", false, true) => {
            return on_selected(state, |state, range| actions::shift_blocks(state, range, true));
        }
        ("Escape", false, false) if state.stage.get_untracked().is_on => {
            actions::leave_stage(state);
        }
        _ => return false,
    }
    true
}

fn on_selected(state: AppState, act: impl FnOnce(AppState, Range<usize>)) -> bool {
    let selected = state.selected.get_untracked().range();
    let is_some = !selected.is_empty();
    if is_some {
        act(state, selected);
    }
    is_some
}

#[derive(PartialEq)]
enum Focus {
    Field,
    Button,
    Dialog,
    Elsewhere,
}

impl Focus {
    fn of(event: &KeyboardEvent) -> Self {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return Self::Elsewhere;
        };
        let within = |selector: &str| target.closest(selector).ok().flatten().is_some();
        if within("dialog") {
            Self::Dialog
        } else if within("input, select, textarea") {
            Self::Field
        } else if within("button, summary, a") {
            Self::Button
        } else {
            Self::Elsewhere
        }
    }
}

/// The keys, as keyboards of the reader's language have them, and what they do.
fn keys_and_meanings() -> [(&'static str, &'static str); 19] {
    [
        (tc!("a key", "Space"), t!("Train, pause or resume")),
        ("N", t!("Next epoch")),
        ("R", t!("Reset")),
        (t!("Ctrl + Z"), t!("Undo")),
        (t!("Ctrl + Shift + Z"), t!("Redo")),
        (t!("← → Home End"), t!("Walk along the chain")),
        (t!("Shift + ← →"), t!("Select several blocks")),
        ("Alt + ← →", t!("Move the selected blocks")),
        (t!("Ctrl + D"), t!("Duplicate the selected blocks")),
        (t!("Ctrl + A"), t!("Select all blocks, in the chain")),
        (tc!("a key", "Delete"), t!("Remove the selected blocks")),
        ("← → B", t!("Read an epoch, the best epoch, on the curves")),
        ("+ − 0", t!("Zoom in, out, to the whole run, on the curves")),
        ("Esc", t!("Cancel a drag, leave Present")),
        (
            t!("Page Down, Page Up"),
            t!("Next step of a scene or next view, the view before, in Present"),
        ),
        (". B", t!("Reveal validation or hide it, in Present")),
        ("F5 Enter", t!("Train, pause or resume, in Present")),
        ("F Q S L", t!("Full screen, QR code, speaker\u{2019}s notes, list of scenes, in Present")),
        ("?", t!("Show this list")),
    ]
}

/// What is in it.
pub fn keys() -> AnyView {
    view! {
        <dl class="keys">
            {keys_and_meanings()
                .map(|(key, meaning)| {
                    view! {
                        <div>
                            <dt>
                                <kbd translate="no">{key}</kbd>
                            </dt>
                            <dd>{meaning}</dd>
                        </div>
                    }
                })
                .views()}
        </dl>
    }
    .into_any()
}
