//! What the worker says, and what the page does about it.

use leptos::prelude::*;

use super::{
    advised, alert, ask_network, compared, cure_due, cures_told, drop_checkpoint, inspected,
    keep_answer, link_read, link_written, past_heard, prepared, reading_goes_on, replace_worker,
    run_over, stop_trials, store_checkpoint, store_run, table_compared, table_loaded,
    table_rejected, trained_again, watch_worker,
};
use crate::app::services::page_scripts::{READY, tell};
use crate::app::state::AppState;
use crate::train::StopReason;
use crate::worker::client::Heard;
use crate::worker::error::VersionMismatch;
use crate::worker::{Event, PROTOCOL_VERSION};
use crate::workspace::worker_recovery::WorkerLoss;

/// Starts the worker and keeps an eye on it.
pub fn start_engine(state: AppState) {
    state.engine.update_value(|engine| {
        engine.start(move |heard| hear(state, heard));
    });
    // The page lives as long as its window, so the interval is never cleared. A reload
    // stores the run by itself; now and then is for a tab that crashes.
    let seconds = std::cell::Cell::new(0_u32);
    let _ = set_interval_with_handle(
        move || {
            seconds.set(seconds.get() + 1);
            let trains = state.run.with_untracked(|run| run.is_active());
            if trains && seconds.get().is_multiple_of(5) {
                store_run(state);
            }
            if let Some(watch) = state.sweep().watch.get_value() {
                watch();
            }
            watch_worker(state);
        },
        std::time::Duration::from_secs(1),
    );
}

fn hear(state: AppState, heard: Heard) {
    match heard {
        Heard::Event(event, beside) => {
            state.engine.update_value(|engine| engine.heard(&event));
            if event.is_for_later_file() {
                keep_answer(state, event, beside);
            } else {
                store_checkpoint(state, &event, beside);
                on_event(state, event);
            }
        }
        Heard::Broken(message) => lose_worker(state, message),
    }
}

fn on_event(state: AppState, event: Event) {
    match event {
        Event::Ready { protocol_version } if protocol_version != PROTOCOL_VERSION => {
            alert(state, VersionMismatch.to_string());
        }
        Event::TableLoaded { table, summary } => table_loaded(state, table, *summary),
        Event::TableRejected { table, error } => {
            table_rejected(state, table, error);
        }
        Event::TableProgress { table, read, of } => reading_goes_on(state, table, (read, of)),
        Event::Prepared { facts, outcome } => prepared(state, facts, outcome),
        Event::Rows { state: kind, page } => state.data().rows.set(Some((kind, page))),
        Event::Written { experiment, text, .. } => link_written(state, &experiment, text),
        Event::TableCompared { differences } => table_compared(state, &differences),
        Event::LinkRead { outcome } => link_read(state, outcome),
        Event::Compared { key, link, differences } => compared(state, &key, link, differences),
        Event::Inspected { run, answer } => inspected(state, run, answer),
        Event::Points { points } => state.data().points.set(Some(points)),
        Event::Column { column, relation } => state.data().relation.set(Some((column, relation))),
        Event::Failed { message } => lose_worker(state, message),
        Event::Advised { id, advice } => advised(state, id, advice),
        Event::CureDue { run, place, experiment } => cure_due(state, run, place, experiment),
        Event::Ready { .. } => tell(READY),
        Event::Checkpoint { .. } | Event::Pong => {}
        event => {
            on_run_event(state, &event);
            if let Event::TimeTravel { reply: past, .. } = event {
                past_heard(state, past);
            }
        }
    }
}

/// What it was trying goes with it.
fn lose_worker(state: AppState, message: String) {
    stop_trials(state);
    replace_worker(state, WorkerLoss::Failed(message));
}

fn on_run_event(state: AppState, event: &Event) {
    if trained_again(state, event) {
        return;
    }
    let had = state.run.with_untracked(|run| run.checkpoint);
    state.run.update(|run| run.apply(event));
    if had.is_some() && state.run.with_untracked(|run| run.checkpoint.is_none()) {
        drop_checkpoint(state);
    }
    match event {
        Event::Rejected { problems, .. } => {
            store_run(state);
            for problem in problems {
                alert(state, problem.clone());
            }
        }
        Event::Finished { outcome, .. } => {
            store_run(state);
            let diverged = matches!(outcome.reason, StopReason::Diverged { .. });
            let said = state.run.with_untracked(|run| run.diagnosis.as_ref()?.alert.clone());
            if let Some(said) = said.filter(|_| diverged) {
                alert(state, said);
            }
            if outcome.reason != StopReason::StoppedByUser {
                run_over(state);
            }
        }
        Event::Paused { .. } | Event::MeasuredAgain { .. } => store_run(state),
        Event::Diagnosed { .. } => cures_told(state),
        _ => {}
    }
    ask_network(state);
}
