//! Sentences at the top of the page, and the live region for screen readers.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::state::{AppState, NoticeKind};

#[component]
pub fn Notices() -> impl IntoView {
    let state = AppState::here();
    view! {
        <div class="notices">
            <For
                each=move || state.notices.with(|notices| notices.shown.clone())
                key=|notice| notice.id
                let:notice
            >
                <div class="notice" class:alert=notice.kind == NoticeKind::Alert>
                    <p role=if notice.kind == NoticeKind::Alert {
                        "alert"
                    } else {
                        "status"
                    }>{notice.text.clone()}</p>
                    <button
                        type="button"
                        class="button quiet"
                        on:click=move |_| actions::dismiss(state, notice.id)
                    >
                        "Dismiss"
                    </button>
                </div>
            </For>
        </div>
        <p class="visually-hidden" aria-live="polite">
            {move || state.announcement.get()}
        </p>
    }
}
