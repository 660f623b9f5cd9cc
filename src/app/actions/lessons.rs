//! What a learner does with the course. Only the panel of lessons needs it, so its code is in
//! that file; whether the panel is open is the page's.

use std::sync::Arc;

use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{alert, announce, fetch_scenes, open_course_experiment, open_scene, show_course_view};
use crate::app::reactive::effect;
use crate::app::services::{address, download, fetch, focus, tab_storage};
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, NamedLesson, Place};
use crate::course::{Glossary, Lesson, Progress, SeenCurves, StepProgress};
use crate::export::HandIn;
use crate::plot::prediction_pictures::{PictureSize, seen_curves_svg};
use crate::plot::theme::LIGHT;

/// A curve on the page to hand in.
const HAND_IN_CURVES: PictureSize = PictureSize { width: 420.0, height: 220.0 };

/// Opens or closes the panel of lessons.
pub fn toggle_lessons(state: AppState) {
    let lessons = state.lessons();
    lessons.open.update(|open| *open = !*open);
    lessons.shows_data.set(false);
    tab_storage::keep_lessons_open(lessons.open.get_untracked());
}

/// Fetches lessons and glossary, and keeps progress from then on.
pub fn fetch_course(course: CourseState) {
    course.problem.set(None);
    spawn_local(async move {
        match fetch_lessons().await {
            Ok(lessons) => course.lessons.set(lessons),
            Err(sentence) => course.problem.set(Some(sentence)),
        }
        match fetch_scenes().await {
            Some(scenes) => course.scenes.set(scenes),
            None => course.problem.set(Some("The scenes could not be loaded.".to_owned())),
        }
        let glossary = fetch::text("./course/glossary.json").await;
        let glossary = glossary.and_then(|json| Glossary::parse(&json).ok());
        course.glossary.set(glossary.map(Arc::new));
    });
}

async fn fetch_lessons() -> Result<Vec<NamedLesson>, String> {
    let gone = || "The lessons could not be loaded; is the connection gone?".to_owned();
    let index = fetch::text("./course/lessons/index.json").await.ok_or_else(gone)?;
    let ids: Vec<String> = serde_json::from_str(&index).map_err(|_| gone())?;
    let mut lessons = Vec::new();
    for id in ids {
        let json = fetch::text(&format!("./course/lessons/{id}.json")).await.ok_or_else(gone)?;
        let lesson = Lesson::parse(&json).map_err(|error| format!("{id}: {error}"))?;
        lessons.push(NamedLesson { id, lesson: Arc::new(lesson) });
    }
    Ok(lessons)
}

/// Opens the lesson or scene that the address asks for, once it is here. A reload goes on where
/// the learner is in a lesson, and begins a scene again.
pub fn follow_address(state: AppState, course: CourseState) {
    effect(move || {
        state.lessons().asked.track();
        let has_lessons = course.lessons.with(|all| !all.is_empty());
        let has_scenes = course.scenes.with(|all| !all.is_empty());
        let Some(asked) = address::course_place() else { return };
        // A reload finds the panel open, though no button opened it.
        tab_storage::keep_lessons_open(true);
        if let Some(id) = asked.strip_prefix("lesson=").filter(|_| has_lessons) {
            address::show(None);
            course.scene.set(None);
            untrack(|| open_lesson(state, course, id));
        } else if let Some(id) = asked.strip_prefix("scene=").filter(|_| has_scenes) {
            let scene = course
                .scenes
                .with_untracked(|all| all.iter().find(|scene| scene.id == id).map(Arc::clone));
            if let Some(scene) = scene {
                untrack(|| open_scene(state, course, &scene, None));
            }
        }
    });
}

/// Keeps progress whenever it changes.
pub fn keep_progress(course: CourseState) {
    effect(move || {
        let json = course.progress.with(|progress| progress.json());
        tab_storage::write(tab_storage::PROGRESS, &json);
    });
}

/// Forgets all progress; what was forgotten can be put back for as long as the panel is open.
pub fn reset_progress(course: CourseState) {
    course.forgotten.set(Some(course.progress.get_untracked()));
    course.progress.set(Progress::default());
    focus::after_change(&[".lesson-list button"]);
}

/// Puts back what was forgotten.
pub fn restore_progress(course: CourseState) {
    if let Some(progress) = course.forgotten.get_untracked() {
        course.forgotten.set(None);
        course.progress.set(progress);
    }
}

/// Gives the learner a page of what was done.
pub fn hand_in(state: AppState, course: CourseState, name: &str) {
    let day = String::from(Date::new_0().to_iso_string());
    let lessons = course.lessons.get_untracked();
    let lessons: Vec<_> =
        lessons.iter().map(|one| (one.id.as_str(), one.lesson.as_ref())).collect();
    let draw = |seen: &SeenCurves| {
        seen_curves_svg(&seen.epochs, [&seen.loss, &seen.val_loss], HAND_IN_CURVES, &LIGHT)
    };
    let html = course.progress.with_untracked(|progress| {
        HandIn { name, day: &day[..10], lessons: &lessons, progress, draw: &draw }.html()
    });
    if download::text("descent-lessons.html", "text/html", &html).is_err() {
        alert(state, "The browser did not take the page.".to_owned());
    }
}

/// Opens a lesson where it was left, or at its beginning with an experiment of its own, so that
/// the learner's stays as it is in the list.
pub fn open_lesson(state: AppState, course: CourseState, id: &str) {
    let Some(lesson) = untrack(|| course.lesson(id)) else { return };
    let is_new = course.progress.with_untracked(|progress| !progress.lessons.contains_key(id));
    course.progress.update(|progress| {
        progress.open = Some(id.to_owned());
        progress.lessons.entry(id.to_owned()).or_default();
    });
    let step = course.progress.with_untracked(|progress| progress.open_step(id, &lesson));
    // Back from the list its experiment still is on the page.
    let is_begun = course.begun.with_value(|begun| begun.as_deref() == Some(id));
    course.begun.set_value(Some(id.to_owned()));
    let opened = lesson.steps[..=step].iter().rev().find_map(|step| step.open.as_ref());
    if let Some(json) = opened.filter(|_| !is_begun) {
        open_course_experiment(state, course, json.to_string(), |it| it, true);
        show_view(state, course);
    }
    if is_new {
        announce(state, &lesson.title);
    }
    focus::after_change(&[".lesson-head"]);
}

/// Back to the list.
pub fn close_lesson(course: CourseState) {
    course.progress.update(|progress| progress.open = None);
    focus::after_change(&[".lesson-list button"]);
}

/// The last step is over: back to the list.
pub fn finish_lesson(course: CourseState) {
    if let Some(Place { lesson, step }) = untrack(|| course.place()) {
        course.progress.update(|progress| {
            progress.step_mut(&lesson, step).was_read = true;
            // The next time it begins with its first step.
            course.begun.set_value(None);
            progress.lessons.entry(lesson).or_default().step = 0;
        });
    }
    close_lesson(course);
}

/// Goes to a step, and opens what it begins with.
pub fn go_to_step(state: AppState, course: CourseState, step: usize) {
    let Some(place) = untrack(|| course.place()) else { return };
    let Some(lesson) = untrack(|| course.lesson(&place.lesson)) else { return };
    let Some(next) = lesson.steps.get(step) else { return };
    course.shown_next.set_value(None);
    course.progress.update(|progress| {
        progress.step_mut(&place.lesson, place.step).was_read = true;
        progress.lessons.entry(place.lesson.clone()).or_default().step = step;
    });
    let is_done = course.progress.with_untracked(|progress| {
        progress.of_step(&place.lesson, step) != StepProgress::default()
    });
    if let Some(json) = next.open.as_ref().filter(|_| !is_done) {
        open_course_experiment(state, course, json.to_string(), |it| it, false);
    }
    show_view(state, course);
    focus::after_change(&[".lesson-head"]);
}

/// Takes a step's answers and what was done back, and opens what it begins with.
pub fn begin_step_again(state: AppState, course: CourseState) {
    let Some(Place { lesson: id, step }) = untrack(|| course.place()) else { return };
    let Some(lesson) = untrack(|| course.lesson(&id)) else { return };
    course.shown_next.set_value(None);
    course.progress.update(|progress| *progress.step_mut(&id, step) = StepProgress::default());
    let opened = lesson.steps[..=step].iter().rev().find_map(|step| step.open.as_ref());
    if let Some(json) = opened {
        open_course_experiment(state, course, json.to_string(), |it| it, false);
    }
    show_view(state, course);
}

fn show_view(state: AppState, course: CourseState) {
    let view = untrack(|| {
        let place = course.place()?;
        course.lesson(&place.lesson)?.steps.get(place.step)?.view
    });
    if let Some(view) = view {
        show_course_view(state, view);
    }
}

/// Answers the question of the open step.
pub fn predict(course: CourseState, answer: usize) {
    let Some(place) = untrack(|| course.place()) else { return };
    course.progress.update(|progress| {
        progress.step_mut(&place.lesson, place.step).answer = Some(answer);
    });
}
