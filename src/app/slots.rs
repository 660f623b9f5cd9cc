//! Where a dragged block would land: pure geometry.

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
/// Checked by `tests/it/builder.rs::slots`.
pub fn slot_at(spans: &[Span], x_px: f64) -> usize {
    spans.iter().take_while(|span| f64::midpoint(span.start_px, span.end_px) < x_px).count()
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
