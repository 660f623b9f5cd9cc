//! Validation is hidden: the way to see it, where its name would stand.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{handler, memo, shown};
use crate::app::state::AppState;
use crate::t;

/// The button in the legend.
pub fn reveal() -> AnyView {
    let state = AppState::here();
    let hides = memo(move || state.stage.get().hides_validation);
    let button = move || {
        view! {
            <button
                type="button"
                class="button reveal"
                on:click=handler(move |_| actions::reveal_validation(state, true))
            >
                {t!("Reveal validation")}
            </button>
        }
    };
    shown(move || hides.get(), button)
}
