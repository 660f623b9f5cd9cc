//! What the run on the page goes on from after a reload or a dead worker: kept, found
//! again, made use of. It is a `Blob`: the 64 MB of a large network would hold up the page's
//! thread five times as long as anything may.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::{dismiss_all, keep_run};
use crate::app::services::database::{Database, Store};
use crate::app::state::AppState;
use crate::worker::{Command, Event, Pace};
use crate::workspace::current_run::Phase;

/// The worker has handed over what its run can go on from: it takes the place of the one
/// before, here and in the database.
pub(super) fn keep_checkpoint(state: AppState, event: &Event, blob: &JsValue) {
    let Event::Checkpoint { run: id, epoch, .. } = event else { return };
    if state.run.with_untracked(|run| run.id != Some(*id)) {
        return;
    }
    state.run.update(|run| run.apply(event));
    // A tab that crashes then has the curves that belong to it.
    keep_run(state);
    let checkpoint = Array::of2(&(*epoch).into(), blob);
    let experiments = state.experiments();
    experiments.checkpoint.set_value(Some(checkpoint.clone()));
    let run = experiments.run.get_value();
    let Some(database) =
        experiments.database.get_value().filter(|_| experiments.is_mine.get_value())
    else {
        return;
    };
    let key = format!("{}/{run}", experiments.key.get_untracked());
    spawn_local(async move {
        // Where the browser has no room, a dead worker's run still goes on; a reload's not.
        let _ = database.put(Store::Checkpoints, &key, &checkpoint).await;
    });
}

/// What is kept of a run, with the epochs behind it.
pub(super) async fn read_checkpoint(database: &Database, key: &str, run: &str) -> Option<Array> {
    let found = database.get(Store::Checkpoints, &format!("{key}/{run}")).await.ok()?;
    let checkpoint = found.dyn_into::<Array>().ok()?;
    let is_whole = checkpoint.get(1).has_type::<Blob>();
    (is_whole && epoch_of(&checkpoint).is_some()).then_some(checkpoint)
}

fn epoch_of(checkpoint: &Array) -> Option<u32> {
    checkpoint.get(0).as_f64().map(|epoch| epoch as u32)
}

/// The run on the page can go on from what was found, or from nothing.
pub fn take_checkpoint(state: AppState, checkpoint: Option<Array>) {
    let epoch = checkpoint.as_ref().and_then(epoch_of);
    state.experiments().checkpoint.set_value(checkpoint);
    state.run.update(|run| run.checkpoint = epoch);
}

/// The run is over, or another begins: what it could go on from is of no use.
pub(super) fn drop_checkpoint(state: AppState) {
    let experiments = state.experiments();
    experiments.checkpoint.set_value(None);
    let Some(database) =
        experiments.database.get_value().filter(|_| experiments.is_mine.get_value())
    else {
        return;
    };
    let start = format!("{}/", experiments.key.get_untracked());
    spawn_local(async move {
        // One that stays is dropped with the next run.
        let _ = database.delete(Store::Checkpoints, &start).await;
    });
}

/// The run goes on where it was interrupted, with the learning rate and the batch size on
/// the page.
pub(super) fn go_on(state: AppState, pace: Pace) {
    let own = state.run.with_untracked(|run| run.experiment.clone());
    let checkpoint = state.experiments().checkpoint.get_value();
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
    state.run.update(|going| going.go_on(run, phase, live));
    keep_run(state);
    dismiss_all(state);
    let experiment = Box::new(experiment);
    let history = Box::new(state.run.with_untracked(|run| run.history.clone()));
    let command = Command::GoOn { run, experiment, history, checkpoint: Vec::new(), pace };
    state.engine.update_value(|engine| engine.send_with(command, Some(checkpoint.get(1))));
}

/// What can be done about the interrupted run on the page, as the end of a sentence.
pub fn way_on(state: AppState) -> String {
    if untrack(|| state.edited_since_start()) {
        return "the experiment has changed since, so Train starts anew.".to_owned();
    }
    match state.run.with_untracked(|run| run.goes_on_from()) {
        Some(epoch) => format!(
            "Go on continues from epoch {}, to the same numbers as without the break.",
            epoch + 1
        ),
        None => "Train runs the same experiment again from the start, to the same numbers.".into(),
    }
}
