//! Between two blocks: the arrow, and the place where a block can be put.

use leptos::prelude::*;

use super::drag::Drag;
use crate::app::reactive::{Views, handler, live_text, live_view};
use crate::app::state::AppState;
use crate::t;

/// The arrow into the block at `before`, with the values per row that cross it.
#[component]
pub fn Arrow(#[prop(into)] before: Signal<usize>) -> impl IntoView {
    let state = AppState::here();
    let units = live_text(move || {
        if before.get() == 0 && !state.knows_table() {
            return String::new();
        }
        let units = match before.get() {
            0 => state.inputs.get(),
            index => state.shapes.with(|shapes| shapes.get(index - 1).map_or(0, |s| s.units)),
        };
        units.to_string()
    });
    view! {
        <span class="arrow">
            <span class="arrow-units">{units}</span>
        </span>
    }
}

/// Where what was picked can be placed: before the block at `before`.
#[component]
pub fn Slot(#[prop(into)] before: Signal<usize>) -> impl IntoView {
    let drag = expect_context::<Drag>();
    live_view(move || {
        drag.picked()
            .map(|_| {
                view! {
                    <button
                        type="button"
                        class="slot"
                        aria-label=live_text(move || {
                            t!("Place at position {position}", position = before.get() + 1)
                        })
                        on:click=handler(move |_| drag.place(before.get_untracked()))
                    >
                        "+"
                    </button>
                }
            })
            .views()
    })
}
