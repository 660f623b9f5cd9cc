//! The stage of a lecture.

use leptos::prelude::*;

use super::announce;
use crate::app::services::address;
use crate::app::state::AppState;
use crate::workspace::stage::{SceneNotes, Stage};

/// Onto the stage, or off it.
pub fn present(state: AppState) {
    if state.stage.get_untracked().is_on {
        leave_stage(state);
    } else {
        state.stage.set(Stage::BEGINNING);
        forget_what_was_said(state);
    }
}

/// Back to the workspace.
pub fn leave_stage(state: AppState) {
    state.stage.set(Stage::off(&address::switches()));
}

/// The address says something else of the stage.
pub fn follow_switches(state: AppState) {
    state.stage.set(Stage::of_link(&address::switches()));
}

/// Shows the audience what was measured on the validation rows, or takes it from sight again.
pub fn reveal_validation(state: AppState, is_shown: bool) {
    state.stage.update(|stage| stage.hides_validation = !is_shown);
    forget_what_was_said(state);
}

/// The last sentence for screen readers may be of what is hidden now.
fn forget_what_was_said(state: AppState) {
    if state.stage.get_untracked().hides_validation {
        announce(state, "");
    }
}

/// The list of scenes, or none again; the course is fetched for it.
pub fn list_scenes(state: AppState) {
    let lessons = state.lessons();
    lessons.lists_scenes.update(|is_open| *is_open = !*is_open);
    if lessons.lists_scenes.get_untracked() {
        lessons.open.set(true);
    }
}

/// Gives the speaker the notes of a scene; empty ones give the next view in place of a step.
pub fn give_notes(state: AppState, notes: SceneNotes) {
    state.scene_notes().set(notes);
}
