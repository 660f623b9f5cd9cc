//! The lessons, as far as the page itself knows them.

use leptos::prelude::*;

use crate::app::services::{address, tab_storage};

/// The part of the page's state that is about lessons.
#[derive(Clone, Copy)]
pub struct LessonsState {
    /// Whether they stand beside the workspace.
    pub open: RwSignal<bool>,
    /// Whether the data panel is shown in their place for now.
    pub shows_data: RwSignal<bool>,
    /// The scene that is open, for its link.
    pub scene: RwSignal<Option<String>>,
    /// Whether the list of scenes is open on the stage.
    pub lists_scenes: RwSignal<bool>,
    /// Counts the times at which a clicker asked for the next step of the scene.
    pub next_steps: RwSignal<u32>,
    /// Counts the times at which the address asked for a lesson or a scene while the page stood.
    pub asked: RwSignal<u32>,
}

impl LessonsState {
    /// As the tab had them.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(
                address::course_place().is_some() || tab_storage::lessons_are_open(),
            ),
            scene: RwSignal::new(None),
            lists_scenes: RwSignal::new(false),
            next_steps: RwSignal::new(0),
            asked: RwSignal::new(0),
            shows_data: RwSignal::new(false),
        }
    }
}
