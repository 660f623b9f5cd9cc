//! How the curves are looked at: axis, smoothing, zoom; as a table, as sound.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::chart_context::ChartContext;
use super::cursor::zoom_step;
use super::sonification;
use crate::app::actions;
use crate::app::reactive::{Views, derived, handler, live, live_text, memo, shown};
use crate::app::services::sound;
use crate::app::state::AppState;
use crate::app::widgets::{IconButton, Select};
use crate::t;
use crate::text::{self, Decimal};
use crate::workspace::chart_view::{MAX_SMOOTHING, SCALES};

/// The ways to look at the curves.
pub fn row(context: ChartContext, table: RwSignal<bool>) -> AnyView {
    let state = AppState::here();
    let scales =
        || SCALES.map(|(_, name)| (name.to_owned(), text::shown(name).to_owned())).to_vec();
    let scale = move || {
        let chosen = state.chart_view.get().options.scale;
        SCALES.iter().find(|(scale, _)| *scale == chosen).map_or("", |(_, name)| name).to_owned()
    };
    let set_scale = move |chosen: String| {
        if let Some((scale, _)) = SCALES.iter().find(|(_, name)| *name == chosen) {
            actions::change_chart_view(state, |view| view.options.scale = *scale);
        }
    };
    let smoothing = memo(move || state.chart_view.get().options.smoothing);
    let smooth = move |input: HtmlInputElement| {
        let weight = input.value_as_number();
        if (0.0..=MAX_SMOOTHING).contains(&weight) {
            actions::change_chart_view(state, |view| view.options.smoothing = weight);
        }
    };
    let has_curves = memo(move || state.run.with(|run| !run.history.is_empty()));
    let sounds = memo(move || state.chart_view.get().sounds);
    view! {
        <div class="view-row" id="curves-look" role="group" aria-label=t!("View of the curves")>
            <Select id="y-axis" label=t!("Y axis") options=derived(scales) value=derived(scale) set=set_scale />
            <div class="smoothing">
                <label for="smoothing">{t!("Smoothing")}</label>
                <input
                    type="range"
                    id="smoothing"
                    class="slider"
                    min="0"
                    max=MAX_SMOOTHING.to_string()
                    step="0.01"
                    style:--share=live_text(move || {
                        format!("{}%", 100.0 * smoothing.get() / MAX_SMOOTHING)
                    })
                    prop:value=live(move || smoothing.get())
                    on:input=handler(move |event| smooth(event_target(&event)))
                />
                <span class="smoothing-value" aria-hidden="true">
                    {live_text(move || format!("{:.2}", Decimal(smoothing.get())))}
                </span>
            </div>
            <div class="view-buttons">
                <IconButton
                    glyph="minus"
                    name=t!("Zoom out")
                    press=move |()| zoom_step(state, context, false)
                />
                <IconButton
                    glyph="plus"
                    name=t!("Zoom in")
                    press=move |()| zoom_step(state, context, true)
                />
                <button
                    type="button"
                    class="button quiet"
                    disabled=live(move || !has_curves.get())
                    on:click=handler(move |_| table.set(true))
                >
                    {t!("Table")}
                </button>
                {sound::can_play()
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button quiet"
                                aria-pressed=live_text(move || sounds.get().to_string())
                                on:click=handler(move |_| sonification::switch(state, context))
                            >
                                {t!("Sound")}
                            </button>
                        }
                    })
                    .views()}
                {shown(
                    move || sounds.get() && has_curves.get() && sound::can_play(),
                    move || {
                        view! {
                            <button
                                type="button"
                                class="button quiet"
                                on:click=handler(move |_| sonification::play(state, context))
                            >
                                {t!("Play curves")}
                            </button>
                        }
                    },
                )}
            </div>
        </div>
    }
    .into_any()
}
