//! A scene: its question, its runs one after the other, and whether its claim holds.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, handler, live, live_text, live_view};
use crate::app::state::AppState;
use crate::app::state::course::CourseState;
use crate::app::widgets::icon;
use crate::course::Scene;
use crate::t;
use crate::workspace::open_scene::{OpenScene, SceneStep};

/// The open scene.
pub fn scene_player(state: AppState, course: CourseState, scene: &Scene) -> AnyView {
    let read = move |what: fn(&OpenScene) -> Option<String>| {
        live_text(move || course.scene.with(|open| open.as_ref().and_then(what)))
    };
    let answers = scene.question.answers.iter().enumerate().map(|(at, answer)| {
        let chosen =
            move || course.scene.with(|open| open.as_ref().is_some_and(|o| o.answer == Some(at)));
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="scene-answer"
                    prop:checked=live(chosen)
                    disabled=live(move || is_over(course))
                    on:change=handler(move |_| {
                        course
                            .scene
                            .update(|open| {
                                if let Some(open) = open {
                                    open.answer = Some(at);
                                }
                            });
                    })
                />
                <span>{answer.clone()}</span>
            </label>
        }
    });
    let runs = scene.runs.iter().enumerate().map(|(at, run)| {
        let done = move || {
            course.scene.with(|open| open.as_ref().is_some_and(|open| open.figures.len() > at))
        };
        let notes = move || {
            course.scene.with(|open| {
                let open = open.as_ref().filter(|open| open.figures.len() > at)?;
                let notes = open.scene.notes(&open.figures[..=at]);
                Some(notes.into_iter().map(|note| view! { <p>{note}</p> }).views())
            })
        };
        view! {
            <li class:done=live(done)>
                <span class="task-box" aria-hidden="true">
                    {icon("check")}
                </span>
                <span class="task-text">{run.name.clone()}</span>
                <div class="scene-notes">{live_view(notes)}</div>
            </li>
        }
    });
    let next = move || {
        let is_busy = actions::is_busy(state, course);
        if !is_busy && course.step_on_page(state).is_none() {
            return Some(t!("Begin the scene again").to_owned());
        }
        let word = |open: &OpenScene| match open.next_step(is_busy, false) {
            // It stands there already.
            SceneStep::Conclude => open.next_words(SceneStep::Over),
            step => open.next_words(step),
        };
        course.scene.with(|open| open.as_ref().map(word))
    };
    let is_blocked = move || actions::is_busy(state, course) || !state.can_train();
    // It keeps the focus while a run is on its way: Space would else press Train.
    let go_on = move |_| {
        if untrack(is_blocked) {
            return;
        }
        if untrack(|| is_over(course)) {
            actions::another_seed(state, course);
        } else {
            actions::run_scene(state, course);
        }
    };
    view! {
        <div class="lesson-body">
            <h3 class="lesson-head" tabindex="-1">
                {scene.title.clone()}
            </h3>
            <fieldset class="lesson-question">
                <legend>{scene.question.ask.clone()}</legend>
                {answers.collect::<Vec<_>>()}
            </fieldset>
            <p class="dim">
                {t!("Run sets the scene's own values. Change something after it, and press Train.")}
            </p>
            <ol class="lesson-tasks">{runs.collect::<Vec<_>>()}</ol>
            <div class="lesson-outcome" role="status" hidden=live(move || !is_over(course))>
                <p>
                    <strong>{read(OpenScene::claim)}</strong>
                </p>
                <p hidden=live(move || no_verdict(course))>{read(OpenScene::verdict)}</p>
                <p>{read(OpenScene::answer_words)}</p>
            </div>
        </div>
        <footer class="lesson-buttons">
            <button
                type="button"
                class="button primary"
                aria-disabled=live_text(move || is_blocked().to_string())
                on:click=handler(go_on)
            >
                {live_text(next)}
            </button>
            <button
                type="button"
                class="button quiet"
                on:click=handler(move |_| actions::copy_course_link(state, course))
            >
                {t!("Copy link")}
            </button>
        </footer>
    }
    .into_any()
}

fn no_verdict(course: CourseState) -> bool {
    course.scene.with(|open| open.as_ref().and_then(OpenScene::verdict).is_none())
}

fn is_over(course: CourseState) -> bool {
    course.scene.with(|open| open.as_ref().is_some_and(OpenScene::is_over))
}
