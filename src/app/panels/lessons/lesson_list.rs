//! All lessons, how far each is, and what was done to hand in.

use leptos::prelude::*;

use super::scene_on_stage::scenes;
use crate::app::actions;
use crate::app::reactive::{Views, handler, live, live_text, live_view};
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, NamedLesson};
use crate::{t, tc};

/// The list.
pub fn lesson_list(state: AppState, course: CourseState) -> AnyView {
    let row = move |(at, one): (usize, NamedLesson)| {
        let NamedLesson { id, lesson } = one;
        let (of, done_of) = (lesson.steps.len(), id.clone());
        let title = format!("{}. {}", at + 1, lesson.title);
        let (about, minutes) = (lesson.about.clone(), lesson.minutes);
        let done = live_text(move || {
            let done = course.progress.with(|progress| progress.steps_done(&done_of, &lesson));
            match done.iter().filter(|done| **done).count() {
                0 => t!("about {minutes} min", minutes),
                count if count == of => t!("done").to_owned(),
                count => t!("{done} of {of} steps", done = count, of),
            }
        });
        view! {
            <li>
                <button
                    type="button"
                    class="lesson-choice"
                    on:click=handler(move |_| {
                        actions::open_lesson(state, course, &id);
                    })
                >
                    <strong>{title}</strong>
                    <span>{about}</span>
                    <span class="dim">{done}</span>
                </button>
            </li>
        }
    };
    let name = RwSignal::new(String::new());
    let has_begun = move || course.progress.with(|progress| !progress.lessons.is_empty());
    view! {
        <ol class="lesson-list">
            {live_view(move || course.lessons.get().into_iter().enumerate().map(row).views())}
        </ol>
        <section
            class="scene-list"
            aria-label=t!("Scenes")
            hidden=live(move || course.scenes.with(Vec::is_empty))
        >
            <h3>{t!("Scenes for a lecture")}</h3>
            <p class="dim">
                {t!("Each makes one point in a few seconds, and was counted over 100 seeds.")}
            </p>
            {scenes(state, course)}
        </section>
        <div class="hand-in" hidden=live(move || !has_begun())>
            <label class="field">
                {t!("Name on the page to hand in")}
                <input
                    type="text"
                    autocomplete="name"
                    maxlength="80"
                    prop:value=live(move || name.get())
                    on:input=handler(move |event| name.set(event_target_value(&event)))
                />
            </label>
            <div class="lesson-buttons">
                <button
                    type="button"
                    class="button"
                    on:click=handler(move |_| {
                        actions::hand_in(state, course, &name.get_untracked());
                    })
                >
                    {t!("Download page to hand in")}
                </button>
                <button
                    type="button"
                    class="button quiet"
                    on:click=handler(move |_| actions::reset_progress(course))
                >
                    {t!("Reset progress")}
                </button>
            </div>
        </div>
        <p
            role="status"
            class="lesson-buttons"
            hidden=live(move || course.forgotten.with(Option::is_none))
        >
            {t!("Progress is reset. ")}
            <button
                type="button"
                class="button"
                on:click=handler(move |_| actions::restore_progress(course))
            >
                {tc!("on a button", "Put back")}
            </button>
        </p>
    }
    .into_any()
}
