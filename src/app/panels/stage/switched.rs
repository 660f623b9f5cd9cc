//! What the page's link says beside the experiment, done: parts hidden and locked, the task.

use leptos::ev;
use leptos::prelude::*;

use super::{locks, page_parts};
use crate::app::actions;
use crate::app::reactive::{live_text, shown};
use crate::app::services::address;
use crate::app::state::AppState;
use crate::config::share::switches::{Switches, unknown_sentence};
use crate::t;

/// Follows the address; the task stands above the panels.
pub fn switched() -> AnyView {
    let state = AppState::here();
    let switches = RwSignal::new(Switches::default());
    let read = move || {
        let (found, unknown) = Switches::read(&address::switches());
        if let Some(sentence) = unknown_sentence(&unknown) {
            actions::note(state, sentence);
        }
        switches.set(found);
    };
    read();
    let on_change = window_event_listener(ev::hashchange, move |_| {
        read();
        actions::follow_switches(state);
    });
    on_cleanup(move || on_change.remove());
    locks::keep(state, switches);
    let style = move || switches.with(|found| page_parts::style(&found.hide, &found.lock));
    view! {
        <style inner_html=live_text(style)></style>
        {shown(
            move || switches.with(|found| !found.task.is_empty()),
            move || {
                view! {
                    <p class="task" role="note" aria-label=t!("Task")>
                        {live_text(move || switches.with(|found| found.task.clone()))}
                    </p>
                }
            },
        )}
    }
    .into_any()
}
