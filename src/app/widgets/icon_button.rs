//! A button that shows a sign and says a name.

use leptos::prelude::*;

use super::icon;
use crate::app::reactive::{handler, live};

/// The name is text, seen by screen readers only, so that it is found like any other
/// button's.
#[component]
pub fn IconButton(
    /// Of the sprite in index.html.
    #[prop(into)]
    glyph: Signal<String>,
    #[prop(into)] name: Signal<String>,
    #[prop(into)] press: Callback<()>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// What it would do just now; it describes the button, for screen readers too.
    #[prop(optional, into)]
    title: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button quiet icon"
            disabled=live(move || disabled.get())
            title=live(move || title.get())
            on:click=handler(move |_| press.run(()))
        >
            {icon(glyph)}
            <span class="visually-hidden">{name}</span>
        </button>
    }
}
