//! What the coach says of the run, as the page shows it.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::live::{Views, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::worker::{ShownDiagnosis, VerdictKind};

/// Sentences of what the coach says; they change less often than the run does.
pub fn said(state: AppState, read: fn(&ShownDiagnosis) -> Vec<String>) -> Memo<Vec<String>> {
    memo(move || state.run.with(|run| run.diagnosis.as_deref().map(read)).unwrap_or_default())
}

/// The same in a view, a paragraph each.
pub fn paragraphs(state: AppState, read: fn(&ShownDiagnosis) -> Vec<String>) -> AnyView {
    let lines = said(state, read);
    live_view(move || lines.get().into_iter().map(|line| view! { <p>{line}</p> }).views())
        .into_any()
}

/// The verdict, once there is one; then what it means.
pub fn verdict(diagnosis: &ShownDiagnosis) -> Vec<String> {
    if diagnosis.kind == VerdictKind::TooEarly {
        return Vec::new();
    }
    vec![diagnosis.headline.clone(), diagnosis.sentence.clone()]
}

/// The tint of what is said.
pub fn tint(state: AppState) -> Option<&'static str> {
    state.run.with(|run| match run.diagnosis.as_ref()?.kind {
        VerdictKind::Overfitting => Some("overfitting"),
        VerdictKind::Diverging => Some("diverging"),
        _ => None,
    })
}

/// On a phone the verdict is the way to the sheet that explains it.
#[component]
pub fn CoachChip() -> impl IntoView {
    let state = AppState::here();
    let headline = said(state, |diagnosis| verdict(diagnosis).into_iter().take(1).collect());
    view! {
        <button
            type="button"
            class="coach-chip"
            data-tint=live(move || tint(state))
            hidden=live(move || headline.with(Vec::is_empty))
            on:click=handler(move |_| actions::go_to_coach())
        >
            {live_text(move || headline.get().pop())}
        </button>
    }
}
