//! One block of the chain, and its two ends.

use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::arrow::{Arrow, Slot};
use super::drag::{Drag, Dragged};
use crate::app::actions;
use crate::app::reactive::{effect, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::app::widgets::icon;
use crate::config::{Activation, LayerConfig};
use crate::text::{Decimal, Grouped};
use crate::workspace::activation_graph::{HEIGHT, WIDTH};
use crate::workspace::block_notes::{differences, in_short};
use crate::workspace::block_picture::{Picture, picture};
use crate::workspace::number_words::grouped;
use crate::workspace::selection::Selection;
use crate::{t, tn};

/// Input or output: follows from the data and the task, and cannot be moved.
#[component]
pub fn End(
    label: &'static str,
    selection: Selection,
    text: Signal<(String, String, String)>,
) -> impl IntoView {
    let state = AppState::here();
    let drag = expect_context::<Drag>();
    let is_selected = memo(move || state.selected.get() == selection);
    let is_tab_stop = tab_stop(state, selection);
    // The input stands before whatever moves.
    let shift = move || match selection {
        Selection::Output => drag.shift_px(state.blocks.get()),
        _ => 0.0,
    };
    view! {
        <li class="link" style:--shift=live_text(move || format!("{}px", shift()))>
            <button
                type="button"
                class="block end"
                aria-pressed=live_text(move || is_selected.get().to_string())
                tabindex=live_text(move || tab_index(is_tab_stop.get()))
                on:click=handler(move |_| actions::select(state, selection))
                on:keydown=handler(move |event| on_key(state, &event))
            >
                <span class="block-kind" translate="no">{label}</span>
                <span class="block-main">
                    <b>{live_text(move || text.get().0)}</b>
                    {live_text(move || text.get().1)}
                </span>
                <span class="block-note">{live_text(move || text.get().2)}</span>
                {mark(state, selection)}
            </button>
        </li>
    }
}

/// The sign of advice about a block or an end. It is out of the flow, so that nothing
/// moves when it comes.
fn mark(state: AppState, selection: Selection) -> AnyView {
    let words = memo(move || state.advice().words_at(selection));
    view! {
        <span
            class="mark"
            role="img"
            aria-label=t!("has advice")
            title=live_text(move || words.get())
            hidden=live(move || words.with(String::is_empty))
        >
            {icon("alert")}
        </span>
    }
    .into_any()
}

#[component]
pub fn Block(index: usize) -> impl IntoView {
    let state = AppState::here();
    let drag = expect_context::<Drag>();
    let button = NodeRef::<html::Button>::new();
    let layer = memo(move || state.experiment.with(|e| e.network.layers.get(index).cloned()));
    let shape = move || state.shapes.with(|shapes| shapes.get(index).copied());
    let is_selected = memo(move || state.selected.get().range().contains(&index));
    let kind = move || layer.get().map(|layer| layer.kind().label().to_owned());
    let parameters = move || match shape().filter(|_| state.knows_table()) {
        // How many follows from the table.
        None => "\u{a0}".to_owned(),
        Some(shape) if shape.non_trainable > 0 => {
            let (trained, moving) = (shape.trainable, shape.non_trainable);
            format!("{} + {}", grouped(trained as usize), grouped(moving as usize))
        }
        Some(shape) if shape.trainable > 0 => params(shape.trainable),
        _ => t!("no params").to_owned(),
    };
    let unusual =
        memo(move || layer.with(|layer| layer.as_ref().map(differences)).unwrap_or_default());
    let note = live_text(move || match unusual.with(|unusual| in_short(unusual)) {
        Some(unusual) => format!("{} · {unusual}", parameters()),
        None => parameters(),
    });
    let all_unusual = live(move || unusual.with(|all| (all.len() > 1).then(|| all.join(", "))));
    let is_tab_stop = tab_stop(state, Selection::block(index));
    // What is lifted: the selected blocks, if this is one of them.
    let lifted = move || {
        let range = state.selected.get_untracked().range();
        let range = if range.contains(&index) { range } else { index..index + 1 };
        Dragged::Placed(range.start, range.end)
    };
    let is_lifted = move || drag.dragged().is_some_and(|on| on.range().contains(&index));
    // A block that was selected, moved or inserted comes into view.
    effect(move || {
        if let Some(button) = button.get()
            && is_selected.get()
            && is_tab_stop.get()
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
            class:lifted=live(is_lifted)
            class:straight=live(move || state.experiment.with(|e| e.network.is_straight(index)))
            style:--shift=live_text(move || format!("{}px", drag.shift_px(index)))
        >
            <Slot before=Signal::stored(index) />
            <Arrow before=Signal::stored(index) />
            <button
                node_ref=button
                type="button"
                class="block"
                data-kind=live(kind)
                aria-pressed=live_text(move || is_selected.get().to_string())
                on:click=handler(move |event: web_sys::MouseEvent| {
                    if !drag.take_click() {
                        click(state, drag, index, &event);
                    }
                })
                tabindex=live_text(move || tab_index(is_tab_stop.get()))
                on:keydown=handler(move |event| on_key(state, &event))
                on:pointerdown=handler(move |event| drag.press(&event, lifted()))
                on:pointermove=handler(move |event| drag.hover(&event))
                on:pointerup=handler(move |event| drag.release(&event))
                on:pointercancel=handler(move |_| drag.cancel())
            >
                <span class="block-kind" translate="no">{live_text(kind)}</span>
                <svg class="block-picture" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true">
                    <path class="faint" d=path(layer, |picture| picture.faint) />
                    <path class="lines" d=path(layer, |picture| picture.lines) />
                    <path class="filled" d=path(layer, |picture| picture.filled) />
                </svg>
                <span class="grip" aria-hidden="true">
                    {icon("grip")}
                </span>
                <span class="block-main">{live_view(move || layer.get().map(main_setting))}</span>
                <span
                    class="block-note"
                    class:unusual=live(move || unusual.with(|all| !all.is_empty()))
                    title=all_unusual
                >
                    {note}
                </span>
                {mark(state, Selection::block(index))}
            </button>
        </li>
    }
}

fn path(layer: Memo<Option<LayerConfig>>, pick: fn(Picture) -> String) -> impl Fn() -> String {
    move || layer.with(|layer| layer.as_ref().map(picture).map(pick)).unwrap_or_default()
}

/// With Shift a click selects up to this block; a tap on the grip picks it.
fn click(state: AppState, drag: Drag, index: usize, event: &web_sys::MouseEvent) {
    let selected = state.selected.get_untracked();
    let on_grip = matches!(event_target::<web_sys::Element>(event).closest(".grip"), Ok(Some(_)));
    if event.shift_key() {
        actions::select(state, selected.extended_to(index));
        return;
    }
    let was_among = selected.range().contains(&index);
    if on_grip && drag.is_tap(event) {
        let range = if was_among { selected.range() } else { index..index + 1 };
        drag.pick(Dragged::Placed(range.start, range.end));
        if was_among {
            return;
        }
    }
    actions::select(state, Selection::block(index));
}

/// The chain is one stop of the Tab key; arrows move within it.
fn tab_stop(state: AppState, selection: Selection) -> Memo<bool> {
    memo(move || {
        let blocks = state.blocks.get();
        state.selected.get().place(blocks) == selection.place(blocks)
    })
}

fn tab_index(is_tab_stop: bool) -> String {
    if is_tab_stop { "0" } else { "-1" }.to_owned()
}

/// Arrows, Home and End walk along the chain, with Shift they select; with Alt, arrows
/// take the selected blocks along.
fn on_key(state: AppState, event: &KeyboardEvent) {
    let blocks = actions::block_count(state);
    let place = state.selected.get_untracked().place(blocks);
    // With nothing selected, what has the focus is meant.
    let selected = match state.selected.get_untracked() {
        Selection::None => Selection::at(place, blocks),
        selected => selected,
    };
    let range = selected.range();
    let command = event.ctrl_key() || event.meta_key();
    let walk = |to: usize| {
        if event.shift_key() && (1..=blocks).contains(&to) {
            actions::walk_to(state, selected.extended_to(to - 1));
        } else if !event.shift_key() {
            actions::walk_to(state, Selection::at(to, blocks));
        }
    };
    match (event.key().as_str(), event.alt_key(), command) {
        ("Delete" | "Backspace", false, false) => actions::remove_blocks(state, range),
        ("ArrowLeft", true, _) => actions::shift_blocks(state, range, false),
        ("ArrowRight", true, _) => actions::shift_blocks(state, range, true),
        ("ArrowLeft", false, _) => walk(place.saturating_sub(1)),
        ("ArrowRight", false, _) => walk((place + 1).min(blocks + 1)),
        ("Home", ..) => walk(usize::from(event.shift_key())),
        ("End", ..) => walk(blocks + usize::from(!event.shift_key())),
        ("d" | "D", false, true) => actions::duplicate_blocks(state, range),
        ("a" | "A", false, true) => actions::select(state, Selection::blocks(0..blocks)),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// What stands behind the number of units.
pub fn unit_words(units: u64, activation: Activation) -> String {
    tn!(units, " unit · {activation}", " units · {activation}", activation = activation.name())
}

/// How many parameters a block has.
pub fn params(count: u64) -> String {
    t!("{parameters} params", parameters = Grouped(count))
}

fn main_setting(layer: LayerConfig) -> impl IntoView {
    let (value, rest) = match layer {
        LayerConfig::Dense(dense) => {
            (dense.units.to_string(), unit_words(u64::from(dense.units), dense.activation))
        }
        LayerConfig::Activation(block) => (block.activation.name().to_owned(), String::new()),
        LayerConfig::Dropout(dropout) => {
            (format!("{:.2}", Decimal(dropout.rate)), t!(" rate").to_owned())
        }
        LayerConfig::BatchNormalization(norm) => {
            (Decimal(norm.momentum).to_string(), t!(" momentum").to_owned())
        }
    };
    view! {
        <b translate="no">{value}</b>
        {rest}
    }
}
