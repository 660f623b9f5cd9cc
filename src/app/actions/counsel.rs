//! Advice with mends, templates, and the network in words.

use std::time::Duration;

use leptos::prelude::*;

use super::{announce, edit};
use crate::app::live::effect;
use crate::app::selection::Selection;
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::config::templates::Template;
use crate::worker::{AdviceId, Command, Explanation, ShownAdvice};

/// Keeps the advice true to the experiment, at a pace that typing does not outrun.
pub fn keep_advice(state: AppState) {
    const PAUSE: Duration = Duration::from_millis(120);
    let counsel = state.counsel();
    effect(move || {
        state.experiment.track();
        let can_run = state.can_train();
        if let Some(due) = counsel.due.try_update_value(Option::take).flatten() {
            due.clear();
        }
        if can_run {
            let due = set_timeout_with_handle(move || ask_for_advice(state), PAUSE);
            counsel.due.set_value(due.ok());
        } else {
            show_advice(state, Vec::new());
        }
    });
    effect(move || {
        state.experiment.track();
        state.run.track();
        if counsel.explains.get() {
            ask_for_explanation(state);
        }
    });
}

fn ask_for_advice(state: AppState) {
    let experiment = state.experiment.get_untracked();
    let asked = state.counsel().asked;
    let id = AdviceId(asked.with_value(|asked| asked.as_ref().map_or(0, |(id, _)| id.0)) + 1);
    asked.set_value(Some((id, experiment.clone())));
    send(state, Command::Advise { id, experiment: Box::new(experiment) });
}

/// The worker has advice.
pub fn advised(state: AppState, id: AdviceId, advice: Vec<ShownAdvice>) {
    let is_latest =
        state.counsel().asked.with_value(|asked| asked.as_ref().is_some_and(|a| a.0 == id));
    if is_latest {
        show_advice(state, advice);
    }
}

/// What is said again is left as it is, so that screen readers say it once.
fn show_advice(state: AppState, advice: Vec<ShownAdvice>) {
    let shown = state.counsel().advice;
    if shown.with_untracked(|shown| *shown != advice) {
        shown.set(advice);
    }
}

/// Does what an advice offers, if it is still about the experiment on the page.
pub fn mend_experiment(state: AppState, label: &str, result: &ExperimentConfig) {
    let is_about = state.counsel().asked.with_value(|asked| {
        asked.as_ref().is_some_and(|(_, about)| state.experiment.with_untracked(|e| e == about))
    });
    if is_about {
        let result = result.clone();
        edit(state, label, |experiment| *experiment = result);
        let blocks = state.blocks.get_untracked();
        state.selected.update(|selected| *selected = selected.within(blocks));
        announce(state, label);
    }
}

/// Puts the course's network in place of the one on the page.
pub fn use_template(state: AppState, template: &Template) {
    state.counsel().templates.set(false);
    state.selected.set(Selection::None);
    edit(state, format!("Network {}", template.name), |e| e.network = template.network());
    announce(state, &format!("Network {}", template.name));
}

fn ask_for_explanation(state: AppState) {
    let is_explaining = state.counsel().is_explaining;
    if is_explaining.get_value() || !untrack(|| state.can_train()) {
        return;
    }
    is_explaining.set_value(true);
    let experiment = Box::new(state.experiment.get_untracked());
    let run = state.run.with_untracked(|run| run.id);
    send(state, Command::Explain { experiment, run });
}

/// The worker has explained; what has changed since is asked for after a moment.
pub fn explained(state: AppState, outcome: Result<Box<Explanation>, String>) {
    const PAUSE: Duration = Duration::from_millis(200);
    let counsel = state.counsel();
    let outcome = Some(outcome.map(|explanation| *explanation));
    let is_news = counsel.explanation.with_untracked(|shown| *shown != outcome);
    if is_news {
        counsel.explanation.set(outcome);
    }
    let go_on = move || {
        counsel.is_explaining.set_value(false);
        if is_news && counsel.explains.get_untracked() {
            ask_for_explanation(state);
        }
    };
    set_timeout(go_on, PAUSE);
}

fn send(state: AppState, command: Command) {
    state.engine.update_value(|engine| engine.send(command));
}
