//! Where dragged blocks would land, and how the others make room: pure geometry.

use std::ops::Range;

/// The horizontal span of a block of the chain, in pixels of the chain's content.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Left edge.
    pub start_px: f64,
    /// Right edge.
    pub end_px: f64,
}

/// The slot for a pointer at `x_px`: before the first block whose middle lies to its
/// right. `spans` are the blocks between input and output, left to right.
///
/// Checked by `tests/it/workspace/network.rs::slots`.
pub fn slot_at(spans: &[Span], x_px: f64) -> usize {
    spans.iter().take_while(|span| f64::midpoint(span.start_px, span.end_px) < x_px).count()
}

/// What a drag does to the places of the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    /// The blocks that are on their way; empty for a new one.
    pub lifted: Range<usize>,
    /// Their width.
    pub width_px: f64,
    /// Where they would land; `None` out of the chain.
    pub slot: Option<usize>,
}

impl Room {
    /// How far the block at `index` moves aside: the place that the lifted ones left
    /// closes, and one opens where they would land. The output counts as the block after
    /// the last.
    ///
    /// Checked by `tests/it/workspace/network.rs::blocks_make_room`.
    pub fn shift_px(&self, index: usize) -> f64 {
        let closed = !self.lifted.is_empty() && index >= self.lifted.end;
        let opened = self.slot.is_some_and(|slot| index >= slot);
        match (closed, opened) {
            (true, false) => -self.width_px,
            (false, true) => self.width_px,
            _ => 0.0,
        }
    }
}

/// Pixels to scroll per frame when the pointer is near an edge of the visible part.
pub fn edge_scroll_px(x_px: f64, visible_px: f64) -> f64 {
    const EDGE_PX: f64 = 48.0;
    const SPEED_PX: f64 = 12.0;
    if x_px < EDGE_PX {
        -SPEED_PX
    } else if x_px > visible_px - EDGE_PX {
        SPEED_PX
    } else {
        0.0
    }
}
