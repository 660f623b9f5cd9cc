//! Looking back at a run: what waits to be asked, and why its two training losses differ.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::reactive::Debounce;

/// A slider that has not moved for so long rests.
const PAUSE: Duration = Duration::from_millis(150);

/// The part of the page's state that is about a run's past.
#[derive(Clone, Copy)]
pub struct TimeTravelState {
    /// A revisit that is due once the slider rests.
    pub due: Debounce,
    /// Whether "Why do these differ?" is open.
    pub explains: RwSignal<bool>,
    /// Its figures, by name, and its sentences.
    pub loss_gap: RwSignal<(Vec<[String; 2]>, Vec<String>)>,
}

impl TimeTravelState {
    pub fn new() -> Self {
        Self {
            due: Debounce::new(PAUSE),
            explains: RwSignal::new(false),
            loss_gap: RwSignal::new((Vec::new(), Vec::new())),
        }
    }
}
