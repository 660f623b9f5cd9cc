//! Looking back at a run, going on from an epoch of it, and the ghost past an early stop.

use leptos::prelude::*;

use super::{announce, hold_live_settings, send, store_run};
use crate::app::state::AppState;
use crate::t;
use crate::worker::{Command, Pace, RunId, TimeTravelReply, TimeTravelRequest};
use crate::workspace::current_run::Phase;

/// Shows an epoch of the run, at once from its curves; the network follows when the slider
/// rests. `None` is where the run stands.
pub fn look_back(state: AppState, epoch: Option<u32>) {
    let due = state.time_travel().due;
    state.run.update(|run| run.look_at(epoch));
    if epoch.is_some() {
        due.call(move || ask_for_epoch(state));
    } else {
        due.cancel();
        ask_for_epoch(state);
        announce(state, t!("Back at the end of the run"));
    }
}

/// The network follows at once to the epoch that is looked at.
pub(super) fn arrive_now(state: AppState) {
    if state.time_travel().due.cancel() {
        ask_for_epoch(state);
    }
}

fn ask_for_epoch(state: AppState) {
    ask(state, TimeTravelRequest::Revisit { epoch: state.run.with_untracked(|run| run.visited) });
}

/// Goes on from the epoch that is looked at; what came after it goes from the curves when
/// the worker is there.
pub fn go_on_from_there(state: AppState, run: RunId, pace: Pace) {
    arrive_now(state);
    hold_live_settings(state);
    state.run.update(|run| run.phase = Phase::at(Some(pace)));
    store_run(state);
    send(state, at_pace(run, pace));
}

/// What has a resting run go on.
pub(super) fn at_pace(run: RunId, pace: Pace) -> Command {
    match pace {
        Pace::Continuous => Command::Resume { run },
        Pace::OneEpoch => Command::StepEpoch { run },
        Pace::OneBatch => Command::StepBatch { run },
    }
}

/// What would have happened without early stopping; or no more of it.
pub fn ghost(state: AppState) {
    let (run, is_ghosting) = state.run.with_untracked(|run| (run.id, run.is_ghosting));
    match run {
        Some(run) if is_ghosting => {
            send(state, Command::Pause { run });
        }
        _ => {
            state.run.update(|run| run.begin_ghost());
            ask(state, TimeTravelRequest::Ghost);
        }
    }
}

/// Opens "Why do these differ?".
pub fn explain_loss_gap(state: AppState) {
    state.time_travel().loss_gap.set((Vec::new(), Vec::new()));
    state.time_travel().explains.set(true);
    ask(state, TimeTravelRequest::LossGap);
}

/// The worker has an answer for the page alone; what changes the run has changed it.
pub fn past_heard(state: AppState, past: TimeTravelReply) {
    if let TimeTravelReply::LossGap { lines, sentences } = past {
        state.time_travel().loss_gap.set((lines, sentences));
    }
}

fn ask(state: AppState, ask: TimeTravelRequest) {
    if let Some(run) = state.run.with_untracked(|run| run.id) {
        send(state, Command::TimeTravel { run, request: ask });
    }
}
