//! The part of the page's state that is about the runs of the experiment.

use leptos::prelude::*;

use crate::workspace::run_list::RunList;

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
    /// Whose name is being changed.
    pub renamed: RwSignal<Option<String>>,
    /// What was deleted last, and its title.
    pub deleted: RwSignal<Option<(Vec<String>, String)>>,
    /// Whether the table is open.
    pub open: RwSignal<bool>,
    pub settings: RwSignal<Settings>,
    /// By which column the table is sorted, and whether the largest comes first.
    pub sorted: RwSignal<Option<(usize, bool)>>,
}

impl RunsState {
    pub fn new() -> Self {
        Self {
            list: RwSignal::new(RunList::default()),
            renamed: RwSignal::new(None),
            deleted: RwSignal::new(None),
            open: RwSignal::new(false),
            settings: RwSignal::new(Settings::default()),
            sorted: RwSignal::new(None),
        }
    }

    /// Another experiment is opened: these runs are not its.
    pub fn forget(self) {
        self.list.set(RunList::default());
        self.deleted.set(None);
    }
}
