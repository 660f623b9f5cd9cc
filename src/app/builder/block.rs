//! One block of the chain, and its two ends.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::actions;
use crate::app::builder::Arrow;
use crate::app::builder::drag::{Drag, Dragged};
use crate::app::data_panel::grouped;
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
                    <b>{move || text.get().0}</b>
                    " "
                    {move || text.get().1}
                </span>
                <span class="block-note">{move || text.get().2}</span>
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
    let kind = move || layer.get().map(|layer| layer.kind().label());
    let note = move || match shape.get() {
        Some(shape) if shape.non_trainable > 0 => {
            let (trained, moving) = (shape.trainable, shape.non_trainable);
            format!("{} + {}", grouped(trained as usize), grouped(moving as usize))
        }
        Some(shape) if shape.trainable > 0 => {
            format!("{} params", grouped(shape.trainable as usize))
        }
        _ => "no params".to_owned(),
    };
    // A block that was moved or inserted takes the focus along.
    Effect::new(move |_| {
        if is_selected.get()
            && focus_is_in_chain()
            && let Some(button) = button.get()
        {
            // A button in the page can always take the focus.
            let _ = button.focus();
        }
    });
    view! {
        <li
            class="link movable"
            class:slot-open=move || drag.slot() == Some(index)
            class:lifted=move || drag.dragged() == Some(Dragged::Placed(index))
        >
            <Arrow before=Signal::stored(index) />
            <button
                node_ref=button
                type="button"
                class="block"
                data-kind=kind
                aria-pressed=move || is_selected.get().to_string()
                on:click=move |_| {
                    if !drag.take_click() {
                        actions::select(state, index);
                    }
                }
                on:focus=move |_| actions::select(state, index)
                on:pointerdown=move |event| drag.press(&event, Dragged::Placed(index))
                on:pointermove=move |event| drag.hover(&event)
                on:pointerup=move |event| drag.release(&event)
                on:pointercancel=move |_| drag.cancel()
            >
                <span class="block-kind">{kind}</span>
                <span class="grip" aria-hidden="true">
                    "⠿"
                </span>
                <span class="block-main">{move || layer.get().map(main_setting)}</span>
                <span class="block-note">{note}</span>
            </button>
        </li>
    }
}

fn focus_is_in_chain() -> bool {
    document()
        .active_element()
        .and_then(|element| element.closest(".chain").ok().flatten())
        .is_some_and(|chain| chain.is_instance_of::<web_sys::Element>())
}

fn main_setting(layer: LayerConfig) -> impl IntoView {
    let (value, rest) = match layer {
        LayerConfig::Dense { units, activation } => {
            (units.to_string(), format!(" units · {}", activation.name()))
        }
        LayerConfig::Activation { activation } => (activation.name().to_owned(), String::new()),
        LayerConfig::Dropout { rate } => (format!("{rate:.2}"), " rate".to_owned()),
        LayerConfig::BatchNormalization { momentum, .. } => {
            (momentum.to_string(), " momentum".to_owned())
        }
    };
    view! {
        <b>{value}</b>
        {rest}
    }
}
