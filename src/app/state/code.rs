//! The experiment as code, beside the network.

use leptos::prelude::*;

use crate::worker::Library;

/// The part of the page's state that is about Code.
#[derive(Clone, Copy)]
pub struct CodeState {
    /// Whether it is shown in place of the curves.
    pub is_open: RwSignal<bool>,
    /// What it is written for.
    pub library: RwSignal<Library>,
    /// The script, or the sentence that says why there is none.
    pub script: RwSignal<Option<Result<String, String>>>,
    /// Whether a script is on its way; the next is asked for when it is here.
    pub is_asked: StoredValue<bool>,
    /// Whether something has changed since.
    pub is_stale: StoredValue<bool>,
}

impl CodeState {
    pub fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            library: RwSignal::new(Library::default()),
            script: RwSignal::new(None),
            is_asked: StoredValue::new(false),
            is_stale: StoredValue::new(false),
        }
    }
}
