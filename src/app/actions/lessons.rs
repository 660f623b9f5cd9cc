//! What a learner does with the course. Only the panel of lessons needs it, so its code is in
//! that file; whether the panel is open is the page's.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::course_experiments::{Belongs, change_own};
use super::{
    alert, announce, fetch_scenes, note, open_course_experiment, open_scene, open_step,
    show_course_view,
};
use crate::app::reactive::effect;
use crate::app::services::clock::today;
use crate::app::services::{address, download, fetch, focus, language, tab_storage};
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, NamedLesson, Place, lesson_name};
use crate::course::{Glossary, Lesson, OwnExperiments, Progress, SeenCurves, StepProgress};
use crate::export::HandIn;
use crate::plot::prediction_pictures::{PictureSize, seen_curves_svg};
use crate::plot::theme::LIGHT;
use crate::t;

/// A curve on the page to hand in.
const HAND_IN_CURVES: PictureSize = PictureSize { width: 420.0, height: 220.0 };

/// Opens or closes the panel of lessons.
pub fn toggle_lessons(state: AppState) {
    let lessons = state.lessons();
    lessons.open.update(|open| *open = !*open);
    lessons.shows_data.set(false);
    let is_open = lessons.open.get_untracked();
    tab_storage::keep_lessons_open(is_open);
    if !is_open {
        if address::course_place().is_some() {
            address::show(None);
        }
        focus::after_change(&[".lessons-button"]);
    }
}

/// Fetches what is missing of lessons, scenes and glossary.
pub fn fetch_course(state: AppState, course: CourseState) {
    course.problem.set(None);
    spawn_local(async move {
        let mut problems: Vec<_> = course_language().await.into_iter().collect();
        if course.lessons.with_untracked(Vec::is_empty) {
            match fetch_lessons().await {
                Ok((lessons, unreadable)) => {
                    course.lessons.set(lessons);
                    problems.extend(unreadable);
                }
                Err(sentence) => problems.push(sentence),
            }
        }
        if course.scenes.with_untracked(Vec::is_empty) {
            match fetch_scenes().await {
                Some(scenes) => course.scenes.set(scenes),
                None => problems.push(t!("The scenes could not be loaded.").to_owned()),
            }
        }
        course.problem.set((!problems.is_empty()).then(|| problems.join(" ")));
        if untrack(|| course.step_on_page(state)).is_some() {
            show_view(state, course);
        }
        fetch_glossary(course).await;
    });
}

/// Has the course in the reader's language; why not, if that is so.
async fn course_language() -> Option<String> {
    let problem = language::speak_course().await.err()?;
    Some(t!("Lessons, scenes and glossary are in English for now. {problem}", problem))
}

/// Fetches the glossary where it is not here.
async fn fetch_glossary(course: CourseState) {
    if course.glossary.with_untracked(Option::is_none) {
        // A word in English is better than none.
        course_language().await;
        let glossary = fetch::text("course/glossary.json").await;
        let glossary = glossary.and_then(|json| Glossary::parse(&json).ok());
        course.glossary.set(glossary.map(Arc::new));
    }
}

/// The same, when a word is looked up.
pub fn want_glossary(course: CourseState) {
    spawn_local(fetch_glossary(course));
}

/// The lessons, and a sentence for each whose file cannot be read.
async fn fetch_lessons() -> Result<(Vec<NamedLesson>, Vec<String>), String> {
    let gone = || t!("The lessons could not be loaded; is the connection gone?").to_owned();
    let index = fetch::text("course/lessons/index.json").await.ok_or_else(gone)?;
    let ids: Vec<String> = serde_json::from_str(&index).map_err(|_| gone())?;
    let (mut lessons, mut unreadable) = (Vec::new(), Vec::new());
    for id in ids {
        let json = fetch::text(&format!("course/lessons/{id}.json")).await.ok_or_else(gone)?;
        match Lesson::parse(&json) {
            Ok(lesson) => lessons.push(NamedLesson { id, lesson: Arc::new(lesson) }),
            Err(_) => unreadable.push(t!("The lesson \"{id}\" came incomplete.", id)),
        }
    }
    Ok((lessons, unreadable))
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
        let is_known = if let Some(id) = asked.strip_prefix("lesson=").filter(|_| has_lessons) {
            address::show(None);
            course.scene.set(None);
            untrack(|| open_lesson(state, course, id))
        } else if let Some(id) = asked.strip_prefix("scene=").filter(|_| has_scenes) {
            let scene = course
                .scenes
                .with_untracked(|all| all.iter().find(|scene| scene.id == id).map(Arc::clone));
            if let Some(scene) = &scene {
                untrack(|| open_scene(state, course, scene, None));
            }
            scene.is_some()
        } else {
            // They are not here yet.
            return;
        };
        if !is_known {
            address::show(None);
            alert(state, t!("There is no lesson or scene of that name; here is the list."));
        }
    });
}

/// Keeps progress whenever it changes, and follows what another tab keeps.
pub fn keep_progress(state: AppState, course: CourseState) {
    let was_told = StoredValue::new(false);
    effect(move || {
        let json = course.progress.with(|progress| progress.json());
        let is_begun = course.progress.with(|progress| *progress != Progress::default());
        if is_begun {
            course.forgotten.set(None);
        }
        let is_kept = tab_storage::write(tab_storage::PROGRESS, &json);
        if is_begun && !is_kept && !was_told.get_value() {
            was_told.set_value(true);
            note(state, t!("This browser keeps no progress: its storage is full or forbidden."));
        }
    });
    effect(move || tab_storage::keep_open_lesson(course.lesson.get().as_deref()));
    let on_storage = window_event_listener_untyped("storage", move |_| {
        let kept = tab_storage::read(tab_storage::PROGRESS).map(|json| Progress::parse(&json));
        if let Some(kept) = kept.filter(|kept| course.progress.with_untracked(|now| now != kept)) {
            course.progress.set(kept);
        }
    });
    on_cleanup(move || on_storage.remove());
}

/// Forgets all progress; what was forgotten can be put back until something new is done.
pub fn reset_progress(course: CourseState) {
    let forgotten = course.progress.get_untracked();
    course.progress.set(Progress::default());
    change_own(course, OwnExperiments::forget_lessons);
    course.forgotten.set(Some(forgotten));
    focus::after_change(&[".lesson-list button"]);
}

/// Puts back what was forgotten.
pub fn restore_progress(course: CourseState) {
    if let Some(progress) = course.forgotten.get_untracked() {
        course.forgotten.set(None);
        course.progress.set(progress);
        focus::after_change(&[".lesson-list button"]);
    }
}

/// Gives the learner a page of what was done.
pub fn hand_in(state: AppState, course: CourseState, name: &str) {
    let lessons = course.lessons.get_untracked();
    let lessons: Vec<_> =
        lessons.iter().map(|one| (one.id.as_str(), one.lesson.as_ref())).collect();
    let draw = |seen: &SeenCurves| {
        seen_curves_svg(&seen.epochs, [&seen.loss, &seen.val_loss], HAND_IN_CURVES, &LIGHT)
    };
    let html = course.progress.with_untracked(|progress| {
        HandIn { name, day: &today(), lessons: &lessons, progress, draw: &draw }.html()
    });
    if download::text("descent-lessons.html", "text/html", &html).is_err() {
        alert(state, t!("The browser did not take the page."));
    }
}

/// Opens a lesson where it was left, or at its beginning, in its own experiment, so that the
/// learner's stays as it is in the list. Whether there is such a lesson.
pub fn open_lesson(state: AppState, course: CourseState, id: &str) -> bool {
    let Some(lesson) = untrack(|| course.lesson_named(id)) else { return false };
    let is_new = course.progress.with_untracked(|progress| !progress.lessons.contains_key(id));
    leave(state, course);
    course.lesson.set(Some(id.to_owned()));
    course.progress.update(|progress| {
        progress.lessons.entry(id.to_owned()).or_default();
    });
    let step = course.progress.with_untracked(|progress| progress.open_step(id, &lesson));
    // Back from the list it may still be on the page.
    if untrack(|| course.step_on_page(state)).is_none() {
        open_step_experiment(state, course, id, &lesson, step, true);
    }
    show_view(state, course);
    if is_new {
        announce(state, &lesson.title);
    }
    focus::after_change(&[".lesson-head"]);
    true
}

/// What was asked for and shown in a lesson or a scene ends with it.
pub(super) fn leave(state: AppState, course: CourseState) {
    course.forget_what_is_due();
    state.lessons().shows_data.set(false);
}

/// Opens the experiment that a step begins with, if there is one.
fn open_step_experiment(
    state: AppState,
    course: CourseState,
    id: &str,
    lesson: &Lesson,
    step: usize,
    is_kept: bool,
) {
    let Some(origin) = lesson.origin(step) else { return };
    if let Some(json) = &lesson.steps[origin].open {
        let belongs = Belongs { name: lesson_name(id), step: origin, is_kept };
        open_course_experiment(state, course, json.to_string(), |it| it, belongs);
    }
}

/// Back to the list.
pub fn close_lesson(state: AppState, course: CourseState) {
    leave(state, course);
    course.lesson.set(None);
    focus::after_change(&[".lesson-list button"]);
}

/// The last step is over: back to the list. The next time it begins with the first step that is
/// not done.
pub fn finish_lesson(state: AppState, course: CourseState) {
    if let Some(Place { lesson: id, step }) = untrack(|| course.place())
        && let Some(lesson) = untrack(|| course.lesson_named(&id))
    {
        course.progress.update(|progress| {
            progress.step_mut(&id, step).was_read = true;
            let next = progress.first_undone(&id, &lesson);
            progress.lessons.entry(id.clone()).or_default().step = next;
        });
        change_own(course, |own| own.forget(&lesson_name(&id)));
    }
    close_lesson(state, course);
}

/// Goes to a step, and opens what it begins with where it is not done yet and the page has
/// something else.
pub fn go_to_step(state: AppState, course: CourseState, step: usize) {
    let Some(Place { lesson: id, step: from }) = untrack(|| course.place()) else { return };
    let Some(lesson) = untrack(|| course.lesson_named(&id)) else { return };
    let Some(next) = lesson.steps.get(step) else { return };
    leave(state, course);
    course.progress.update(|progress| {
        progress.step_mut(&id, from).was_read = true;
        progress.lessons.entry(id.clone()).or_default().step = step;
    });
    let is_done =
        course.progress.with_untracked(|progress| progress.of_step(&id, step).is_complete(next));
    let on_page = untrack(|| course.step_on_page(state));
    let is_there = on_page.is_some() && on_page == lesson.origin(step);
    // A step where there is nothing to do is never done.
    if !is_there && (!is_done || next.tasks.is_empty()) {
        open_step_experiment(state, course, &id, &lesson, step, false);
    }
    show_view(state, course);
    focus::after_change(&[".lesson-head"]);
}

/// Takes a step's answers and what was done back, and opens what it begins with.
pub fn begin_step_again(state: AppState, course: CourseState) {
    let Some(Place { lesson: id, step }) = untrack(|| course.place()) else { return };
    let Some(lesson) = untrack(|| course.lesson_named(&id)) else { return };
    leave(state, course);
    course.progress.update(|progress| *progress.step_mut(&id, step) = StepProgress::default());
    open_step_experiment(state, course, &id, &lesson, step, false);
    show_view(state, course);
    focus::after_change(&[".lesson-head"]);
}

/// Goes back to the experiment of the open step from another one.
pub fn go_to_own_experiment(state: AppState, course: CourseState) {
    let Some(Place { lesson: id, step }) = untrack(|| course.place()) else { return };
    let Some(lesson) = untrack(|| course.lesson_named(&id)) else { return };
    // On the page with another table it begins again.
    let is_kept = untrack(|| course.step_on_page(state)).is_none();
    open_step_experiment(state, course, &id, &lesson, step, is_kept);
    show_view(state, course);
    focus::after_change(&[".lesson-head"]);
}

fn show_view(state: AppState, course: CourseState) {
    let view = untrack(|| {
        let place = course.place()?;
        course.lesson_named(&place.lesson)?.steps.get(place.step)?.view
    });
    if let Some(view) = view {
        show_course_view(state, view);
    }
}

/// Answers the question of the open step; once the step is done it was answered.
pub fn predict(state: AppState, course: CourseState, answer: usize) {
    let Some(place) = untrack(|| course.place()) else { return };
    let Some(step) = untrack(|| open_step(course)) else { return };
    let has_run = step.open.is_some() && state.run.with_untracked(|run| run.history.count() > 0);
    course.progress.update(|progress| {
        let of_step = progress.step_mut(&place.lesson, place.step);
        if !of_step.is_complete(&step) {
            of_step.is_answered_late = has_run;
            of_step.answer = Some(answer);
        }
    });
}
