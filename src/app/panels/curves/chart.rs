//! The curves on a canvas: redrawn at most once a frame, and only when something
//! that they show has changed. What follows the pointer lies above it.

use leptos::html;
use leptos::prelude::*;

use super::chart_context::ChartContext;
use super::chips::Chips;
use super::cursor::Cursor;
use super::sonification;
use crate::app::reactive::{effect, live, live_text, memo, shown};
use crate::app::services::canvas::{self, OverlayPicture};
use crate::app::services::theme;
use crate::app::state::AppState;
use crate::app::state::chart::{chart_summary, overlays_key, track_chart, with_chart};
use crate::app::widgets::on_resize;
use crate::plot::label::TICK_FONT_PX;
use crate::plot::{CurvesView, place};
use crate::t;
use crate::workspace::chart::figure;
use crate::workspace::chart_words::no_curves;

/// The chart, and what is heard of it.
pub fn chart(context: ChartContext) -> AnyView {
    let state = AppState::here();
    sonification::keep_telling(state, context);
    let node = NodeRef::<html::Canvas>::new();
    let repaint = RwSignal::new(0_u32);
    let is_due = StoredValue::new(false);
    let overlays = StoredValue::new_local(OverlayPicture::default());

    effect(move || {
        track_chart(state);
        context.tab.track();
        state.theme.track();
        repaint.track();
        let Some(canvas) = node.get() else { return };
        if is_due.get_value() {
            return;
        }
        is_due.set_value(true);
        request_animation_frame(move || {
            is_due.set_value(false);
            draw(state, context, &canvas, overlays);
        });
    });
    on_resize(node, move || repaint.update(|count| *count += 1));
    theme::on_system_change(move || repaint.update(|count| *count += 1));

    // Read by screen readers when they come by; it does not announce itself.
    let summary = memo(move || {
        state.chart_view.track();
        state.stage.track();
        let tab = context.tab.get();
        // While training the sentence would be stale before it is spoken.
        if state.run.with(|run| run.is_active()) {
            return t!("Training goes on.").to_owned();
        }
        chart_summary(state, tab)
    });
    let is_empty = memo(move || state.run.with(|run| run.history.count() == 0 && !run.is_active()));
    view! {
        <div
            class="chart"
            id="curves-view"
            role="tabpanel"
            aria-label=t!("Curves")
            tabindex=live(move || is_empty.get().then(|| "0".to_owned()))
        >
            <canvas
                node_ref=node
                id="curves"
                role="img"
                aria-label=live_text(move || summary.get())
            ></canvas>
            <Cursor context />
            <Chips context />
            {shown(
                move || is_empty.get(),
                move || {
                    view! {
                        <p class="chart-empty">
                            {live_text(move || no_curves(figure(context.tab.get())))}
                        </p>
                    }
                },
            )}
        </div>
    }
    .into_any()
}

fn draw(
    state: AppState,
    context: ChartContext,
    canvas: &web_sys::HtmlCanvasElement,
    overlays: StoredValue<OverlayPicture, LocalStorage>,
) {
    // On the stage its figures are read from the last row.
    let on_stage = state.stage.get_untracked().is_on;
    let zoom = if on_stage { canvas::font_px(canvas) / TICK_FONT_PX } else { 1.0 };
    let [width, height] =
        [canvas.client_width(), canvas.client_height()].map(|px| f64::from(px) / zoom);
    let mut placed = None;
    with_chart(state, context.tab.get_untracked(), width, &mut |view| {
        let view = &CurvesView { scale: zoom * view.scale, ..*view };
        let which = overlays_key(state, context.tab.get_untracked());
        overlays.update_value(|overlays| canvas::draw_curves(canvas, view, overlays, which));
        placed = Some(place(view, width, height).scaled(zoom));
    });
    if context.place.with_untracked(|place| *place != placed) {
        context.place.set(placed);
    }
}
