//! A canvas is drawn again when it gets another size.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;

use crate::app::reactive::effect;

/// Does something whenever a canvas gets another size, as long as its view is there.
pub fn on_resize(node: NodeRef<html::Canvas>, act: impl Fn() + Copy + 'static) {
    effect(move || {
        let Some(canvas) = node.get() else { return };
        let on_resize = Closure::<dyn FnMut()>::new(act);
        let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
        observer.observe(&canvas);
        let watching = StoredValue::new_local((observer, on_resize));
        on_cleanup(move || watching.with_value(|(observer, _)| observer.disconnect()));
    });
}
