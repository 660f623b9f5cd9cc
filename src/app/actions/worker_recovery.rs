//! A dead or silent worker: another takes its place and gets its table back.

use leptos::logging;
use leptos::prelude::*;

use super::{alert, forget_answer, note, store_run, way_on};
use crate::app::services::engine::{Engine, Purpose};
use crate::app::state::AppState;
use crate::app::state::data::LoadingTable;
use crate::workspace::data::table_title;
use crate::workspace::inspection::Inspection;
use crate::workspace::worker_recovery::{Interrupted, RecoveryNotice, WorkerLoss};

/// Looks after the worker, about once a second.
pub(super) fn watch_worker(state: AppState) {
    let trains = state.run.with_untracked(|run| run.is_active());
    let reads = state.data().loading.with_untracked(Option::is_some);
    let answers = state.inspection().with_untracked(Inspection::is_asking);
    let is_busy = trains || reads || answers;
    if state.engine.try_update_value(|engine| engine.is_dead(is_busy)).unwrap_or_default() {
        replace_worker(state, WorkerLoss::Silent);
    }
}

/// The worker is dead or broken: another takes its place and gets its table back.
pub(super) fn replace_worker(state: AppState, loss: WorkerLoss) {
    report(&loss);
    let is_owed = state.engine.with_value(Engine::is_owed);
    let epochs = state.run.with_untracked(|run| {
        let epochs = run.history.count();
        (run.is_active() || run.can_resume() || is_owed && epochs > 0).then_some(epochs)
    });
    state.run.update(|run| run.interrupt());
    forget_answer(state);
    // What it was asked for does not come any more.
    state.code().is_asked.set_value(false);
    // A dialog that waits for it would lie over what is said.
    let (archive, report) = (state.archive(), state.report());
    if archive.is_busy.get_untracked() {
        archive.open.set(false);
    }
    archive.is_busy.set(false);
    if report.said.with_untracked(|said| !said.is_empty()) {
        report.is_open.set(false);
    }
    report.said.set(String::new());
    state.explanation().is_explaining.set_value(false);
    store_run(state);
    let (pending, held) = state
        .engine
        .try_update_value(|engine| (engine.pending.take(), engine.held.clone()))
        .unwrap_or_default();
    let reading = state.data().loading.get_untracked();
    let read_archive = state.engine.with_value(|engine| !engine.read_archives.is_empty());
    state.data().loading.set(None);
    if !state.engine.try_update_value(|engine| engine.restart()).unwrap_or_default() {
        say(state, &RecoveryNotice::CannotStart(loss));
        return;
    }
    if let Some(held) = held {
        // Until the worker has it, there is nothing to train on.
        let name = table_title(&held.source).unwrap_or_default();
        state.data().loading.set(Some(LoadingTable { name, progress: None }));
        state.engine.update_value(|engine| {
            engine.load(Purpose::Again, held.source, held.reading, held.file);
        });
    }
    let table = reading.filter(|_| pending.is_some() || read_archive).map(|loading| loading.name);
    if let Some(notice) = RecoveryNotice::of(Interrupted { table, epochs }, || way_on(state)) {
        say(state, &notice);
    }
}

/// Why a worker was lost is for whoever looks for the fault.
pub(super) fn report(loss: &WorkerLoss) {
    logging::error!("{loss}");
}

fn say(state: AppState, notice: &RecoveryNotice) {
    if notice.is_alert() {
        alert(state, notice.to_string());
    } else {
        note(state, notice.to_string());
    }
}
