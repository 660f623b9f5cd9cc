//! A name that is changed where it stands.

use leptos::html;
use leptos::prelude::*;

use crate::app::reactive::{effect, handler};
use crate::t;

/// A name as a field: Enter or leaving it takes the name, Escape keeps the old one. It is
/// there while `renamed` says so.
pub fn name_field(
    name: String,
    renamed: RwSignal<Option<String>>,
    mut take: impl FnMut(&str) + 'static,
) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    effect(move || {
        if let Some(input) = node.get() {
            // Fails only on an element that is not in the page.
            let _ = input.focus();
            input.select();
        }
    });
    view! {
        <input
            node_ref=node
            type="text"
            class="experiment-name"
            aria-label=t!("Name")
            maxlength="120"
            value=name
            on:keydown=handler(move |event: leptos::ev::KeyboardEvent| {
                match event.key().as_str() {
                    "Enter" => {
                        if let Some(input) = node.get_untracked() {
                            let _ = input.blur();
                        }
                    }
                    "Escape" => {
                        event.prevent_default();
                        renamed.set(None);
                    }
                    _ => {}
                }
            })
            on:change=handler(move |event| take(&event_target_value(&event)))
            on:blur=handler(move |_| renamed.set(None))
        />
    }
    .into_any()
}
