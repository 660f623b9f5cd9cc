//! The course's networks, and what the network on the page computes.

use leptos::prelude::*;

use crate::worker::Explanation;

/// The part of the page's state that is about templates and Explain.
#[derive(Clone, Copy)]
pub struct ExplanationState {
    /// Whether the templates are shown.
    pub templates: RwSignal<bool>,
    /// Whether the explanation is shown.
    pub explains: RwSignal<bool>,
    /// The explanation, or the sentence that says why there is none.
    pub explanation: RwSignal<Option<Result<Explanation, String>>>,
    /// Whether an explanation is on its way; the next is asked for when it is here.
    pub is_explaining: StoredValue<bool>,
}

impl ExplanationState {
    pub fn new() -> Self {
        Self {
            templates: RwSignal::new(false),
            explains: RwSignal::new(false),
            explanation: RwSignal::new(None),
            is_explaining: StoredValue::new(false),
        }
    }
}
