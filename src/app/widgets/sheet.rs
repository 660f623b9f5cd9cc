//! A panel that is a sheet on a phone: its head, and the button that opens it. Elsewhere
//! the style sheet shows neither button.

use leptos::prelude::*;

use super::icon;
use crate::t;

/// The panel's title, and the way out of the sheet with the id `of`.
#[component]
pub fn SheetHead(title: &'static str, of: &'static str) -> impl IntoView {
    view! {
        <header class="sheet-head">
            <h2 class="panel-title">{title}</h2>
            <button
                type="button"
                class="button quiet sheet-only"
                popovertarget=of
                popovertargetaction="hide"
                autofocus=true
            >
                {t!("Done")}
            </button>
        </header>
    }
}

/// Opens and closes the sheet with the id `of`.
#[component]
pub fn SheetButton(label: &'static str, of: &'static str, glyph: &'static str) -> impl IntoView {
    view! {
        <button type="button" class="button sheet-only" popovertarget=of>
            {icon(glyph)}
            <span>{label}</span>
            // Seen while something in the sheet wants to be seen.
            <span class="sheet-problem">
                <span aria-hidden="true">"!"</span>
                <span class="visually-hidden">{t!("has a problem")}</span>
            </span>
        </button>
    }
}
