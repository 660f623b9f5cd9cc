//! What the coach says, heard by screen readers, and tried with one click.

use js_sys::Date;
use leptos::prelude::*;

use super::{announce, pin_run_on_page, start, store_run, take_up, watch_trials};
use crate::app::reactive::{effect, memo};
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::worker::Pace;
use crate::workspace::coach::heard;
use crate::workspace::current_run::CurrentRun;

/// Milliseconds in which a second press of a cure's button is that of a double click.
const DOUBLE_CLICK_MS: f64 = 500.0;

/// Screen readers hear the verdict once the run rests or is over, in the words of the coach's
/// box.
pub fn announce_verdicts(state: AppState) {
    watch_trials(state);
    let said = state.coach().sentences(heard);
    let is_active = memo(move || state.run.with(CurrentRun::is_active));
    effect(move || {
        let words = said.get().concat();
        let goes_on = !words.is_empty() && is_active.get();
        let announced = state.coach().announced;
        // While a run goes on, nothing; what was said of another one is no longer true.
        if !goes_on && announced.with_untracked(|heard| *heard != words) {
            announced.set(words);
        }
    });
}

/// Opens the sheet that the coach's box is in, at the box.
pub fn go_to_coach() {
    focus::open_sheet();
    focus::after_change(&[".coach summary"]);
    // The verdict stands above what takes the focus.
    focus::show_from_its_top(".coach");
}

/// The run on the page stays in the chart when another one is tried.
pub fn before_try(state: AppState) {
    state.run.update(|run| run.interrupt());
    store_run(state);
    pin_run_on_page(state);
}

/// Makes the change that the coach offers under these words, and trains with it at once. The
/// second press of a double click is none.
pub fn try_suggestion(state: AppState, label: &str) {
    let (taken_ms, now_ms) = (state.coach().taken_ms, Date::now());
    if now_ms - taken_ms.get_value() < DOUBLE_CLICK_MS {
        return;
    }
    let result = state.run.with_untracked(|run| {
        let suggestions = &run.diagnosis.as_ref()?.suggestions;
        Some(suggestions.iter().find(|one| one.0 == label)?.2.clone())
    });
    let Some(mut result) = result.filter(|_| !untrack(|| state.edited_since_start())) else {
        return;
    };
    taken_ms.set_value(now_ms);
    before_try(state);
    // The name may have changed since the run began.
    result.title = state.experiment.with_untracked(|experiment| experiment.title.clone());
    take_up(state, label, *result);
    start(state, Pace::Continuous);
    announce(state, label);
    focus::after_change(&[".train"]);
}
