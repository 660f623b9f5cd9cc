//! What the worker says, and what the page does about it.

use leptos::prelude::*;

use super::checkpoint::{drop_checkpoint, keep_checkpoint};
use super::{
    advised, alert, compared, explained, keep_run, link_read, note, past_heard, prepared,
    reading_goes_on, runs_written, slide_drawn, sweep_planned, table_loaded, table_rejected,
    title_of, watch_sweep, way_on, written,
};
use crate::app::services::engine::Purpose;
use crate::app::state::AppState;
use crate::app::state::data::LoadingTable;
use crate::app::state::runs::Settings;
use crate::train::StopReason;
use crate::worker::client::Heard;
use crate::worker::{Event, PROTOCOL_VERSION};

/// Starts the worker and keeps an eye on it.
pub fn start_engine(state: AppState) {
    spawn(state);
    // The page lives as long as its window, so the interval is never cleared. A reload
    // keeps the run by itself; now and then is for a tab that crashes.
    let seconds = std::cell::Cell::new(0_u32);
    let _ = set_interval_with_handle(
        move || {
            seconds.set(seconds.get() + 1);
            let trains = state.run.with_untracked(|run| run.is_active());
            if trains && seconds.get().is_multiple_of(5) {
                keep_run(state);
            }
            watch_sweep(state);
            let reads = state.data().loading.with_untracked(Option::is_some);
            if (trains || reads)
                && state.engine.try_update_value(|engine| engine.is_dead()).unwrap_or_default()
            {
                replace_worker(state);
            }
        },
        std::time::Duration::from_secs(1),
    );
}

fn spawn(state: AppState) -> bool {
    state
        .engine
        .try_update_value(|engine| engine.start(move |heard| hear(state, heard)))
        .unwrap_or_default()
}

fn hear(state: AppState, heard: Heard) {
    match heard {
        Heard::Event(event, beside) => {
            state.engine.update_value(|engine| engine.heard(&event));
            keep_checkpoint(state, &event, &beside);
            on_event(state, event);
        }
        Heard::Broken(_) => replace_worker(state),
    }
}

fn on_event(state: AppState, event: Event) {
    match event {
        Event::Ready { protocol_version } if protocol_version != PROTOCOL_VERSION => alert(
            state,
            "This page and its worker are of different versions; reload the page without its cache.",
        ),
        Event::TableLoaded { table, summary } => table_loaded(state, table, *summary),
        Event::TableRejected { table, error } => {
            table_rejected(state, table, error);
        }
        Event::Reading { table, read, of } => reading_goes_on(state, table, (read, of)),
        Event::Prepared { facts, outcome } => prepared(state, facts, outcome),
        Event::Rows { state: kind, page } => state.data().rows.set((kind, page)),
        Event::Written { form, experiment, text } => written(state, form, *experiment, &text),
        Event::RunsWritten { form, text } => runs_written(state, form, text),
        Event::SlideDrawn { form, svg } => slide_drawn(state, form, svg),
        Event::LinkRead { outcome } => link_read(state, outcome),
        Event::Compared { key, link, differences } => compared(state, &key, link, differences),
        Event::Tabulated { names, rows, ranks } => {
            state.runs().settings.set(Settings { names, rows, ranks });
        }
        Event::SweepPlanned { varied, outcome } => sweep_planned(state, varied, outcome),
        Event::Points { points } => state.data().points.set(points),
        Event::Column { column, against } => state.data().against.set(Some((column, *against))),
        Event::Failed { .. } => replace_worker(state),
        Event::Advised { id, advice } => advised(state, id, advice),
        Event::Explained { outcome } => explained(state, outcome),
        Event::Ready { .. } | Event::Checkpoint { .. } | Event::Pong => {}
        event => {
            on_run_event(state, &event);
            if let Event::Past { past, .. } = event {
                past_heard(state, past);
            }
        }
    }
}

fn on_run_event(state: AppState, event: &Event) {
    let had = state.run.with_untracked(|run| run.checkpoint);
    state.run.update(|run| run.apply(event));
    if had.is_some() && state.run.with_untracked(|run| run.checkpoint.is_none()) {
        drop_checkpoint(state);
    }
    match event {
        Event::Rejected { problems, .. } => {
            keep_run(state);
            for problem in problems {
                alert(state, problem.clone());
            }
        }
        Event::Finished { outcome, .. } => {
            keep_run(state);
            let diverged = matches!(outcome.reason, StopReason::Diverged { .. });
            let said = state.run.with_untracked(|run| run.diagnosis.as_ref()?.alert.clone());
            if let Some(said) = said.filter(|_| diverged) {
                alert(state, said);
            }
        }
        Event::Paused { .. } => keep_run(state),
        _ => {}
    }
}

/// The worker is dead or broken: another takes its place and gets its table back.
fn replace_worker(state: AppState) {
    let epochs = state
        .run
        .with_untracked(|run| (run.is_active() || run.can_resume()).then(|| run.history.count()));
    state.run.update(|run| run.interrupt());
    keep_run(state);
    let (pending, held) = state
        .engine
        .try_update_value(|engine| (engine.pending.take(), engine.held.clone()))
        .unwrap_or_default();
    let reading = state.data().loading.get_untracked();
    state.data().loading.set(None);
    if !spawn(state) {
        alert(
            state,
            "The training worker cannot be started. Reload the page; nothing on it is lost.",
        );
        return;
    }
    if let Some(held) = held {
        // Until the worker has it, there is nothing to train on.
        let name = title_of(&held.source).unwrap_or_default();
        state.data().loading.set(Some(LoadingTable { name, progress: None }));
        state.engine.update_value(|engine| {
            engine.load(Purpose::Again, held.source, held.reading, held.file);
        });
    }
    if let Some(loading) = reading.filter(|_| pending.is_some()) {
        alert(
            state,
            format!(
                "{} could not be read: the worker stopped while reading it. Try again, or choose a smaller file.",
                loading.name
            ),
        );
    } else if let Some(epochs) = epochs {
        note(
            state,
            format!(
                "The training worker stopped unexpectedly after epoch {epochs} and was replaced. The curves are kept; {}",
                way_on(state)
            ),
        );
    }
}
