//! Scenes of the course: an experiment, a few changes of it, and what these show.

use std::sync::Arc;

use leptos::prelude::*;

use super::course_experiments::Belongs;
use super::{
    change_chart_view, ensure_table, give_notes, leave, name_run, open_course_experiment,
    pin_run_on_page, read_course_experiment, reveal_validation, say_done, show_course_view,
    take_up,
};
use crate::app::reactive::{effect, memo};
use crate::app::services::{address, clipboard, fetch, focus};
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, NextRun, scene_name};
use crate::course::{RunFigures, Scene};
use crate::plot::{ChartOptions, YScale};
use crate::t;
use crate::worker::client::read_link;
use crate::workspace::open_scene::{OpenScene, SceneStep};
use crate::workspace::stage::SceneNotes;

/// Seeds that a new one is drawn from: those on which every claim was counted.
const COUNTED_SEEDS: u32 = 100;

/// Fetches what the list of scenes shows.
pub async fn fetch_scenes() -> Option<Vec<Arc<Scene>>> {
    let index = fetch::text("course/scenes/index.json").await?;
    let ids: Vec<String> = serde_json::from_str(&index).ok()?;
    let mut scenes = Vec::new();
    for id in ids {
        let json = fetch::text(&format!("course/scenes/{id}.json")).await?;
        scenes.push(Arc::new(Scene::parse(&id, &json).ok()?));
    }
    Some(scenes)
}

/// Opens a scene with an experiment of its own; with a seed, from that one.
pub fn open_scene(state: AppState, course: CourseState, scene: &Arc<Scene>, seed: Option<u32>) {
    let Some(first) = scene.runs.first() else { return };
    let open = OpenScene::new(Arc::clone(scene), seed);
    leave(state, course);
    course.scene.set(Some(open.clone()));
    // The link of an experiment that was shared would be taken for stale, and this one with it.
    state.share().linked.set_value(None);
    address::show(Some(&scene_name(&scene.id)));
    let seeded = move |experiment| {
        let first = open.seeded(experiment);
        course.scene.update(|open| {
            if let Some(open) = open {
                open.first = Some(first.clone());
            }
        });
        first
    };
    let belongs = Belongs { name: scene_name(&scene.id), step: 0, is_kept: false };
    open_course_experiment(state, course, first.json.clone(), seeded, belongs);
    show_course_view(state, scene.view);
    let scale = if scene.log_axis { YScale::Log } else { YScale::default() };
    change_chart_view(state, |view| {
        view.as_logged = false;
        view.options = ChartOptions { scale, ..ChartOptions::default() };
    });
    focus::after_change(&[".lesson-head"]);
}

/// Back to the list.
pub fn close_scene(state: AppState, course: CourseState) {
    leave(state, course);
    course.scene.set(None);
    address::show(None);
    focus::after_change(&[".lesson-list button"]);
}

/// Copies the link of the open scene or lesson.
pub fn copy_course_link(state: AppState, course: CourseState) {
    let Some(name) = untrack(|| course.open_name()) else { return };
    let link = format!("{}#{name}", address::page());
    leptos::task::spawn_local(async move {
        if clipboard::copy(&link).await {
            say_done(state, t!("Link copied. It opens this lesson or scene."));
        } else {
            state.share().shown.set(Some(link));
        }
    });
}

/// The same scene from the next of the seeds on which its claim was counted.
pub fn another_seed(state: AppState, course: CourseState) {
    let Some(open) = course.scene.get_untracked() else { return };
    let seed = state.experiment.with_untracked(|experiment| experiment.seed);
    open_scene(state, course, &open.scene, Some(seed % COUNTED_SEEDS + 1));
}

/// Trains the next run of the scene; those before it stay in the chart.
pub fn run_scene(state: AppState, course: CourseState) {
    let Some(open) = course.scene.get_untracked() else { return };
    let Some(run) = open.scene.runs.get(open.figures.len()) else { return };
    if untrack(|| is_busy(state, course) || !state.can_train()) {
        return;
    }
    if untrack(|| course.step_on_page(state)).is_none() {
        open_scene(state, course, &open.scene, open.seed);
        return;
    }
    if !open.figures.is_empty() {
        pin_run_on_page(state);
    }
    let name = run.name.clone();
    let reading = read_link(run.json.clone());
    read_course_experiment(state, course, reading, move |state, experiment| {
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

/// Takes in what came of a run of the scene once it is over. Its first run may be begun by the
/// workspace's own Train.
pub fn follow_scene(state: AppState, course: CourseState) {
    let run = memo(move || state.run.with(|run| run.id.filter(|_| run.is_active())));
    effect(move || {
        if run.get().is_none() || untrack(|| course.step_on_page(state)).is_none() {
            return;
        }
        let name = state.experiment.with_untracked(|experiment| {
            course.scene.with_untracked(|open| {
                open.as_ref().filter(|open| open.awaited.is_none())?.first_run(experiment)
            })
        });
        if let Some(name) = name {
            scene_run_began(state, course, &name);
        }
    });
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
        let is_told =
            course.scene.with_untracked(|open| open.as_ref().is_some_and(OpenScene::is_over));
        if is_told {
            focus::show_from_its_top(".lesson-outcome");
        }
    });
}
