//! The chain: palette, blocks, settings of the selected block.

mod arrow;
mod block;
mod drag;
pub(in crate::app) mod explanation;
pub(in crate::app) mod inspector;
mod overview;

use leptos::html;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::panels::code::CodeButton;
use crate::app::reactive::{Views, derived, handler, listed, live, live_text, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::{ReadOut, icon};
use crate::config::{LayerConfig, LayerKind, Scaling};
use crate::text::Grouped;
use crate::workspace::selection::Selection;
use crate::{t, tn};

use arrow::{Arrow, Slot};
use block::{Block, End, params, unit_words};
use drag::{Drag, Dragged};
use explanation::ExplanationButtons;
use inspector::Inspector;
use overview::{Overview, measure};

/// Stands for a number that follows from a table that is not here yet: no wrong one, and as
/// high as one.
const NOT_KNOWN: &str = "\u{a0}";

#[component]
pub fn Builder() -> impl IntoView {
    let state = AppState::here();
    let chain = NodeRef::<html::Ol>::new();
    let drag = Drag::new(state, chain);
    provide_context(drag);
    let sight = RwSignal::new((0.0, 100.0));
    let count = state.blocks;
    let total = derived(move || {
        if !state.knows_table() {
            return NOT_KNOWN.to_owned();
        }
        let parameters: u64 =
            state.shapes.with(|shapes| shapes.iter().map(|s| s.trainable + s.non_trainable).sum());
        t!("{parameters} parameters", parameters = Grouped(parameters))
    });
    let nothing = || (NOT_KNOWN.to_owned(), String::new(), NOT_KNOWN.to_owned());
    let inputs = move || {
        if !state.knows_table() {
            return nothing();
        }
        let scaling = state.experiment.with(|e| e.data.scaling);
        let note = match scaling {
            Scaling::Standard => t!("standardised"),
            Scaling::MinMax => t!("scaled to 0 to 1"),
            Scaling::Robust => t!("scaled by quartiles"),
            Scaling::None => t!("not scaled"),
        };
        let inputs = state.inputs.get();
        (inputs.to_string(), tn!(inputs, " feature", " features"), note.to_owned())
    };
    let outputs = move || {
        if !state.knows_table() {
            return nothing();
        }
        let output = state.output.get();
        let parameters = state.shapes.with(|shapes| shapes.last().map_or(0, |s| s.trainable));
        let units = output.units;
        (units.to_string(), unit_words(units, output.activation), params(parameters))
    };
    let name = t!("Network");
    view! {
        <section class="panel builder" aria-label=name>
            <div class="builder-head">
                <h2 class="panel-title">{name}</h2>
                <Palette />
                <div class="network-tools">
                    <AdviceCount />
                    <ExplanationButtons />
                    <CodeButton />
                </div>
                <p class="total">
                    <span class="layer-count">
                        {live_text(move || {
                            tn!(count.get() + 2, "{count} layer · ", "{count} layers · ")
                        })}
                    </span>
                    <ReadOut name=t!("Parameters") value=total />
                </p>
            </div>
            <ol
                class="chain"
                aria-label=t!("Layers")
                node_ref=chain
                on:scroll=handler(move |_| measure(chain, sight))
                class:dragging=live(move || drag.dragged().is_some())
                class:picking=live(move || drag.picked().is_some())
            >
                <End label=t!("Input") selection=Selection::Input text=derived(inputs) />
                {listed(
                    move || (0..count.get()).collect(),
                    ToString::to_string,
                    |index| view! { <Block index /> },
                )}
                <li
                    class="arrow-only"
                    style:--shift=live_text(move || format!("{}px", drag.shift_px(count.get())))
                >
                    <Slot before=count />
                    <Arrow before=count />
                </li>
                <End label=t!("Output") selection=Selection::Output text=derived(outputs) />
            </ol>
            <Overview chain sight />
            <Inspector />
            <div class="hint-place" data-hint="2"></div>
            <Ghost />
        </section>
    }
}

/// How much advice there is, and the way to it; screen readers hear of it here once.
#[component]
fn AdviceCount() -> impl IntoView {
    let state = AppState::here();
    let signals = state.advice();
    let count = move || signals.advice.with(Vec::len);
    let words = move || tn!(count(), " piece of advice", " pieces of advice");
    view! {
        <button
            type="button"
            class="button quiet advice-count"
            title=t!("Go to the next piece of advice")
            hidden=live(move || count() == 0)
            on:click=handler(move |_| actions::go_to_advice(state))
        >
            {icon("alert")}
            {live_text(move || count().to_string())}
            <span class="word">{live_text(words)}</span>
        </button>
        <span class="visually-hidden" role="status">
            {live_text(move || signals.news.get())}
        </span>
    }
}

/// What can be put into the chain: pressed, tapped, or dragged.
#[component]
fn Palette() -> impl IntoView {
    let state = AppState::here();
    let drag = expect_context::<Drag>();
    view! {
        <div class="palette" role="group" aria-label=t!("Blocks to add")>
            {LayerKind::ALL
                .map(|kind| {
                    view! {
                        <button
                            type="button"
                            class="chip"
                            data-kind=kind.label()
                            aria-label=t!("Add {block}", block = kind.label())
                            aria-pressed=live(move || {
                                (drag.picked() == Some(Dragged::New(kind)))
                                    .then(|| "true".to_owned())
                            })
                            title=t!(
                                "Press to add after the selected block, or drag into the chain"
                            )
                            on:pointerdown=handler(move |event| {
                                drag.press(&event, Dragged::New(kind));
                            })
                            on:pointermove=handler(move |event| drag.hover(&event))
                            on:pointerup=handler(move |event| drag.release(&event))
                            on:pointercancel=handler(move |_| drag.cancel())
                            on:click=handler(move |event: web_sys::MouseEvent| {
                                if drag.take_click() {} else if drag.is_tap(&event) {
                                    drag.pick(Dragged::New(kind));
                                } else {
                                    actions::add_layer(state, kind);
                                }
                            })
                        >
                            {icon("plus")}
                            {kind.label()}
                        </button>
                    }
                })
                .views()}
        </div>
    }
}

/// What follows the pointer while dragging.
#[component]
fn Ghost() -> impl IntoView {
    let state = AppState::here();
    let drag = expect_context::<Drag>();
    let kind = memo(move || {
        let kind = match drag.dragged()? {
            Dragged::New(kind) => kind,
            Dragged::Placed(start, _) => {
                state.experiment.with(|e| e.network.layers.get(start).map(LayerConfig::kind))?
            }
        };
        Some(kind.label().to_owned())
    });
    let lifted = move || drag.dragged().map_or(0, |dragged| dragged.range().len());
    let text = move || {
        let name = match lifted() {
            0 | 1 => kind.get().unwrap_or_default(),
            several => tn!(several, "{count} block", "{count} blocks"),
        };
        if drag.would_remove() { t!("{block} · drop to remove", block = name) } else { name }
    };
    view! {
        {shown(
            move || kind.with(Option::is_some),
            move || {
                view! {
                    <div
                        class="ghost"
                        class:removing=live(move || drag.would_remove())
                        class:several=live(move || { lifted() > 1 })
                        data-kind=live(move || kind.get())
                        style:--drag-x=live_text(move || format!("{}px", drag.position().0))
                        style:--drag-y=live_text(move || format!("{}px", drag.position().1))
                        aria-hidden="true"
                    >
                        {live_text(text)}
                    </div>
                }
            },
        )}
    }
}
