//! On a phone the verdict is the way to the sheet that explains it.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{handler, live, live_text};
use crate::app::state::AppState;
use crate::workspace::coach::{tint, verdict};

#[component]
pub fn CoachChip() -> impl IntoView {
    let state = AppState::here();
    let headline =
        state.coach().sentences(|diagnosis| verdict(diagnosis).into_iter().take(1).collect());
    view! {
        <button
            type="button"
            class="coach-chip"
            data-tint=live(move || state.run.with(|run| run.diagnosis.as_deref().and_then(tint)))
            hidden=live(move || headline.with(Vec::is_empty))
            on:click=handler(move |_| actions::go_to_coach())
        >
            {live_text(move || headline.get().pop())}
        </button>
    }
}
