//! A sign from the sprite in index.html.

use leptos::prelude::*;

use crate::app::reactive::live_text;

/// The sprite's symbol `i-<name>`, seen only: what it means is said in words beside it.
pub fn icon(name: impl Into<Signal<String>>) -> AnyView {
    let name: Signal<String> = name.into();
    view! {
        <svg class="glyph" aria-hidden="true">
            <use href=live_text(move || format!("#i-{}", name.get()))></use>
        </svg>
    }
    .into_any()
}
