//! In the frame of another page: the way to the whole page.

use leptos::prelude::*;

use crate::app::reactive::live_text;
use crate::app::services::address;
use crate::app::state::AppState;
use crate::config::share;
use crate::t;

/// Opens what is in the frame in a tab of its own.
pub fn open_in_descent() -> AnyView {
    let state = AppState::here();
    let link = live_text(move || {
        let fragment = state.experiment.with(share::encode);
        format!("{}#{fragment}{}", address::page(), address::switches())
    });
    view! {
        <a class="button primary open-in-descent" target="_blank" rel="noopener" href=link>
            {t!("Open in Descent")}
        </a>
    }
    .into_any()
}
