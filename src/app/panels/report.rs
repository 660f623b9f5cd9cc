//! The dialog of the report: who hands it in, and what they found.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{handler, live, live_text};
use crate::app::state::AppState;
use crate::t;

/// What is in it.
pub fn report() -> AnyView {
    let state = AppState::here();
    let signals = state.report();
    signals.said.set(String::new());
    view! {
        <p class="dim">
            {t!(
                "One file that prints well: the question, the data and what was done to it, the network, the curves, what the coach says, the figures, and the link."
            )}
        </p>
        <div class="field">
            <label for="report-name">{t!("Your name")}</label>
            <input
                id="report-name"
                type="text"
                autocomplete="name"
                maxlength="120"
                prop:value=live(move || signals.name.get())
                on:input=handler(move |event| signals.name.set(event_target_value(&event)))
            />
        </div>
        <div class="field">
            <label for="report-words">{t!("What I found")}</label>
            <textarea
                id="report-words"
                maxlength="5000"
                prop:value=live(move || signals.words.get())
                on:input=handler(move |event| signals.words.set(event_target_value(&event)))
            ></textarea>
        </div>
        <div class="dialog-end">
            <button
                type="button"
                class="button primary"
                on:click=handler(move |_| actions::write_report(state))
            >
                {t!("Download report")}
            </button>
            <p role="status">{live_text(move || signals.said.get())}</p>
        </div>
    }
    .into_any()
}
