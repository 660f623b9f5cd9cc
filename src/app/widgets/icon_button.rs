//! A button that shows a sign and says a name.

use leptos::prelude::*;

/// The name is text, seen by screen readers only, so that it is found like any other
/// button's.
#[component]
pub fn IconButton(
    glyph: &'static str,
    #[prop(into)] name: Signal<String>,
    #[prop(into)] press: Callback<()>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button quiet icon"
            disabled=move || disabled.get()
            on:click=move |_| press.run(())
        >
            <span aria-hidden="true">{glyph}</span>
            <span class="visually-hidden">{move || name.get()}</span>
        </button>
    }
}
