//! What a link locks can be seen, read and walked to, and not changed: neither by hand nor by
//! a key of the page.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent};

use super::page_parts::selectors;
use crate::app::actions;
use crate::app::state::AppState;
use crate::config::share::switches::{PagePart, Switches};
use crate::t;

/// What a hand does to a part, and a program for it.
const ACTS: [&str; 12] = [
    "pointerdown",
    "mousedown",
    "touchstart",
    "click",
    "dblclick",
    "keydown",
    "beforeinput",
    "input",
    "change",
    "paste",
    "drop",
    "wheel",
];
/// Only looks: where the focus goes, what a block is, what is folded away.
const LOOKS: &str = "summary, .chain .block, [role=tab]";

/// Keeps what is locked as it is. Before anything else on the page hears of it.
pub fn keep(state: AppState, switches: RwSignal<Switches>) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if switches.with_untracked(|switches| is_kept(&event, &switches.lock)) {
            event.prevent_default();
            event.stop_immediate_propagation();
            if matches!(event.type_().as_str(), "click" | "keydown") {
                actions::announce(state, t!("The link of this page locks that."));
            }
        }
    });
    let callback = listener.as_ref().unchecked_ref();
    for act in ACTS {
        // Fails only without a callback.
        let _ = window().add_event_listener_with_callback_and_bool(act, callback, true);
    }
    let listening = StoredValue::new_local(listener);
    on_cleanup(move || {
        listening.with_value(|listener| {
            let callback = listener.as_ref().unchecked_ref();
            for act in ACTS {
                let _ = window().remove_event_listener_with_callback_and_bool(act, callback, true);
            }
        });
    });
}

fn is_kept(event: &Event, lock: &[PagePart]) -> bool {
    if lock.is_empty() {
        return false;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within = |selector: &str| {
        target.as_ref().is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
    };
    let (kind, key) = (event.type_(), event.dyn_ref::<KeyboardEvent>());
    if let Some(part) = key.and_then(part_of_key)
        && !within("input, select, textarea, dialog")
        && lock.contains(&part)
    {
        return true;
    }
    // A table comes in by a drop or a paste anywhere.
    let is_file = matches!(kind.as_str(), "drop" | "paste") && !within("input, textarea");
    if is_file && (lock.contains(&PagePart::Upload) || lock.contains(&PagePart::Data)) {
        return true;
    }
    if !within(&selectors(lock)) {
        return false;
    }
    match (kind.as_str(), key) {
        ("click", _) => !within(LOOKS),
        // A panel scrolls; a number does not turn.
        ("wheel", _) => within("[type=number]"),
        (_, Some(key)) => {
            let is_walk = matches!(key.key().as_str(), "Tab" | "Shift" | "Escape");
            let is_press = matches!(key.key().as_str(), "Enter" | " ") && within(LOOKS);
            let is_field = within("input, select, textarea");
            let is_command = key.alt_key() || key.ctrl_key() || key.meta_key();
            let is_arrow =
                key.key().starts_with("Arrow") || matches!(key.key().as_str(), "Home" | "End");
            !(is_walk || is_press || (is_arrow && !is_field && !is_command))
        }
        _ => true,
    }
}

/// The part that a key of the page is of.
fn part_of_key(key: &KeyboardEvent) -> Option<PagePart> {
    let command = key.ctrl_key() || key.meta_key();
    match (key.key().as_str(), command, key.alt_key()) {
        ("Delete", false, false)
        | ("d" | "D", true, false)
        | ("ArrowLeft" | "ArrowRight", false, true) => Some(PagePart::Network),
        (" " | "F5", false, false) => Some(PagePart::Train),
        ("n" | "N", false, false) => Some(PagePart::NextEpoch),
        ("r" | "R", false, false) => Some(PagePart::Reset),
        ("z" | "Z" | "y" | "Y", true, false) => Some(PagePart::Undo),
        _ => None,
    }
}
