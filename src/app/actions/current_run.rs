//! Training: start, pause, step, reset.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    announce, at_pace, can_go_on, dismiss_all, drop_checkpoint, forget_answer, go_on,
    go_on_from_there, list_run, name_run, note, run_begins, save, send, send_live_settings,
    store_run,
};
use crate::app::services::{form, tab_storage};
use crate::app::state::AppState;
use crate::app::state::models::OpenedWeights;
use crate::config::ExperimentConfig;
use crate::worker::{Command, Pace, RunId};
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::{t, tc};

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
        (Phase::Finished(_), Some(run)) if untrack(|| state.extends_to()).is_some() => {
            extend(state, run, Pace::Continuous);
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
        (Phase::Finished(_), Some(run)) if untrack(|| state.extends_to()).is_some() => {
            extend(state, run, Pace::OneEpoch);
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

/// Takes one mini-batch, from the start where there is no run.
pub fn step_batch(state: AppState) {
    let (phase, id) = state.run.with_untracked(|run| (run.phase, run.id));
    match (phase, id) {
        (_, Some(run)) if goes_on_from_there(state) => {
            go_on_from_there(state, run, Pace::OneBatch);
        }
        (Phase::Paused, Some(run)) if !state.edited_since_start() => {
            send_live_settings(state);
            set_phase(state, Phase::Stepping);
            send(state, Command::StepBatch { run });
        }
        (Phase::Running | Phase::Stepping | Phase::Finished(_), _) => {}
        _ => start(state, Pace::OneBatch),
    }
}

/// Back to the start: the same seed gives the same start again.
pub fn reset(state: AppState) {
    forget_run(state);
    announce(state, tc!("what was done", "Reset"));
}

/// Measures the rows that nothing else looks at.
pub fn evaluate_test(state: AppState) {
    if let Some(run) = state.run.with_untracked(|run| run.id) {
        send(state, Command::EvaluateTest { run });
    }
}

/// Drops the run and its curves, and the weights that runs begin with in place of the seed's.
pub fn forget_run(state: AppState) {
    drop_run(state);
    state.models().opened.set(None);
}

/// Drops the run and its curves.
pub(super) fn drop_run(state: AppState) {
    if let Some(run) = state.run.with_untracked(|run| run.id) {
        send(state, Command::Stop { run });
    }
    state.run.update(|run| run.interrupt());
    store_run(state);
    state.run.set(CurrentRun::default());
    forget_answer(state);
    begin_run(state, false);
    store_run(state);
}

/// A field may hold what cannot be used: then the run has the value before.
fn say_what_is_in_force(state: AppState) {
    let sentences: Vec<_> = form::not_in_force()
        .into_iter()
        .map(|(name, value)| match value.as_str() {
            "" => t!("{name} is still unset: what stands in its field cannot be used.", name),
            value => {
                t!("{name} is still {value}: what stands in its field cannot be used.", name, value)
            }
        })
        .collect();
    if !sentences.is_empty() {
        note(state, sentences.join(" "));
    }
}

/// A new run of the experiment on the page.
pub(super) fn start(state: AppState, pace: Pace) {
    begin_training(state, Some(pace));
}

/// The same; without a pace it rests before its first epoch. It begins with the weights that were
/// opened, as long as they fit.
pub(super) fn begin_training(state: AppState, pace: Option<Pace>) {
    if !untrack(|| state.can_train()) {
        return;
    }
    let Some(run) = state.engine.try_update_value(|engine| engine.next_run()) else { return };
    let experiment = state.experiment.get_untracked();
    dismiss_all(state);
    let opened = opened_weights(state, &experiment);
    // What the run before has come to since it was last stored.
    store_run(state);
    let begun = CurrentRun::begin(run, experiment.clone(), Phase::at(pace));
    let name = opened.as_ref().map(|opened| opened.name.clone());
    state.run.set(CurrentRun { opened: name, ..begun });
    forget_answer(state);
    begin_run(state, true);
    run_begins(state, run);
    say_what_is_in_force(state);
    let experiment = Box::new(experiment);
    match (opened, pace) {
        (Some(opened), pace) => {
            name_after_model(state, &opened.name);
            let command = Command::StartWith { run, experiment, weights: Vec::new() };
            state.engine.update_value(|engine| engine.send_with(command, Some(opened.weights)));
            if let Some(pace) = pace {
                send(state, at_pace(run, pace));
            }
        }
        (None, Some(pace)) => {
            send(state, Command::Start { run, experiment, pace, in_passing: false });
        }
        (None, None) => {}
    }
}

/// The weights that a run of an experiment begins with, in place of its seed's; where those that
/// were opened fit no more, it is said.
fn opened_weights(state: AppState, experiment: &ExperimentConfig) -> Option<OpenedWeights> {
    let opened = state.models().opened.get_untracked()?;
    if opened.fits(experiment) {
        return Some(opened);
    }
    note(
        state,
        t!(
            "The weights of {name} fit another network or other data, so this run begins from its seed.",
            name = opened.name,
        ),
    );
    None
}

/// A run begins with opened weights: its name says so, for neither its settings nor its link do.
fn name_after_model(state: AppState, name: &str) {
    let run = state.storage().run();
    name_run(state, &run, &t!("from {name}", name));
}

/// Starts a run whatever was before.
pub(super) fn train_anew(state: AppState) {
    start(state, Pace::Continuous);
}

/// Goes on with a run whose epochs are up, to as many as it has now.
fn extend(state: AppState, run: RunId, pace: Pace) {
    let Some(epochs) = untrack(|| state.extends_to()) else { return };
    let phase = if pace == Pace::Continuous { Phase::Running } else { Phase::Stepping };
    state.run.update(|run| {
        run.phase = phase;
        if let Some(experiment) = &mut run.experiment {
            experiment.training.epochs = epochs;
        }
    });
    store_run(state);
    dismiss_all(state);
    send(state, Command::Extend { run, epochs, pace });
    send_live_settings(state);
}

fn set_phase(state: AppState, phase: Phase) {
    state.run.update(|run| run.phase = phase);
    store_run(state);
}

/// A new run begins, or the one on the page goes.
fn begin_run(state: AppState, begins: bool) {
    let run = if begins { tab_storage::new_key() } else { String::new() };
    state.storage().set_run(run);
    drop_checkpoint(state);
    spawn_local(save(state));
    list_run(state, begins);
}
