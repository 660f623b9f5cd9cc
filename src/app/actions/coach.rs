//! What the coach says, heard by screen readers, and tried with one click.

use std::time::Duration;

use leptos::prelude::*;

use super::{announce, pin_run_on_page, start, store_run, take_up, watch_trials};
use crate::app::reactive::effect;
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::worker::Pace;
use crate::workspace::coach::verdict;

/// Screen readers hear of another verdict, and not too often.
pub fn announce_verdicts(state: AppState) {
    watch_trials(state);
    let verdict = state.coach().sentences(verdict);
    effect(move || {
        verdict.track();
        announce_verdict(state, verdict);
    });
}

fn announce_verdict(state: AppState, verdict: Memo<Vec<String>>) {
    const PAUSE: Duration = Duration::from_secs(4);
    let signals = state.coach();
    let words = verdict.get_untracked();
    let Some(headline) = words.first() else {
        // The next run's is news again.
        signals.announced.set(String::new());
        return;
    };
    let is_news = signals.announced.with_untracked(|heard| !heard.starts_with(headline));
    if !is_news || signals.was_just_announced.get_value() {
        return;
    }
    signals.announced.set(words.join(". "));
    signals.was_just_announced.set_value(true);
    let listen_again = move || {
        signals.was_just_announced.set_value(false);
        announce_verdict(state, verdict);
    };
    set_timeout(listen_again, PAUSE);
}

/// Opens the sheet that the coach's box is in, at the box.
pub fn go_to_coach() {
    focus::open_sheet();
    focus::after_change(&[".coach summary"]);
}

/// The run on the page stays in the chart when another one is tried.
pub fn before_try(state: AppState) {
    state.run.update(|run| run.interrupt());
    store_run(state);
    pin_run_on_page(state);
}

/// Makes the change that the coach offers under these words, and trains with it at once.
pub fn try_suggestion(state: AppState, label: &str) {
    let result = state.run.with_untracked(|run| {
        let suggestions = &run.diagnosis.as_ref()?.suggestions;
        Some(suggestions.iter().find(|one| one.0 == label)?.2.clone())
    });
    let Some(mut result) = result.filter(|_| !untrack(|| state.edited_since_start())) else {
        return;
    };
    before_try(state);
    // The name may have changed since the run began.
    result.title = state.experiment.with_untracked(|experiment| experiment.title.clone());
    take_up(state, label, *result);
    start(state, Pace::Continuous);
    announce(state, label);
    focus::after_change(&[".train"]);
}
