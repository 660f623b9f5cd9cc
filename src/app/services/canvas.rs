//! A canvas that is sharp on every screen.

use leptos::prelude::{document, window};
use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::plot::prediction_pictures::SurfaceFrame;
use crate::plot::{
    Backdrop, ChartTheme, CurvesView, SmallMultiple, backdrop, draw_multiples, draw_overlays,
    draw_with_overlays,
};

/// Device pixels per CSS pixel.
pub fn pixel_ratio() -> f64 {
    window().device_pixel_ratio().clamp(1.0, 4.0)
}

/// How large text beside a canvas is, in CSS pixels.
pub fn font_px(canvas: &HtmlCanvasElement) -> f64 {
    let style = window().get_computed_style(canvas).ok().flatten();
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| size.trim_end_matches("px").parse().ok()).unwrap_or(16.0)
}

/// A picture of the runs beside the one on the page, kept until they lie elsewhere: eight
/// long ones take longer to draw than a frame lasts.
#[derive(Default)]
pub struct OverlayPicture {
    canvas: Option<HtmlCanvasElement>,
    drawn: Option<(Backdrop, String)>,
}

impl OverlayPicture {
    /// The picture on a canvas of the size of this one; `which` names the lines.
    fn of(
        &mut self,
        canvas: &HtmlCanvasElement,
        view: &CurvesView,
        which: String,
    ) -> Option<HtmlCanvasElement> {
        let [width, height] = [canvas.client_width(), canvas.client_height()].map(f64::from);
        let ratio = pixel_ratio();
        // In Present a chart is drawn for fewer and larger pixels.
        let zoom = view.scale / ratio;
        let wanted = (backdrop(view, width / zoom, height / zoom), which);
        let layer = match &self.canvas {
            Some(layer) => layer.clone(),
            None => document().create_element("canvas").ok()?.dyn_into().ok()?,
        };
        if self.drawn.as_ref() != Some(&wanted) {
            layer.set_width(scaled(width, ratio));
            layer.set_height(scaled(height, ratio));
            context(&layer)?.set_line_join("round");
            let backend = CanvasBackend::with_canvas_object(layer.clone())?;
            // The canvas backend cannot fail once it has its context.
            let _ = draw_overlays(&backend.into_drawing_area(), view);
            (self.canvas, self.drawn) = (Some(layer.clone()), Some(wanted));
        }
        Some(layer)
    }
}

/// Draws the curves over the whole canvas.
pub fn draw_curves(
    canvas: &HtmlCanvasElement,
    view: &CurvesView,
    overlays: &mut OverlayPicture,
    which: String,
) {
    let layer = if view.overlays.is_empty() { None } else { overlays.of(canvas, view, which) };
    on_canvas(canvas, &mut |area| {
        // As above.
        let _ = draw_with_overlays(area, view, &mut || {
            if let Some((context, layer)) = context(canvas).zip(layer.as_ref()) {
                // Both are of one size, and of this page.
                let _ = context.draw_image_with_html_canvas_element(layer, 0.0, 0.0);
            }
            Ok(())
        });
    });
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn scaled(css_px: f64, scale: f64) -> u32 {
    (css_px * scale).round() as u32
}

/// Colours of a plane, kept to be taken away.
#[derive(Default)]
pub struct Surface {
    canvas: Option<HtmlCanvasElement>,
}

impl Surface {
    /// As a PNG in an address of its own, once it was drawn.
    pub fn address(&self) -> Option<String> {
        self.canvas.as_ref()?.to_data_url_with_type("image/png").ok()
    }
}

/// Draws pixels, red, green, blue and opacity, `across` of them in a row; the canvas has as many.
pub fn draw_pixels(canvas: &HtmlCanvasElement, pixels: &[u8], across: usize) {
    let width = across as u32;
    let height = (pixels.len() / 4 / across.max(1)) as u32;
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), width, height);
    if let Some((context, image)) = context(canvas).zip(image.ok()) {
        // The canvas holds nothing of another page.
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

/// The same as a PNG in an address of its own.
pub fn pixels_address(pixels: &[u8], across: usize) -> Option<String> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    draw_pixels(&canvas, pixels, across);
    canvas.to_data_url_with_type("image/png").ok()
}

/// Stretches the pixels of a surface over its frame in the canvas.
pub fn draw_surface(
    canvas: &HtmlCanvasElement,
    surface: &mut Surface,
    (pixels, across): (&[u8], usize),
    frame: SurfaceFrame,
    is_smooth: bool,
) {
    let made = || document().create_element("canvas").ok()?.dyn_into().ok();
    let Some(small) = surface.canvas.take().or_else(made) else { return };
    draw_pixels(&small, pixels, across);
    let ratio = pixel_ratio();
    let [width, height] =
        [canvas.client_width(), canvas.client_height()].map(|px| f64::from(px) * ratio);
    // Setting the size also clears the canvas.
    canvas.set_width(width.round() as u32);
    canvas.set_height(height.round() as u32);
    if let Some(context) = context(canvas) {
        context.set_image_smoothing_enabled(is_smooth);
        let (left, top) = (width * frame.left, height * frame.top);
        // Both are of this page.
        let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(
            &small,
            left,
            top,
            width * (1.0 - frame.right) - left,
            height * (1.0 - frame.bottom) - top,
        );
    }
    surface.canvas = Some(small);
}

/// Draws small charts in rows.
pub fn draw_small(canvas: &HtmlCanvasElement, all: &[SmallMultiple<'_>], theme: &ChartTheme) {
    on_canvas(canvas, &mut |area| {
        // As above.
        let _ = draw_multiples(area, all, theme, pixel_ratio());
    });
}

type Area = DrawingArea<CanvasBackend, plotters::coord::Shift>;

/// Drawing on a canvas that is not laid out yet does nothing.
fn on_canvas(canvas: &HtmlCanvasElement, draw: &mut dyn FnMut(&Area)) {
    let (width, height) = (canvas.client_width(), canvas.client_height());
    if width < 40 || height < 40 {
        return;
    }
    let scale = pixel_ratio();
    // Setting the size also clears the canvas, and plotters reads it as its own.
    canvas.set_width(scaled(f64::from(width), scale));
    canvas.set_height(scaled(f64::from(height), scale));
    // A resized canvas forgets this, and pointed joins would overshoot the values.
    if let Some(context) = context(canvas) {
        context.set_line_join("round");
    }
    if let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) {
        draw(&backend.into_drawing_area());
    }
}
