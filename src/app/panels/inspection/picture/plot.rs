//! The picture itself: the surface on a canvas, all else as SVG above it.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::context::PictureContext;
use super::line::{Line, ends};
use super::points::Points;
use super::words;
use crate::app::actions;
use crate::app::panels::inspection::figure::taken_away;
use crate::app::reactive::{Views, effect, handler, live, live_text, memo};
use crate::app::services::canvas::{Surface, draw_surface};
use crate::app::services::download::PictureForm;
use crate::app::state::AppState;
use crate::app::widgets::on_resize;
use crate::plot::prediction_pictures::{Boundary, Fit, PictureSize, surface_pixels};
use crate::t;
use crate::workspace::painting::PointTool;

/// How far an arrow moves the cursor, in shares of the picture.
const STEP: f64 = 0.02;
/// Before it is laid out.
const SIZE: PictureSize = PictureSize { width: 520.0, height: 320.0 };

/// The picture, with a cursor that reads it, and the ways to take it away.
#[component]
pub fn Plot(
    context: PictureContext,
    points: Points,
    line: Line,
    is_surface: bool,
) -> impl IntoView {
    let state = AppState::here();
    let PictureContext { shown, is_discrete, has_residuals, threshold, target, cursor, .. } =
        context;
    let node = NodeRef::<html::Canvas>::new();
    let size = RwSignal::new(SIZE);
    on_resize(node, move || {
        let Some(canvas) = node.get_untracked() else { return };
        let [width, height] = [canvas.client_width(), canvas.client_height()].map(f64::from);
        if width >= 120.0 && height >= 120.0 {
            size.set(PictureSize { width, height });
        }
    });
    let surface = StoredValue::new_local(Surface::default());
    if is_surface {
        effect(move || {
            // A curve that comes next is drawn by the view that takes this one's place.
            let picture = shown.get().filter(|picture| picture.axes.len() == 2);
            let (Some(canvas), Some(picture)) = (node.get(), picture) else { return };
            let colors = context.colors(&picture);
            let boundary = Boundary {
                picture: &picture,
                colors: &colors,
                threshold: threshold.get(),
                size: size.get(),
            };
            let (frame, across) = (boundary.frame(), picture.axes[0].places);
            let pixels = surface_pixels(&picture, &colors, context.theme());
            let is_smooth = !is_discrete.get();
            surface.update_value(|surface| {
                draw_surface(&canvas, surface, (&pixels, across), frame, is_smooth);
            });
        });
    }
    let svg = move |with_surface: Option<String>| {
        let Some(mut picture) = shown.get() else { return String::new() };
        if let Some((row, place)) = context.dragged.get() {
            let moved = Arc::make_mut(&mut picture);
            if let Some(point) = moved.points.iter_mut().find(|point| point.row == row) {
                point.place = place;
            }
        }
        if picture.axes.len() == 1 {
            let up = up_title(&picture.classes, &target.get());
            let way = context.way.get().filter(|_| context.has_batches.get());
            let fit = Fit {
                picture: &picture,
                up: &up,
                has_residuals: has_residuals.get(),
                batch: way.as_ref().map_or(&[], |way| &way.rows),
                held: context.held.get(),
                size: size.get(),
            };
            return fit.svg(context.theme());
        }
        let colors = context.colors(&picture);
        let boundary = Boundary {
            picture: &picture,
            colors: &colors,
            threshold: threshold.get(),
            size: size.get(),
        };
        match with_surface {
            Some(image) => boundary.svg_with_surface(&image, context.theme()),
            None => boundary.svg(context.theme()),
        }
    };
    let drawn = memo(move || svg(None));
    let value_at = move |place: (f64, f64)| {
        let picture = shown.get_untracked().filter(|picture| picture.axes.len() == 2)?;
        let colors = untrack(|| context.colors(&picture));
        let (threshold, size) = (threshold.get_untracked(), size.get_untracked());
        Boundary { picture: &picture, colors: &colors, threshold, size }.values_at(place)
    };
    let said = memo(move || words::at_cursor(context, size.get()));
    let place = move |event: &PointerEvent| {
        let area = node.get_untracked()?.get_bounding_client_rect();
        let x = (f64::from(event.client_x()) - area.left()) / area.width();
        let y = (f64::from(event.client_y()) - area.top()) / area.height();
        Some((x, y))
    };
    let on_keydown = move |event: KeyboardEvent| {
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-STEP, 0.0),
            "ArrowRight" => (STEP, 0.0),
            "ArrowUp" => (0.0, -STEP),
            "ArrowDown" => (0.0, STEP),
            "Escape" => {
                context.dragged.set(None);
                return cursor.set(None);
            }
            "Enter" | " " if context.tool.get_untracked() != PointTool::Read => {
                event.prevent_default();
                event.stop_propagation();
                let value = cursor.get_untracked().and_then(value_at);
                match value {
                    Some(_) if context.dragged.get_untracked().is_some() => points.drop(),
                    Some(value) => points.act(value, size.get_untracked()),
                    None => {}
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        cursor.update(|cursor| {
            let (x, y) = cursor.unwrap_or((0.5, 0.5));
            *cursor = Some(((x + dx).clamp(0.0, 1.0), (y + dy).clamp(0.0, 1.0)));
        });
        if let Some(value) = cursor.get_untracked().and_then(value_at) {
            points.drag(value);
        }
    };
    let on_down = move |event: PointerEvent| {
        let has_tool = context.tool.get_untracked() != PointTool::Read && event.button() == 0;
        let value = place(&event).and_then(value_at).filter(|_| has_tool);
        if let Some(value) = value {
            event.prevent_default();
            if let Some(place) =
                event.current_target().and_then(|target| target.dyn_into::<Element>().ok())
            {
                // Fails only for a pointer that is gone already.
                let _ = place.set_pointer_capture(event.pointer_id());
            }
            points.act(value, size.get_untracked());
        }
    };
    let on_move = move |event: PointerEvent| {
        let at = place(&event);
        cursor.set(at);
        if let Some(value) = at.and_then(value_at) {
            points.drag(value);
        }
    };
    let percent = |share: f64| format!("{:.2}%", 100.0 * share);
    let ways_out = [("PNG", PictureForm::Png), ("SVG", PictureForm::Svg)].map(|(name, form)| {
        view! {
            <button
                type="button"
                class="button quiet"
                aria-label=taken_away(t!("Picture"), name)
                on:click=handler(move |_| {
                    let image = surface.try_update_value(|surface| surface.address()).flatten();
                    actions::take_away(state, form, "Picture", untrack(|| svg(image)));
                })
            >
                {name}
            </button>
        }
    });
    view! {
        <div class="picture-plot">
            <div
                class="picture-place"
                tabindex="0"
                role="application"
                aria-label=live_text(move || {
                    t!("{sentence} Arrows move the cursor.", sentence = words::sentence(context))
                })
                aria-describedby="picture-said"
                class:editing=live(move || context.tool.get() != PointTool::Read)
                on:pointerdown=handler(on_down)
                on:pointermove=handler(on_move)
                on:pointerup=handler(move |_| points.drop())
                on:pointercancel=handler(move |_| context.dragged.set(None))
                on:pointerleave=handler(move |_| cursor.set(None))
                on:keydown=handler(on_keydown)
            >
                <canvas node_ref=node aria-hidden="true"></canvas>
                <div aria-hidden="true" inner_html=live_text(move || drawn.get())></div>
                <div
                    class="picture-cross"
                    class:upright=!is_surface
                    hidden=move || said.with(Option::is_none)
                    style:--x=live_text(move || percent(cursor.get().map_or(0.0, |place| place.0)))
                    style:--y=live_text(move || percent(cursor.get().map_or(0.0, |place| place.1)))
                ></div>
                {ends(line, size)}
            </div>
            <div class="picture-foot">
                <output id="picture-said" aria-label=t!("At the cursor")>
                    {live_text(move || {
                        match said.get() {
                            Some([place, said]) => format!("{place}: {said}"),
                            None => t!("Point at it to read it.").to_owned(),
                        }
                    })}
                </output>
                {ways_out.views()}
            </div>
        </div>
    }
}

/// What the numbers of a curve are.
fn up_title(classes: &[String], target: &str) -> String {
    match classes {
        [] => target.to_owned(),
        [_, class] => t!("Probability of {target} = {class}", target, class),
        _ => t!("Probability of each {target}", target),
    }
}
