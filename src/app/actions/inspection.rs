//! Looking into the network of the run on the page.

use std::time::Duration;

use leptos::prelude::*;

use super::{edit, send, send_live_settings};
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::config::{ExperimentConfig, ThreeDigits};
use crate::t;
use crate::worker::{Command, RunId};
use crate::workspace::inspection::{Inspection, InspectionView};
use crate::workspace::undo::Step;

/// The longest rest after an answer was drawn, in milliseconds.
const LONGEST_MS: f64 = 500.0;

/// Shows a view of what was learned in place of the curves, or the curves again.
pub fn show_inspection(state: AppState, view: Option<InspectionView>) {
    state.inspection().update(|inspection| inspection.view = view);
}

/// The open view asks this from now on, and at once.
pub fn ask(state: AppState, question: Vec<u8>) {
    let was_set = state.inspection().try_update_untracked(|inspection| {
        inspection.set_question(question);
    });
    if was_set.is_some() {
        ask_network(state);
    }
}

/// Asks for what the open view shows, as the network stands.
pub fn ask_network(state: AppState) {
    let inspection = state.inspection();
    if inspection.with_untracked(|inspection| inspection.view.is_none()) {
        return;
    }
    match looked_into(state) {
        Some(run) => {
            let question = inspection.try_update_untracked(|inspection| inspection.ask());
            if let Some(question) = question.flatten() {
                send(state, Command::Inspect { run, question });
            }
        }
        None => forget_answer(state),
    }
}

/// A run takes the page, and the views with it; those before it can be chosen.
pub(super) fn run_begins(state: AppState, run: RunId) {
    let key = state.storage().run();
    state.inspection().update(|inspection| inspection.begin(key, run));
}

/// Looks into a run of the list, or into the one on the page again.
pub fn look_into(state: AppState, key: &str) {
    state.inspection().update(|inspection| inspection.choose(key));
    ask_network(state);
}

/// The run whose network is asked.
pub(super) fn looked_into(state: AppState) -> Option<RunId> {
    let own = state.run.with_untracked(|run| run.id);
    state.inspection().with_untracked(|inspection| inspection.run(own))
}

/// Asks at once, beside what the open view asks: to change something that it shows.
pub fn ask_now(state: AppState, question: Vec<u8>) {
    if let Some(run) = looked_into(state) {
        state.inspection().try_update_untracked(Inspection::ask_now);
        send(state, Command::Inspect { run, question });
    }
}

/// The worker's answer. It is seen with the next frame, and for as long as drawing it took the
/// page has time for the user.
pub(super) fn inspected(state: AppState, run: RunId, answer: Vec<u8>) {
    let heard_ms = js_sys::Date::now();
    if looked_into(state) == Some(run) {
        state.inspection().update(|inspection| inspection.hear(answer));
    }
    let go_on = move || {
        let is_old = state.inspection().try_update_untracked(|inspection| inspection.drawn());
        if is_old.unwrap_or_default() {
            ask_network(state);
        }
    };
    // What follows from a signal is done before the next task.
    set_timeout(
        move || {
            let took_ms = (js_sys::Date::now() - heard_ms).clamp(0.0, LONGEST_MS) as u64;
            request_animation_frame(move || set_timeout(go_on, Duration::from_millis(took_ms)));
        },
        Duration::ZERO,
    );
}

/// Whoever was asked is gone, or there is nobody to ask.
pub(super) fn forget_answer(state: AppState) {
    if state.inspection().with_untracked(|inspection| inspection.view.is_some()) {
        state.inspection().update(|inspection| inspection.forget());
    }
}

/// Makes a threshold that was tried the experiment's own.
pub fn use_threshold(state: AppState, threshold: f64) {
    let words = |e: &ExperimentConfig| ThreeDigits(e.threshold()).to_string();
    edit(state, Step::of(t!("Threshold"), words), |e| e.training.threshold = Some(threshold));
    send_live_settings(state);
    // The button goes.
    focus::after_change(&[".threshold-handle input"]);
}
