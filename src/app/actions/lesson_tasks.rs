//! What counts as done in the open step, and what "Show me" does.

use leptos::prelude::*;

use super::{
    ask_now, begin_sweep, ensure_table, look_back, pin_run_on_page, read_course_experiment,
    scene_run_began, show_course_view, start, take_up,
};
use crate::app::reactive::effect;
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, NextRun};
use crate::course::{
    CourseView, Experiment, Looking, RunFigures, RunStanding, Show, Situation, Step,
};
use crate::data::RowCounts;
use crate::inspection::{Answer, NetworkGraph, Question, WeightEdit};
use crate::t;
use crate::worker::client::change_experiment;
use crate::worker::{Pace, codec};
use crate::workspace::chart_view::CurveTab;
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::workspace::inspection::InspectionView;
use crate::workspace::run_list::MAX_SHOWN;

/// Reads the page as a lesson sees it; what calls it follows it.
pub fn in_situation<T>(state: AppState, read: impl FnOnce(&Situation<'_>) -> T) -> T {
    let is_current = state.run.with(|run| state.experiment.with(|shown| run.is_of(shown)));
    let looking = looking(state);
    state.run.with(|run| {
        in_experiment(state, |experiment| {
            let has_run = is_current && run.history.count() > 0;
            let figures = has_run
                .then(|| RunFigures::new(experiment.experiment, &run.history, run.outcome(), None));
            let sweep = state.sweep().read(|sweep| sweep.figures(experiment.experiment));
            read(&Situation {
                experiment: *experiment,
                run: figures.as_ref(),
                sweep: sweep.as_ref(),
                history: has_run.then_some(&run.history),
                standing: if is_current { standing(run) } else { RunStanding::None },
                looking,
            })
        })
    })
}

fn in_experiment<T>(state: AppState, read: impl FnOnce(&Experiment<'_>) -> T) -> T {
    let counts = row_counts(state);
    let inputs = state.inputs.get();
    let schema = state.data().schema.get();
    state.experiment.with(|experiment| {
        read(&Experiment { experiment, schema: schema.as_ref(), counts, inputs })
    })
}

fn row_counts(state: AppState) -> Option<RowCounts> {
    state.data().facts.with(|facts| {
        let facts = facts.as_ref()?;
        let is_fresh = state.experiment.with(|experiment| facts.is_of(experiment));
        facts.outcome.as_ref().ok().filter(|_| is_fresh).map(|facts| facts.counts)
    })
}

fn standing(run: &CurrentRun) -> RunStanding {
    match run.phase {
        Phase::Idle => RunStanding::None,
        Phase::Running | Phase::Stepping => RunStanding::Training,
        Phase::Paused | Phase::Interrupted => RunStanding::Paused,
        Phase::Finished(_) => RunStanding::Over,
    }
}

fn looking(state: AppState) -> Looking {
    let (view, by_hand) =
        state.inspection().with(|inspection| (inspection.view, inspection.by_hand.len()));
    let view = match view {
        Some(InspectionView::Picture) => CourseView::Picture,
        Some(InspectionView::Predictions) => CourseView::Predictions,
        Some(InspectionView::Inside) => CourseView::Inside,
        None if state.chart_view.get().tab == CurveTab::Loss => CourseView::Loss,
        None => CourseView::FirstMetric,
    };
    Looking {
        view: Some(view),
        epoch: state.run.with(CurrentRun::shown_epoch),
        runs_on_chart: state.overlays().drawn.with(Vec::len),
        weights_by_hand: by_hand,
    }
}

/// The open step.
pub fn open_step(course: CourseState) -> Option<Step> {
    let place = course.place()?;
    course.lesson_named(&place.lesson)?.steps.get(place.step).cloned()
}

/// Whether the page has the experiment of the open step, with its data.
pub fn is_steps_own(state: AppState, course: CourseState) -> bool {
    let Some(place) = course.place() else { return false };
    let Some(lesson) = course.lesson_named(&place.lesson) else { return false };
    let Some(origin) = lesson.origin(place.step) else { return true };
    course.step_on_page(state) == Some(origin)
        && in_experiment(state, |experiment| lesson.steps[origin].is_about(experiment))
}

/// Marks tasks of the open step as done once they are. A run with which one was done stays in
/// the chart, to compare the next one with.
pub fn follow_tasks(state: AppState, course: CourseState) {
    effect(move || {
        let is_away = course.is_opening.get() || course.scene.with(Option::is_some);
        let Some(place) = course.place().filter(|_| !is_away) else { return };
        let Some(step) = open_step(course).filter(|_| is_steps_own(state, course)) else { return };
        let mut of_step = course.progress.with(|all| all.of_step(&place.lesson, place.step));
        let done = of_step.done.len();
        let (is_further, is_over) = in_situation(state, |situation| {
            (of_step.advance(&step, situation), situation.standing == RunStanding::Over)
        });
        if is_further {
            let shown = state.runs().list.with_untracked(|list| list.shown().len());
            if is_over && of_step.done.len() > done && shown + 1 < MAX_SHOWN {
                pin_run_on_page(state);
            }
            if of_step.saw.is_some() || of_step.done.len() > done && of_step.is_complete(&step) {
                focus::show_from_its_top(".lesson-outcome");
            }
            course.progress.update(|all| *all.step_mut(&place.lesson, place.step) = of_step);
        }
    });
    follow_first_weight(state, course);
    // What was asked for in one experiment is not done in another.
    let key = state.experiments().key;
    effect(move || {
        key.track();
        if !course.is_opening.get_untracked() {
            course.forget_what_is_due();
        }
    });
    effect(move || {
        let Some(next) = course.to_start.get().filter(|_| state.can_train()) else { return };
        let is_own = untrack(|| match next {
            NextRun::OfLesson(_) => is_steps_own(state, course),
            NextRun::OfScene(_) => course.step_on_page(state).is_some(),
        });
        course.to_start.set(None);
        if !is_own {
            return;
        }
        match next {
            NextRun::OfLesson(show) if !show.sweep.is_empty() => begin_sweep(state, show.sweep),
            NextRun::OfLesson(show) => {
                start(state, Pace::Continuous);
                let run = state.run.with_untracked(|run| run.id);
                course.shown_next.set_value(run.map(|run| (run, show)));
            }
            NextRun::OfScene(name) => {
                start(state, Pace::Continuous);
                scene_run_began(state, course, &name);
            }
        }
    });
    effect(move || {
        let over = state.run.with(|run| run.id.filter(|_| run.is_over()));
        let due = course.shown_next.with_value(|due| due.as_ref().map(|(run, _)| *run));
        if over.is_some() && over == due {
            let shown = course.shown_next.try_update_value(Option::take).flatten();
            if let Some((_, show)) = shown {
                look(state, course, &show);
            }
        }
    });
}

/// Does a task for the learner.
pub fn show_task(state: AppState, course: CourseState, show: &Show) {
    course.forget_what_is_due();
    // The button that was pressed may go.
    focus::after_change(&[".lesson-tasks button:not([hidden])", ".lesson-head"]);
    let show = show.clone();
    match show.patch() {
        Some(patch) => {
            let reading = change_experiment(state.experiment.get_untracked(), patch);
            read_course_experiment(state, course, reading, move |state, changed| {
                take_up(state, t!("Shown by the lesson"), changed);
                ensure_table(state);
                train_or_look(state, course, &show);
            });
        }
        None => train_or_look(state, course, &show),
    }
}

fn train_or_look(state: AppState, course: CourseState, show: &Show) {
    if show.train || !show.sweep.is_empty() {
        course.to_start.set(Some(NextRun::OfLesson(show.clone())));
    } else {
        look(state, course, show);
    }
}

/// What is looked at, once there is a run to look at.
fn look(state: AppState, course: CourseState, show: &Show) {
    if let Some(view) = show.view {
        show_course_view(state, view);
    }
    if show.best_epoch {
        let best = state.run.with_untracked(|run| run.best_epoch);
        look_back(state, best);
    }
    if let Some(value) = show.first_weight {
        set_first_weight(state, course, value);
    }
}

/// Sets the first weight of the network by hand: what it was is asked first, so that Undo weight
/// can take it back.
fn set_first_weight(state: AppState, course: CourseState, value: f64) {
    course.first_weight.set_value(Some(value));
    ask_now(state, codec::encode(&vec![Question::Network(None)]));
}

fn follow_first_weight(state: AppState, course: CourseState) {
    let inspection = state.inspection();
    effect(move || {
        let answer = inspection.with(|inspection| inspection.answer.clone());
        let (Some(answer), Some(value)) = (answer, course.first_weight.get_value()) else { return };
        let answers: Vec<Answer> = codec::decode(&answer).unwrap_or_default();
        let before = answers.iter().find_map(|answer| match answer {
            Answer::Network(graph) => first_weight(graph),
            _ => None,
        });
        let Some(before) = before else { return };
        course.first_weight.set_value(None);
        let after = WeightEdit { value, ..before.clone() };
        inspection.update(|inspection| inspection.by_hand.push(codec::encode(&vec![before])));
        ask_now(state, codec::encode(&vec![Question::Network(Some(after))]));
    });
}

fn first_weight(graph: &NetworkGraph) -> Option<WeightEdit> {
    graph.blocks.iter().find_map(|block| {
        let kernel = block.variables.iter().find(|table| table.name == "kernel")?;
        let (variable, value) = (kernel.name.clone(), kernel.at(0, 0));
        Some(WeightEdit { block: block.block, variable, row: 0, column: 0, value })
    })
}
