//! What a step asks for, and what came of it.

use leptos::prelude::*;

use super::lesson_text::TextPlace;
use crate::app::actions;
use crate::app::reactive::{handler, live, live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::state::course::CourseState;
use crate::app::widgets::icon;
use crate::course::{Question, Step, StepProgress, Task};
use crate::plot::prediction_pictures::{PictureSize, seen_curves_svg};
use crate::plot::theme::{DARK, LIGHT};
use crate::t;

const CURVES: PictureSize = PictureSize { width: 280.0, height: 150.0 };

fn progress(here: &TextPlace) -> impl Fn() -> StepProgress + Clone + use<> {
    let here = here.clone();
    move || here.course.progress.with(|all| all.of_step(&here.place.lesson, here.place.step))
}

/// What is predicted before anything is trained.
pub fn question(here: &TextPlace, step: &Step) -> AnyView {
    let Some(asked) = &step.predict else { return ().into_any() };
    let (read, state, course) = (progress(here), here.state, here.course);
    let answer = memo({
        let read = read.clone();
        move || read().answer
    });
    let of_step = here.step;
    // What was answered stands once all is done.
    let is_over = memo(move || of_step.with_value(|step| read().is_complete(step)));
    let answers = asked.answers.iter().enumerate().map(|(at, text)| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="lesson-answer"
                    prop:checked=live(move || answer.get() == Some(at))
                    disabled=live(move || is_over.get())
                    on:change=handler(move |_| actions::predict(state, course, at))
                />
                <span>{here.text(text)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="lesson-question">
            <legend>{t!("Predict first: ")} {here.text(&asked.question)}</legend>
            {answers.collect::<Vec<_>>()}
        </fieldset>
    }
    .into_any()
}

/// What there is to do, with what is done.
pub fn tasks(here: &TextPlace, step: &Step) -> AnyView {
    if step.tasks.is_empty() {
        return ().into_any();
    }
    let rows = step.tasks.iter().enumerate().map(|(at, one)| task(here, at, one));
    let (read, of, state, course) = (progress(here), here.step, here.state, here.course);
    // What keeps things from counting, and whether it can begin anew.
    let stands = memo(move || {
        let (progress, is_opening) = (read(), course.is_opening.get());
        let is_own = is_opening || actions::is_steps_own(state, course);
        let (is_answered, is_over) =
            of.with_value(|step| (progress.is_answered(step), progress.is_complete(step)));
        let has_begun = is_own && state.run.with(|run| run.history.count() > 0);
        (is_answered, is_own || is_over, has_begun && !is_over)
    });
    view! {
        <p class="dim lesson-wait" hidden=live(move || stands.get().0)>
            {t!("Choose an answer first. Then what you do counts.")}
        </p>
        {shown(move || !stands.get().1, move || another_experiment(state, course))}
        <ol class="lesson-tasks">{rows.collect::<Vec<_>>()}</ol>
        {shown(move || stands.get().2, move || again(state, course))}
    }
    .into_any()
}

/// Another experiment is on the page, and how to go back.
fn another_experiment(state: AppState, course: CourseState) -> AnyView {
    view! {
        <div class="lesson-away" role="status">
            <p>{t!("The page has another experiment, so nothing counts here.")}</p>
            <button
                type="button"
                class="button"
                on:click=handler(move |_| actions::go_to_own_experiment(state, course))
            >
                {t!("Open the lesson's own")}
            </button>
        </div>
    }
    .into_any()
}

fn again(state: AppState, course: CourseState) -> AnyView {
    view! {
        <button
            type="button"
            class="button quiet lesson-again"
            on:click=handler(move |_| actions::begin_step_again(state, course))
        >
            {t!("Do this step again")}
        </button>
    }
    .into_any()
}

fn task(here: &TextPlace, at: usize, task: &Task) -> AnyView {
    let (read, state, course) = (progress(here), here.state, here.course);
    let step = here.step;
    // Whether it is done, and whether it is the one to do now.
    let stands = memo(move || {
        let progress = read();
        let is_answered = step.with_value(|step| progress.is_answered(step));
        let is_next = is_answered
            && progress.done.len() == at
            && !course.is_opening.get()
            && actions::is_steps_own(state, course);
        (progress.done.len() > at, is_next)
    });
    let show = StoredValue::new(task.show.clone());
    let show_me = move |_| {
        show.with_value(|show| actions::show_task(state, course, show));
    };
    view! {
        <li class:done=live(move || stands.get().0)>
            <span class="task-box" aria-hidden="true">
                {icon("check")}
            </span>
            <span class="visually-hidden">
                {live_view(move || if stands.get().0 { t!("Done: ") } else { t!("To do: ") })}
            </span>
            <span class="task-text">{here.text(&task.text)}</span>
            <button
                type="button"
                class="button quiet"
                hidden=live(move || !stands.get().1)
                on:click=handler(show_me)
            >
                {t!("Show me")}
            </button>
        </li>
    }
    .into_any()
}

/// What was seen, whether the prediction was right, and the learner's own curves.
pub fn outcome(here: &TextPlace) -> AnyView {
    let (read, of, step) = (progress(here), here.clone(), here.step);
    let (state, course) = (here.state, here.course);
    let seen = memo(move || {
        let progress = read();
        step.with_value(|step| progress.is_complete(step)).then_some(progress)
    });
    live_view(move || {
        let progress = seen.get()?;
        let asked = step.with_value(|step| step.predict.clone());
        let is_dark = of.state.theme.get().is_dark();
        let curves = progress.curves.map(|seen| {
            let theme = if is_dark { &DARK } else { &LIGHT };
            let lines = [&seen.loss[..], &seen.val_loss[..]];
            seen_curves_svg(&seen.epochs, lines, CURVES, theme)
        });
        let said = progress.saw.map(|saw| view! { <p>{saw}</p> });
        let is_late = progress.is_answered_late;
        let answered = asked.map(|asked| verdict(&of, &asked, progress.answer, is_late));
        let has_any = curves.is_some() || said.is_some() || answered.is_some();
        has_any.then(|| {
            let picture = curves.map(|svg| {
                view! { <div class="seen-curves" aria-hidden="true" inner_html=svg></div> }
            });
            view! {
                <div class="lesson-outcome" role="status">
                    <h4>{t!("What you saw")}</h4>
                    {picture}
                    {said}
                    {answered}
                    {again(state, course)}
                </div>
            }
        })
    })
    .into_any()
}

fn verdict(here: &TextPlace, asked: &Question, answer: Option<usize>, is_late: bool) -> AnyView {
    let is_right = answer == Some(asked.right);
    let right = asked.answers.get(asked.right).map(|text| here.text(text));
    let words = match (is_right, is_late) {
        (true, false) => t!("As you predicted. "),
        (true, true) => t!("Right, though you answered after the run. "),
        (false, _) => t!("You predicted otherwise. The answer: "),
    };
    view! {
        <p>
            <strong>{words}</strong>
            {right.filter(|_| !is_right)}
            {(!is_right).then_some(". ")}
            {here.reason(&asked.because)}
        </p>
    }
    .into_any()
}
