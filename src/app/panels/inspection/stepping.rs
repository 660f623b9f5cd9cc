//! A run taken step by step: when a step can be taken, and steps that follow by themselves.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::panels::inspection::answer::earlier_run;
use crate::app::reactive::{effect, memo};
use crate::app::state::AppState;
use crate::workspace::current_run::Phase;

/// What is said where no step can be taken.
pub const NO_STEP: &str = "A step is taken where the run on the page is paused or looked back at.";

/// Whether the run on the page can take a step from where it stands, or from the epoch that is
/// looked at.
pub fn can_step(state: AppState) -> Memo<bool> {
    memo(move || {
        let is_there = state
            .run
            .with(|run| run.phase == Phase::Paused || (run.visited.is_some() && !run.is_active()));
        is_there && !state.edited_since_start() && earlier_run(state).is_none()
    })
}

/// Does `next` again and again while `plays`, each time `ms` milliseconds after `place` has changed.
pub fn play_slowly<T: Clone + Send + Sync + 'static>(
    plays: RwSignal<bool>,
    ms: u64,
    place: Memo<T>,
    next: impl Fn() + Copy + 'static,
) {
    effect(move || {
        place.get();
        if plays.get() {
            let waiting = set_timeout_with_handle(next, Duration::from_millis(ms));
            on_cleanup(move || {
                if let Ok(waiting) = waiting {
                    waiting.clear();
                }
            });
        }
    });
}
