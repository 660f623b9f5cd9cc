//! The settings of the selected block.

mod ends;
mod fields;
mod parts;
pub mod subject;

use leptos::prelude::*;

use super::drag::Drag;
use crate::app::actions;
use crate::app::lazy::lazy_in;
use crate::app::panels::advice::advice_boxes;
use crate::app::panels::lazy_parts::InPlace;
use crate::app::panels::setting_fields::{Field, fields as fields_of};
use crate::app::reactive::{Views, derived, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::app::widgets::{Disclosure, IconButton, icon};
use crate::config::{LayerConfig, LayerKind};
use crate::workspace::selection::Selection;
use crate::{t, tn};

use ends::{InputEnd, OutputEnd};
use fields::{
    ACTIVATION, BATCH_NORM, DENSE, DROPOUT, MORE_OF_BATCH_NORM, MORE_OF_DENSE, MORE_OF_DROPOUT,
};
use subject::Subject;

#[component]
pub fn Inspector() -> impl IntoView {
    let state = AppState::here();
    let drag = expect_context::<Drag>();
    let subject = memo(move || {
        if drag.picked().is_some() {
            return Subject::Picked;
        }
        let selected = state.selected.get();
        match (selected, selected.only()) {
            (Selection::Input, _) => Subject::Input,
            (Selection::Output, _) => Subject::Output,
            (_, Some(index)) => state
                .experiment
                .with(|e| e.network.layers.get(index).map(LayerConfig::kind))
                .map_or(Subject::Nothing, |kind| Subject::Block(index, kind)),
            _ if selected.range().is_empty() => Subject::Nothing,
            _ => Subject::Several(selected.range().len()),
        }
    });
    // Stays as it is when another block is selected.
    let more_is_open = RwSignal::new(false);
    view! {
        <div
            class="inspector"
            class:vacant=live(move || subject.get() == Subject::Nothing)
            role="group"
            aria-label=t!("Selected block")
        >
            {live_view(move || match subject.get() {
                Subject::Picked => {
                    view! {
                        <p class="explanation">{t!("Press a + in the chain to place it there.")}</p>
                        <button
                            type="button"
                            class="button quiet"
                            on:click=handler(move |_| drag.put_back())
                        >
                            {t!("Cancel")}
                        </button>
                    }
                        .into_any()
                }
                Subject::Nothing => ().into_any(),
                subject => {
                    lazy_in(
                        InPlace::Inspected {
                            subject,
                            more_is_open,
                        },
                        || ().into_any(),
                    )
                }
            })}
            {advice_boxes(state, move || state.advice().at(state.selected.get()))}
        </div>
    }
}

/// What can be changed of what is selected.
pub fn inspected(subject: Subject, more_is_open: RwSignal<bool>) -> AnyView {
    match subject {
        Subject::Block(index, kind) => view! { <Settings index kind more_is_open /> }.into_any(),
        Subject::Several(count) => view! {
            <strong class="inspector-name">{tn!(count, "{count} block", "{count} blocks")}</strong>
            <Actions />
        }
        .into_any(),
        Subject::Input => view! { <InputEnd /> }.into_any(),
        Subject::Output => view! { <OutputEnd /> }.into_any(),
        Subject::Nothing | Subject::Picked => ().into_any(),
    }
}

/// Moves, copies and removes what is selected.
#[component]
fn Actions() -> impl IntoView {
    let state = AppState::here();
    let range = move || state.selected.get_untracked().range();
    let (duplicate, remove) = (t!("Duplicate"), t!("Remove"));
    view! {
        <div class="inspector-actions">
            <IconButton
                glyph="left"
                name=t!("Move towards the input")
                disabled=derived(move || state.selected.get().range().start == 0)
                press=move |()| actions::shift_blocks(state, range(), false)
            />
            <IconButton
                glyph="right"
                name=t!("Move towards the output")
                disabled=derived(move || { state.selected.get().range().end >= state.blocks.get() })
                press=move |()| actions::shift_blocks(state, range(), true)
            />
            <button
                type="button"
                class="button quiet"
                title=duplicate
                on:click=handler(move |_| actions::duplicate_blocks(state, range()))
            >
                {icon("copy")}
                <span class="word">{duplicate}</span>
            </button>
            <button
                type="button"
                class="button quiet danger"
                title=remove
                on:click=handler(move |_| actions::remove_blocks(state, range()))
            >
                {icon("trash")}
                <span class="word">{remove}</span>
            </button>
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
        <Actions />
        {has_more
            .then(|| {
                view! {
                    <Disclosure label=t!("More") open=more_is_open fields=fields_of(more, index) />
                }
            })
            .views()}
    }
}
