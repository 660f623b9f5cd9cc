//! Which rows are looked at: those of training, validation or test.

use leptos::prelude::*;

use crate::app::reactive::{Views, handler, live};
use crate::inspection::PartName;

/// A choice of one of the parts.
#[component]
pub fn Parts(
    /// Tells this choice from another on the page.
    name: &'static str,
    #[prop(into)] part: Signal<PartName>,
    #[prop(into)] set: Callback<PartName>,
) -> impl IntoView {
    let choices = PartName::ALL
        .map(|one| {
            view! {
                <label class="segment">
                    <input
                        type="radio"
                        name=name
                        prop:checked=live(move || part.get() == one)
                        on:change=handler(move |_| set.run(one))
                    />
                    {one.label()}
                </label>
            }
        })
        .views();
    view! {
        <div class="segments" role="radiogroup" aria-label="Rows">
            {choices}
        </div>
    }
}
