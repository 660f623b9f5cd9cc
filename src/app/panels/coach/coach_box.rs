//! The coach's box: what the run does, why, and what to try.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, handler, listed, live, live_view};
use crate::app::state::AppState;
use crate::worker::ShownDiagnosis;
use crate::workspace::coach::tint;

/// Sentences, a paragraph each.
fn paragraphs(state: AppState, read: fn(&ShownDiagnosis) -> Vec<String>) -> AnyView {
    let lines = state.coach().sentences(read);
    live_view(move || lines.get().into_iter().map(|line| view! { <p>{line}</p> }).views())
        .into_any()
}

/// What it says of the run on the page.
pub fn coach_box() -> AnyView {
    let state = AppState::here();
    let suggestions = state
        .coach()
        .sentences(|diagnosis| diagnosis.suggestions.iter().map(|one| one.0.clone()).collect());
    let button = move |label: String| {
        let name = label.clone();
        view! {
            <button
                type="button"
                class="button"
                popovertarget="training-panel"
                popovertargetaction="hide"
                disabled=live(move || state.edited_since_start())
                on:click=handler(move |_| actions::try_suggestion(state, &name))
            >
                {label}
            </button>
        }
    };
    view! {
        <div
            class="coach"
            role="group"
            aria-label="Coach"
            data-tint=live(move || state.run.with(|run| run.diagnosis.as_deref().and_then(tint)))
        >
            <div class="coach-verdict">
                {paragraphs(state, |diagnosis| vec![diagnosis.headline.clone()])}
            </div>
            {paragraphs(
                state,
                |diagnosis| {
                    let gap = diagnosis.gap.iter();
                    gap.chain([&diagnosis.sentence]).rev().cloned().collect()
                },
            )}
            <div class="fixes">{listed(move || suggestions.get(), String::clone, button)}</div>
            {paragraphs(state, |diagnosis| diagnosis.findings.clone())}
            <details class="why">
                <summary>"Evidence"</summary>
                {paragraphs(
                    state,
                    |diagnosis| {
                        let whys = diagnosis.suggestions.iter();
                        let whys = whys.map(|(label, why, _)| format!("{label}: {why}"));
                        diagnosis.evidence.iter().cloned().chain(whys).collect()
                    },
                )}
            </details>
        </div>
    }
    .into_any()
}
