//! The curves on a canvas: redrawn at most once a frame, and only when something
//! that they show has changed. What follows the pointer lies above it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;

use super::beside::which_beside;
use super::chips::Chips;
use super::cursor::Cursor;
use super::hearing;
use super::picture::{Sight, figure, track, with_view};
use crate::app::live::{effect, live, live_text, memo, shown};
use crate::app::services::canvas::{self, BesidePicture};
use crate::app::services::theme;
use crate::app::state::{AppState, CurveTab};
use crate::plot::{place, spoken_summary};

/// The chart, and what is heard of it.
pub fn chart(sight: Sight) -> AnyView {
    let state = AppState::here();
    hearing::keep_telling(state, sight);
    let node = NodeRef::<html::Canvas>::new();
    let repaint = RwSignal::new(0_u32);
    let is_due = StoredValue::new(false);
    let beside = StoredValue::new_local(BesidePicture::default());

    effect(move || {
        track(state);
        sight.tab.track();
        state.theme.track();
        repaint.track();
        let Some(canvas) = node.get() else { return };
        if is_due.get_value() {
            return;
        }
        is_due.set_value(true);
        request_animation_frame(move || {
            is_due.set_value(false);
            draw(state, sight, &canvas, beside);
        });
    });
    watch_size(node, repaint);
    theme::on_system_change(move || repaint.update(|count| *count += 1));

    // Read by screen readers when they come by; it does not announce itself.
    let summary = memo(move || {
        state.look.track();
        let tab = sight.tab.get();
        // While training the sentence would be stale before it is spoken.
        if state.run.with(|run| run.is_active()) {
            return "Training goes on.".to_owned();
        }
        summary(state, tab)
    });
    let is_empty = memo(move || state.run.with(|run| run.history.count() == 0 && !run.is_active()));
    view! {
        <div
            class="chart"
            id="curves-view"
            role="tabpanel"
            aria-label="Curves"
            tabindex=live(move || is_empty.get().then(|| "0".to_owned()))
        >
            <canvas
                node_ref=node
                id="curves"
                role="img"
                aria-label=live_text(move || summary.get())
            ></canvas>
            <Cursor sight />
            <Chips sight />
            {shown(
                move || is_empty.get(),
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
    .into_any()
}

/// What a tab shows, in sentences.
pub fn summary(state: AppState, tab: CurveTab) -> String {
    let more = matches!(tab, CurveTab::Metric(metric) if metric.higher_is_better());
    let mut words = String::new();
    with_view(state, tab, 0.0, &mut |view| {
        words = spoken_summary(figure(tab), more, view.training, view.validation);
    });
    words
}

fn draw(
    state: AppState,
    sight: Sight,
    canvas: &web_sys::HtmlCanvasElement,
    beside: StoredValue<BesidePicture, LocalStorage>,
) {
    let [width, height] = [canvas.client_width(), canvas.client_height()].map(f64::from);
    let mut placed = None;
    with_view(state, sight.tab.get_untracked(), width, &mut |view| {
        let which = which_beside(state, sight.tab.get_untracked());
        beside.update_value(|beside| canvas::draw_curves(canvas, view, beside, which));
        placed = Some(place(view, width, height));
    });
    if sight.place.with_untracked(|place| *place != placed) {
        sight.place.set(placed);
    }
}

/// Bumps `repaint` whenever the canvas gets another size.
pub fn watch_size(node: NodeRef<html::Canvas>, repaint: RwSignal<u32>) {
    effect(move || {
        let Some(canvas) = node.get() else { return };
        let on_resize = Closure::<dyn FnMut()>::new(move || repaint.update(|count| *count += 1));
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&canvas);
        }
        // A canvas lives as long as the page, or as a dialog that is not opened often.
        on_resize.forget();
    });
}
