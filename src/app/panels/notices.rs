//! Sentences at the top of the page, and the live region for screen readers.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, handler, listed, live_text};
use crate::app::state::AppState;
use crate::app::state::notices::{NoticeKind, WayOn};
use crate::t;

#[component]
pub fn Notices() -> impl IntoView {
    let state = AppState::here();
    view! {
        <div class="notices">
            {listed(
                move || state.notices.with(|notices| notices.shown.clone()),
                |notice| notice.id.to_string(),
                move |notice| {
                    view! {
                        <div
                            class="notice"
                            class:alert=notice.kind == NoticeKind::Alert
                            class:done=notice.kind == NoticeKind::Done
                        >
                            <p role=if notice.kind == NoticeKind::Alert {
                                "alert"
                            } else {
                                "status"
                            }>{notice.text.clone()}</p>
                            {notice
                                .way_on
                                .map(|way_on| {
                                    let label = match way_on {
                                        WayOn::Sample(every) => t!("Read one row in {every}", every),
                                        WayOn::FetchAgain => t!("Try again").to_owned(),
                                        WayOn::NewVersion => t!("Start it now").to_owned(),
                                    };
                                    view! {
                                        <button
                                            type="button"
                                            class="button"
                                            on:click=handler(move |_| actions::take_way_on(
                                                state,
                                                way_on,
                                            ))
                                        >
                                            {label}
                                        </button>
                                    }
                                })
                                .views()}
                            <button
                                type="button"
                                class="button quiet"
                                on:click=handler(move |_| actions::dismiss(state, notice.id))
                            >
                                {t!("Dismiss")}
                            </button>
                        </div>
                    }
                },
            )}
        </div>
        <p class="visually-hidden" aria-live="polite">
            {live_text(move || state.announcement.get())}
        </p>
        <div class="visually-hidden announced" role="status" aria-label=t!("Verdict")>
            {live_text(move || state.coach().announced.get())}
        </div>
    }
}
