//! The stage of a lecture: its buttons, its keys, and what a presenter needs beside them.

mod code;
mod embedded;
mod for_the_class;
mod keys;
mod locks;
mod notes;
mod page_parts;
pub mod reveal;
pub mod switched;
mod trail;

pub use for_the_class::for_the_class;

use leptos::prelude::*;

use keys::Opens;

use crate::app::actions;
use crate::app::reactive::{handler, live_text, memo, shown};
use crate::app::services::screen::{self, WakeLock};
use crate::app::services::{address, focus};
use crate::app::state::AppState;
use crate::t;

/// In the top bar: the way out of a frame, and the buttons of the stage while that is on.
pub fn top_actions() -> AnyView {
    let state = AppState::here();
    let is_on = memo(move || state.stage.get().is_on);
    view! {
        {address::is_embedded().then(embedded::open_in_descent)}
        {shown(move || is_on.get(), stage)}
    }
    .into_any()
}

/// The buttons; with them comes all else.
fn stage() -> AnyView {
    let state = AppState::here();
    fill_screen();
    let (code, stage) =
        (RwSignal::new(false), StoredValue::new(Owner::current().unwrap_or_default()));
    let opens = Opens { code, notes: notes::open, stage };
    keys::listen(state, opens);
    // The button that led here would take a clicker's Enter.
    focus::after_change(&["main"]);
    on_cleanup(|| focus::after_change(&[".present"]));
    let is_full = RwSignal::new(screen::is_full());
    let on_change = window_event_listener_untyped("fullscreenchange", move |_| {
        is_full.set(screen::is_full());
    });
    on_cleanup(move || on_change.remove());
    let full_screen =
        move || if is_full.get() { t!("Leave full screen") } else { t!("Full screen") }.to_owned();
    view! {
        {shown(
            move || !state.stage.get().hides_validation,
            move || {
                view! {
                    <button
                        type="button"
                        class="button quiet hide-validation"
                        on:click=handler(move |_| actions::reveal_validation(state, false))
                    >
                        {t!("Hide validation")}
                    </button>
                }
            },
        )}
        <button type="button" class="button quiet" on:click=handler(|_| screen::turn())>
            {live_text(full_screen)}
        </button>
        <button
            type="button"
            class="button quiet"
            aria-pressed=live_text(move || code.get().to_string())
            on:click=handler(move |_| code.update(|is_open| *is_open = !*is_open))
        >
            {t!("QR code")}
        </button>
        <button
            type="button"
            class="button quiet"
            on:click=handler(move |_| actions::list_scenes(state))
        >
            {t!("Scenes")}
        </button>
        <button
            type="button"
            class="button quiet"
            on:click=handler(move |_| opens.open_notes(state))
        >
            {t!("Notes")}
        </button>
        {shown(move || code.get(), code::code)}
        {trail::trail()}
    }
    .into_any()
}

/// The whole screen, awake, until the stage is left.
fn fill_screen() {
    screen::fill();
    let awake = WakeLock::default();
    awake.hold();
    let again = awake.clone();
    let on_sight = window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() {
            again.hold();
        }
    });
    let awake = StoredValue::new_local(awake);
    on_cleanup(move || {
        on_sight.remove();
        awake.with_value(WakeLock::release);
        screen::leave();
    });
}
