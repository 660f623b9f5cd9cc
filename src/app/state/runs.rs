//! The part of the page's state that is about the runs of the experiment.

use leptos::prelude::*;

use crate::workspace::overlay_lines::OverlayLines;
use crate::workspace::run_list::{Overlay, RunList};

/// In which settings the runs of the table differ, in the order of the list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    pub names: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Where each stands in its column when sorted.
    pub ranks: Vec<Vec<f64>>,
}

/// What the page knows of the runs of the experiment.
#[derive(Clone, Copy)]
pub struct RunsState {
    pub list: RwSignal<RunList>,
    /// Those drawn beside the run on the page.
    pub overlays: RwSignal<Vec<Overlay>>,
    /// What leads from each run drawn to the one on the page: its key and sentences.
    pub changes: RwSignal<Vec<(String, Vec<String>)>>,
    /// The runs whose changes are asked for.
    pub asked: StoredValue<Vec<String>>,
    /// Whose name is being changed.
    pub renamed: RwSignal<Option<String>>,
    /// What was deleted last, and its title.
    pub deleted: RwSignal<Option<(Vec<String>, String)>>,
    /// Whether the table is open.
    pub open: RwSignal<bool>,
    pub settings: RwSignal<Settings>,
    /// By which column the table is sorted, and whether the largest comes first.
    pub sorted: RwSignal<Option<(usize, bool)>>,
    /// The runs drawn, as lines.
    pub overlay_lines: StoredValue<OverlayLines>,
}

impl RunsState {
    pub fn new() -> Self {
        Self {
            list: RwSignal::new(RunList::default()),
            overlays: RwSignal::new(Vec::new()),
            changes: RwSignal::new(Vec::new()),
            asked: StoredValue::new(Vec::new()),
            renamed: RwSignal::new(None),
            deleted: RwSignal::new(None),
            open: RwSignal::new(false),
            settings: RwSignal::new(Settings::default()),
            sorted: RwSignal::new(None),
            overlay_lines: StoredValue::new(OverlayLines::default()),
        }
    }

    /// Another experiment is opened: these runs are not its.
    pub fn forget(self) {
        self.list.set(RunList::default());
        self.overlays.set(Vec::new());
        self.changes.set(Vec::new());
        self.deleted.set(None);
    }
}
