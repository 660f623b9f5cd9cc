//! What of the run is not in context, said on the chart, with the click that brings it back.

use leptos::prelude::*;

use super::chart_context::ChartContext;
use crate::app::actions;
use crate::app::reactive::{handler, live_view, memo};
use crate::app::state::AppState;
use crate::app::state::chart::with_chart;
use crate::plot::dwarfing;
use crate::text::Grouped;
use crate::workspace::chart_words::without_place;
use crate::{t, tn};

#[component]
pub fn Chips(context: ChartContext) -> impl IntoView {
    let state = AppState::here();
    // How many first epochs dwarf the rest, and how many epochs have no place on the axis.
    // It is found out when the run rests: a click on what moves would miss.
    let found = memo(move || {
        state.chart_view.track();
        state.stage.track();
        let tab = context.tab.get();
        let mut found = (0, 0);
        if state.run.with(|run| !run.is_active()) {
            with_chart(state, tab, 0.0, &mut |view| {
                found = (dwarfing(&[view.training, view.validation]), without_place(view));
            });
        }
        found
    });
    let look = memo(move || {
        let options = state.chart_view.get().options;
        (options.window.is_some(), options.hidden)
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
            let words = tn!(
                Grouped(lost as u64),
                "{count} epoch at or below 0 not shown",
                "{count} epochs at or below 0 not shown"
            );
            chips.push(view! { <span class="curve-chip">{words}</span> }.into_any());
        }
        if hidden > 0 {
            let words =
                tn!(hidden, "first epoch hidden · Show", "first {count} epochs hidden · Show");
            chips.push(chip(words, hide, 0));
        } else if first > 0 && !is_zoomed {
            let words = tn!(first, "Hide first epoch", "Hide first {count} epochs");
            chips.push(chip(words, hide, first));
        }
        if is_zoomed {
            chips.push(chip(
                t!("Whole run").to_owned(),
                |state, _| actions::show_window(state, None),
                0,
            ));
        }
        chips
    };
    view! { <div class="curve-chips">{live_view(chips)}</div> }
}

fn hide(state: AppState, epochs: u32) {
    actions::change_chart_view(state, |view| view.options.hidden = epochs);
}
