//! The line of a network of one linear unit, which is taken by its ends.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, PointerEvent};

use super::context::PictureContext;
use crate::app::panels::inspection::answer::earlier_run;
use crate::app::panels::inspection::losses_by_hand::losses_by_hand;
use crate::app::panels::inspection::weight_undo::{can_undo, remember, take_back};
use crate::app::reactive::{Views, effect, handler, live, live_text, memo, shown};
use crate::app::state::AppState;
use crate::inspection::WeightEdit;
use crate::inspection::picture::{LinearUnit, Picture};
use crate::plot::prediction_pictures::{Fit, PictureSize};
use crate::plot::value_label;
use crate::workspace::unit_words::place_words;
use crate::{t, text, word};

/// How far an arrow moves an end, in shares of the axis, and how much further a page does.
const STEP: f64 = 0.01;
const PAGE: f64 = 10.0;
const NAMES: [&str; 2] = [word!("Left end of the line"), word!("Right end of the line")];

/// The line and what is done to it.
#[derive(Clone, Copy)]
pub struct Line {
    state: AppState,
    context: PictureContext,
    /// Has the network say so.
    set: Callback<Vec<WeightEdit>>,
    /// As it was set last, until the picture shows it.
    last: RwSignal<Option<LinearUnit>>,
    /// What it was before the end that is held was taken.
    before: StoredValue<Option<LinearUnit>>,
    /// Whether there is such a line.
    is_there: Memo<bool>,
    /// Whether it can be moved: not while training moves it, nor at an earlier epoch.
    can_move: Memo<bool>,
}

impl Line {
    /// Of the picture.
    pub fn new(context: PictureContext, set: Callback<Vec<WeightEdit>>) -> Self {
        let state = AppState::here();
        let drawn = move || context.shown.get().and_then(|picture| picture.line);
        let is_there = memo(move || drawn().is_some());
        let run = memo(move || state.run.with(|run| run.id));
        let can_move = memo(move || {
            let rests = state.run.with(|run| !run.is_active() && run.visited.is_none());
            is_there.get() && rests && earlier_run(state).is_none()
        });
        let before = StoredValue::new(None);
        let last = RwSignal::new(None::<LinearUnit>);
        effect(move || {
            // Read and not just tracked: a memo that nobody has read follows nothing.
            let _ = run.get();
            last.set(None);
        });
        effect(move || {
            let drawn = drawn();
            let is_drawn = last.with_untracked(|last| match (last, drawn) {
                (Some(last), Some(drawn)) => last.is_same_line(&drawn),
                _ => false,
            });
            let can_move = can_move.get();
            // Set only where it changes: who reads it draws anew.
            if (is_drawn || !can_move) && last.with_untracked(Option::is_some) {
                last.set(None);
            }
            if !can_move {
                before.set_value(None);
                if context.held.with_untracked(Option::is_some) {
                    context.held.set(None);
                }
            }
        });
        Self { state, context, set, last, before, is_there, can_move }
    }

    /// As it was set last.
    fn now(self) -> Option<LinearUnit> {
        self.last.get().or_else(|| self.context.shown.get()?.line)
    }

    fn set(self, line: LinearUnit) {
        self.last.set(Some(line));
        self.set.run(line.edits());
    }

    /// Takes an end; undo brings back what the line was then.
    fn take(self) {
        let now = untrack(|| self.now());
        self.before.update_value(|before| *before = before.or(now));
    }

    fn move_to(self, end: usize, value: f64) {
        if let Some(line) = untrack(|| self.now()).and_then(|line| line.with_end(end, value)) {
            self.set(line);
        }
    }

    fn let_go(self) {
        self.context.held.set(None);
        let before = self.before.try_update_value(Option::take).flatten();
        let now = untrack(|| self.now());
        if let Some(before) = before.filter(|before| Some(*before) != now) {
            remember(self.state, &before.edits());
        }
    }

    fn undo(self) {
        if let Some(before) = take_back(self.state) {
            self.last.set(None);
            self.set.run(before);
        }
    }
}

/// The picture as it is drawn now, for whoever measures in it.
fn measured<T>(
    line: Line,
    size: PictureSize,
    read: impl FnOnce(&Picture, &Fit<'_>) -> T,
) -> Option<T> {
    let picture = line.context.shown.get().filter(|picture| picture.line.is_some())?;
    let held = line.context.held.get();
    let fit = Fit { picture: &picture, up: "", has_residuals: false, batch: &[], held, size };
    Some(read(&picture, &fit))
}

/// Both ends, over the picture.
pub fn ends(line: Line, size: RwSignal<PictureSize>) -> AnyView {
    shown(move || line.can_move.get(), move || [0, 1].map(|end| handle(line, size, end)).views())
}

fn handle(line: Line, size: RwSignal<PictureSize>, end: usize) -> AnyView {
    let height = move || line.now().map_or(0.0, |line| line.ends()[end]);
    let place = move || {
        measured(line, size.get(), |picture, fit| {
            fit.share_of((picture.axes[0].rows[end], height()))
        })
        .unwrap_or_default()
    };
    let up_ends = move || measured(line, size.get(), |_, fit| fit.up_ends()).unwrap_or([0.0, 1.0]);
    let percent = |share: f64| format!("{:.2}%", 100.0 * share);
    // How far below the end's middle the pointer holds it, in CSS pixels; `None` while it does not.
    let grip_px = StoredValue::new(None::<f64>);
    let area_of = |event: &PointerEvent| {
        let target = event.current_target()?.dyn_into::<Element>().ok()?;
        Some(target.parent_element()?.get_bounding_client_rect())
    };
    let on_down = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(handle) = target {
            // Fails only for a pointer that is gone already.
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
        event.stop_propagation();
        let middle = |area: &DomRect| area.top() + untrack(place).1 * area.height();
        let below = area_of(&event).map(|area| f64::from(event.client_y()) - middle(&area));
        grip_px.set_value(below);
        line.take();
        // The axis holds still, so that the pointer stays on the end.
        let range = untrack(|| measured(line, size.get(), |_, fit| fit.range()));
        line.context.held.set(range);
    };
    let on_move = move |event: PointerEvent| {
        event.stop_propagation();
        let Some((grip, area)) = grip_px.get_value().zip(area_of(&event)) else { return };
        let share = (f64::from(event.client_y()) - grip - area.top()) / area.height();
        let value = untrack(|| measured(line, size.get(), |_, fit| fit.number_at(share)));
        if let Some(value) = value {
            line.move_to(end, value);
        }
    };
    let let_go = move || {
        grip_px.set_value(None);
        line.let_go();
    };
    let on_keydown = move |event: KeyboardEvent| {
        let steps = match event.key().as_str() {
            "ArrowUp" | "ArrowRight" => 1.0,
            "ArrowDown" | "ArrowLeft" => -1.0,
            "PageUp" => PAGE,
            "PageDown" => -PAGE,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let (height, [low, high]) = untrack(|| (height(), up_ends()));
        line.take();
        line.move_to(end, height + steps * STEP * (high - low));
    };
    let said = move || {
        let picture = line.context.shown.get()?;
        let axis = picture.axes.first()?;
        let here = place_words(axis, axis.rows[end]);
        Some(t!(
            "{target} {value} at {place}",
            target = line.context.target.get(),
            value = value_label(height()),
            place = here,
        ))
    };
    view! {
        <div
            class="line-end"
            role="slider"
            tabindex="0"
            aria-label=text::shown(NAMES[end])
            aria-orientation="vertical"
            aria-valuemin=live_text(move || up_ends()[0].min(height()).to_string())
            aria-valuemax=live_text(move || up_ends()[1].max(height()).to_string())
            aria-valuenow=live_text(move || height().to_string())
            aria-valuetext=live_text(said)
            style:--x=live_text(move || percent(place().0))
            style:--y=live_text(move || percent(place().1))
            on:pointerdown=handler(on_down)
            on:pointermove=handler(on_move)
            on:pointerup=handler(move |_| let_go())
            on:pointercancel=handler(move |_| let_go())
            on:keydown=handler(on_keydown)
            on:keyup=handler(move |_: KeyboardEvent| {
                if grip_px.with_value(Option::is_none) {
                    let_go();
                }
            })
        ></div>
    }
    .into_any()
}

/// The losses with the line as it is, a way back, and what can be done.
pub fn by_hand(line: Line) -> AnyView {
    let words = move || {
        if earlier_run(line.state).is_some() {
            return t!(
                "An earlier run is only looked at: choose the one on the page to move its line.",
            )
            .to_owned();
        }
        line.state.run.with(|run| {
            if run.is_active() {
                t!("While it trains, the line moves by itself: Pause to take its ends.")
            } else if run.visited.is_some() {
                t!("An earlier epoch is only looked at: go to the last one to move its line.")
            } else if run.is_over() || line.state.edited_since_start() {
                t!("Move the line's ends by hand or by arrow keys: weight and bias follow. A new run begins without that.")
            } else {
                t!("Move the line's ends by hand or by arrow keys: weight and bias follow. Train goes on from there; a link does not carry it.")
            }
            .to_owned()
        })
    };
    shown(
        move || line.is_there.get(),
        move || {
            view! {
                <div class="line-by-hand">
                    <h3>{t!("Loss with this line")}</h3>
                    {losses_by_hand(
                        [t!("Training"), t!("Validation")],
                        [t!("Training loss with this line"), t!("Validation loss with this line")],
                        move || line.context.shown.get()?.losses,
                    )}
                    <button
                        type="button"
                        class="button"
                        disabled=live(move || { !line.can_move.get() || !can_undo(line.state) })
                        on:click=handler(move |_| line.undo())
                    >
                        {t!("Undo weight")}
                    </button>
                    <p class="dim">{live_text(words)}</p>
                </div>
            }
        },
    )
}
