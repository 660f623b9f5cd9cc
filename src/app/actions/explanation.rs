//! Templates, and the network in words.

use std::time::Duration;

use leptos::prelude::*;

use super::{announce, edit, send, take_answers};
use crate::app::reactive::effect;
use crate::app::state::AppState;
use crate::config::templates::Template;
use crate::t;
use crate::text::shown;
use crate::worker::{Command, Event, Explanation};
use crate::workspace::selection::Selection;

/// Keeps the explanation true to the experiment and the run while it is open.
pub fn follow_explanation(state: AppState) {
    effect(move || {
        state.experiment.track();
        state.run.track();
        if state.explanation().explains.get() {
            ask_for_explanation(state);
        }
    });
}

/// Puts the course's network in place of the one on the page.
pub fn use_template(state: AppState, template: &Template) {
    state.explanation().templates.set(false);
    state.selected.set(Selection::None);
    let words = t!("Network {name}", name = shown(template.name));
    edit(state, words.as_str(), |e| e.network = template.network());
    announce(state, &words);
}

fn ask_for_explanation(state: AppState) {
    let is_explaining = state.explanation().is_explaining;
    if is_explaining.get_value() || !untrack(|| state.can_train()) {
        return;
    }
    is_explaining.set_value(true);
    let experiment = Box::new(state.experiment.get_untracked());
    let run = state.run.with_untracked(|run| run.id);
    send(state, Command::Explain { experiment, run });
}

/// Takes in what the worker explains; what has changed since is asked for after a moment.
pub fn take_explanation(state: AppState) {
    let is_explanation = |event: &Event| matches!(event, Event::Explained { .. });
    take_answers(state, is_explanation, move |event, _| {
        if let Event::Explained { outcome } = event {
            explained(state, outcome.outcome());
        }
    });
}

fn explained(state: AppState, outcome: Result<Explanation, String>) {
    const PAUSE: Duration = Duration::from_millis(200);
    let signals = state.explanation();
    let outcome = Some(outcome);
    let is_news = signals.explanation.with_untracked(|shown| *shown != outcome);
    if is_news {
        signals.explanation.set(outcome);
    }
    let go_on = move || {
        signals.is_explaining.set_value(false);
        if is_news && signals.explains.get_untracked() {
            ask_for_explanation(state);
        }
    };
    set_timeout(go_on, PAUSE);
}
