//! Dragging with mouse, pen or finger. The gesture only finds a slot; what happens
//! there is the same action that the keyboard calls.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use crate::app::actions;
use crate::app::slots::{Span, edge_scroll_px, slot_at};
use crate::app::state::AppState;
use crate::config::{LayerConfig, LayerKind};

/// A press becomes a drag after so many pixels; below it is a click.
const THRESHOLD_PX: f64 = 5.0;
/// How far above or below the chain a block may still be dropped into it.
const REACH_PX: f64 = 70.0;

/// What is dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dragged {
    /// A new block of the palette.
    New(LayerKind),
    /// The block at this index.
    Placed(usize),
}

#[derive(Debug, Clone, PartialEq)]
struct Press {
    dragged: Dragged,
    pointer: i32,
    start: (f64, f64),
    at: (f64, f64),
    /// Blocks as they lay when the drag began, so that opening a slot moves no target.
    spans: Vec<Span>,
    slot: Option<usize>,
    is_on: bool,
}

/// The drag of this page, if one is on.
#[derive(Clone, Copy)]
pub struct Drag {
    state: AppState,
    chain: NodeRef<html::Ol>,
    press: RwSignal<Option<Press>>,
    /// The click that follows a drag is not a click.
    swallow_click: StoredValue<bool>,
}

impl Drag {
    pub fn new(state: AppState, chain: NodeRef<html::Ol>) -> Self {
        let press = RwSignal::new(None);
        let drag = Self { state, chain, press, swallow_click: StoredValue::new(false) };
        let on_escape = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" {
                drag.cancel();
            }
        });
        on_cleanup(move || on_escape.remove());
        drag
    }

    /// A pointer goes down on something that can be dragged.
    pub fn press(self, event: &PointerEvent, dragged: Dragged) {
        self.swallow_click.set_value(false);
        if event.button() != 0 || self.press.with_untracked(Option::is_some) {
            return;
        }
        // A finger on a block scrolls the chain; on its grip, or on the palette, it drags.
        let on_grip = element(event)
            .is_some_and(|target| matches!(target.closest(".grip, .chip"), Ok(Some(_))));
        if event.pointer_type() == "touch" && !on_grip {
            return;
        }
        let start = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.press.set(Some(Press {
            dragged,
            pointer: event.pointer_id(),
            start,
            at: start,
            spans: Vec::new(),
            slot: None,
            is_on: false,
        }));
    }

    /// The pointer moves.
    pub fn hover(self, event: &PointerEvent) {
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        let Some(press) = self.press.get_untracked() else { return };
        if press.pointer != event.pointer_id() {
            return;
        }
        if !press.is_on {
            let distance = (at.0 - press.start.0).hypot(at.1 - press.start.1);
            if distance < THRESHOLD_PX {
                return;
            }
            if let Some(target) = event.current_target().and_then(|t| t.dyn_into::<Element>().ok())
            {
                // Fails only for a pointer that is up already; then the drag just ends.
                let _ = target.set_pointer_capture(event.pointer_id());
            }
            let spans = self.spans();
            self.press.update(|press| {
                if let Some(press) = press {
                    press.is_on = true;
                    press.spans = spans;
                }
            });
            self.scroll_at_edges();
        }
        self.move_to(at);
    }

    /// The pointer goes up: the block lands.
    pub fn release(self, event: &PointerEvent) {
        let Some(press) = self.press.get_untracked() else { return };
        if press.pointer != event.pointer_id() {
            return;
        }
        self.press.set(None);
        if !press.is_on {
            return;
        }
        self.swallow_click.set_value(true);
        match (press.dragged, press.slot) {
            (Dragged::New(kind), Some(slot)) => {
                actions::insert_layer(self.state, slot, LayerConfig::new(kind));
            }
            (Dragged::New(_), None) => {}
            (Dragged::Placed(index), Some(slot)) => actions::move_layer(self.state, index, slot),
            (Dragged::Placed(index), None) => actions::remove_layer(self.state, index),
        }
    }

    /// Nothing happened.
    pub fn cancel(self) {
        if self.press.with_untracked(Option::is_some) {
            self.press.set(None);
            self.swallow_click.set_value(true);
        }
    }

    /// Whether the click that just came ended a drag; asked once per click.
    pub fn take_click(self) -> bool {
        let swallow = self.swallow_click.get_value();
        self.swallow_click.set_value(false);
        swallow
    }

    pub fn is_on(self) -> bool {
        self.press.with(|press| press.as_ref().is_some_and(|press| press.is_on))
    }

    pub fn dragged(self) -> Option<Dragged> {
        self.press
            .with(|press| press.as_ref().filter(|press| press.is_on).map(|press| press.dragged))
    }

    /// Where the block would land.
    pub fn slot(self) -> Option<usize> {
        self.press.with(|press| press.as_ref().and_then(|press| press.slot))
    }

    /// Whether letting go now would take the block out.
    pub fn would_remove(self) -> bool {
        self.press.with(|press| {
            press.as_ref().is_some_and(|press| {
                press.is_on && press.slot.is_none() && matches!(press.dragged, Dragged::Placed(_))
            })
        })
    }

    pub fn position(self) -> (f64, f64) {
        self.press.with(|press| press.as_ref().map_or((0.0, 0.0), |press| press.at))
    }

    fn move_to(self, at: (f64, f64)) {
        let Some(chain) = self.chain.get_untracked() else { return };
        let bounds = chain.get_bounding_client_rect();
        let is_near = at.1 > bounds.top() - REACH_PX && at.1 < bounds.bottom() + REACH_PX;
        let x_px = at.0 - bounds.left() + f64::from(chain.scroll_left());
        self.press.update(|press| {
            if let Some(press) = press {
                press.at = at;
                press.slot = is_near.then(|| slot_at(&press.spans, x_px));
            }
        });
    }

    fn spans(self) -> Vec<Span> {
        let Some(chain) = self.chain.get_untracked() else { return Vec::new() };
        let left = chain.get_bounding_client_rect().left() - f64::from(chain.scroll_left());
        let blocks = chain.children();
        (0..blocks.length())
            .filter_map(|index| blocks.item(index))
            .filter(|block| block.class_list().contains("movable"))
            .map(|block| {
                let rect = block.get_bounding_client_rect();
                Span { start_px: rect.left() - left, end_px: rect.right() - left }
            })
            .collect()
    }

    /// While the pointer rests near an edge, the chain scrolls under it.
    fn scroll_at_edges(self) {
        request_animation_frame(move || {
            let (Some(press), Some(chain)) =
                (self.press.get_untracked(), self.chain.get_untracked())
            else {
                return;
            };
            let bounds = chain.get_bounding_client_rect();
            let step_px = edge_scroll_px(press.at.0 - bounds.left(), bounds.width());
            if step_px != 0.0 && press.slot.is_some() {
                chain.set_scroll_left(chain.scroll_left() + step_px as i32);
                self.move_to(press.at);
            }
            self.scroll_at_edges();
        });
    }
}

fn element(event: &PointerEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
