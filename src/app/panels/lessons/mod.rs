//! Lessons beside the workspace: their button, and the place of their panel.

pub(in crate::app) mod course_panel;
mod glossary_card;
mod lesson_list;
mod lesson_step;
mod lesson_text;
mod scene_on_stage;
mod scene_player;
mod step_tasks;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_in;
use crate::app::panels::lazy_parts::InLessons;
use crate::app::reactive::{handler, live_text, shown};
use crate::app::state::AppState;
use crate::app::widgets::icon;
use crate::t;

/// Opens and closes the lessons.
#[component]
pub fn LessonsButton() -> impl IntoView {
    let state = AppState::here();
    view! {
        <button
            type="button"
            class="button quiet lessons-button"
            aria-expanded=live_text(move || state.lessons().open.get().to_string())
            on:click=handler(move |_| actions::toggle_lessons(state))
        >
            {icon("lessons")}
            <span class="word">{t!("Lessons")}</span>
        </button>
    }
}

/// Where they are while they are open.
#[component]
pub fn LessonsPlace() -> impl IntoView {
    let open = AppState::here().lessons().open;
    shown(move || open.get(), || lazy_in(InLessons::Course, place))
}

fn place() -> AnyView {
    view! { <section class="panel lesson-panel" aria-label=t!("Lessons")></section> }.into_any()
}
