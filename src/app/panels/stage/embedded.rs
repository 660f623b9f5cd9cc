//! In the frame of another page: the way to the whole page.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::live_text;
use crate::app::services::address;
use crate::app::state::AppState;
use crate::t;

/// Opens what is in the frame in a tab of its own.
pub fn open_in_descent() -> AnyView {
    let state = AppState::here();
    actions::follow_link(state);
    let link = live_text(move || {
        let fragment = actions::fragment(state).unwrap_or_default();
        format!("{}#{fragment}{}", address::page(), address::switches())
    });
    view! {
        <a class="button primary open-in-descent" target="_blank" rel="noopener" href=link>
            {t!("Open in Descent")}
        </a>
    }
    .into_any()
}
