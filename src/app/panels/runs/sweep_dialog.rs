//! One experiment many times: what varies, and what came of it.

use leptos::prelude::*;

use super::sweep_grid::grid;
use super::sweep_results::results;
use super::sweep_settings::settings;
use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{handler, live, live_text, live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::workspace::sweep::Sweep;
use crate::{t, tn};

#[component]
pub fn SweepDialog() -> impl IntoView {
    let open = AppState::here().sweep().open;
    view! {
        <Dialog
            title=t!("Repeat and sweep")
            open=open
            wide=true
            content=lazy_content(InDialog::Sweep)
        />
    }
}

/// What is in it.
pub fn sweep() -> AnyView {
    let state = AppState::here();
    let signals = state.sweep();
    actions::take_sweep_plan(state);
    actions::follow_repeat(state);
    actions::read_typed_again(state);
    let is_running = memo(move || signals.read(|sweep| sweep.is_running));
    let has_lanes = memo(move || signals.read(|sweep| !sweep.lanes.is_empty()));
    let is_grid = memo(move || signals.read(Sweep::is_grid));
    let plan = memo(move || signals.read(|sweep| (sweep.axes.clone(), sweep.cells.clone())));
    let outcome = move || {
        if is_grid.get() {
            plan.with(|(axes, cells)| grid(state, axes, cells))
        } else {
            results(state, is_running)
        }
    };
    view! {
        {settings(state, is_running)}
        <p role="alert">{live_text(move || signals.problem.get())}</p>
        {shown(
            move || has_lanes.get(),
            move || {
                view! {
                    {live_view(outcome)}
                    <div class="sweep-end">
                        {start(state, is_running)}
                        <p role="status">{live_text(move || signals.read(Sweep::summary))}</p>
                    </div>
                }
            },
        )}
    }
    .into_any()
}

/// The button that begins it or ends it.
fn start(state: AppState, is_running: Memo<bool>) -> AnyView {
    let signals = state.sweep();
    let chosen = memo(move || signals.read(Sweep::chosen));
    let button = move || {
        let (label, act): (_, fn(AppState)) = if is_running.get() {
            (t!("Cancel").to_owned(), actions::cancel_sweep)
        } else {
            (train(chosen.get()), actions::start_sweep)
        };
        view! {
            <button
                type="button"
                class="button"
                class:primary=!is_running.get()
                disabled=live(move || chosen.get() == 0 || signals.is_planning.get())
                on:click=handler(move |_| act(state))
            >
                {label}
            </button>
        }
    };
    live_view(button).into_any()
}

fn train(runs: usize) -> String {
    tn!(runs, "Train {count} run", "Train {count} runs")
}
