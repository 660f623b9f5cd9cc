//! A step of a lesson.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::lesson_text::TextPlace;
use super::step_tasks::{outcome, question, tasks};
use crate::app::actions;
use crate::app::reactive::{Views, effect, handler, live, live_text, live_view, memo, shown};
use crate::app::services::{clipboard, focus};
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, Place};
use crate::course::Step;
use crate::export::keras_code;
use crate::t;

/// The view of the step at `place`.
pub fn lesson_step(state: AppState, course: CourseState, place: &Place) -> AnyView {
    let Some(lesson) = course.lesson_named(&place.lesson) else { return ().into_any() };
    let Some(step) = lesson.steps.get(place.step).cloned() else { return ().into_any() };
    let (at, count) = (place.step, lesson.steps.len());
    let (has_keras, has_hint) = (step.keras, step.hint.is_some());
    let here =
        TextPlace { state, course, place: place.clone(), step: StoredValue::new(step.clone()) };
    let (hint, keras) = (RwSignal::new(false), RwSignal::new(false));
    let id = place.lesson.clone();
    let done = memo(move || course.progress.with(|all| all.steps_done(&id, &lesson)));
    let bars = (0..count).map(move |bar| {
        view! {
            <li
                class:done=live(move || done.with(|done| done.get(bar) == Some(&true)))
                class:open=bar == at
            ></li>
        }
    });
    // What opens stands below what came of the step, often below the panel's edge.
    let toggle = |open: RwSignal<bool>, label: &'static str, opens: &'static str| {
        let turn = move |_| {
            open.update(|open| *open = !*open);
            if open.get_untracked() {
                focus::show_nearest(opens);
            }
        };
        view! {
            <button
                type="button"
                class="button"
                aria-expanded=live_text(move || open.get().to_string())
                on:click=handler(turn)
            >
                {label}
            </button>
        }
    };
    let said = step.hint.clone().map(|text| (here.clone(), text));
    let go = move |step: usize| actions::go_to_step(state, course, step);
    view! {
        <ol class="lesson-bars" aria-hidden="true">
            {bars.views()}
        </ol>
        <div class="lesson-body">
            <h3 class="lesson-head" tabindex="-1">
                {step.title.clone()}
            </h3>
            {paragraphs(&here, &step)}
            {question(&here, &step)}
            {tasks(&here, &step)}
            {outcome(&here)}
            {live_view(move || {
                let (here, text) = said.clone().filter(|_| hint.get())?;
                Some(
                    view! {
                        <p class="lesson-hint" role="status">
                            {here.text(&text)}
                        </p>
                    },
                )
            })}
            {shown(move || keras.get(), move || keras_view(state))}
        </div>
        <footer class="lesson-buttons">
            {(at > 0)
                .then(|| {
                    view! {
                        <button type="button" class="button" on:click=handler(move |_| go(at - 1))>
                            {t!("Back")}
                        </button>
                    }
                })} {has_hint.then(|| toggle(hint, t!("Hint"), ".lesson-hint"))}
            {has_keras.then(|| toggle(keras, t!("In Keras"), ".in-keras"))}
            <button
                type="button"
                class="button primary"
                on:click=handler(move |_| {
                    if at + 1 < count {
                        go(at + 1);
                    } else {
                        actions::finish_lesson(state, course);
                    }
                })
            >
                {if at + 1 < count { t!("Next") } else { t!("Finish") }}
            </button>
        </footer>
    }
    .into_any()
}

fn paragraphs(here: &TextPlace, step: &Step) -> AnyView {
    let text = step.text.iter().map(|text| view! { <p>{here.text(text)}</p> });
    let formula = step.formula.clone().map(|formula| {
        view! { <div class="lesson-formula" inner_html=formula></div> }
    });
    view! {
        {text.collect::<Vec<_>>()}
        {formula}
    }
    .into_any()
}

/// The network on the page in Keras.
fn keras_view(state: AppState) -> AnyView {
    let code = memo(move || {
        let (inputs, output) = (state.inputs.get(), state.output.get());
        state.experiment.with(|experiment| keras_code(experiment, inputs, output))
    });
    let said = RwSignal::new("");
    // Of another network nothing was copied yet.
    effect(move || {
        code.track();
        said.set("");
    });
    let copy = move |_| {
        let code = code.get_untracked();
        spawn_local(async move {
            said.set(if clipboard::copy(&code).await {
                t!("Copied.")
            } else {
                t!("This browser does not let the page copy: select the code and copy it yourself.")
            });
            focus::show_nearest(".copy-code");
        });
    };
    view! {
        <div class="in-keras">
            <pre class="lesson-code" tabindex="0" aria-label=t!("The same in Keras")>
                <code translate="no">{live_text(move || code.get())}</code>
            </pre>
            <div class="copy-code">
                <button type="button" class="button" on:click=handler(copy)>
                    {t!("Copy")}
                </button>
                <p role="status">{live_text(move || said.get().to_owned())}</p>
            </div>
        </div>
    }
    .into_any()
}
