//! Experiments of lessons and scenes, which are JSON in their files. A lesson or a scene has one
//! of its own in the list, finds it there again, and changes no other.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{alert, begin, clear_chart, reopen, replace_experiment};
use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, kept_own};
use crate::config::ExperimentConfig;
use crate::course::{OwnExperiment, OwnExperiments};
use crate::worker::client::read_link;
use crate::workspace::inspection::Inspection;

/// Does something with an experiment of a lesson or a scene, which a worker reads: the page
/// carries no code for that.
pub(super) fn read_course_experiment(
    state: AppState,
    course: CourseState,
    reading: impl Future<Output = Result<ExperimentConfig, String>> + 'static,
    act: impl FnOnce(AppState, ExperimentConfig) + 'static,
) {
    course.is_opening.set(true);
    let key = state.experiments().key.get_untracked();
    spawn_local(async move {
        match reading.await {
            // Another one may have been opened meanwhile.
            Ok(experiment) if state.experiments().key.get_untracked() == key => {
                act(state, experiment);
            }
            Ok(_) => {}
            Err(sentence) => alert(state, sentence),
        }
        course.is_opening.set(false);
    });
}

/// Where an experiment of the course belongs.
pub(super) struct Belongs {
    /// The lesson or the scene, as the address names it.
    pub name: String,
    /// The step that begins with it.
    pub step: usize,
    /// Whether it is kept as the learner left it, where it is found in the list.
    pub is_kept: bool,
}

/// Opens what a lesson or a scene begins with in its own experiment.
pub(super) fn open_course_experiment(
    state: AppState,
    course: CourseState,
    json: String,
    change: impl FnOnce(ExperimentConfig) -> ExperimentConfig + 'static,
    belongs: Belongs,
) {
    let Belongs { name, step, is_kept } = belongs;
    course.is_opening.set(true);
    course.forget_what_is_due();
    state.inspection().update(Inspection::forget_questions);
    spawn_local(async move {
        change_own(course, |_| {});
        let known = course.own.with_untracked(|own| own.get(&name).cloned());
        let is_here = match known {
            Some(OwnExperiment { key, .. }) => reopen(state, key).await,
            None => false,
        };
        if !(is_here && is_kept) {
            match read_link(json).await.map(change) {
                Ok(experiment) if is_here => {
                    clear_chart(state);
                    replace_experiment(state, experiment);
                    note_own(state, course, &name, step);
                }
                Ok(experiment) => {
                    let before = state.experiments().key.get_untracked();
                    begin(state, experiment).await;
                    if state.experiments().key.get_untracked() != before {
                        note_own(state, course, &name, step);
                    }
                }
                Err(sentence) => alert(state, sentence),
            }
        }
        course.is_opening.set(false);
    });
}

fn note_own(state: AppState, course: CourseState, name: &str, step: usize) {
    let key = state.experiments().key.get_untracked();
    change_own(course, |own| own.put(name, OwnExperiment { key, step }));
}

/// Changes what is known of the course's own experiments, here and for other tabs.
pub(super) fn change_own(course: CourseState, change: impl FnOnce(&mut OwnExperiments)) {
    let mut own = kept_own().unwrap_or_else(|| course.own.get_untracked());
    change(&mut own);
    // What cannot be kept holds until the page is closed.
    tab_storage::write(tab_storage::COURSE_EXPERIMENTS, &own.json());
    course.own.set(own);
}
