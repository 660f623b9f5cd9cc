//! A figure with its name.

use leptos::prelude::*;

/// An `<output>`. It changes many times a second while training, so it announces
/// nothing by itself; the status line does, once, when something ends.
#[component]
pub fn ReadOut(
    name: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <output class=class translate="no" aria-label=name aria-live="off">
            {value}
        </output>
    }
}
