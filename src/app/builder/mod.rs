//! The chain: palette, blocks, settings of the selected block.

mod block;
mod drag;
mod inspector;

use leptos::html;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::figures::grouped;
use crate::app::live::{handler, live, live_text};
use crate::app::state::AppState;
use crate::app::widgets::ReadOut;
use crate::config::{LayerConfig, LayerKind, Scaling};

use block::{Block, End};
use drag::{Drag, Dragged};
use inspector::Inspector;

#[component]
pub fn Builder() -> impl IntoView {
    let state = AppState::here();
    let chain = NodeRef::<html::Ol>::new();
    let drag = Drag::new(state, chain);
    provide_context(drag);
    let count = Memo::new(move |_| state.experiment.with(|e| e.network.layers.len()));
    let total = Signal::derive(move || {
        let parameters: u64 =
            state.shapes.with(|shapes| shapes.iter().map(|s| s.trainable + s.non_trainable).sum());
        format!("{} parameters", grouped(parameters as usize))
    });
    let inputs = move || {
        let scaling = state.experiment.with(|e| e.data.scaling);
        let note = match scaling {
            Scaling::Standard => "standardised",
            Scaling::MinMax => "scaled to 0 to 1",
            Scaling::Robust => "scaled by quartiles",
            Scaling::None => "not scaled",
        };
        let inputs = state.inputs.get();
        let plural = if inputs == 1 { "feature" } else { "features" };
        (inputs.to_string(), plural.to_owned(), note.to_owned())
    };
    let outputs = move || {
        let output = state.output.get();
        let parameters = state.shapes.with(|shapes| shapes.last().map_or(0, |s| s.trainable));
        let plural = if output.units == 1 { "unit" } else { "units" };
        (
            output.units.to_string(),
            format!("{plural} · {}", output.activation.name()),
            format!("{} params", grouped(parameters as usize)),
        )
    };
    view! {
        <section class="panel builder" aria-label="Network">
            <div class="builder-head">
                <h2 class="panel-title">"Network"</h2>
                <Palette />
                <p class="total">
                    <span class="layer-count">
                        {live_text(move || format!("{} layers · ", count.get() + 2))}
                    </span>
                    <ReadOut name="Parameters" value=total />
                </p>
            </div>
            <ol
                class="chain"
                aria-label="Layers"
                node_ref=chain
                class:dragging=live(move || drag.is_on())
            >
                <End label="Input" text=Signal::derive(inputs) />
                <For each=move || 0..count.get() key=|index| *index let:index>
                    <Block index />
                </For>
                <li
                    class="arrow-only"
                    class:slot-open=live(move || drag.slot() == Some(count.get()))
                >
                    <Arrow before=count />
                </li>
                <End label="Output" text=Signal::derive(outputs) />
            </ol>
            <Inspector />
            <Ghost />
        </section>
    }
}

/// The arrow into the block at `before`, with the values per row that cross it.
#[component]
pub fn Arrow(#[prop(into)] before: Signal<usize>) -> impl IntoView {
    let state = AppState::here();
    let units = live_text(move || {
        let units = match before.get() {
            0 => state.inputs.get(),
            index => state.shapes.with(|shapes| shapes.get(index - 1).map_or(0, |s| s.units)),
        };
        units.to_string()
    });
    view! {
        <span class="arrow">
            <span class="arrow-units">{units}</span>
        </span>
    }
}

/// What can be put into the chain: pressed, tapped, or dragged.
#[component]
fn Palette() -> impl IntoView {
    let state = AppState::here();
    let drag = expect_context::<Drag>();
    view! {
        <div class="palette" role="group" aria-label="Blocks to add">
            {LayerKind::ALL
                .map(|kind| {
                    view! {
                        <button
                            type="button"
                            class="chip"
                            data-kind=kind.label()
                            title="Press to add after the selected block, or drag into the chain"
                            on:pointerdown=handler(move |event| {
                                drag.press(&event, Dragged::New(kind));
                            })
                            on:pointermove=handler(move |event| drag.hover(&event))
                            on:pointerup=handler(move |event| drag.release(&event))
                            on:pointercancel=handler(move |_| drag.cancel())
                            on:click=handler(move |_| {
                                if !drag.take_click() {
                                    actions::add_layer(state, kind);
                                }
                            })
                        >
                            <span aria-hidden="true">"+ "</span>
                            <span class="visually-hidden">"Add "</span>
                            {kind.label()}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// What follows the pointer while dragging.
#[component]
fn Ghost() -> impl IntoView {
    let state = AppState::here();
    let drag = expect_context::<Drag>();
    let kind = move || {
        drag.dragged().and_then(|dragged| match dragged {
            Dragged::New(kind) => Some(kind),
            Dragged::Placed(index) => {
                state.experiment.with(|e| e.network.layers.get(index).map(LayerConfig::kind))
            }
        })
    };
    view! {
        <Show when=move || drag.is_on()>
            <div
                class="ghost"
                class:removing=live(move || drag.would_remove())
                data-kind=live(move || kind().map(|kind| kind.label().to_owned()))
                style:--drag-x=live_text(move || format!("{}px", drag.position().0))
                style:--drag-y=live_text(move || format!("{}px", drag.position().1))
                aria-hidden="true"
            >
                {live_text(move || kind().map(|kind| kind.label().to_owned()))}
                <Show when=move || drag.would_remove()>" · drop to remove"</Show>
            </div>
        </Show>
    }
}
