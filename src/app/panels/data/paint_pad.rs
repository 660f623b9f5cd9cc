//! A synthetic table's points; painted ones are set here by pointer or by keyboard.

use leptos::html;
use leptos::prelude::*;
use web_sys::PointerEvent;

use crate::app::actions;
use crate::app::reactive::{Views, effect, handler, live, live_text, live_view, memo, shown};
use crate::app::state::AppState;
use crate::config::{DataSource, PaintedPoint, Shape, SyntheticConfig};
use crate::data::synthetic;
use crate::plot::class_dots;
use crate::text::Grouped;
use crate::{t, tn};

/// Thousandths between two points of a stroke, and those that one key press moves.
const SPACING: f64 = 60.0;
const KEY_STEP: i16 = 50;

#[component]
pub fn Pad(is_painted: Memo<bool>) -> impl IntoView {
    let state = AppState::here();
    let node = NodeRef::<html::Div>::new();
    // Of a stroke under way: it becomes part of the experiment when it ends.
    let stroke = RwSignal::new(Vec::<PaintedPoint>::new());
    let class = RwSignal::new(0_u8);
    let cursor = RwSignal::new((0_i16, 0_i16));
    let painted = memo(move || {
        state.experiment.with(|experiment| match &experiment.data.source {
            DataSource::Synthetic(SyntheticConfig { shape: Shape::Painted { points }, .. }) => {
                let waiting = state.data().painting.get().strokes.into_iter().flatten();
                Some(points.iter().copied().chain(waiting).collect::<Vec<_>>())
            }
            _ => None,
        })
    });
    effect(move || {
        // The table, for another noise leaves the schema as it is.
        state.data().table.track();
        if state.data().schema.with(Option::is_some) && !is_painted.get() {
            actions::read_points(state);
        }
    });
    let dots = memo(move || match painted.get() {
        Some(mut points) => {
            points.extend(stroke.get());
            class_dots(&points)
        }
        None => class_dots(&state.data().known_points()),
    });
    let place = move |event: &PointerEvent| {
        let area = node.get_untracked()?.get_bounding_client_rect();
        let x = (f64::from(event.client_x()) - area.left()) / area.width() * 2.0 - 1.0;
        let y = 1.0 - (f64::from(event.client_y()) - area.top()) / area.height() * 2.0;
        let thousandths = |value: f64| (value.clamp(-1.0, 1.0) * 1000.0).round() as i16;
        Some((thousandths(x), thousandths(y)))
    };
    let add = move |(x, y): (i16, i16)| {
        stroke.update(|stroke| stroke.push(PaintedPoint { x, y, class: class.get_untracked() }));
    };
    let on_down = move |event: PointerEvent| {
        let paints = is_painted.get_untracked() && event.button() == 0;
        if let (true, Some(at), Some(pad)) = (paints, place(&event), node.get_untracked()) {
            // Fails only for a pointer that is gone already.
            let _ = pad.set_pointer_capture(event.pointer_id());
            add(at);
        }
    };
    let on_move = move |event: PointerEvent| {
        let Some(last) = stroke.with_untracked(|stroke| stroke.last().copied()) else { return };
        let Some((x, y)) = place(&event) else { return };
        let (dx, dy) = (f64::from(x) - f64::from(last.x), f64::from(y) - f64::from(last.y));
        let distance = dx.hypot(dy);
        // A quick stroke comes in few moves; the points between them are set too.
        let steps = (distance / SPACING) as i32;
        for step in 1..=steps {
            let way = f64::from(step) * SPACING / distance;
            let at = |from: i16, by: f64| (f64::from(from) + way * by).round() as i16;
            add((at(last.x, dx), at(last.y, dy)));
        }
    };
    let finish = move || {
        let points = stroke.try_update(std::mem::take).unwrap_or_default();
        if !points.is_empty() {
            actions::paint(state, points);
        }
    };
    let on_keydown = move |event: leptos::ev::KeyboardEvent| {
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-KEY_STEP, 0),
            "ArrowRight" => (KEY_STEP, 0),
            "ArrowUp" => (0, KEY_STEP),
            "ArrowDown" => (0, -KEY_STEP),
            "Enter" | " " => {
                event.prevent_default();
                event.stop_propagation();
                add(cursor.get_untracked());
                finish();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        cursor.update(|(x, y)| {
            (*x, *y) = ((*x + dx).clamp(-1000, 1000), (*y + dy).clamp(-1000, 1000));
        });
    };
    view! {
        <div class="pad-side">
            <div
                node_ref=node
                class="pad"
                class:painted=live(move || is_painted.get())
                tabindex=live_text(move || { if is_painted.get() { "0" } else { "-1" }.to_owned() })
                role="application"
                aria-label=live_text(move || {
                    if is_painted.get() {
                        t!(
                            "Pad: click or drag to set points; arrows move the cross, Enter sets a point"
                        )
                    } else {
                        t!("The points of the made table")
                    }
                        .to_owned()
                })
                on:pointerdown=handler(on_down)
                on:pointermove=handler(on_move)
                on:pointerup=handler(move |_| finish())
                on:pointercancel=handler(move |_| finish())
                on:keydown=handler(on_keydown)
            >
                <svg viewBox="-1040 -1040 2080 2080" aria-hidden="true">
                    <path class="pad-axes" d="M-1040 0H1040M0 -1040V1040" />
                    {live_view(move || {
                        dots.get()
                            .into_iter()
                            .enumerate()
                            .map(|(class, d)| {
                                view! { <path class=format!("dots class-{class}") d=d /> }
                            })
                            .views()
                    })}
                    <path
                        class="pad-cross"
                        d=live_text(move || {
                            let (x, y) = cursor.get();
                            format!("M{} {}h120m-60 -60v120", x - 60, -y)
                        })
                    />
                </svg>
            </div>
            {shown(move || is_painted.get(), move || view! { <Brushes class painted /> })}
        </div>
    }
}

/// Which class the next points have, and the way to take points back.
#[component]
fn Brushes(class: RwSignal<u8>, painted: Memo<Option<Vec<PaintedPoint>>>) -> impl IntoView {
    let state = AppState::here();
    let brushes = synthetic::CLASSES
        .iter()
        .enumerate()
        .map(|(index, word)| {
            let index = index as u8;
            view! {
                <button
                    type="button"
                    class=format!("button brush class-{index}")
                    aria-pressed=live_text(move || (class.get() == index).to_string())
                    on:click=handler(move |_| class.set(index))
                >
                    {*word}
                </button>
            }
        })
        .views();
    let count = move || painted.with(|points| points.as_ref().map_or(0, Vec::len));
    view! {
        <div class="brushes" role="group" aria-label=t!("Class of the next points")>
            {brushes}
        </div>
        <p class="brush-foot">
            <span class="dim">
                {live_text(move || tn!(Grouped(count() as u64), "{count} point", "{count} points"))}
            </span>
            <button
                type="button"
                class="button"
                disabled=live(move || count() == 0)
                on:click=handler(move |_| actions::clear_points(state))
            >
                {t!("Clear")}
            </button>
        </p>
    }
}
