//! What the page's link says beside the experiment, done: parts hidden and locked, the task.

use js_sys::Array;
use leptos::ev;
use leptos::prelude::*;
use web_sys::CssStyleSheet;

use super::{locks, page_parts};
use crate::app::actions;
use crate::app::reactive::{effect, live_text, shown};
use crate::app::services::address;
use crate::app::state::AppState;
use crate::config::share::switches::{Switches, unknown_sentence};
use crate::t;

/// Keeps a style sheet of the page as it should be: one that stood in the page itself would be
/// against its Content-Security-Policy.
fn keep_styled(style: impl Fn() -> String + 'static) {
    let Ok(sheet) = CssStyleSheet::new() else { return };
    document().set_adopted_style_sheets(&Array::of1(&sheet));
    on_cleanup(|| document().set_adopted_style_sheets(&Array::new()));
    let take = move |style: String| {
        // Fails only for a sheet that came from a file.
        let _ = sheet.replace_sync(&style);
    };
    // At once, so that nothing flashes.
    take(untrack(&style));
    effect(move || take(style()));
}

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
    keep_styled(move || switches.with(|found| page_parts::style(&found.hide, &found.lock)));
    view! {
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
