//! What is drawn with the run on the page, and what leads from each of it to that run.

use leptos::prelude::*;

use crate::workspace::overlay_lines::OverlayLines;
use crate::workspace::run_list::Overlay;

/// The part of the page's state that is about overlays.
#[derive(Clone, Copy)]
pub struct OverlaysState {
    /// Counts the times at which it may have changed what is to be drawn.
    pub wanted: RwSignal<u32>,
    /// Other runs, and bands of several.
    pub drawn: RwSignal<Vec<Overlay>>,
    /// The same as lines.
    pub lines: StoredValue<OverlayLines>,
    /// What leads from each run drawn to the one on the page: its key and sentences.
    pub changes: RwSignal<Vec<(String, Vec<String>)>>,
    /// The runs whose changes are asked for.
    pub asked: StoredValue<Vec<String>>,
}

impl OverlaysState {
    pub fn new() -> Self {
        Self {
            wanted: RwSignal::new(0),
            drawn: RwSignal::new(Vec::new()),
            lines: StoredValue::new(OverlayLines::default()),
            changes: RwSignal::new(Vec::new()),
            asked: StoredValue::new(Vec::new()),
        }
    }

    /// Another experiment is opened: these are not its runs.
    pub fn forget(self) {
        self.drawn.set(Vec::new());
        self.changes.set(Vec::new());
    }
}
