//! A canvas that is sharp on every screen.

use leptos::prelude::window;
use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::plot::{ChartTheme, CurvesView, Small, draw, draw_multiples};

/// Device pixels per CSS pixel.
pub fn pixel_ratio() -> f64 {
    window().device_pixel_ratio().clamp(1.0, 4.0)
}

/// Draws the curves over the whole canvas.
pub fn draw_curves(canvas: &HtmlCanvasElement, view: &CurvesView) {
    on_canvas(canvas, view.scale, &mut |area| {
        // The canvas backend cannot fail once it has its context.
        let _ = draw(area, view);
    });
}

/// Draws small charts in rows.
pub fn draw_small(canvas: &HtmlCanvasElement, all: &[Small<'_>], theme: &ChartTheme) {
    let scale = pixel_ratio();
    on_canvas(canvas, scale, &mut |area| {
        // As above.
        let _ = draw_multiples(area, all, theme, scale);
    });
}

type Area = DrawingArea<CanvasBackend, plotters::coord::Shift>;

/// Drawing on a canvas that is not laid out yet does nothing.
fn on_canvas(canvas: &HtmlCanvasElement, scale: f64, draw: &mut dyn FnMut(&Area)) {
    let (width, height) = (canvas.client_width(), canvas.client_height());
    if width < 40 || height < 40 {
        return;
    }
    let scaled = |css_px: i32| (f64::from(css_px) * scale).round() as u32;
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
        draw(&backend.into_drawing_area());
    }
}
