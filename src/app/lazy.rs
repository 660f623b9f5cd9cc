//! Views whose code comes in a file of its own, fetched when it is first needed or while
//! the page rests. The loader knows no view: who mounts the page hands it, for each file,
//! what fetches the file's table of parts (`app/split_files.rs`).

use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::reactive::{effect, handler, live_view};
use crate::t;

/// A file's table: the view of each of its parts.
pub type Table<P> = fn(P) -> AnyView;

/// A file on its way: whether it came, and its table stands in its place.
pub type Fetching = Pin<Box<dyn Future<Output = bool>>>;

/// The content of a dialog, made when it opens.
pub type Content = Box<dyn Fn() -> AnyView + Send + Sync>;

/// A file with the views of the parts `P`.
pub struct LazyFile<P: 'static> {
    table: &'static OnceLock<Table<P>>,
    file: File,
}

/// What there is to know of a file, whatever its parts are.
#[derive(Clone, Copy)]
struct File {
    /// Whether it could be fetched, once it was asked for.
    is_here: RwSignal<Option<bool>>,
    /// Counts the clicks on "Try again", which are for all files that could not be fetched.
    retries: RwSignal<u32>,
    fetch: fn() -> Fetching,
}

impl<P> Clone for LazyFile<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for LazyFile<P> {}

impl<P: Copy + Send + Sync + 'static> LazyFile<P> {
    /// A file that nobody has asked for yet, and where its table is kept once it is here.
    pub fn new(
        table: &'static OnceLock<Table<P>>,
        fetch: fn() -> Fetching,
        retries: RwSignal<u32>,
    ) -> Self {
        Self { table, file: File::new(fetch, retries) }
    }

    /// Fetches the file, unless it is here.
    pub fn fetch(self) {
        if self.table.get().is_none() {
            self.file.fetch();
        }
    }

    fn view(self, part: P, says_failure: bool, place: fn() -> AnyView) -> AnyView {
        let part = move || self.table.get().map(|table| table(part));
        self.file.view(Box::new(part), says_failure, place)
    }
}

impl File {
    fn new(fetch: fn() -> Fetching, retries: RwSignal<u32>) -> Self {
        let file = Self { is_here: RwSignal::new(None), retries, fetch };
        effect(move || {
            if retries.get() > 0 && file.is_here.get_untracked() == Some(false) {
                file.fetch();
            }
        });
        file
    }

    fn fetch(self) {
        spawn_local(async move {
            let is_here = (self.fetch)().await;
            // Who asked at the same time shows it already.
            if self.is_here.get_untracked() != Some(true) {
                self.is_here.set(Some(is_here));
            }
        });
    }

    fn view(
        self,
        part: Box<dyn Fn() -> Option<AnyView> + Send>,
        says_failure: bool,
        place: fn() -> AnyView,
    ) -> AnyView {
        live_view(move || {
            let is_here = self.is_here.get();
            part().unwrap_or_else(|| match is_here {
                Some(false) if says_failure => failure(self.retries),
                _ => place(),
            })
        })
        .into_any()
    }
}

fn failure(retries: RwSignal<u32>) -> AnyView {
    // One box, so that it takes one place where the part would have taken one.
    view! {
        <div class="not-loaded">
            <p role="alert">
                {t!("This part of the page could not be loaded; is the connection gone?")}
            </p>
            <button
                type="button"
                class="button"
                on:click=handler(move |_| retries.update(|count| *count += 1))
            >
                {t!("Try again")}
            </button>
        </div>
    }
    .into_any()
}

/// Does something once the page stands, so that what opens later opens at once, without a
/// network too.
pub fn when_idle(act: impl Fn() + Copy + 'static) {
    // Safari has no idle time to offer.
    if request_idle_callback_with_handle(act).is_err() {
        act();
    }
}

/// A part that is wanted now.
pub fn lazy<P: Copy + Send + Sync + 'static>(part: P) -> AnyView {
    lazy_in(part, || view! { <p role="status">{t!("Loading…")}</p> }.into_any())
}

/// The same, with what keeps its place until it is here.
pub fn lazy_in<P: Copy + Send + Sync + 'static>(part: P, place: fn() -> AnyView) -> AnyView {
    let file = expect_context::<LazyFile<P>>();
    file.fetch();
    file.view(part, true, place)
}

/// A part that has its place on the page from the start, and comes once that stands.
pub fn lazy_at_rest<P: Copy + Send + Sync + 'static>(part: P, place: fn() -> AnyView) -> AnyView {
    expect_context::<LazyFile<P>>().view(part, true, place)
}

/// The same, where another part says it if the file could not be loaded.
pub fn lazy_quietly<P: Copy + Send + Sync + 'static>(part: P, place: fn() -> AnyView) -> AnyView {
    expect_context::<LazyFile<P>>().view(part, false, place)
}

/// A part as the content of a dialog.
pub fn lazy_content<P: Copy + Send + Sync + 'static>(part: P) -> Content {
    Box::new(move || lazy(part))
}
