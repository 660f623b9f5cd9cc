//! A repeat over seeds or a sweep over a setting: what is asked for and shown of it. What
//! trains it is in `sweep_workers.rs`.

use leptos::prelude::*;

use super::{announce, send, show_band};
use crate::app::services::pool::Pool;
use crate::app::state::AppState;
use crate::config::SweptSetting;
use crate::worker::{Command, Trial};
use crate::workspace::sweep::Sweep;

/// Opens the dialog, with the sweep that is under way or with a new one.
pub fn open_sweep(state: AppState) {
    let signals = state.sweep();
    signals.open.set(true);
    if !signals.sweep.with_value(|sweep| sweep.is_running) {
        let varied = signals.varied.get_untracked();
        plan_sweep(
            state,
            if varied == SweptSetting::Seed { SweptSetting::default() } else { varied },
        );
    }
}

/// Trains the experiment from five seeds.
pub fn repeat(state: AppState) {
    let signals = state.sweep();
    signals.open.set(true);
    if !signals.sweep.with_value(|sweep| sweep.is_running) {
        plan_sweep(state, SweptSetting::Seed);
        signals.begins.set_value(true);
    }
}

/// Asks which experiments there would be.
pub fn plan_sweep(state: AppState, varied: SweptSetting) {
    let signals = state.sweep();
    signals.begins.set_value(false);
    signals.varied.set(varied);
    signals.problem.set(String::new());
    signals.sweep.set_value(Sweep::planned(varied, Vec::new()));
    show_sweep(state);
    let experiment = Box::new(state.experiment.get_untracked());
    send(state, Command::PlanSweep { varied, experiment });
}

/// The worker has planned it.
pub(super) fn sweep_planned(
    state: AppState,
    varied: SweptSetting,
    outcome: Result<Vec<Trial>, String>,
) {
    let signals = state.sweep();
    // The user may have chosen something else since.
    let is_running = signals.sweep.with_value(|sweep| sweep.is_running);
    if is_running || signals.varied.get_untracked() != varied {
        return;
    }
    match outcome {
        Ok(trials) => signals.sweep.set_value(Sweep::planned(varied, trials)),
        Err(sentence) => signals.problem.set(sentence),
    }
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
    let (varied, summary, done) =
        signals.sweep.with_value(|sweep| (sweep.varied, sweep.summary(), sweep.with_results()));
    if varied == SweptSetting::Seed && done.len() > 1 {
        show_band(state, &done, true);
    }
    announce(state, &summary);
    show_sweep(state);
}

/// Shows the sweep as it stands.
pub(super) fn show_sweep(state: AppState) {
    state.sweep().moved.update(|count| *count += 1);
}
