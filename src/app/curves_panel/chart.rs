//! The curves on a canvas: redrawn at most once a frame, and only when something
//! that they show has changed.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;

use crate::app::live::{effect, live_text, memo, shown};
use crate::app::services::{canvas, theme};
use crate::app::state::{AppState, CurveTab};
use crate::plot::{CurvesView, Series, spoken_summary, theme as chart_theme};

#[component]
pub fn Chart(tab: Memo<CurveTab>) -> impl IntoView {
    let state = AppState::here();
    let node = NodeRef::<html::Canvas>::new();
    let repaint = RwSignal::new(0_u32);
    let is_due = StoredValue::new(false);

    effect(move || {
        state.run.track();
        tab.track();
        state.look.track();
        state.theme.track();
        repaint.track();
        let Some(canvas) = node.get() else { return };
        if is_due.get_value() {
            return;
        }
        is_due.set_value(true);
        request_animation_frame(move || {
            is_due.set_value(false);
            draw(state, tab.get_untracked(), &canvas);
        });
    });
    watch_size(node, repaint);
    theme::on_system_change(move || repaint.update(|count| *count += 1));

    // Read by screen readers when they come by; it does not announce itself.
    let summary = memo(move || {
        state.run.with(|run| {
            // While training the sentence would be stale before it is spoken.
            if run.is_active() {
                return "Training goes on.".to_owned();
            }
            let series = |values| Series::new(&run.history.epochs, values);
            let training = series(run.training_loss(state.look.get().as_logged));
            spoken_summary("loss", false, training, series(&run.history.val_loss))
        })
    });
    view! {
        <div class="chart" id="curves-view" role="tabpanel" aria-label="Curves" tabindex="0">
            <canvas
                node_ref=node
                id="curves"
                role="img"
                aria-label=live_text(move || summary.get())
            ></canvas>
            {shown(
                move || state.run.with(|run| run.history.count() == 0 && !run.is_active()),
                move || {
                    view! {
                        <p class="chart-empty">
                            "Press Train: training and validation loss appear here after every epoch."
                        </p>
                    }
                },
            )}
        </div>
    }
}

fn draw(state: AppState, tab: CurveTab, canvas: &web_sys::HtmlCanvasElement) {
    let is_dark = state.theme.get_untracked().is_dark();
    let theme = if is_dark { &chart_theme::DARK } else { &chart_theme::LIGHT };
    state.run.with_untracked(|run| {
        let (title, (training, validation), bounded) = match tab {
            CurveTab::Loss => {
                let training = run.training_loss(state.look.get_untracked().as_logged);
                ("Loss", (training, run.history.val_loss.as_slice()), false)
            }
            CurveTab::Metric(metric) => (metric.label(), run.metric(metric), metric.is_share()),
        };
        let epochs = &run.history.epochs;
        let ghost = match tab {
            CurveTab::Loss => (&run.ghost.loss[..], &run.ghost.val_loss[..]),
            CurveTab::Metric(metric) => run.ghost_metric(metric),
        };
        let view = CurvesView {
            training: Series::new(epochs, training),
            validation: Series::new(epochs, validation),
            ghost: [ghost.0, ghost.1].map(|line| Series::new(&run.ghost.epochs, line)),
            cursor: run.visited.filter(|epoch| *epoch > 0),
            best_epoch: run.best_epoch,
            bounded,
            scale: canvas::pixel_ratio(),
            ..CurvesView::new(title, theme)
        };
        canvas::draw_curves(canvas, &view);
    });
}

/// Bumps `repaint` whenever the canvas gets another size.
fn watch_size(node: NodeRef<html::Canvas>, repaint: RwSignal<u32>) {
    effect(move || {
        let Some(canvas) = node.get() else { return };
        let on_resize = Closure::<dyn FnMut()>::new(move || repaint.update(|count| *count += 1));
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&canvas);
        }
        // The canvas lives as long as the page.
        on_resize.forget();
    });
}
