//! A repeat over seeds or a sweep over a setting: what is asked for and shown of it. What
//! trains it is in `sweep_workers.rs`.

use leptos::prelude::*;

use super::{announce, send, show_band, take_answers};
use crate::app::services::pool::Pool;
use crate::app::state::AppState;
use crate::config::{SweptBy, SweptSetting};
use crate::worker::{Command, Event, SweepPlan};
use crate::workspace::sweep::Sweep;

/// Opens the dialog, with the sweep that is under way or with a new one.
pub fn open_sweep(state: AppState) {
    let signals = state.sweep();
    signals.open.set(true);
    if !signals.sweep.with_value(|sweep| sweep.is_running) {
        let mut swept = signals.swept.get_untracked();
        swept.retain(|by| by.setting != SweptSetting::Seed);
        if swept.is_empty() {
            swept.push(SweptBy::default());
        }
        plan_sweep(state, swept);
    }
}

/// Trains the experiment from five seeds.
pub fn repeat(state: AppState) {
    begin_sweep(state, vec![SweptBy::suggested(SweptSetting::Seed)]);
}

/// Opens the dialog and trains a sweep, unless one is under way.
pub fn begin_sweep(state: AppState, swept: Vec<SweptBy>) {
    let signals = state.sweep();
    signals.open.set(true);
    if !signals.sweep.with_value(|sweep| sweep.is_running) {
        signals.typed.update(|typed| {
            typed.retain(|(setting, _)| swept.iter().all(|by| by.setting != *setting));
            let typed_by = swept.iter().filter(|by| !by.values.is_empty());
            typed.extend(typed_by.map(|by| (by.setting, by.text())));
        });
        // What stands there from the time before is not begun again.
        clear_plan(state);
        plan_sweep(state, swept);
        signals.begins.set_value(true);
    }
}

/// Asks which experiments there would be.
pub fn plan_sweep(state: AppState, swept: Vec<SweptBy>) {
    let signals = state.sweep();
    let is_new = signals.swept.with_untracked(|before| {
        let settings = |all: &[SweptBy]| all.iter().map(|by| by.setting).collect::<Vec<_>>();
        settings(before) != settings(&swept)
    });
    signals.begins.set_value(false);
    signals.is_planning.set(true);
    signals.problem.set(String::new());
    signals.refused.set(<[String; 2]>::default());
    signals.swept.set(swept.clone());
    // While values are typed, what is below the field holds still until the next is known.
    if is_new {
        clear_plan(state);
    }
    let experiment = Box::new(state.experiment.get_untracked());
    signals.base.set_value(Some(experiment.clone()));
    send(state, Command::PlanSweep { swept, experiment });
}

/// There is no sweep to begin.
pub(super) fn clear_plan(state: AppState) {
    state.sweep().sweep.set_value(Sweep::default());
    show_sweep(state);
}

/// Takes in what the worker has planned, for as long as the dialog is open.
pub fn take_sweep_plan(state: AppState) {
    let is_plan = |event: &Event| matches!(event, Event::SweepPlanned { .. });
    take_answers(state, is_plan, move |event, _| {
        if let Event::SweepPlanned { swept, outcome } = event {
            sweep_planned(state, &swept, outcome.outcome());
        }
    });
}

fn sweep_planned(state: AppState, swept: &[SweptBy], outcome: Result<SweepPlan, String>) {
    let signals = state.sweep();
    // The user may have chosen something else since.
    let is_running = signals.sweep.with_value(|sweep| sweep.is_running);
    let is_refused =
        signals.refused.with_untracked(|refused| refused.iter().any(|one| !one.is_empty()));
    if is_running || is_refused || signals.swept.with_untracked(|now| now != swept) {
        return;
    }
    signals.is_planning.set(false);
    let sweep = match (outcome, signals.base.get_value()) {
        (Ok(plan), Some(base)) => Sweep::planned(plan, base),
        (Ok(_), None) => Sweep::default(),
        (Err(sentence), _) => {
            signals.problem.set(sentence);
            Sweep::default()
        }
    };
    signals.sweep.set_value(sweep);
    show_sweep(state);
}

/// Takes one of the values in, or leaves it out.
pub fn choose_trial(state: AppState, at: usize, is_chosen: bool) {
    state.sweep().sweep.update_value(|sweep| sweep.lanes[at].is_chosen = is_chosen);
    show_sweep(state);
}

/// Ends the sweep; what is over stays.
pub fn cancel_sweep(state: AppState) {
    let signals = state.sweep();
    if signals.sweep.with_value(|sweep| sweep.is_running) {
        signals.sweep.update_value(Sweep::cancel);
        end_sweep(state);
    }
}

/// Another experiment is opened.
pub(super) fn forget_sweep(state: AppState) {
    let signals = state.sweep();
    signals.pool.set_value(Pool::default());
    signals.sweep.set_value(Sweep::default());
    signals.open.set(false);
    show_sweep(state);
}

/// It is over, one way or another.
pub(super) fn end_sweep(state: AppState) {
    let signals = state.sweep();
    signals.pool.set_value(Pool::default());
    let (is_repeat, summary, done) = signals
        .sweep
        .with_value(|sweep| (sweep.is_repeat(), sweep.summary(), sweep.with_results()));
    if is_repeat && done.len() > 1 {
        show_band(state, &done, true);
    }
    announce(state, &summary);
    show_sweep(state);
}

/// Shows the sweep as it stands.
pub(super) fn show_sweep(state: AppState) {
    state.sweep().moved.update(|count| *count += 1);
}
