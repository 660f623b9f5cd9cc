//! What is rarely needed, behind one word.

use leptos::prelude::*;

use crate::app::reactive::{handler, live, live_text};
use crate::app::services::focus;
use crate::t;
use web_sys::{Element, MouseEvent};

/// A native `<details>` that follows a signal, so that it stays open when what is in it
/// changes.
#[component]
pub fn Disclosure(
    label: &'static str,
    open: RwSignal<bool>,
    /// How many settings in it are not at their defaults: said while it is closed too.
    #[prop(optional, into)]
    changed: Signal<usize>,
    fields: Vec<AnyView>,
) -> AnyView {
    let hint = live_text(move || match changed.get() {
        0 => String::new(),
        count => t!("· {settings} changed", settings = count),
    });
    // What it opens may lie below the panel's edge. By keyboard, too, it opens with a click.
    let on_click = move |event: MouseEvent| {
        if let Ok(Some(details)) = event_target::<Element>(&event).closest("details") {
            focus::show_what_opens(details);
        }
    };
    view! {
        <details
            class="more"
            prop:open=live(move || open.get())
            on:toggle=handler(move |event| {
                open.set(event_target::<Element>(&event).has_attribute("open"));
            })
        >
            <summary on:click=handler(
                on_click,
            )>{label} " " <span class="dim">{hint}</span></summary>
            <div class="more-fields">{fields}</div>
        </details>
    }
    .into_any()
}

/// What it looks like while its fields are on their way.
pub fn closed_disclosure(label: &'static str) -> AnyView {
    view! {
        <details class="more">
            <summary>{label}</summary>
        </details>
    }
    .into_any()
}
