//! What is wrong with the experiment, and what is only unwise.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::live::{Views, handler, listed, live_view, memo};
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::worker::ShownAdvice;

/// What keeps the experiment from running.
#[component]
pub fn Problems() -> impl IntoView {
    let state = AppState::here();
    let problems = memo(move || {
        let problems = state.problems.get().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    view! {
        {listed(
            move || problems.get(),
            String::clone,
            |problem| {
                view! {
                    <p class="problem box" role="alert">
                        {problem}
                    </p>
                }
            },
        )}
    }
}

/// What is legal but unwise, why, and what mends it.
#[component]
pub fn Advice() -> impl IntoView {
    let advice = AppState::here().counsel().advice;
    live_view(move || advice.get().into_iter().map(advice_box).views())
}

fn advice_box(advice: ShownAdvice) -> impl IntoView {
    let state = AppState::here();
    let ShownAdvice { sentence, why, mends, .. } = advice;
    let mend = move |(label, result): (String, Box<ExperimentConfig>)| {
        let words = label.clone();
        view! {
            <button
                type="button"
                class="button"
                on:click=handler(move |_| actions::mend_experiment(state, &label, &result))
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="advice">
            <p role="status">{sentence}</p>
            <details class="why">
                <summary>"Why"</summary>
                <p>{why}</p>
            </details>
            <div class="mends">{mends.into_iter().map(mend).views()}</div>
        </div>
    }
}
