//! Versions of the page: one is kept for visits without a network, and a new one is offered.

use leptos::prelude::*;

use super::{dismiss_all, note, note_with, read_refused};
use crate::app::services::page_scripts::{NEW_VERSION, NOT_KEPT, TAKE_NEW_VERSION, hear, tell};
use crate::app::state::AppState;
use crate::app::state::notices::WayOn;
use crate::t;

/// Says what the scripts say of versions.
pub fn follow_versions(state: AppState) {
    hear(NEW_VERSION, move || {
        note_with(
            state,
            t!("A new version of Descent is here. It starts with your next visit.").to_owned(),
            WayOn::NewVersion,
        );
    });
    hear(NOT_KEPT, move || {
        note(
            state,
            t!(
                "This browser keeps no copy of Descent, so it needs the network the next time, too."
            ),
        );
    });
}

/// Does what a sentence offers.
pub fn take_way_on(state: AppState, way_on: WayOn) {
    dismiss_all(state);
    match way_on {
        WayOn::Sample(every) => read_refused(state, Some(every)),
        WayOn::FetchAgain => read_refused(state, None),
        WayOn::NewVersion => take_new_version(state),
    }
}

/// The page is loaded anew, unless that would end a run.
fn take_new_version(state: AppState) {
    if state.run.with_untracked(|run| run.is_active()) {
        return note_with(
            state,
            t!("The new version waits until the run is over or paused.").to_owned(),
            WayOn::NewVersion,
        );
    }
    tell(TAKE_NEW_VERSION);
}
