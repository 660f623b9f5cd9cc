//! Which rows are looked at: those of training, validation or test.

use leptos::prelude::*;

use crate::app::reactive::{Views, handler, live, live_view};
use crate::app::state::AppState;
use crate::inspection::PartName;
use crate::t;

/// The part that is looked at where this one is chosen: the training rows, as long as
/// validation is hidden.
pub fn looked_at(state: AppState, chosen: PartName) -> PartName {
    if state.stage.get().hides_validation { PartName::Training } else { chosen }
}

/// A choice of one of the parts.
#[component]
pub fn Parts(
    /// Tells this choice from another on the page.
    name: &'static str,
    #[prop(into)] part: Signal<PartName>,
    #[prop(into)] set: Callback<PartName>,
) -> impl IntoView {
    let state = AppState::here();
    let choice = move |one: PartName| {
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name=name
                    prop:checked=live(move || looked_at(state, part.get()) == one)
                    on:change=handler(move |_| set.run(one))
                />
                {one.label()}
            </label>
        }
    };
    let can_be = move |one: &PartName| looked_at(state, *one) == *one;
    view! {
        <div class="segments" role="radiogroup" aria-label=t!("Rows")>
            {live_view(move || PartName::ALL.into_iter().filter(can_be).map(choice).views())}
        </div>
    }
}
