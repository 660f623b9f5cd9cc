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

/// A value that follows the state, worked out each time it is read.
pub fn derived<T: Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    Signal::derive(Box::new(read) as Read<T>)
}

/// A value that follows the state, worked out when the state has changed.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    memo_of(Box::new(read))
}

/// What happens outside the view when the state has changed.
pub fn effect(act: impl FnMut() + 'static) {
    effect_of(Box::new(act));
}

type Read<T> = Box<dyn Fn() -> T + Send + Sync>;

fn memo_of<T: PartialEq + Send + Sync + 'static>(read: Read<T>) -> Memo<T> {
    Memo::new(move |_| read())
}

fn effect_of(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_| act());
}
