//! The cursor on the chart, by pointer, finger and keys, and the figures of its epoch; the
//! same hands zoom. It lies above the canvas, which is not drawn again for it.

use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::html;
use leptos::prelude::*;

use super::chart_context::ChartContext;
use super::sonification;
use crate::app::actions;
use crate::app::reactive::{Views, handler, live_text, live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::state::chart::{last_epoch, shown_window, track_chart, with_chart};
use crate::plot::EpochWindow;
use crate::t;
use crate::workspace::chart::figure;
use crate::workspace::chart_words::{following, nearest, readings, spoken, walked};

/// A drag shorter than this is a click.
const DRAG_PX: f64 = 6.0;
/// How much nearer a key or a button goes.
const STEP: f64 = 1.5;

#[component]
pub fn Cursor(context: ChartContext) -> impl IntoView {
    let state = AppState::here();
    let is_there = memo(move || state.run.with(|run| !run.history.is_empty()));
    shown(move || is_there.get(), move || slider(state, context))
}

fn slider(state: AppState, context: ChartContext) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let cursor = context.cursor;
    // Pressed pointers and where they are, and the epochs a mouse selects, in pixels.
    let pressed = StoredValue::new(Vec::<(i32, f64)>::new());
    let selected = RwSignal::new(None::<(f64, f64)>);
    let first =
        memo(move || state.run.with(|run| run.history.epochs.first().copied().unwrap_or(1)));
    let last = memo(move || state.run.with(|run| run.history.count()));
    let at = memo(move || cursor.get().unwrap_or(last.get()));
    let text = memo(move || {
        track_chart(state);
        let (cursor, tab) = (cursor.get(), context.tab.get());
        // What follows the training would be spoken over and over.
        if cursor.is_none() && state.run.with(|run| run.is_active()) {
            return t!("Training goes on").to_owned();
        }
        let mut words = String::new();
        with_chart(state, tab, 0.0, &mut |view| words = spoken(view, figure(tab), at.get()));
        words
    });

    let point = move |x: f64| {
        let place = context.place.get_untracked();
        let epoch = place.and_then(|place| {
            state.run.with_untracked(|run| nearest(&run.history.epochs, place.epoch_at(x)))
        });
        if cursor.get_untracked() != epoch {
            cursor.set(epoch);
        }
    };
    let press = move |event: PointerEvent| {
        let x = f64::from(event.offset_x());
        if is_touch(&event) {
            point(x);
        } else if event.button() != 0 {
            return;
        } else if let Some(node) = node.get_untracked() {
            // It is pressed, so it can be captured.
            let _ = node.set_pointer_capture(event.pointer_id());
        }
        pressed.update_value(|all| all.push((event.pointer_id(), x)));
    };
    let go = move |event: PointerEvent| {
        let x = f64::from(event.offset_x());
        let before = pressed.get_value();
        let own = before.iter().position(|(id, _)| *id == event.pointer_id());
        match (own, before.as_slice()) {
            (Some(own), [a, b]) => {
                pressed.update_value(|all| all[own].1 = x);
                let other = if own == 0 { b.1 } else { a.1 };
                pinch(state, context, (before[own].1, x), other);
            }
            (Some(_), _) if is_touch(&event) => point(x),
            (Some(own), _) if event.shift_key() => {
                pressed.update_value(|all| all[own].1 = x);
                drag(state, context, before[own].1 - x);
            }
            (Some(own), _) => {
                let from = before[own].1;
                if (x - from).abs() > DRAG_PX || selected.with_untracked(Option::is_some) {
                    selected.set(Some((from, x)));
                }
                point(x);
            }
            // What is carried over the chart by another is not a cursor.
            (None, _) if event.buttons() == 0 => point(x),
            (None, _) => {}
        }
    };
    let release = move |event: PointerEvent| {
        pressed.update_value(|all| all.retain(|(id, _)| *id != event.pointer_id()));
        let Some((from, to)) = selected.get_untracked() else { return };
        selected.set(None);
        if let Some(place) = context.place.get_untracked()
            && event.type_() == "pointerup"
            && (to - from).abs() > DRAG_PX
        {
            let (start, end) = (place.epoch_at(from.min(to)), place.epoch_at(from.max(to)));
            actions::show_window(state, EpochWindow { start, end }.inside(last_epoch(state)));
        }
    };
    let leave = move |event: PointerEvent| {
        if !is_touch(&event) && pressed.with_value(Vec::is_empty) {
            cursor.set(None);
        }
    };
    let wheel = move |event: WheelEvent| {
        // Without the key the page scrolls.
        if let Some(place) = context.place.get_untracked()
            && event.ctrl_key()
        {
            event.prevent_default();
            let at = place.epoch_at(f64::from(event.offset_x()));
            zoom(state, context, if event.delta_y() < 0.0 { 1.25 } else { 0.8 }, Some(at));
        }
    };
    let key = move |event: KeyboardEvent| {
        if !event.ctrl_key()
            && !event.meta_key()
            && !event.alt_key()
            && press_key(state, context, &event)
        {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <div
            node_ref=node
            class="cursor"
            role="slider"
            tabindex="0"
            aria-label=t!("Epoch cursor")
            aria-valuemin=live_text(move || first.get().to_string())
            aria-valuemax=live_text(move || last.get().to_string())
            aria-valuenow=live_text(move || at.get().to_string())
            aria-valuetext=live_text(move || text.get())
            on:pointerdown=handler(press)
            on:pointermove=handler(go)
            on:pointerup=handler(release)
            on:pointercancel=handler(release)
            on:pointerleave=handler(leave)
            on:wheel=handler(wheel)
            on:keydown=handler(key)
            on:blur=handler(move |_| cursor.set(None))
        >
            {live_view(move || read_out(state, context))}
            {live_view(move || {
                selected
                    .get()
                    .map(|(from, to)| {
                        let (left, width) = (from.min(to), (to - from).abs());
                        let place = context.place.get().map(|place| place.y).unwrap_or_default();
                        let (top, height) = (place.start, place.end - place.start);
                        let px = |length: f64| format!("{length}px");
                        view! {
                            <div
                                class="selection"
                                style:left=px(left)
                                style:width=px(width)
                                style:top=px(top)
                                style:height=px(height)
                            ></div>
                        }
                    })
            })}
        </div>
    }
}

/// The cursor's line with the figures beside it, on the side where there is room.
fn read_out(state: AppState, context: ChartContext) -> Option<AnyView> {
    track_chart(state);
    let (epoch, tab) = (context.cursor.get()?, context.tab.get());
    let place = context.place.get()?;
    let x = place.x_of(f64::from(epoch));
    if x < place.x.start - 1.0 || x > place.x.end + 1.0 {
        return None;
    }
    let (mut all, mut best) = (Vec::new(), false);
    with_chart(state, tab, 0.0, &mut |view| {
        all = readings(view, epoch);
        best = view.best_epoch == Some(epoch);
    });
    let rows = all.into_iter().map(|reading| {
        view! {
            <dt>{reading.name}</dt>
            <dd>{reading.value}</dd>
        }
    });
    let is_right = x > f64::midpoint(place.x.start, place.x.end);
    let top = place.y.start;
    let heading =
        if best { t!("epoch {epoch} · best", epoch) } else { t!("epoch {epoch}", epoch) };
    Some(
        view! {
            <div
                class="cursor-line"
                class:to-left=is_right
                style:left=format!("{x}px")
                style:top=format!("{top}px")
                style:height=format!("{}px", place.y.end - top)
                aria-hidden="true"
            >
                <div class="cursor-box">
                    <p>{heading}</p>
                    <dl>{rows.views()}</dl>
                </div>
            </div>
        }
        .into_any(),
    )
}

fn is_touch(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}

/// Whether the key was meant for the chart.
fn press_key(state: AppState, context: ChartContext, event: &KeyboardEvent) -> bool {
    let (key, cursor) = (event.key(), context.cursor);
    let is_zoomed = state.chart_view.get_untracked().options.window.is_some();
    match key.as_str() {
        "Escape" if cursor.get_untracked().is_some() => cursor.set(None),
        "+" | "=" => zoom(state, context, STEP, None),
        "-" => zoom(state, context, 1.0 / STEP, None),
        "0" => actions::show_window(state, None),
        "ArrowLeft" if event.shift_key() && is_zoomed => pan(state, -0.2),
        "ArrowRight" if event.shift_key() && is_zoomed => pan(state, 0.2),
        key => {
            let to = state.run.with_untracked(|run| {
                let at = cursor.get_untracked().unwrap_or(run.history.count());
                let hides = state.stage.get_untracked().hides_validation;
                let best = run.best_epoch.filter(|_| !hides);
                walked(key, at, &run.history.epochs, best)
            });
            let Some(epoch) = to else { return false };
            cursor.set(Some(epoch));
            if is_zoomed {
                actions::show_window(
                    state,
                    following(shown_window(state), epoch, last_epoch(state)),
                );
            }
            sonification::tone(state, context, epoch);
        }
    }
    true
}

/// Nearer by a factor around an epoch, else around the cursor or the middle.
fn zoom(state: AppState, context: ChartContext, factor: f64, at: Option<f64>) {
    let window = shown_window(state);
    let middle = f64::midpoint(window.start, window.end);
    let at = at.or(context.cursor.get_untracked().map(f64::from)).unwrap_or(middle);
    actions::show_window(state, window.zoomed(factor, at, last_epoch(state)));
}

/// The two buttons' step.
pub fn zoom_step(state: AppState, context: ChartContext, is_nearer: bool) {
    zoom(state, context, if is_nearer { STEP } else { 1.0 / STEP }, None);
}

fn pan(state: AppState, share: f64) {
    if state.chart_view.get_untracked().options.window.is_some() {
        actions::show_window(state, shown_window(state).panned(share, last_epoch(state)));
    }
}

/// Moves the chart context by a number of pixels.
fn drag(state: AppState, context: ChartContext, pixels: f64) {
    if let Some(place) = context.place.get_untracked() {
        pan(state, pixels / (place.x.end - place.x.start));
    }
}

/// One of two fingers has moved: what was between them stays there.
fn pinch(state: AppState, context: ChartContext, (from, to): (f64, f64), other: f64) {
    const CLOSE_PX: f64 = 16.0;
    let Some(place) = context.place.get_untracked() else { return };
    let (before, after) = ((from - other).abs().max(CLOSE_PX), (to - other).abs().max(CLOSE_PX));
    let middle = place.epoch_at(f64::midpoint(from, other));
    zoom(state, context, after / before, Some(middle));
    drag(state, context, f64::midpoint(from, other) - f64::midpoint(to, other));
}
