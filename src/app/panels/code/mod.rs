//! The experiment as code, in place of the curves, so that it is seen to follow every edit.

pub(in crate::app) mod code_panel;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_in;
use crate::app::panels::lazy_parts::InCode;
use crate::app::reactive::{handler, live_text, shown};
use crate::app::state::AppState;
use crate::app::widgets::icon;
use crate::t;

/// Opens and closes the code.
#[component]
pub fn CodeButton() -> impl IntoView {
    let state = AppState::here();
    let name = t!("Code");
    view! {
        <button
            type="button"
            class="button quiet small labelled"
            aria-expanded=live_text(move || state.code().is_open.get().to_string())
            title=name
            on:click=handler(move |_| actions::toggle_code(state))
        >
            {icon("code")}
            <span class="word">{name}</span>
        </button>
    }
}

/// Where it is while it is open.
#[component]
pub fn CodePlace() -> impl IntoView {
    let open = AppState::here().code().is_open;
    shown(move || open.get(), || lazy_in(InCode::Panel, place))
}

fn place() -> AnyView {
    view! { <section class="panel code-panel" aria-label=t!("Code")></section> }.into_any()
}
