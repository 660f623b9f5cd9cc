//! What is wrong with the experiment, and what is only unwise.

use leptos::prelude::*;

use crate::app::figures::grouped;
use crate::app::live::live_text;
use crate::app::state::AppState;

/// What keeps the experiment from running.
#[component]
pub fn Problems() -> impl IntoView {
    let state = AppState::here();
    let problems = Memo::new(move |_| {
        let problems = state.problems.get().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    view! {
        <For each=move || problems.get() key=String::clone let:problem>
            <p class="problem box" role="alert">
                {problem.clone()}
            </p>
        </For>
    }
}

/// What is legal but worth knowing.
#[component]
pub fn Advice() -> impl IntoView {
    let state = AppState::here();
    let advice = Memo::new(move |_| {
        let schema = state.schema.get()?;
        if state.problems.with(|problems| problems.as_ref().is_some_and(|p| !p.is_empty())) {
            return None;
        }
        state.experiment.with(|experiment| {
            let target = schema.column(&experiment.data.target)?;
            let rows = schema.rows - target.missing;
            // Rounded as the split rounds it.
            let validation = (rows * experiment.data.validation_percent as usize + 50) / 100;
            let training = rows - validation;
            let batch = experiment.training.batch_size as usize;
            (batch > training).then(|| {
                format!(
                    "A batch of {} is more than the {} training rows, so every epoch is one update. A batch size of {} gives several.",
                    grouped(batch),
                    grouped(training),
                    (training / 4).max(1).next_power_of_two().min(32)
                )
            })
        })
    });
    view! {
        <Show when=move || advice.with(Option::is_some)>
            <p class="advice" role="status">
                {live_text(move || advice.get())}
            </p>
        </Show>
    }
}
