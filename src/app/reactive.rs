//! What of a view follows the state. A closure of its own type carries the machinery of
//! a reactive text or attribute once more; these are of one type for all.

use std::sync::Arc;
use std::time::Duration;

use leptos::children::ChildrenFn;
use leptos::leptos_dom::helpers::TimeoutHandle;
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

/// Views one after another, of one type whatever they are.
pub trait Views {
    /// All of them.
    fn views(self) -> AnyView;
}

impl<I: IntoIterator<Item: IntoAny>> Views for I {
    fn views(self) -> AnyView {
        self.into_iter().map(IntoAny::into_any).collect::<Vec<_>>().into_any()
    }
}

/// What is there while a condition holds.
pub fn shown<V: IntoAny>(
    when: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> V + Send + Sync + 'static,
) -> AnyView {
    shown_of(Box::new(when), Arc::new(move || view().into_any()))
}

fn shown_of(when: Read<bool>, view: ChildrenFn) -> AnyView {
    view! { <Show when>{view()}</Show> }.into_any()
}

/// A view for each item; an item whose key was there before keeps its view.
pub fn listed<T: Send + 'static, V: IntoAny>(
    items: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: impl Fn(&T) -> String + Send + Sync + 'static,
    view: impl Fn(T) -> V + Send + Sync + 'static,
) -> AnyView {
    let view = Arc::new(view);
    listed_of(Box::new(move || {
        let entry = |item| {
            let (key, view) = (key(&item), Arc::clone(&view));
            Entry { key, view: Box::new(move || view(item).into_any()) }
        };
        items().into_iter().map(entry).collect()
    }))
}

struct Entry {
    key: String,
    view: Box<dyn FnOnce() -> AnyView + Send>,
}

fn listed_of(entries: Read<Vec<Entry>>) -> AnyView {
    view! { <For each=entries key=|entry| entry.key.clone() children=|entry| (entry.view)() /> }
        .into_any()
}

/// Does something once it was not asked for again for a while: when the user has stopped
/// typing, or a slider rests.
#[derive(Clone, Copy)]
pub struct Debounce {
    pause: Duration,
    due: StoredValue<Option<TimeoutHandle>>,
}

impl Debounce {
    pub fn new(pause: Duration) -> Self {
        Self { pause, due: StoredValue::new(None) }
    }

    /// Asks for it, in place of what was asked for before.
    pub fn call(self, act: impl FnOnce() + 'static) {
        self.cancel();
        let act = move || {
            self.due.set_value(None);
            act();
        };
        self.due.set_value(set_timeout_with_handle(act, self.pause).ok());
    }

    /// Forgets what was asked for. Whether it was still to be done.
    pub fn cancel(self) -> bool {
        let due = self.due.try_update_value(Option::take).flatten();
        due.inspect(TimeoutHandle::clear).is_some()
    }
}
