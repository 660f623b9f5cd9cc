//! The learning curves and the buttons that make them grow.

mod chart;
mod transport;

use leptos::prelude::*;

use crate::app::state::{AppState, CurveTab};
use crate::config::Metric;

use chart::Chart;
use transport::Transport;

#[component]
pub fn CurvesPanel() -> impl IntoView {
    let state = AppState::here();
    let metric = Memo::new(move |_| {
        let shown = state.run.with(|run| run.metric().filter(|_| run.history.epochs() > 0));
        shown.unwrap_or_else(|| Metric::for_task(state.experiment.with(|e| e.data.task)))
    });
    let tab = move |tab: CurveTab, label: Signal<&'static str>| {
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                aria-selected=move || (state.tab.get() == tab).to_string()
                aria-controls="curves-view"
                tabindex=move || if state.tab.get() == tab { "0" } else { "-1" }
                on:click=move |_| state.tab.set(tab)
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
                        state.tab.set(other(tab));
                        focus_selected_tab();
                    }
                }
            >
                {move || label.get()}
            </button>
        }
    };
    view! {
        <section class="panel curves-panel" aria-label="Learning curves">
            <div class="curves-head">
                <div class="tabs" role="tablist" aria-label="Figure">
                    {tab(CurveTab::Loss, Signal::stored("Loss"))}
                    {tab(CurveTab::Metric, Signal::derive(move || metric.get().label()))}
                </div>
                <p class="legend" aria-hidden="true">
                    <span class="legend-training">"training"</span>
                    <span class="legend-validation">"validation"</span>
                </p>
            </div>
            <Chart metric />
            <Transport metric />
        </section>
    }
}

fn other(tab: CurveTab) -> CurveTab {
    match tab {
        CurveTab::Loss => CurveTab::Metric,
        CurveTab::Metric => CurveTab::Loss,
    }
}

fn focus_selected_tab() {
    use wasm_bindgen::JsCast;
    request_animation_frame(|| {
        let selected = document().query_selector("[role=tab][aria-selected=true]").ok().flatten();
        if let Some(tab) = selected.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A button in the page can always take the focus.
            let _ = tab.focus();
        }
    });
}
