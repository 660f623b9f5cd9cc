//! Going on with an interrupted run from its checkpoint.

use leptos::prelude::*;

use super::{dismiss_all, run_begins, store_run};
use crate::app::state::AppState;
use crate::worker::{Command, Pace};
use crate::workspace::current_run::Phase;
use crate::workspace::go_on;

/// A run that was interrupted goes on, unless the experiment is another by now.
pub(super) fn can_go_on(state: AppState) -> bool {
    !untrack(|| state.edited_since_start())
        && state.run.with_untracked(|run| run.goes_on_from().is_some())
}

/// The run goes on where it was interrupted, with the learning rate and the batch size on
/// the page.
pub(super) fn go_on(state: AppState, pace: Pace) {
    let own = state.run.with_untracked(|run| run.experiment.clone());
    let checkpoint = state.storage().checkpoint();
    let (Some(mut experiment), Some(checkpoint), true) =
        (own, checkpoint, untrack(|| state.can_train()))
    else {
        return;
    };
    let Some(run) = state.engine.try_update_value(|engine| engine.next_run()) else { return };
    let phase = if pace == Pace::OneEpoch { Phase::Stepping } else { Phase::Running };
    let live =
        state.experiment.with_untracked(|e| (e.training.learning_rate, e.training.batch_size));
    (experiment.training.learning_rate, experiment.training.batch_size) = live;
    experiment.training.threshold = state.experiment.with_untracked(|e| e.training.threshold);
    state.run.update(|going| {
        going.go_on(run, phase, live);
        state.experiment.with_untracked(|shown| going.take_threshold(shown));
    });
    store_run(state);
    run_begins(state, run);
    dismiss_all(state);
    let experiment = Box::new(experiment);
    let history = Box::new(state.run.with_untracked(|run| run.history.clone()));
    let command = Command::GoOn { run, experiment, history, checkpoint: Vec::new(), pace };
    state.engine.update_value(|engine| engine.send_with(command, Some(checkpoint.state)));
}

/// What can be done about the interrupted run on the page, as the end of a sentence.
pub fn way_on(state: AppState) -> String {
    let is_edited = untrack(|| state.edited_since_start());
    go_on::way_on(is_edited, state.run.with_untracked(|run| run.goes_on_from()))
}
