//! A run taken step by step: when a step can be taken, and steps that follow by themselves.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::panels::inspection::answer::earlier_run;
use crate::app::reactive::{effect, memo};
use crate::app::state::AppState;
use crate::t;
use crate::workspace::current_run::Phase;

/// Whether the run on the page can take a step from where it stands, or from the epoch that is
/// looked at.
pub fn can_step(state: AppState) -> Memo<bool> {
    memo(move || why_no_step(state).is_none())
}

/// Why it cannot.
pub fn why_no_step(state: AppState) -> Option<&'static str> {
    if earlier_run(state).is_some() {
        return Some(t!("An earlier run takes no steps: choose the one on the page."));
    }
    if state.edited_since_start() {
        return Some(t!(
            "The settings have changed since: Undo brings the run back, Train begins one.",
        ));
    }
    state.run.with(|run| match run.phase {
        Phase::Running | Phase::Stepping => Some(t!("A step is taken where the run is paused.")),
        Phase::Paused => None,
        _ if run.visited.is_some() => None,
        Phase::Finished(_) => {
            Some(t!("The run is over: look back at an epoch of it to take steps from there."))
        }
        _ => Some(t!("There is no run that could take a step: Train begins one.")),
    })
}

/// Whether a step is being taken, in a moment: its button stays, and keeps the focus.
pub fn is_stepping(state: AppState) -> Memo<bool> {
    memo(move || state.run.with(|run| run.phase == Phase::Stepping))
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
