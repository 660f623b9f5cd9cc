//! The list of experiments, and which of them is open here.

use leptos::prelude::*;

/// An experiment in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub key: String,
    pub name: String,
    /// Its data, its blocks, and when it was changed.
    pub about: String,
}

/// What was deleted last and can be restored.
#[derive(Debug, Clone, PartialEq)]
pub struct Deleted {
    pub key: String,
    pub name: String,
    /// Whether it was the one on the page.
    pub was_open: bool,
}

/// What the page shows of the experiments.
#[derive(Clone, Copy)]
pub struct ExperimentsState {
    /// The key of the experiment on the page, as storage has it.
    pub key: RwSignal<String>,
    /// Whether the list is open.
    pub open: RwSignal<bool>,
    pub list: RwSignal<Vec<Item>>,
    /// The key whose name is being changed.
    pub renamed: RwSignal<Option<String>>,
    pub deleted: RwSignal<Option<Deleted>>,
}

impl ExperimentsState {
    pub fn new(key: String) -> Self {
        Self {
            key: RwSignal::new(key),
            open: RwSignal::new(false),
            list: RwSignal::new(Vec::new()),
            renamed: RwSignal::new(None),
            deleted: RwSignal::new(None),
        }
    }
}
