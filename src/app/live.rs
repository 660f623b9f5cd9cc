//! What of a view follows the state. A closure of its own type carries the machinery of
//! a reactive text or attribute once more; these are of one type for all.

use leptos::prelude::*;

/// A reactive part of a view.
pub type Live<T> = Box<dyn FnMut() -> T + Send>;

/// A class, a property, or an attribute that may be absent.
pub fn live<T>(read: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Box::new(read)
}

/// A text, or an attribute that is always there; nothing is an empty one.
pub fn live_text<T: Into<Option<String>>>(
    mut read: impl FnMut() -> T + Send + 'static,
) -> Live<String> {
    Box::new(move || read().into().unwrap_or_default())
}

/// Elements.
pub fn live_view<V: IntoAny>(mut read: impl FnMut() -> V + Send + 'static) -> Live<AnyView> {
    Box::new(move || read().into_any())
}

/// What an event does.
pub fn handler<E>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(act)
}
