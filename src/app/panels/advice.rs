//! What is wrong with the experiment, and what is only unwise.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, handler, listed, memo};
use crate::app::state::AppState;
use crate::app::widgets::icon;
use crate::config::{LayerConfig, LayerKind};
use crate::t;
use crate::worker::ShownAdvice;
use crate::workspace::selection::Selection;

/// What keeps the experiment from running, and what is unwise about it.
pub fn concerns() -> AnyView {
    let state = AppState::here();
    (problems(state), advice(state)).into_any()
}

fn problems(state: AppState) -> AnyView {
    let problems = memo(move || {
        let problems = state.problems.get().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    listed(
        move || problems.get(),
        String::clone,
        |problem| {
            view! {
                <p class="problem box" role="alert">
                    {problem}
                </p>
            }
        },
    )
}

/// What is legal but unwise: in full where it is about no block, else the way to the
/// block, beside which it is said.
fn advice(state: AppState) -> AnyView {
    let signals = state.advice();
    let in_chain = move || {
        let spots = signals.spots().into_iter();
        let mut spots: Vec<_> = spots.map(|[spot, _]| spot).collect();
        spots.retain(|spot| *spot != Selection::None);
        spots.dedup();
        spots
    };
    let here = move || {
        signals
            .advice
            .with(|all| (0..all.len()).filter(|&index| !all[index].place.is_in_chain()).collect())
    };
    view! {
        {listed(
            in_chain,
            move |spot| name(state, *spot),
            move |spot| {
                view! {
                    <button
                        type="button"
                        class="button quiet advice-link"
                        popovertarget="training-panel"
                        popovertargetaction="hide"
                        on:click=handler(move |_| actions::walk_to(state, spot))
                    >
                        {icon("alert")}
                        {name(state, spot)}
                    </button>
                }
            },
        )}
        {advice_boxes(state, here)}
    }
    .into_any()
}

fn name(state: AppState, spot: Selection) -> String {
    match spot {
        Selection::Input => t!("Advice at Input").to_owned(),
        Selection::Blocks { head, .. } => {
            let kind = state
                .experiment
                .with_untracked(|e| e.network.layers.get(head).map(LayerConfig::kind));
            t!(
                "Advice at Block {position} ({kind})",
                position = head + 1,
                kind = kind.map_or("", LayerKind::label),
            )
        }
        _ => t!("Advice at Output").to_owned(),
    }
}

/// Some of the advice in full: what is unwise, why, and what fixes it.
pub fn advice_boxes(
    state: AppState,
    which: impl Fn() -> Vec<usize> + Send + Sync + 'static,
) -> AnyView {
    let read =
        move |index: usize| state.advice().advice.with_untracked(|all| all.get(index).cloned());
    // A box stays as long as it says the same, so that it keeps the focus and stays open.
    listed(
        which,
        move |&index| read(index).map(|advice| advice.sentence).unwrap_or_default(),
        move |index| read(index).map(|advice| advice_box(state, advice)).views(),
    )
}

fn advice_box(state: AppState, advice: ShownAdvice) -> AnyView {
    let ShownAdvice { sentence, why, fixes, .. } = advice;
    let of = sentence.clone();
    let button = |(nth, (label, _)): (usize, (String, _))| {
        let of = of.clone();
        view! {
            <button
                type="button"
                class="button"
                on:click=handler(move |_| actions::fix_experiment(state, &of, nth))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="advice">
            <p>{sentence}</p>
            <div class="fixes">{fixes.into_iter().enumerate().map(button).views()}</div>
            <details class="why">
                <summary>{t!("Why")}</summary>
                <p>{why}</p>
            </details>
        </div>
    }
    .into_any()
}
