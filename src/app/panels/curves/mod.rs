//! The learning curves and the buttons that make them grow.

pub(in crate::app) mod chart;
pub(in crate::app) mod chart_context;
mod chips;
mod cursor;
mod hint;
pub(in crate::app) mod run_notes;
mod sonification;
pub(in crate::app) mod table;
pub(in crate::app) mod time_travel;
mod transport;
pub(in crate::app) mod view_row;
pub(in crate::app) mod why_differ;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::{lazy, lazy_at_rest, lazy_quietly};
use crate::app::panels::lazy_parts::{InDialog, InPlace, InPresent, InView};
use crate::app::reactive::{Views, effect, handler, live, live_text, live_view, memo, shown};
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::config::{Metric, limits};
use crate::t;
use crate::workspace::chart_view::{ChartView, CurveTab};
use crate::workspace::inspection::InspectionView;
use crate::workspace::number_words::grouped;

use chart_context::ChartContext;
use table::TableDialog;
use transport::Transport;
use why_differ::WhyDiffer;

#[component]
pub fn CurvesPanel() -> impl IntoView {
    let state = AppState::here();
    // Of the run on the page, or of the one that Train would start.
    let metrics = memo(move || {
        let of_run = state
            .run
            .with(|run| (run.history.count() > 0).then(|| run.metrics()))
            .filter(|metrics: &Vec<Metric>| !metrics.is_empty());
        of_run.unwrap_or_else(|| state.experiment.with(|e| e.training.measured(e.data.task)))
    });
    // A metric that is not measured any more has no tab.
    let tab = memo(move || match state.chart_view.get().tab {
        CurveTab::Metric(metric) if !metrics.with(|all| all.contains(&metric)) => CurveTab::Loss,
        tab => tab,
    });
    let context = ChartContext { tab, place: RwSignal::new(None), cursor: RwSignal::new(None) };
    let (looks, table) = (RwSignal::new(false), RwSignal::new(false));
    let inspection = memo(move || state.inspection().with(|inspection| inspection.view));
    let has_curves = move || inspection.get().is_none();
    // Epochs that are not there any more are neither zoomed to nor hidden.
    let is_empty = memo(move || state.run.with(|run| run.history.is_empty()));
    effect(move || {
        if is_empty.get() {
            context.cursor.set(None);
            actions::change_chart_view(state, ChartView::show_all);
        }
    });
    let panel = NodeRef::<html::Section>::new();
    effect(move || {
        if let Some(panel) = panel.get() {
            hint::take_over(&panel);
        }
    });
    view! {
        <section node_ref=panel class="panel curves-panel" aria-label=t!("Learning curves")>
            <div class="curves-head" class:inspected=live(move || !has_curves())>
                <Tabs metrics tab inspection />
                <Legend tab />
                <button
                    type="button"
                    class="button quiet view"
                    aria-expanded=live_text(move || looks.get().to_string())
                    aria-controls="curves-look"
                    on:click=handler(move |_| looks.update(|open| *open = !*open))
                >
                    {t!("View")}
                </button>
            </div>
            {shown(
                move || looks.get() && has_curves(),
                move || lazy(InPlace::ViewRow { context, table }),
            )}
            {live_view(move || match inspection.get() {
                None => {
                    lazy_at_rest(
                        InPlace::Chart(context),
                        || view! { <div class="chart"></div> }.into_any(),
                    )
                }
                Some(InspectionView::Picture) => lazy(InView::Picture),
                Some(InspectionView::Inside) => lazy(InDialog::Inside),
                Some(InspectionView::Predictions) => lazy(InView::Predictions),
            })}
            <Transport metrics tab />
            <TableDialog open=table />
        </section>
    }
}

#[component]
fn Tabs(
    metrics: Memo<Vec<Metric>>,
    tab: Memo<CurveTab>,
    inspection: Memo<Option<InspectionView>>,
) -> impl IntoView {
    let state = AppState::here();
    let all = move || {
        let metrics = metrics.get().into_iter().map(CurveTab::Metric);
        let curves = std::iter::once(CurveTab::Loss).chain(metrics).map(Tab::Curves);
        curves.chain(InspectionView::ALL.map(Tab::Inspection)).collect::<Vec<_>>()
    };
    let shown = memo(move || match inspection.get() {
        Some(view) => Tab::Inspection(view),
        None => Tab::Curves(tab.get()),
    });
    let walk = move |event: KeyboardEvent| {
        let all = untrack(all);
        let at = all.iter().position(|one| *one == shown.get_untracked()).unwrap_or(0);
        let to = match event.key().as_str() {
            "ArrowLeft" => (at + all.len() - 1) % all.len(),
            "ArrowRight" => (at + 1) % all.len(),
            "Home" => 0,
            "End" => all.len() - 1,
            _ => return,
        };
        event.prevent_default();
        open_tab(state, all[to]);
        focus::after_change(&["[role=tab][aria-selected=true]"]);
    };
    view! {
        <div class="tabs" role="tablist" aria-label=t!("Figure") on:keydown=handler(walk)>
            {live_view(move || all().into_iter().map(|one| tab_button(one, shown)).views())}
        </div>
    }
}

/// A tab: curves of a figure, or a view of what was learned.
#[derive(Clone, Copy, PartialEq)]
enum Tab {
    Curves(CurveTab),
    Inspection(InspectionView),
}

fn open_tab(state: AppState, tab: Tab) {
    match tab {
        Tab::Curves(tab) => {
            actions::show_inspection(state, None);
            actions::show_tab(state, tab);
        }
        Tab::Inspection(view) => actions::show_inspection(state, Some(view)),
    }
}

fn tab_button(one: Tab, shown: Memo<Tab>) -> impl IntoView {
    let state = AppState::here();
    view! {
        <button
            type="button"
            role="tab"
            class="tab"
            aria-selected=live_text(move || (shown.get() == one).to_string())
            aria-controls="curves-view"
            tabindex=live_text(move || if shown.get() == one { "0" } else { "-1" }.to_owned())
            on:click=handler(move |_| open_tab(state, one))
        >
            {label(one)}
        </button>
    }
}

fn label(tab: Tab) -> &'static str {
    match tab {
        Tab::Curves(CurveTab::Loss) => t!("Loss"),
        Tab::Curves(CurveTab::Metric(metric)) => metric.label(),
        Tab::Inspection(view) => view.label(),
    }
}

/// The lines' names, and which of the two readings of the training loss is drawn.
#[component]
fn Legend(tab: Memo<CurveTab>) -> impl IntoView {
    let state = AppState::here();
    // A metric has only the one reading.
    let has_readings = memo(move || tab.get() == CurveTab::Loss);
    let training = live_text(move || {
        let is_logged = has_readings.get() && state.chart_view.get().as_logged;
        if state.run.with(|run| run.measures_sample()) && !is_logged {
            t!("training (sample of {rows})", rows = grouped(limits::MAX_MEASURED_ROWS))
        } else {
            t!("training").to_owned()
        }
    });
    view! {
        <div class="legend">
            <label
                class="check reading"
                class:without=live(move || !has_readings.get())
                title=t!(
                    "Training loss as the running mean over the epoch's batches, while the weights move; else measured at the end of the epoch, like the validation loss"
                )
            >
                <input
                    type="checkbox"
                    prop:checked=live(move || state.chart_view.get().as_logged)
                    on:change=handler(move |event| {
                        actions::read_as_logged(state, event_target_checked(&event));
                    })
                />
                {t!("As Keras logs it")}
            </label>
            <WhyDiffer />
            <span class="legend-training">{training}</span>
            <span class="legend-validation">{t!("validation")}</span>
            {lazy_quietly(InPresent::Reveal, || ().into_any())}
        </div>
    }
}
