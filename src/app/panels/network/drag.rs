//! Dragging with mouse, pen or finger, and its way without dragging: pick, then place.
//! Both only find a slot; what happens there is the same action that the keyboard calls.

use std::ops::Range;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

use crate::app::actions;
use crate::app::state::AppState;
use crate::config::{LayerConfig, LayerKind};
use crate::t;
use crate::workspace::slots::{Room, Span, edge_scroll_px, slot_at};

/// A press becomes a drag after this many pixels; below it is a click.
const THRESHOLD_PX: f64 = 5.0;
/// How far above or below the chain a block may still be dropped into it.
const REACH_PX: f64 = 70.0;
/// Room for a new block: a block and its arrow.
const NEW_PX: f64 = 128.0;

/// What is dragged, or picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dragged {
    /// A new block of the palette.
    New(LayerKind),
    /// The blocks from the first index up to the second, which is not among them.
    Placed(usize, usize),
}

impl Dragged {
    /// The blocks that leave their places.
    pub fn range(self) -> Range<usize> {
        match self {
            Self::New(_) => 0..0,
            Self::Placed(start, end) => start..end,
        }
    }
}

/// A pointer that is down.
#[derive(Debug, Clone)]
struct Press {
    dragged: Dragged,
    pointer: i32,
    start: (f64, f64),
    /// From the corner of what was pressed to the pointer.
    grip: (f64, f64),
    /// Blocks as they lay when the drag began, so that opening a slot moves no target.
    spans: Vec<Span>,
    width_px: f64,
}

/// The drag of this page, if one is on.
#[derive(Clone, Copy)]
pub struct Drag {
    state: AppState,
    chain: NodeRef<html::Ol>,
    press: StoredValue<Option<Press>>,
    /// What is dragged, once the pointer has moved.
    on: RwSignal<Option<Dragged>>,
    /// What was tapped and waits for its place.
    picked: RwSignal<Option<Dragged>>,
    slot: RwSignal<Option<usize>>,
    /// The corner of what follows the pointer.
    at: RwSignal<(f64, f64)>,
    /// The click that follows a drag is not a click.
    swallow_click: StoredValue<bool>,
    is_finger: StoredValue<bool>,
}

impl Drag {
    pub fn new(state: AppState, chain: NodeRef<html::Ol>) -> Self {
        let drag = Self {
            state,
            chain,
            press: StoredValue::new(None),
            on: RwSignal::new(None),
            picked: RwSignal::new(None),
            slot: RwSignal::new(None),
            at: RwSignal::new((0.0, 0.0)),
            swallow_click: StoredValue::new(false),
            is_finger: StoredValue::new(false),
        };
        let on_escape = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" {
                drag.cancel();
                drag.put_back();
            }
        });
        on_cleanup(move || on_escape.remove());
        drag
    }

    /// A pointer goes down on something that can be dragged.
    pub fn press(self, event: &PointerEvent, dragged: Dragged) {
        self.swallow_click.set_value(false);
        if event.button() != 0 || self.press.with_value(Option::is_some) {
            return;
        }
        let is_finger = event.pointer_type() == "touch";
        self.is_finger.set_value(is_finger);
        // A finger on a block scrolls the chain; on its grip, or on the palette, it drags.
        let on_grip = element(event)
            .is_some_and(|target| matches!(target.closest(".grip, .chip"), Ok(Some(_))));
        if is_finger && !on_grip {
            return;
        }
        let start = position(event);
        let corner = current_target(event)
            .map(|target| target.get_bounding_client_rect())
            .map_or(start, |rect| (rect.left(), rect.top()));
        self.press.set_value(Some(Press {
            dragged,
            pointer: event.pointer_id(),
            start,
            grip: (start.0 - corner.0, start.1 - corner.1),
            spans: Vec::new(),
            width_px: NEW_PX,
        }));
    }

    /// The pointer moves.
    pub fn hover(self, event: &PointerEvent) {
        let at = position(event);
        let Some(press) = self.pressed_by(event) else { return };
        if !self.is_on() {
            let distance = (at.0 - press.start.0).hypot(at.1 - press.start.1);
            if distance < THRESHOLD_PX {
                return;
            }
            if let Some(target) = current_target(event) {
                // Fails only for a pointer that is up already; then the drag just ends.
                let _ = target.set_pointer_capture(event.pointer_id());
            }
            let spans = self.spans();
            let lifted = spans.get(press.dragged.range()).unwrap_or_default();
            let width_px = match lifted {
                [] => NEW_PX,
                [first, ..] => lifted[lifted.len() - 1].end_px - first.start_px,
            };
            self.press.set_value(Some(Press { spans, width_px, ..press.clone() }));
            self.picked.set(None);
            self.on.set(Some(press.dragged));
            self.scroll_at_edges();
        }
        self.move_to(at);
    }

    /// The pointer goes up: the block lands.
    pub fn release(self, event: &PointerEvent) {
        let Some(press) = self.pressed_by(event) else { return };
        let was_on = self.is_on();
        let (slot, from) = (self.slot.get_untracked(), self.at.get_untracked());
        self.end();
        if !was_on {
            return;
        }
        self.swallow_click.set_value(true);
        match slot {
            Some(slot) => {
                self.put(press.dragged, slot);
                settle(from);
            }
            None if !press.dragged.range().is_empty() => {
                actions::remove_blocks(self.state, press.dragged.range());
            }
            None => {}
        }
    }

    /// Nothing happened.
    pub fn cancel(self) {
        if self.press.with_value(Option::is_some) {
            self.end();
            self.swallow_click.set_value(true);
        }
    }

    /// Whether the click that just came ended a drag; asked once per click.
    pub fn take_click(self) -> bool {
        let swallow = self.swallow_click.get_value();
        self.swallow_click.set_value(false);
        swallow
    }

    /// A tap: what was tapped waits for its place. A second tap puts it away.
    pub fn pick(self, dragged: Dragged) {
        if self.picked.get_untracked() == Some(dragged) {
            self.put_back();
        } else {
            self.picked.set(Some(dragged));
            actions::announce(self.state, t!("Picked; choose its place in the chain"));
        }
    }

    /// What was picked stays where it was.
    pub fn put_back(self) {
        if self.picked.with_untracked(Option::is_some) {
            self.picked.set(None);
            actions::announce(self.state, t!("Put back"));
        }
    }

    /// Whether the click that just came was a finger's. A key's click has no count.
    pub fn is_tap(self, event: &web_sys::MouseEvent) -> bool {
        event.detail() > 0 && self.is_finger.get_value()
    }

    /// What was picked lands.
    pub fn place(self, slot: usize) {
        if let Some(picked) = self.picked.get_untracked() {
            self.picked.set(None);
            self.put(picked, slot);
        }
    }

    pub fn picked(self) -> Option<Dragged> {
        self.picked.get()
    }

    pub fn dragged(self) -> Option<Dragged> {
        self.on.get()
    }

    /// Whether letting go now would take blocks out.
    pub fn would_remove(self) -> bool {
        self.slot.get().is_none() && matches!(self.on.get(), Some(Dragged::Placed(..)))
    }

    pub fn position(self) -> (f64, f64) {
        self.at.get()
    }

    /// How far the block at `index` moves aside for what is dragged.
    pub fn shift_px(self, index: usize) -> f64 {
        let Some(dragged) = self.on.get() else { return 0.0 };
        let width_px = self.press.with_value(|p| p.as_ref().map_or(0.0, |p| p.width_px));
        Room { lifted: dragged.range(), width_px, slot: self.slot.get() }.shift_px(index)
    }

    fn is_on(self) -> bool {
        self.on.with_untracked(Option::is_some)
    }

    fn put(self, dragged: Dragged, slot: usize) {
        match dragged {
            Dragged::New(kind) => {
                actions::insert_layer(self.state, slot, LayerConfig::new(kind));
            }
            Dragged::Placed(start, end) => actions::move_blocks(self.state, start..end, slot),
        }
    }

    fn end(self) {
        self.press.set_value(None);
        self.on.set(None);
        self.slot.set(None);
    }

    fn pressed_by(self, event: &PointerEvent) -> Option<Press> {
        self.press.get_value().filter(|press| press.pointer == event.pointer_id())
    }

    fn move_to(self, at: (f64, f64)) {
        let Some(chain) = self.chain.get_untracked() else { return };
        let Some(press) = self.press.get_value() else { return };
        let bounds = chain.get_bounding_client_rect();
        let is_near = at.1 > bounds.top() - REACH_PX && at.1 < bounds.bottom() + REACH_PX;
        let x_px = at.0 - bounds.left() + f64::from(chain.scroll_left());
        let slot = is_near.then(|| slot_at(&press.spans, x_px));
        self.at.set((at.0 - press.grip.0, at.1 - press.grip.1));
        if slot != self.slot.get_untracked() {
            self.slot.set(slot);
        }
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
            let Some(chain) = self.chain.get_untracked().filter(|_| self.is_on()) else { return };
            let Some(press) = self.press.get_value() else { return };
            let corner = self.at.get_untracked();
            let at = (corner.0 + press.grip.0, corner.1 + press.grip.1);
            let bounds = chain.get_bounding_client_rect();
            let step_px = edge_scroll_px(at.0 - bounds.left(), bounds.width());
            if step_px != 0.0 && self.slot.get_untracked().is_some() {
                chain.set_scroll_left(chain.scroll_left() + step_px as i32);
                self.move_to(at);
            }
            self.scroll_at_edges();
        });
    }
}

/// The block that landed glides from where it was let go to its place.
fn settle(from: (f64, f64)) {
    request_animation_frame(move || {
        let landed = document().query_selector(".chain .block[tabindex=\"0\"]").ok().flatten();
        let Some(landed) = landed.and_then(|block| block.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let classes = landed.class_list();
        // Neither a class nor a property with a plain name can be refused.
        let _ = classes.remove_1("landed");
        let to = landed.get_bounding_client_rect();
        let style = landed.style();
        let _ = style.set_property("--from-x", &format!("{}px", from.0 - to.left()));
        let _ = style.set_property("--from-y", &format!("{}px", from.1 - to.top()));
        let _ = classes.add_1("landed");
    });
}

fn position(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

fn current_target(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

fn element(event: &PointerEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
