//! A repeat over seeds or a sweep over a setting, in workers of its own.

use std::time::Duration;

use js_sys::Date;
use leptos::prelude::*;

use super::{announce, list_group, report, send, show_band, stop_trials, store_other_run};
use crate::app::services::pool::{self, Pool};
use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::config::SweptSetting;
use crate::worker::client::Heard;
use crate::worker::{Command, Event, Pace, RunId, Trial};
use crate::workspace::run_list::RunList;
use crate::workspace::run_record::RunHead;
use crate::workspace::sweep::{Lane, Standing, Sweep};
use crate::workspace::worker_recovery::WorkerLoss;

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
    show_now(state);
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
    show_now(state);
    if signals.begins.try_update_value(std::mem::take).unwrap_or_default() {
        start_sweep(state);
    }
}

/// Takes one of the values in, or leaves it out.
pub fn choose_trial(state: AppState, at: usize, is_chosen: bool) {
    state.sweep().sweep.update_value(|sweep| sweep.lanes[at].is_chosen = is_chosen);
    show_now(state);
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
    for place in 0..size {
        start_worker(state, place);
    }
    show_now(state);
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

fn start_worker(state: AppState, place: usize) {
    let pool = state.sweep().pool;
    let starts =
        pool.try_update_value(|pool| pool.start(place, move |heard| hear(state, place, heard)));
    if starts != Some(true) {
        give_up(state, "The browser starts no more workers; reload the page.");
    }
}

fn give_up(state: AppState, sentence: &str) {
    state.sweep().sweep.update_value(|sweep| sweep.give_up(sentence));
    end(state);
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
        show_now(state);
    } else {
        end(state);
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
            return give_up(state, &format!("The workers ended while they read the table. {loss}"));
        }
    }
    if signals.sweep.with_value(|sweep| sweep.is_running) {
        start_worker(state, place);
        show_now(state);
    } else {
        end(state);
    }
}

/// Looks after the workers, about once a second.
pub(super) fn watch_sweep(state: AppState) {
    let pool = state.sweep().pool;
    for place in pool.try_update_value(Pool::dead).unwrap_or_default() {
        lose(state, place, &WorkerLoss::Silent);
    }
}

/// Ends the sweep; what is over stays.
pub fn cancel_sweep(state: AppState) {
    let signals = state.sweep();
    if signals.sweep.with_value(|sweep| sweep.is_running) {
        signals.sweep.update_value(Sweep::cancel);
        end(state);
    }
}

/// Another experiment is opened.
pub(super) fn forget_sweep(state: AppState) {
    let signals = state.sweep();
    signals.pool.set_value(Pool::default());
    signals.sweep.set_value(Sweep::default());
    signals.open.set(false);
    show_now(state);
}

/// It is over, one way or another.
fn end(state: AppState) {
    let signals = state.sweep();
    signals.pool.set_value(Pool::default());
    let (varied, summary, done) =
        signals.sweep.with_value(|sweep| (sweep.varied, sweep.summary(), sweep.with_results()));
    if varied == SweptSetting::Seed && done.len() > 1 {
        show_band(state, &done, true);
    }
    announce(state, &summary);
    show_now(state);
}

fn store_lane(state: AppState, at: usize) {
    state.sweep().sweep.with_value(|sweep| {
        let lane = &sweep.lanes[at];
        if lane.standing == Standing::Over {
            store_other_run(state, &lane.key, &lane.run);
        }
    });
}

fn show_now(state: AppState) {
    state.sweep().moved.update(|count| *count += 1);
}

/// Shows how far it is, a few times in a second.
fn show_soon(state: AppState) {
    const PAUSE: Duration = Duration::from_millis(150);
    let signals = state.sweep();
    if !signals.is_due.get_value() {
        signals.is_due.set_value(true);
        let show = move || {
            signals.is_due.set_value(false);
            show_now(state);
        };
        set_timeout(show, PAUSE);
    }
}
