//! What opens on a click only: its code comes in a second file, fetched while the page rests.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
#[cfg(feature = "split")]
use leptos::wasm_split::wasm_split;
use wasm_bindgen_futures::spawn_local;

use crate::app::curves_panel::picture::Sight;
use crate::app::live::{handler, live_view};
use crate::app::{
    builder, curves_panel, data_panel, experiments, shortcuts, top_bar, training_panel,
};
use crate::worker::RowsState;

/// What is shown.
#[derive(Clone, Copy)]
pub enum Part {
    Chart(Sight),
    Coach,
    Column,
    Experiments,
    Explanation,
    Figures,
    Inspected { subject: builder::inspector::Subject, more_is_open: RwSignal<bool> },
    Gallery { open: RwSignal<bool>, made_is_open: RwSignal<bool> },
    Keys,
    Link,
    Made,
    Reading,
    Readings,
    Rows(RwSignal<RowsState>),
    Runs,
    RunsTable(training_panel::Rows),
    Sweep,
    Templates,
    ViewRow { sight: Sight, table: RwSignal<bool> },
}

impl Part {
    /// Whether it has its place on the page from the start, and comes once that stands.
    fn can_wait(self) -> bool {
        matches!(self, Self::Chart(_) | Self::Runs | Self::Coach)
    }

    /// Whether its place says that it could not be loaded: where many do, one is enough.
    fn tells(self) -> bool {
        !matches!(self, Self::Runs | Self::Coach)
    }
}

type Content = fn(Part) -> AnyView;

fn content(part: Part) -> AnyView {
    match part {
        Part::Chart(sight) => curves_panel::chart::chart(sight),
        Part::Coach => training_panel::coach_box::coach_box(),
        Part::Column => data_panel::column_dialog::column(),
        Part::Experiments => experiments::experiments(),
        Part::Explanation => builder::explain::explanation(),
        Part::Figures => curves_panel::table::figures(),
        Part::Gallery { open, made_is_open } => {
            data_panel::gallery_dialog::gallery(open, made_is_open)
        }
        Part::Inspected { subject, more_is_open } => {
            builder::inspector::inspected(subject, more_is_open)
        }
        Part::Keys => shortcuts::keys(),
        Part::Link => top_bar::link(),
        Part::Made => data_panel::made_dialog::made_table(),
        Part::Reading => data_panel::reading_dialog::reading(),
        Part::Readings => curves_panel::why_differ::readings(),
        Part::Rows(kind) => data_panel::rows_dialog::rows(kind),
        Part::Runs => training_panel::runs::runs(),
        Part::RunsTable(rows) => training_panel::runs_table::runs(rows),
        Part::Sweep => training_panel::sweep_dialog::sweep(),
        Part::Templates => builder::explain::templates(),
        Part::ViewRow { sight, table } => curves_panel::view_row::row(sight, table),
    }
}

#[cfg(feature = "split")]
#[wasm_split(later, fallible, wasm_split_path = leptos::wasm_split)]
#[allow(clippy::unnecessary_wraps, reason = "the macro puts the failure to load into it")]
fn fetch() -> Result<Content, SplitLoaderError> {
    Ok(content)
}

/// In one file a debug build is quicker.
#[cfg(not(feature = "split"))]
async fn fetch() -> Result<Content, SplitLoaderError> {
    Ok(content)
}

/// A part as soon as its code is there.
pub fn later(part: Part) -> AnyView {
    later_in(part, || view! { <p role="status">"Loading…"</p> }.into_any())
}

/// The same, with what keeps its place until then.
pub fn later_in(part: Part, place: fn() -> AnyView) -> AnyView {
    let content = expect_context::<Fetched>();
    if !part.can_wait() {
        fetch_into(content);
    }
    live_view(move || match content.get() {
        Some(Ok(content)) => content(part),
        Some(Err(())) if part.tells() => view! {
            <p role="alert">"This part of the page could not be loaded; is the connection gone?"</p>
            <button type="button" class="button" on:click=handler(move |_| fetch_into(content))>
                "Try again"
            </button>
        }
        .into_any(),
        _ => place(),
    })
    .into_any()
}

/// What was fetched, if anything was; a failure can be tried again.
pub type Fetched = RwSignal<Option<Result<Content, ()>>>;

/// Fetches the code once the page stands, so that what opens later opens at once, without a
/// network too.
pub fn fetch_when_idle(content: Fetched) {
    // Safari has no idle time to offer.
    if request_idle_callback_with_handle(move || fetch_into(content)).is_err() {
        fetch_into(content);
    }
}

fn is_here(content: Fetched) -> bool {
    content.with_untracked(|content| matches!(content, Some(Ok(_))))
}

fn fetch_into(content: Fetched) {
    if is_here(content) {
        return;
    }
    spawn_local(async move {
        let fetched = fetch().await.map_err(|_| ());
        // Who asked at the same time shows it already.
        if !is_here(content) {
            content.set(Some(fetched));
        }
    });
}
