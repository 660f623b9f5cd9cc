//! The panel of lessons: their list, or the step of one.

use leptos::prelude::*;

use super::glossary_card::GlossaryCard;
use super::lesson_list::lesson_list;
use super::lesson_step::lesson_step;
use super::scene_on_stage::scene_on_stage;
use super::scene_player::scene_player;
use crate::app::actions;
use crate::app::reactive::{handler, live, live_text, live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, Place};
use crate::app::widgets::icon;
use crate::t;

/// What is in the panel.
pub fn course() -> AnyView {
    let state = AppState::here();
    let course = CourseState::here();
    course.enter();
    let card = GlossaryCard::new();
    provide_context(card);
    actions::fetch_course(state, course);
    actions::keep_progress(state, course);
    actions::follow_tasks(state, course);
    actions::follow_scene(state, course);
    actions::follow_stage(state, course);
    actions::follow_address(state, course);
    let place = memo(move || course.place());
    let scene =
        memo(move || course.scene.with(|open| open.as_ref().map(|open| open.scene.id.clone())));
    let is_waiting =
        memo(move || course.lessons.with(Vec::is_empty) && course.problem.get().is_none());
    let is_low = RwSignal::new(false);
    view! {
        <section
            class="panel lesson-panel"
            class:low=live(move || is_low.get())
            aria-label=t!("Lessons")
        >
            <header class="lesson-bar">
                {live_view(move || match scene.get() {
                    Some(_) => heading_of(t!("Scene"), move || actions::close_scene(state, course)),
                    None => heading(state, course, place.get()),
                })}
                <button
                    type="button"
                    class="button quiet data-switch"
                    aria-pressed=live_text(move || state.lessons().shows_data.get().to_string())
                    on:click=handler(move |_| {
                        state.lessons().shows_data.update(|shows| *shows = !*shows);
                    })
                >
                    {t!("Data")}
                </button>
                <button
                    type="button"
                    class="button quiet lower"
                    aria-expanded=live_text(move || (!is_low.get()).to_string())
                    on:click=handler(move |_| is_low.update(|low| *low = !*low))
                >
                    {live_text(move || {
                        if is_low.get() { t!("Show") } else { t!("Hide") }.to_owned()
                    })}
                </button>
                <button
                    type="button"
                    class="button quiet icon"
                    aria-label=t!("Close lessons")
                    on:click=handler(move |_| actions::toggle_lessons(state))
                >
                    {icon("close")}
                </button>
            </header>
            {shown(
                move || is_waiting.get(),
                || view! { <p role="status">{t!("Loading…")}</p> }.into_any(),
            )}
            {live_view(move || {
                course.problem.get().map(|sentence| problem(state, course, sentence))
            })}
            {live_view(move || {
                let open = scene.get().and_then(|_| course.scene.get_untracked());
                match (open, place.get()) {
                    (Some(open), _) => scene_player(state, course, &open.scene),
                    (None, Some(place)) => lesson_step(state, course, &place),
                    (None, None) => lesson_list(state, course),
                }
            })}
            {card.view(course)}
        </section>
        {scene_on_stage(state, course)}
    }
    .into_any()
}

fn heading(state: AppState, course: CourseState, place: Option<Place>) -> AnyView {
    let Some(Place { lesson, step }) = place else {
        return view! { <h2 class="panel-title">{t!("Lessons")}</h2> }.into_any();
    };
    let (number, of) = course.lessons.with_untracked(|all| {
        let at = all.iter().position(|one| one.id == lesson).unwrap_or(0);
        (at + 1, all.get(at).map_or(0, |one| one.lesson.steps.len()))
    });
    let title = t!("Lesson {number} · step {step} of {of}", number, step = step + 1, of);
    heading_of(&title, move || actions::close_lesson(state, course))
}

/// A heading with the way back to the list.
fn heading_of(title: &str, back: impl Fn() + 'static) -> AnyView {
    view! {
        <h2 class="panel-title">{title.to_owned()}</h2>
        <button
            type="button"
            class="button quiet icon"
            aria-label=t!("All lessons")
            title=t!("All lessons")
            on:click=handler(move |_| back())
        >
            {icon("menu")}
        </button>
    }
    .into_any()
}

fn problem(state: AppState, course: CourseState, sentence: String) -> AnyView {
    view! {
        <p role="alert" class="lesson-problem">
            {sentence}
        </p>
        <button
            type="button"
            class="button"
            on:click=handler(move |_| actions::fetch_course(state, course))
        >
            {t!("Try again")}
        </button>
    }
    .into_any()
}
