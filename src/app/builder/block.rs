//! One block of the chain, and its two ends.

use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::app::actions;
use crate::app::block_notes::{differences, in_short};
use crate::app::builder::Arrow;
use crate::app::builder::drag::{Drag, Dragged};
use crate::app::figures::grouped;
use crate::app::live::{handler, live, live_text, live_view};
use crate::app::state::AppState;
use crate::config::LayerConfig;

/// Input or output: follows from the data and the task, and cannot be moved.
#[component]
pub fn End(label: &'static str, text: Signal<(String, String, String)>) -> impl IntoView {
    view! {
        <li class="link">
            <div class="block end">
                <span class="block-kind">{label}</span>
                <span class="block-main">
                    <b>{live_text(move || text.get().0)}</b>
                    " "
                    {live_text(move || text.get().1)}
                </span>
                <span class="block-note">{live_text(move || text.get().2)}</span>
            </div>
        </li>
    }
}

#[component]
pub fn Block(index: usize) -> impl IntoView {
    let state = AppState::here();
    let drag = expect_context::<Drag>();
    let button = NodeRef::<html::Button>::new();
    let layer = Memo::new(move |_| state.experiment.with(|e| e.network.layers.get(index).cloned()));
    let shape = Memo::new(move |_| state.shapes.with(|shapes| shapes.get(index).copied()));
    let is_selected = Memo::new(move |_| state.selected.get() == Some(index));
    let kind = move || layer.get().map(|layer| layer.kind().label().to_owned());
    let parameters = move || match shape.get() {
        Some(shape) if shape.non_trainable > 0 => {
            let (trained, moving) = (shape.trainable, shape.non_trainable);
            format!("{} + {}", grouped(trained as usize), grouped(moving as usize))
        }
        Some(shape) if shape.trainable > 0 => {
            format!("{} params", grouped(shape.trainable as usize))
        }
        _ => "no params".to_owned(),
    };
    let unusual =
        Memo::new(move |_| layer.with(|layer| layer.as_ref().map(differences)).unwrap_or_default());
    let note = live_text(move || match unusual.with(|unusual| in_short(unusual)) {
        Some(unusual) => format!("{} · {unusual}", parameters()),
        None => parameters(),
    });
    let all_unusual = live(move || unusual.with(|all| (all.len() > 1).then(|| all.join(", "))));
    // The chain is one stop of the Tab key; arrows move within it.
    let is_tab_stop = Memo::new(move |_| state.selected.get().unwrap_or(0) == index);
    // A block that was selected, moved or inserted comes into view.
    Effect::new(move |_| {
        if let Some(button) = button.get()
            && is_selected.get()
        {
            let into_view = ScrollIntoViewOptions::new();
            into_view.set_block(ScrollLogicalPosition::Nearest);
            into_view.set_inline(ScrollLogicalPosition::Nearest);
            button.scroll_into_view_with_scroll_into_view_options(&into_view);
        }
    });
    view! {
        <li
            class="link movable"
            class:slot-open=live(move || drag.slot() == Some(index))
            class:lifted=live(move || drag.dragged() == Some(Dragged::Placed(index)))
        >
            <Arrow before=Signal::stored(index) />
            <button
                node_ref=button
                type="button"
                class="block"
                data-kind=live(kind)
                aria-pressed=live_text(move || is_selected.get().to_string())
                on:click=handler(move |_| {
                    if !drag.take_click() {
                        actions::select(state, index);
                    }
                })
                tabindex=live_text(move || if is_tab_stop.get() { "0" } else { "-1" }.to_owned())
                on:keydown=handler(move |event| {
                    if on_key(state, index, &event) {
                        event.prevent_default();
                        event.stop_propagation();
                    }
                })
                on:pointerdown=handler(move |event| drag.press(&event, Dragged::Placed(index)))
                on:pointermove=handler(move |event| drag.hover(&event))
                on:pointerup=handler(move |event| drag.release(&event))
                on:pointercancel=handler(move |_| drag.cancel())
            >
                <span class="block-kind">{live_text(kind)}</span>
                <span class="grip" aria-hidden="true">
                    "⠿"
                </span>
                <span class="block-main">{live_view(move || layer.get().map(main_setting))}</span>
                <span class="block-note" title=all_unusual>
                    {note}
                </span>
            </button>
        </li>
    }
}

/// Arrows, Home and End walk along the chain; with Alt, arrows take the block along.
fn on_key(state: AppState, index: usize, event: &KeyboardEvent) -> bool {
    let last = state.experiment.with_untracked(|e| e.network.layers.len()).saturating_sub(1);
    match (event.key().as_str(), event.alt_key()) {
        ("Delete", false) => actions::remove_layer(state, index),
        ("ArrowLeft", true) => actions::shift_layer(state, index, false),
        ("ArrowRight", true) => actions::shift_layer(state, index, true),
        ("ArrowLeft", false) => actions::walk_to(state, index.saturating_sub(1)),
        ("ArrowRight", false) => actions::walk_to(state, (index + 1).min(last)),
        ("Home", false) => actions::walk_to(state, 0),
        ("End", false) => actions::walk_to(state, last),
        _ => return false,
    }
    true
}

fn main_setting(layer: LayerConfig) -> impl IntoView {
    let (value, rest) = match layer {
        LayerConfig::Dense(dense) => {
            (dense.units.to_string(), format!(" units · {}", dense.activation.name()))
        }
        LayerConfig::Activation(block) => (block.activation.name().to_owned(), String::new()),
        LayerConfig::Dropout(dropout) => (format!("{:.2}", dropout.rate), " rate".to_owned()),
        LayerConfig::BatchNormalization(norm) => {
            (norm.momentum.to_string(), " momentum".to_owned())
        }
    };
    view! {
        <b>{value}</b>
        {rest}
    }
}
