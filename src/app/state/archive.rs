//! The part of the page's state that is about an experiment as one file.

use leptos::prelude::*;

use crate::workspace::current_run::CurrentRun;

/// What the page knows of it.
#[derive(Clone, Copy)]
pub struct ArchiveState {
    /// Whether the dialog is open that saves one.
    pub open: RwSignal<bool>,
    /// Whether one is being written.
    pub is_busy: RwSignal<bool>,
    /// Why it could not be written.
    pub problem: RwSignal<String>,
    /// Counts the files that were chosen to be opened.
    pub chosen: RwSignal<u32>,
    /// Runs that came in a file and could not be stored, by their keys.
    pub unstored: StoredValue<Vec<(String, CurrentRun)>>,
}

impl ArchiveState {
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            is_busy: RwSignal::new(false),
            problem: RwSignal::new(String::new()),
            chosen: RwSignal::new(0),
            unstored: StoredValue::new(Vec::new()),
        }
    }
}
