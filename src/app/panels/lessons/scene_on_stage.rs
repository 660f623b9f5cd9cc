//! Scenes on the stage of a lecture: their list, and what the audience reads of the open one.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, handler, live_text, live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::state::course::CourseState;
use crate::app::widgets::Dialog;
use crate::course::Scene;
use crate::t;
use crate::workspace::open_scene::OpenScene;

/// The open scene in a strip, and the list in a dialog.
pub fn scene_on_stage(state: AppState, course: CourseState) -> AnyView {
    let is_on = memo(move || state.stage.get().is_on);
    let is_open = memo(move || is_on.get() && course.scene.with(Option::is_some));
    view! {
        {shown(move || is_open.get(), move || strip(state, course))}
        {shown(move || is_on.get(), move || list(state, course))}
    }
    .into_any()
}

fn strip(state: AppState, course: CourseState) -> AnyView {
    let hides = move || state.stage.get().hides_validation;
    let says = move || course.scene.with(|open| open.as_ref().map(|open| open.says(hides())));
    let next = move || {
        let is_busy = actions::is_busy(state, course);
        let word = |open: &OpenScene| open.next_words(open.next_step(is_busy, hides()));
        course.scene.with(|open| open.as_ref().map(word))
    };
    let is_blocked = move || actions::is_busy(state, course) || !state.can_train();
    view! {
        <section class="scene-strip" aria-label=t!("Scene")>
            <p class="scene-says" role="status">
                {live_text(says)}
            </p>
            <button
                type="button"
                class="button primary"
                aria-disabled=live_text(move || is_blocked().to_string())
                on:click=handler(move |_| {
                    if !untrack(is_blocked) {
                        actions::next_step(state, course, true);
                    }
                })
            >
                {live_text(next)}
            </button>
        </section>
    }
    .into_any()
}

fn list(state: AppState, course: CourseState) -> AnyView {
    let open = state.lessons().lists_scenes;
    on_cleanup(move || open.set(false));
    view! { <Dialog title=t!("Scenes") open content=Box::new(move || scenes(state, course)) /> }
        .into_any()
}

/// All scenes; one that is chosen opens.
pub fn scenes(state: AppState, course: CourseState) -> AnyView {
    let row = move |scene: Arc<Scene>| {
        let (title, asks) = (scene.title.clone(), scene.question.ask.clone());
        let open = move |_| {
            state.lessons().lists_scenes.set(false);
            actions::open_scene(state, course, &scene, None);
        };
        view! {
            <li>
                <button type="button" class="lesson-choice" on:click=handler(open)>
                    <strong>{title}</strong>
                    <span class="dim">{asks}</span>
                </button>
            </li>
        }
    };
    view! {
        <ul class="lesson-list">
            {live_view(move || course.scenes.get().into_iter().map(row).views())}
        </ul>
    }
    .into_any()
}
