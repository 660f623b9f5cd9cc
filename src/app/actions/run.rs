//! Training: start, pause, step, reset, and the settings that act at once.

use std::time::Duration;

use leptos::prelude::*;

use super::checkpoint::go_on;
use super::{announce, begin_run, go_on_from_there, keep_run};
use crate::app::state::AppState;
use crate::worker::{Command, Pace, RunId};
use crate::workspace::current_run::{CurrentRun, Phase};

/// The Train, Pause, Resume and Go on button.
pub fn train_or_pause(state: AppState) {
    let (phase, id) = state.run.with_untracked(|run| (run.phase, run.id));
    match (phase, id) {
        (Phase::Running | Phase::Stepping, Some(run)) => {
            set_phase(state, Phase::Paused);
            send(state, Command::Pause { run });
        }
        (_, Some(run)) if goes_on_from_there(state) => {
            go_on_from_there(state, run, Pace::Continuous);
        }
        (Phase::Paused, Some(run)) if !state.edited_since_start() => {
            send_live_settings(state);
            set_phase(state, Phase::Running);
            send(state, Command::Resume { run });
        }
        (Phase::Interrupted, _) if can_go_on(state) => go_on(state, Pace::Continuous),
        _ => start(state, Pace::Continuous),
    }
}

/// A run that was interrupted goes on, unless the experiment is another by now.
fn can_go_on(state: AppState) -> bool {
    !state.edited_since_start() && state.run.with_untracked(|run| run.goes_on_from().is_some())
}

/// Whether an epoch behind the run is looked at, of the experiment on the page.
fn goes_on_from_there(state: AppState) -> bool {
    state.run.with_untracked(|run| run.visited.is_some()) && !state.edited_since_start()
}

/// Trains to the end of the epoch, then rests.
pub fn next_epoch(state: AppState) {
    let (phase, id) = state.run.with_untracked(|run| (run.phase, run.id));
    match (phase, id) {
        (Phase::Running, Some(run)) => {
            set_phase(state, Phase::Stepping);
            send(state, Command::StepEpoch { run });
        }
        (Phase::Stepping, _) => {}
        (_, Some(run)) if goes_on_from_there(state) => {
            go_on_from_there(state, run, Pace::OneEpoch);
        }
        // A run that is over has no next epoch; its curves must not go by accident.
        (Phase::Finished(_), _) if !state.edited_since_start() => {}
        (Phase::Paused, Some(run)) if !state.edited_since_start() => {
            send_live_settings(state);
            set_phase(state, Phase::Stepping);
            send(state, Command::StepEpoch { run });
        }
        (Phase::Interrupted, _) if can_go_on(state) => go_on(state, Pace::OneEpoch),
        _ => start(state, Pace::OneEpoch),
    }
}

/// Back to the start: the same seed gives the same start again.
pub fn reset(state: AppState) {
    forget_run(state);
    announce(state, "Reset");
}

/// Measures the rows that nothing else looks at.
pub fn evaluate_test(state: AppState) {
    if let Some(run) = state.run.with_untracked(|run| run.id) {
        send(state, Command::EvaluateTest { run });
    }
}

/// Drops the run and its curves.
pub fn forget_run(state: AppState) {
    if let Some(run) = state.run.with_untracked(|run| run.id) {
        send(state, Command::Stop { run });
    }
    state.run.update(|run| run.interrupt());
    keep_run(state);
    state.run.set(CurrentRun::default());
    begin_run(state, false);
    keep_run(state);
}

/// A new run of the experiment on the page.
pub(super) fn start(state: AppState, pace: Pace) {
    if !untrack(|| state.can_train()) {
        return;
    }
    let Some(run) = state.engine.try_update_value(|engine| engine.next_run()) else { return };
    let experiment = state.experiment.get_untracked();
    let phase = if pace == Pace::OneEpoch { Phase::Stepping } else { Phase::Running };
    // What the run before has come to since it was last kept.
    keep_run(state);
    state.run.set(CurrentRun::begin(run, experiment.clone(), phase));
    begin_run(state, true);
    super::dismiss_all(state);
    send(state, Command::Start { run, experiment: Box::new(experiment), pace, in_passing: false });
}

fn set_phase(state: AppState, phase: Phase) {
    state.run.update(|run| run.phase = phase);
    keep_run(state);
}

fn send(state: AppState, command: Command) {
    state.engine.update_value(|engine| engine.send(command));
}

/// As [`send_live_settings`], once the user has stopped typing: on the way to 1e-3 lies
/// 1, which would end the run that it reaches.
pub fn send_live_settings_soon(state: AppState) {
    const PAUSE: Duration = Duration::from_millis(300);
    if let Some(due) = state.live_settings_due.try_update_value(Option::take).flatten() {
        due.clear();
    }
    let due = set_timeout_with_handle(move || send_live_settings(state), PAUSE);
    state.live_settings_due.set_value(due.ok());
}

/// Brings what a run takes in while it goes on to the run.
pub fn send_live_settings(state: AppState) {
    let Some(run) = state.run.with_untracked(live_run) else { return };
    let (learning_rate, batch_size) = state.experiment.with_untracked(|experiment| {
        (experiment.training.learning_rate, experiment.training.batch_size)
    });
    let running = state.run.with_untracked(|run| {
        run.live.unwrap_or_else(|| {
            run.experiment.as_ref().map_or((learning_rate, batch_size), |e| {
                (e.training.learning_rate, e.training.batch_size)
            })
        })
    });
    if running.0 != learning_rate {
        send(state, Command::SetLearningRate { run, learning_rate });
    }
    if running.1 != batch_size {
        send(state, Command::SetBatchSize { run, batch_size });
    }
    if running != (learning_rate, batch_size) {
        state.run.update(|run| run.live = Some((learning_rate, batch_size)));
    }
}

fn live_run(run: &CurrentRun) -> Option<RunId> {
    run.id.filter(|_| run.is_active() || run.can_resume() || run.visited.is_some())
}
