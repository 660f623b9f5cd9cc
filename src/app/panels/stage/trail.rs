//! The pointer, where everybody can follow it: a dot with a tail that fades.

use std::collections::VecDeque;
use std::f64::consts::TAU;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::app::services::canvas::pixel_ratio;
use crate::app::services::theme::prefers;

/// How long a place is seen, in milliseconds.
const FADES_MS: f64 = 700.0;
/// The dot, in CSS pixels.
const RADIUS_PX: f64 = 9.0;

/// A place of the pointer, and when it was there.
type Place = (f64, f64, f64);

/// A canvas over the whole page, which takes no press.
pub fn trail() -> AnyView {
    let node = NodeRef::<html::Canvas>::new();
    let places = StoredValue::new(VecDeque::<Place>::new());
    let is_due = StoredValue::new(false);
    let on_move = window_event_listener(ev::pointermove, move |event| {
        let at = (f64::from(event.client_x()), f64::from(event.client_y()), now_ms());
        // Who wants less motion sees where the pointer is and nothing after it.
        let keeps = if prefers("(prefers-reduced-motion: reduce)") { 0 } else { 64 };
        places.update_value(|places| {
            places.push_front(at);
            places.truncate(keeps + 1);
        });
        ask_for_frame(node, places, is_due);
    });
    on_cleanup(move || on_move.remove());
    view! { <canvas node_ref=node class="trail" aria-hidden="true"></canvas> }.into_any()
}

fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

fn ask_for_frame(
    node: NodeRef<html::Canvas>,
    places: StoredValue<VecDeque<Place>>,
    is_due: StoredValue<bool>,
) {
    if is_due.try_get_value() != Some(false) {
        return;
    }
    is_due.set_value(true);
    request_animation_frame(move || {
        // The stage may have been left in the meantime.
        let Some(canvas) = node.try_get_untracked().flatten() else { return };
        is_due.set_value(false);
        let now = now_ms();
        places.update_value(|places| places.retain(|place| now - place.2 < FADES_MS));
        places.with_value(|places| draw(&canvas, places, now));
        if !places.with_value(VecDeque::is_empty) {
            ask_for_frame(node, places, is_due);
        }
    });
}

fn draw(canvas: &HtmlCanvasElement, places: &VecDeque<Place>, now: f64) {
    let context = canvas.get_context("2d").ok().flatten();
    let Some(context) = context.and_then(|it| it.dyn_into::<CanvasRenderingContext2d>().ok())
    else {
        return;
    };
    let ratio = pixel_ratio();
    // Setting the size also clears the canvas.
    canvas.set_width((f64::from(canvas.client_width()) * ratio).round() as u32);
    canvas.set_height((f64::from(canvas.client_height()) * ratio).round() as u32);
    let style = window().get_computed_style(canvas).ok().flatten();
    let color = style.and_then(|style| style.get_property_value("color").ok()).unwrap_or_default();
    context.set_fill_style_str(&color);
    // Scaling, and a circle of a radius above 0, cannot fail.
    let _ = context.scale(ratio, ratio);
    for (x, y, at) in places {
        let left = 1.0 - ((now - at) / FADES_MS).clamp(0.0, 1.0);
        context.set_global_alpha(0.6 * left);
        context.begin_path();
        let _ = context.arc(*x, *y, RADIUS_PX * (0.3 + 0.7 * left), 0.0, TAU);
        context.fill();
    }
}
