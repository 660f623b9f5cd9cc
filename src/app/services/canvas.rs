//! A canvas that is sharp on every screen.

use leptos::prelude::window;
use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::plot::{CurvesView, draw};

/// Device pixels per CSS pixel.
pub fn pixel_ratio() -> f64 {
    window().device_pixel_ratio().clamp(1.0, 4.0)
}

/// Draws the curves over the whole canvas. Drawing on a canvas that is not laid out
/// yet does nothing.
pub fn draw_curves(canvas: &HtmlCanvasElement, view: &CurvesView) {
    let (width, height) = (canvas.client_width(), canvas.client_height());
    if width < 40 || height < 40 {
        return;
    }
    let scaled = |css_px: i32| (f64::from(css_px) * view.scale).round() as u32;
    // Setting the size also clears the canvas, and plotters reads it as its own.
    canvas.set_width(scaled(width));
    canvas.set_height(scaled(height));
    // A resized canvas forgets this, and pointed joins would overshoot the values.
    if let Ok(Some(context)) = canvas.get_context("2d")
        && let Ok(context) = context.dyn_into::<CanvasRenderingContext2d>()
    {
        context.set_line_join("round");
    }
    if let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) {
        // The canvas backend cannot fail once it has its context.
        let _ = draw(&backend.into_drawing_area(), view);
    }
}
