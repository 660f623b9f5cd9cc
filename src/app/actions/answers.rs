//! Answers of the worker that files of the page read which come later: they wait until one looks
//! at them.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::app::reactive::effect;
use crate::app::state::AppState;
use crate::worker::Event;

/// Keeps an answer, with what came beside it, until a file that reads it is here.
pub(super) fn keep_answer(state: AppState, answer: Event, beside: JsValue) {
    state.engine.update_value(|engine| engine.answers.push((answer, beside)));
    state.answered.update(|count| *count += 1);
}

/// Looks at the answers that are for the caller, those that wait and those that come, for as
/// long as the caller is on the page.
pub fn take_answers(
    state: AppState,
    is_for_caller: fn(&Event) -> bool,
    read: impl Fn(Event, JsValue) + 'static,
) {
    effect(move || {
        state.answered.track();
        let taken = state.engine.try_update_value(|engine| {
            let (taken, left) = std::mem::take(&mut engine.answers)
                .into_iter()
                .partition(|(event, _)| is_for_caller(event));
            engine.answers = left;
            taken
        });
        let taken: Vec<_> = taken.unwrap_or_default();
        untrack(|| taken.into_iter().for_each(|(event, beside)| read(event, beside)));
    });
}
