//! What of the run is not in sight, said on the chart, with the click that brings it back.

use leptos::prelude::*;

use super::cursor::show;
use super::picture::{Sight, with_view};
use crate::app::actions;
use crate::app::curve_words::without_place;
use crate::app::figures::counted;
use crate::app::live::{handler, live_view, memo};
use crate::app::state::AppState;
use crate::plot::dwarfing;

#[component]
pub fn Chips(sight: Sight) -> impl IntoView {
    let state = AppState::here();
    // How many first epochs dwarf the rest, and how many epochs have no place on the axis.
    // It is found out when the run rests: a click on what moves would miss.
    let found = memo(move || {
        state.look.track();
        let tab = sight.tab.get();
        let mut found = (0, 0);
        if state.run.with(|run| !run.is_active()) {
            with_view(state, tab, 0.0, &mut |view| {
                found = (dwarfing(&[view.training, view.validation]), without_place(view));
            });
        }
        found
    });
    let look = memo(move || {
        let chart = state.look.get().chart;
        (chart.window.is_some(), chart.hidden)
    });
    let chip = move |words: String, act: fn(AppState, u32), with: u32| {
        view! {
            <button type="button" class="curve-chip" on:click=handler(move |_| act(state, with))>
                {words}
            </button>
        }
        .into_any()
    };
    let chips = move || {
        let ((is_zoomed, hidden), (first, lost)) = (look.get(), found.get());
        let mut chips = Vec::new();
        if lost > 0 {
            let words = format!("{} at or below 0 not shown", counted(lost, "epoch"));
            chips.push(view! { <span class="curve-chip">{words}</span> }.into_any());
        }
        if hidden > 0 {
            let words = format!("{} hidden · Show", epochs("first", hidden));
            chips.push(chip(words, hide, 0));
        } else if first > 0 && !is_zoomed {
            chips.push(chip(epochs("Hide first", first), hide, first));
        }
        if is_zoomed {
            chips.push(chip("Whole run".to_owned(), |state, _| show(state, None), 0));
        }
        chips
    };
    view! { <div class="curve-chips">{live_view(chips)}</div> }
}

fn epochs(before: &str, count: u32) -> String {
    match count {
        1 => format!("{before} epoch"),
        _ => format!("{before} {count} epochs"),
    }
}

fn hide(state: AppState, epochs: u32) {
    actions::look_at_curves(state, |look| look.chart.hidden = epochs);
}
