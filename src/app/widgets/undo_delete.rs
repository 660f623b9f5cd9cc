//! What was deleted last, while it can be restored.

use leptos::prelude::*;

use crate::app::reactive::handler;
use crate::t;
use crate::workspace::deleted;

/// Its name, and the button that brings it back.
pub fn undo_delete(name: &str, restore: impl FnMut() + 'static) -> AnyView {
    undo_delete_of(name, Box::new(restore))
}

fn undo_delete_of(name: &str, mut restore: Box<dyn FnMut()>) -> AnyView {
    view! {
        <div class="experiment-deleted">
            <p role="status">{deleted::shown(name)}</p>
            <button type="button" class="button" on:click=handler(move |_| restore())>
                {t!("Undo delete")}
            </button>
        </div>
    }
    .into_any()
}
