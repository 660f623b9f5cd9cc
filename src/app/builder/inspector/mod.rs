//! The settings of the selected block.

mod fields;
mod parts;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::live::{handler, live_text, live_view};
use crate::app::settings::{Field, fields as fields_of};
use crate::app::state::AppState;
use crate::app::widgets::{Disclosure, IconButton};
use crate::config::{LayerConfig, LayerKind};

use fields::{
    ACTIVATION, BATCH_NORM, DENSE, DROPOUT, MORE_OF_BATCH_NORM, MORE_OF_DENSE, MORE_OF_DROPOUT,
};

#[component]
pub fn Inspector() -> impl IntoView {
    let state = AppState::here();
    // Which fields there are depends on the kind only, so that typing into one of
    // them does not replace it.
    let shown = Memo::new(move |_| {
        let index = state.selected.get()?;
        let kind = state.experiment.with(|e| e.network.layers.get(index).map(LayerConfig::kind))?;
        Some((index, kind))
    });
    // Stays as it is when another block is selected.
    let more_is_open = RwSignal::new(false);
    view! {
        <div class="inspector" role="group" aria-label="Selected block">
            {live_view(move || match shown.get() {
                Some((index, kind)) => view! { <Settings index kind more_is_open /> }.into_any(),
                None => {
                    view! {
                        <p class="dim">
                            "Select a block to change it. Drag one in from above, or press it to add it."
                        </p>
                    }
                        .into_any()
                }
            })}
        </div>
    }
}

#[component]
fn Settings(index: usize, kind: LayerKind, more_is_open: RwSignal<bool>) -> impl IntoView {
    let state = AppState::here();
    let name = live_text(move || {
        let ordinal = state.experiment.with(|e| {
            let before = e.network.layers.iter().take(index + 1);
            before.filter(|layer| layer.kind() == kind).count()
        });
        format!("{} {ordinal}", kind.label())
    });
    let (fields, more): (&[Field], &[Field]) = match kind {
        LayerKind::Dense => (&DENSE, &MORE_OF_DENSE),
        LayerKind::Activation => (&ACTIVATION, &[]),
        LayerKind::Dropout => (&DROPOUT, &MORE_OF_DROPOUT),
        LayerKind::BatchNorm => (&BATCH_NORM, &MORE_OF_BATCH_NORM),
    };
    let has_more = !more.is_empty();
    view! {
        <strong class="inspector-name">{name}</strong>
        {fields_of(fields, index)}
        <div class="inspector-actions">
            <IconButton
                glyph="←"
                name="Move towards the input"
                disabled=Signal::stored(index == 0)
                press=move |()| actions::shift_layer(state, index, false)
            />
            <IconButton
                glyph="→"
                name="Move towards the output"
                disabled=Signal::derive(move || {
                    state.experiment.with(|e| index + 1 >= e.network.layers.len())
                })
                press=move |()| actions::shift_layer(state, index, true)
            />
            <button
                type="button"
                class="button quiet"
                on:click=handler(move |_| actions::duplicate_layer(state, index))
            >
                "Duplicate"
            </button>
            <button
                type="button"
                class="button quiet danger"
                on:click=handler(move |_| actions::remove_layer(state, index))
            >
                "Remove"
            </button>
        </div>
        {has_more
            .then(|| {
                view! {
                    <Disclosure label="More" open=more_is_open fields=fields_of(more, index) />
                }
            })}
    }
}
