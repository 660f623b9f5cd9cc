//! A native dialog that follows a signal.

use leptos::html;
use leptos::prelude::*;

use crate::app::lazy::Content;
use crate::app::reactive::{effect, handler, live_text, shown};
use crate::t;

/// A modal `<dialog>`: Escape, its button and a click beside it close it.
#[component]
pub fn Dialog(
    #[prop(into)] title: Signal<String>,
    open: RwSignal<bool>,
    /// For tables and pictures.
    #[prop(optional)]
    wide: bool,
    /// What is in it, made when it opens.
    content: Content,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    effect(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only on a dialog that is open or not in the page.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let close_beside = move |event: leptos::ev::MouseEvent| {
        // The backdrop belongs to the dialog itself; what is on it has other targets.
        if node.get().is_some_and(|dialog| event.target().as_ref() == Some(dialog.as_ref())) {
            open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            class:wide=wide
            aria-label=live_text(move || title.get())
            on:close=handler(move |_| open.set(false))
            on:click=handler(close_beside)
        >
            <div class="dialog-box">
                <div class="dialog-head">
                    <h2>{title}</h2>
                    <button
                        type="button"
                        class="button quiet"
                        on:click=handler(move |_| open.set(false))
                    >
                        {t!("Close")}
                    </button>
                </div>
                {shown(move || open.get(), content)}
            </div>
        </dialog>
    }
}
