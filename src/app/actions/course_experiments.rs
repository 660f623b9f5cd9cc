//! Experiments of lessons and scenes, which are JSON in their files.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{alert, begin, replace_experiment};
use crate::app::state::AppState;
use crate::app::state::course::CourseState;
use crate::config::ExperimentConfig;
use crate::worker::client::read_link;

/// Has the JSON of a lesson's or a scene's experiment read by a worker, and does something with
/// it: the page carries no code for that.
pub(super) fn read_course_experiment(
    state: AppState,
    course: CourseState,
    json: String,
    act: impl FnOnce(AppState, ExperimentConfig) + 'static,
) {
    course.is_opening.set(true);
    spawn_local(async move {
        match read_link(json).await {
            Ok(experiment) => act(state, experiment),
            Err(sentence) => alert(state, sentence),
        }
        course.is_opening.set(false);
    });
}

/// Opens what a lesson or a scene begins with: as an experiment of its own, so that the
/// learner's stays as it is in the list, or in the place of the one on the page.
pub(super) fn open_course_experiment(
    state: AppState,
    course: CourseState,
    json: String,
    change: impl FnOnce(ExperimentConfig) -> ExperimentConfig + 'static,
    is_own: bool,
) {
    course.is_opening.set(true);
    course.to_start.set(None);
    course.shown_next.set_value(None);
    spawn_local(async move {
        match read_link(json).await.map(change) {
            Ok(experiment) if is_own => begin(state, experiment).await,
            Ok(experiment) => replace_experiment(state, experiment),
            Err(sentence) => alert(state, sentence),
        }
        course.is_opening.set(false);
    });
}
