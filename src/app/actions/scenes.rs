//! Scenes of the course: an experiment, a few changes of it, and what these show.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    ensure_table, open_course_experiment, outcome, pin_run_on_page, read_course_experiment,
    show_inspection, show_tab, take_up,
};
use crate::app::reactive::effect;
use crate::app::services::{address, fetch, focus};
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, OpenScene};
use crate::course::{RunFigures, Scene, SceneView};
use crate::workspace::chart_view::CurveTab;
use crate::workspace::current_run::CurrentRun;
use crate::workspace::inspection::InspectionView;

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
    address::show(&format!("scene={}", scene.id));
    let seeded = move |experiment| open.seeded(experiment);
    open_course_experiment(state, course, first.json.clone(), seeded, true);
    show_scene_view(state, scene.view);
    focus::after_change(&[".lesson-head"]);
}

/// Back to the list.
pub fn close_scene(course: CourseState) {
    course.scene.set(None);
    address::clear();
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
    let Some(run) = open.scene.runs.get(open.figures.len()).filter(|_| !open.is_running) else {
        return;
    };
    if course.is_opening.get_untracked() || !untrack(|| state.can_train()) {
        return;
    }
    if !open.figures.is_empty() {
        pin_run_on_page(state);
    }
    let name = run.name.clone();
    course.scene.update(|open| {
        if let Some(open) = open {
            open.is_running = true;
        }
    });
    read_course_experiment(state, run.json.clone(), move |state, experiment| {
        let mut next = open.seeded(experiment);
        // The experiment keeps its name, whatever its runs are called.
        next.title = state.experiment.with_untracked(|experiment| experiment.title.clone());
        take_up(state, &name, next);
        ensure_table(state);
        course.to_start.set(Some(name));
    });
}

/// Takes in what came of a run of the scene once it is over.
pub fn follow_scene(state: AppState, course: CourseState) {
    effect(move || {
        let is_over = state.run.with(CurrentRun::is_over);
        let is_waiting =
            course.scene.with_untracked(|open| open.as_ref().is_some_and(|open| open.is_running));
        if !is_over || !is_waiting {
            return;
        }
        let figures = state.run.with_untracked(|run| {
            state.experiment.with_untracked(|experiment| {
                RunFigures::new(experiment, &run.history, outcome(run), None)
            })
        });
        course.scene.update(|open| {
            if let Some(open) = open {
                open.is_running = false;
                open.figures.push(figures);
            }
        });
    });
}

fn show_scene_view(state: AppState, view: SceneView) {
    let (inspection, tab) = match view {
        SceneView::Loss => (None, CurveTab::Loss),
        SceneView::Metric(metric) => (None, CurveTab::Metric(metric)),
        SceneView::Picture => (Some(InspectionView::Picture), CurveTab::Loss),
        SceneView::Predictions => (Some(InspectionView::Predictions), CurveTab::Loss),
        SceneView::Inside => (Some(InspectionView::Inside), CurveTab::Loss),
    };
    show_inspection(state, inspection);
    show_tab(state, tab);
}
