//! Scenes of the course: an experiment, a few changes of it, and what these show.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    change_chart_view, ensure_table, give_notes, name_run, open_course_experiment, pin_run_on_page,
    read_course_experiment, reveal_validation, show_course_view, take_up,
};
use crate::app::reactive::effect;
use crate::app::services::{address, fetch, focus};
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, NextRun};
use crate::course::{RunFigures, Scene};
use crate::plot::{ChartOptions, YScale};
use crate::workspace::open_scene::{OpenScene, SceneStep};
use crate::workspace::stage::SceneNotes;

/// Seeds that a new one is drawn from: those on which every claim was counted.
const COUNTED_SEEDS: u32 = 100;

/// Fetches what the list of scenes shows.
pub async fn fetch_scenes() -> Option<Vec<Arc<Scene>>> {
    let index = fetch::text("./course/scenes/index.json").await?;
    let ids: Vec<String> = serde_json::from_str(&index).ok()?;
    let mut scenes = Vec::new();
    for id in ids {
        let json = fetch::text(&format!("./course/scenes/{id}.json")).await?;
        scenes.push(Arc::new(Scene::parse(&id, &json).ok()?));
    }
    Some(scenes)
}

/// Opens a scene with an experiment of its own; with a seed, from that one.
pub fn open_scene(state: AppState, course: CourseState, scene: &Arc<Scene>, seed: Option<u32>) {
    let Some(first) = scene.runs.first() else { return };
    let open = OpenScene::new(Arc::clone(scene), seed);
    course.scene.set(Some(open.clone()));
    course.begun.set_value(None);
    address::show(Some(&format!("scene={}", scene.id)));
    let seeded = move |experiment| open.seeded(experiment);
    open_course_experiment(state, course, first.json.clone(), seeded, true);
    show_course_view(state, scene.view);
    let scale = if scene.log_axis { YScale::Log } else { YScale::default() };
    change_chart_view(state, |view| {
        view.as_logged = false;
        view.options = ChartOptions { scale, ..ChartOptions::default() };
    });
    focus::after_change(&[".lesson-head"]);
}

/// Back to the list.
pub fn close_scene(course: CourseState) {
    course.scene.set(None);
    address::show(None);
    focus::after_change(&[".lesson-list button"]);
}

/// The same scene from the next of the seeds on which its claim was counted.
pub fn another_seed(state: AppState, course: CourseState) {
    let Some(open) = course.scene.get_untracked() else { return };
    let seed = open.seed.map_or(1, |seed| seed % COUNTED_SEEDS + 1);
    open_scene(state, course, &open.scene, Some(seed));
}

/// Trains the next run of the scene; those before it stay in the chart.
pub fn run_scene(state: AppState, course: CourseState) {
    let Some(open) = course.scene.get_untracked() else { return };
    let Some(run) = open.scene.runs.get(open.figures.len()) else { return };
    if untrack(|| is_busy(state, course) || !state.can_train()) {
        return;
    }
    if !open.figures.is_empty() {
        pin_run_on_page(state);
    }
    let name = run.name.clone();
    read_course_experiment(state, course, run.json.clone(), move |state, experiment| {
        let mut next = open.seeded(experiment);
        // The experiment keeps its name, whatever its runs are called.
        next.title = state.experiment.with_untracked(|experiment| experiment.title.clone());
        take_up(state, &name, next);
        ensure_table(state);
        course.to_start.set(Some(NextRun::OfScene(name)));
    });
}

/// Whether a run of the scene is on its way; one that was paused or taken away is not.
pub fn is_busy(state: AppState, course: CourseState) -> bool {
    let awaited = course.scene.with(|open| open.as_ref().and_then(|open| open.awaited));
    let is_training = state.run.with(|run| run.is_active() && run.id == awaited);
    course.is_opening.get() || course.to_start.with(Option::is_some) || is_training
}

/// A run of the scene began: it is the one that is waited for, under its name.
pub(super) fn scene_run_began(state: AppState, course: CourseState, name: &str) {
    let run = state.run.with_untracked(|run| run.id);
    course.scene.update(|open| {
        if let Some(open) = open {
            open.awaited = run;
        }
    });
    name_run(state, &state.storage().run(), name);
}

/// Does what comes next in the scene. From another seed only where that was asked for: a clicker
/// that goes on at the end must not take the curves away.
pub fn next_step(state: AppState, course: CourseState, is_asked_again: bool) {
    let is_busy = untrack(|| is_busy(state, course));
    let hides = state.stage.get_untracked().hides_validation;
    let step = course.scene.with_untracked(|open| Some(open.as_ref()?.next_step(is_busy, hides)));
    match step {
        Some(SceneStep::Reveal) => reveal_validation(state, true),
        Some(SceneStep::Run(_)) => run_scene(state, course),
        Some(SceneStep::Conclude) => {
            course.scene.update(|open| {
                if let Some(open) = open {
                    open.is_concluded = true;
                }
            });
        }
        Some(SceneStep::Over) if is_asked_again => another_seed(state, course),
        _ => {}
    }
}

/// Keeps the stage up to date: the speaker has the scene's words, and the clicker its next step.
pub fn follow_stage(state: AppState, course: CourseState) {
    let lessons = state.lessons();
    effect(move || {
        let is_busy = is_busy(state, course);
        let hides = state.stage.get().hides_validation;
        let (id, notes) = course.scene.with(|open| {
            let Some(open) = open else { return (None, SceneNotes::default()) };
            let step = open.next_step(is_busy, hides);
            // At the end the clicker goes on to the views.
            let next = if step == SceneStep::Over { String::new() } else { open.next_words(step) };
            (Some(open.scene.id.clone()), SceneNotes { says: open.says(false), next })
        });
        lessons.scene.set(id);
        give_notes(state, notes);
    });
    let seen = StoredValue::new(lessons.next_steps.get_untracked());
    effect(move || {
        let asked = lessons.next_steps.get();
        if seen.get_value() != asked {
            seen.set_value(asked);
            untrack(|| next_step(state, course, false));
        }
    });
    on_cleanup(move || {
        lessons.scene.set(None);
        give_notes(state, SceneNotes::default());
    });
}

/// Takes in what came of a run of the scene once it is over.
pub fn follow_scene(state: AppState, course: CourseState) {
    effect(move || {
        let over = state.run.with(|run| run.id.filter(|_| run.is_over()));
        let awaited =
            course.scene.with_untracked(|open| open.as_ref().and_then(|open| open.awaited));
        if over.is_none() || over != awaited {
            return;
        }
        let figures = state.run.with_untracked(|run| {
            let trained = run.experiment.as_ref()?;
            Some(RunFigures::new(trained, &run.history, run.outcome(), None))
        });
        course.scene.update(|open| {
            if let (Some(open), Some(figures)) = (open, figures) {
                open.awaited = None;
                open.figures.push(figures);
            }
        });
    });
}
