//! The workers that train a sweep. Only the dialog needs them, so their code is in its file.

use std::sync::Arc;
use std::time::Duration;

use js_sys::Date;
use leptos::prelude::*;

use super::{end_sweep, list_group, report, show_sweep, stop_trials, store_other_run, use_run};
use crate::app::reactive::effect;
use crate::app::services::pool::{self, Pool};
use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::t;
use crate::worker::client::Heard;
use crate::worker::{Command, Event, Pace, RunId};
use crate::workspace::run_list::RunList;
use crate::workspace::run_record::RunHead;
use crate::workspace::sweep::{Lane, Standing, Sweep};
use crate::workspace::worker_recovery::WorkerLoss;

/// Begins a repeat as soon as it is planned.
pub fn follow_repeat(state: AppState) {
    let signals = state.sweep();
    effect(move || {
        if signals.read(Sweep::chosen) > 0
            && signals.begins.try_update_value(std::mem::take).unwrap_or_default()
        {
            start_sweep(state);
        }
    });
}

/// Trains what is chosen.
pub fn start_sweep(state: AppState) {
    let signals = state.sweep();
    let Some(table) = state.engine.with_value(|engine| engine.held.clone()) else { return };
    let chosen = signals.sweep.with_value(Sweep::chosen);
    if chosen == 0 || !untrack(|| state.can_train()) {
        return;
    }
    stop_trials(state);
    // Keys of one moment would be in any order.
    let (start, mut count) = (tab_storage::new_key(), 0);
    signals.sweep.update_value(|sweep| {
        sweep.begin(|| {
            count += 1;
            format!("{start}{count:02}")
        });
    });
    list_lanes(state);
    let cells = state.data().table.with_untracked(|table| {
        table
            .as_ref()
            .map_or(0, |table| table.summary.rows_read * table.summary.schema.columns.len())
    });
    let size = pool::size(chosen, cells);
    signals.pool.set_value(Pool::new(size, table));
    signals.watch.set_value(Some(Arc::new(move || watch(state))));
    for place in 0..size {
        start_worker(state, place);
    }
    show_sweep(state);
}

/// Gives the runs their places in the list; they are shown there once they are over.
fn list_lanes(state: AppState) {
    let runs = state.runs();
    let first = runs.list.with_untracked(RunList::next_number);
    let heads = state.sweep().sweep.with_value(|sweep| {
        let group = sweep.group(first);
        let chosen = sweep.lanes.iter().filter(|lane| lane.is_chosen);
        let head = |(number, lane): (u32, &Lane)| {
            let head = RunHead {
                number,
                called: lane.trial.called.clone(),
                group: group.clone(),
                when_ms: Date::now(),
                link: lane.trial.link.clone(),
                ..RunHead::default()
            };
            (lane.key.clone(), head)
        };
        (first..).zip(chosen).map(head).collect()
    });
    list_group(state, heads);
}

/// Takes over what one of its runs was trained with.
pub fn use_lane(state: AppState, at: usize) {
    let signals = state.sweep();
    let key = signals.sweep.with_value(|sweep| sweep.lanes.get(at).map(|lane| lane.key.clone()));
    use_run(state, &key.unwrap_or_default(), true);
    signals.open.set(false);
}

fn start_worker(state: AppState, place: usize) {
    let pool = state.sweep().pool;
    let starts =
        pool.try_update_value(|pool| pool.start(place, move |heard| hear(state, place, heard)));
    if starts != Some(true) {
        give_up(state, t!("The browser starts no more workers; reload the page."));
    }
}

fn give_up(state: AppState, sentence: &str) {
    state.sweep().sweep.update_value(|sweep| sweep.give_up(sentence));
    end_sweep(state);
}

fn hear(state: AppState, place: usize, heard: Heard) {
    let signals = state.sweep();
    let event = match heard {
        Heard::Event(event, _) => event,
        Heard::Broken(message) => return lose(state, place, &WorkerLoss::Failed(message)),
    };
    let lane = signals.pool.try_update_value(|pool| {
        if let Some(engine) = pool.engine(place) {
            engine.heard(&event);
        }
        pool.lane(place)
    });
    match event {
        Event::TableLoaded { .. } => train_next(state, place),
        Event::TableRejected { error, .. } => give_up(state, &error.sentence),
        Event::Failed { message } => lose(state, place, &WorkerLoss::Failed(message)),
        event => {
            let Some(lane) = lane.flatten() else { return };
            let is_over = signals
                .sweep
                .try_update_value(|sweep| sweep.apply(lane, &event))
                .unwrap_or_default();
            if is_over {
                store_lane(state, lane);
                train_next(state, place);
            } else {
                show_soon(state);
            }
        }
    }
}

/// A worker takes the next experiment, or ends.
fn train_next(state: AppState, place: usize) {
    let signals = state.sweep();
    signals.pool.update_value(|pool| {
        let run = pool.engine(place).map_or(RunId(0), |engine| engine.next_run());
        let next = signals.sweep.try_update_value(|sweep| sweep.next(run)).flatten();
        match next {
            Some((lane, experiment)) => {
                let (experiment, pace) = (Box::new(experiment), Pace::Continuous);
                let start = Command::Start { run, experiment, pace, in_passing: true };
                pool.train(place, lane, start);
            }
            None => pool.end(place),
        }
    });
    if signals.sweep.with_value(|sweep| sweep.is_running) {
        show_sweep(state);
    } else {
        end_sweep(state);
    }
}

/// A worker is gone: another takes its place.
fn lose(state: AppState, place: usize, loss: &WorkerLoss) {
    report(loss);
    let signals = state.sweep();
    let lane = signals.pool.with_value(|pool| pool.lane(place));
    match lane {
        Some(lane) => signals.sweep.update_value(|sweep| sweep.lose(lane)),
        None if signals.pool.try_update_value(Pool::may_stumble) == Some(true) => {}
        None => {
            let why = t!("The workers ended while they read the table. {loss}", loss);
            return give_up(state, &why);
        }
    }
    if signals.sweep.with_value(|sweep| sweep.is_running) {
        start_worker(state, place);
        show_sweep(state);
    } else {
        end_sweep(state);
    }
}

/// Looks after the workers, about once a second.
fn watch(state: AppState) {
    let pool = state.sweep().pool;
    for place in pool.try_update_value(Pool::dead).unwrap_or_default() {
        lose(state, place, &WorkerLoss::Silent);
    }
}

fn store_lane(state: AppState, at: usize) {
    state.sweep().sweep.with_value(|sweep| {
        let lane = &sweep.lanes[at];
        if lane.standing == Standing::Over {
            store_other_run(state, &lane.key, &lane.run);
        }
    });
}

/// Shows how far it is, a few times in a second.
fn show_soon(state: AppState) {
    const PAUSE: Duration = Duration::from_millis(150);
    let signals = state.sweep();
    if !signals.is_due.get_value() {
        signals.is_due.set_value(true);
        let show = move || {
            signals.is_due.set_value(false);
            show_sweep(state);
        };
        set_timeout(show, PAUSE);
    }
}
