//! The sets that come with Descent, and the ones it makes.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, handler, live, live_text};
use crate::app::services::attribution::attribution;
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::config::{Shape, SyntheticConfig};
use crate::data::gallery::{self, GallerySet};
use crate::t;
use crate::text::{Grouped, shown};
use crate::worker::client::file_of_build;

#[component]
pub fn GalleryDialog(open: RwSignal<bool>, made_is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            title=t!("Gallery")
            open=open
            wide=true
            content=lazy_content(InDialog::Gallery {
                open,
                made_is_open,
            })
        />
    }
}

fn real(state: AppState, open: RwSignal<bool>, set: &'static GallerySet) -> AnyView {
    let title = shown(set.title);
    let size = t!(
        "{task} · {rows} rows · {columns} columns · {size} kB",
        task = set.task.label(),
        rows = Grouped(set.rows as u64),
        columns = set.columns,
        size = set.bytes.div_ceil(1000),
    );
    let source = RwSignal::new(None::<String>);
    let load = move |_| {
        if source.with_untracked(Option::is_none) {
            wasm_bindgen_futures::spawn_local(async move {
                let text = attribution(set.id).await;
                source.set(Some(text.unwrap_or_else(|| {
                    t!("The source stands in datasets/ATTRIBUTION.md, beside this page.").to_owned()
                })));
            });
        }
    };
    view! {
        <button
            type="button"
            class="gallery-open"
            on:click=handler(move |_| {
                open.set(false);
                actions::load_gallery(state, set);
            })
        >
            <img src=picture(set.id) alt="" width="96" height="64" loading="lazy" />
            <span class="gallery-words">
                <strong>{title}</strong>
                <span>{shown(set.one_line)}</span>
                <span class="dim">{shown(set.lesson)}</span>
                <span class="dim">{size}</span>
            </span>
        </button>
        <details class="dim" on:toggle=handler(load)>
            <summary>{t!("Source and licence of {title}", title)}</summary>
            <p>{live_text(move || source.get())}</p>
            <p>{t!("Licence: {licence}", licence = shown(set.licence))}</p>
        </details>
    }
    .into_any()
}

fn made(
    state: AppState,
    open: RwSignal<bool>,
    made_is_open: RwSignal<bool>,
    shape: Shape,
) -> AnyView {
    let words = shape.task().label();
    let label = shape.label();
    let file = picture(shape.id());
    view! {
        <button
            type="button"
            class="gallery-open"
            on:click=handler(move |_| {
                open.set(false);
                let opens = matches!(shape, Shape::Painted { .. } | Shape::Formula { .. });
                actions::make(state, SyntheticConfig::new(shape.clone()));
                made_is_open.set(opens);
            })
        >
            <img src=file alt="" width="96" height="64" loading="lazy" />
            <span class="gallery-words">
                <strong>{label}</strong>
                <span class="dim">{words}</span>
            </span>
        </button>
    }
    .into_any()
}

fn picture(id: &str) -> String {
    file_of_build(&format!("datasets/pictures/{id}.svg"))
}

/// What is in it.
pub fn gallery(open: RwSignal<bool>, made_is_open: RwSignal<bool>) -> AnyView {
    let state = AppState::here();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=live(move || state.data().brings_network.get())
                on:change=handler(move |event| {
                    state.data().brings_network.set(event_target_checked(&event));
                })
            />
            {t!("Bring the network and training that suit the set")}
        </label>
        <h3 class="dialog-part">{t!("Real data")}</h3>
        <ul class="gallery">
            {gallery::SETS
                .iter()
                .map(|set| view! { <li class="gallery-set">{real(state, open, set)}</li> })
                .views()}
        </ul>
        <h3 class="dialog-part">{t!("Made data")}</h3>
        <ul class="gallery made">
            {Shape::all()
                .into_iter()
                .map(|shape| {
                    view! { <li class="gallery-set">{made(state, open, made_is_open, shape)}</li> }
                })
                .views()}
        </ul>
    }
    .into_any()
}
