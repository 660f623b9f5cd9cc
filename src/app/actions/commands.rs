//! The way to the page's worker.

use leptos::prelude::*;

use crate::app::state::AppState;
use crate::worker::Command;

/// Asks the worker for something; its answer comes to `actions/events.rs`.
pub(super) fn send(state: AppState, command: Command) {
    state.engine.update_value(|engine| engine.send(command));
}
