//! The coach's box: what the run does, why, and what to try.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, handler, listed, live, live_text, live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::state::coach::Trying;
use crate::t;
use crate::worker::ShownDiagnosis;
use crate::workspace::coach::tint;

/// Sentences, a paragraph each.
fn paragraphs(state: AppState, read: fn(&ShownDiagnosis) -> Vec<String>) -> AnyView {
    let lines = state.coach().sentences(read);
    live_view(move || lines.get().into_iter().map(|line| view! { <p>{line}</p> }).views())
        .into_any()
}

/// What a suggestion did where it was tried, or why it may help.
fn beside(state: AppState, label: &str) -> Option<String> {
    state.run.with(|run| {
        let suggestions = &run.diagnosis.as_ref()?.suggestions;
        suggestions.iter().find(|one| one.0 == label).map(|one| one.1.clone())
    })
}

/// What it says of the run on the page, once it has something to say.
pub fn coach_box() -> AnyView {
    let state = AppState::here();
    actions::provide_cure_workers(state);
    let speaks = memo(move || state.run.with(|run| run.diagnosis.is_some()));
    shown(move || speaks.get(), move || verdict(state)).into_any()
}

fn verdict(state: AppState) -> AnyView {
    let suggestions = state
        .coach()
        .sentences(|diagnosis| diagnosis.suggestions.iter().map(|one| one.0.clone()).collect());
    let trying = state.coach().trying;
    let cure = move |label: String| {
        let (name, of) = (label.clone(), label.clone());
        view! {
            <li>
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
                <span>{live_text(move || beside(state, &of))}</span>
            </li>
        }
    };
    let status = move || match trying.get() {
        Trying::Again => Some(t!("Training the run again, to try these …").to_owned()),
        Trying::Now => Some(t!("Trying these on spare cores …").to_owned()),
        Trying::NotYet | Trying::Tried => None,
    };
    let was_lost = move || state.run.with(actions::can_be_trained_again);
    let can_try = move || {
        let rests =
            state.run.with(|run| run.id.is_some() && !run.is_active() && run.visited.is_none());
        let can_begin = rests || was_lost() && !state.edited_since_start();
        can_begin && trying.get() == Trying::NotYet && !suggestions.with(Vec::is_empty)
    };
    let try_these = move || {
        if untrack(was_lost) {
            actions::try_cures_again(state);
        } else {
            actions::try_cures(state);
        }
    };
    view! {
        <div
            class="coach"
            role="group"
            aria-label=t!("Coach")
            data-tint=live(move || state.run.with(|run| run.diagnosis.as_deref().and_then(tint)))
        >
            <div class="coach-verdict">
                {paragraphs(state, |diagnosis| vec![diagnosis.headline.clone()])}
            </div>
            {paragraphs(state, |diagnosis| vec![diagnosis.sentence.clone()])}
            <ul class="fixes cures">{listed(move || suggestions.get(), String::clone, cure)}</ul>
            <p class="cures-status" hidden=live(move || status().is_none())>
                {live_text(status)}
            </p>
            <button
                type="button"
                class="button try-cures"
                hidden=live(move || !can_try())
                on:click=handler(move |_| try_these())
            >
                {t!("Try these on spare cores")}
            </button>
            {paragraphs(
                state,
                |diagnosis| diagnosis.gap.iter().chain(&diagnosis.findings).cloned().collect(),
            )}
            <details class="why">
                <summary>{t!("Evidence")}</summary>
                {paragraphs(state, |diagnosis| diagnosis.evidence.clone())}
            </details>
        </div>
    }
    .into_any()
}
