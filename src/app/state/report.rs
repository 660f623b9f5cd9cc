//! The report that is handed in, while it is made.

use leptos::prelude::*;

/// The part of the page's state that is about the report.
#[derive(Clone, Copy)]
pub struct ReportState {
    /// Whether its dialog is open.
    pub is_open: RwSignal<bool>,
    /// Who hands it in.
    pub name: RwSignal<String>,
    /// What they found.
    pub words: RwSignal<String>,
    /// What became of the one that was asked for.
    pub said: RwSignal<String>,
}

impl ReportState {
    pub fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            name: RwSignal::new(String::new()),
            words: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
        }
    }
}
