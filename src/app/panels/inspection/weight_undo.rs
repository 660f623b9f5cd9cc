//! What weights were before they were set by hand: taken back in any view of the run.

use leptos::prelude::*;

use crate::app::state::AppState;
use crate::inspection::WeightEdit;
use crate::worker::codec;

/// Remembers what a change by hand took the place of.
pub fn remember(state: AppState, before: &[WeightEdit]) {
    let before = codec::encode(&before);
    state.inspection().update(|inspection| inspection.by_hand.push(before));
}

/// Whether there is something to take back.
pub fn can_undo(state: AppState) -> bool {
    state.inspection().with(|inspection| !inspection.by_hand.is_empty())
}

/// What the last change took the place of.
pub fn take_back(state: AppState) -> Option<Vec<WeightEdit>> {
    let last = state.inspection().try_update(|inspection| inspection.by_hand.pop());
    codec::decode(&last.flatten()?).ok()
}
