//! The network as a picture: its curve along one column, or its surface across two.

mod batches;
mod choices;
mod context;
mod key;
mod line;
mod plot;
mod points;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use self::choices::Choices;
use self::context::PictureContext;
use self::key::Key;
use self::line::Line;
use self::plot::Plot;
use self::points::{Points, is_painted};
use crate::app::actions;
use crate::app::panels::inspection::answer::{
    diverged, keep_asking, last_questions, not_loaded, nothing_yet, of_run, on_answers,
};
use crate::app::panels::inspection::run_choice::run_choice;
use crate::app::reactive::{effect, live_text, live_view, memo, shown as shown_if};
use crate::app::services::theme;
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::inspection::picture::{Picture, PictureQuestion};
use crate::inspection::{Answer, PartName, Question, WeightEdit};
use crate::t;
use crate::worker::codec;
use crate::workspace::painting::PointTool;

/// Places along an axis: while the network trains a coarser picture is worked out more often.
const PLACES: [u16; 2] = [120, 60];

/// What kind of content there is: it is made anew only where this changes.
#[derive(Clone, PartialEq)]
enum Kind {
    Nothing(String),
    Fit,
    Surface,
}

/// The tab's content.
pub fn picture() -> AnyView {
    let state = AppState::here();
    let (asked, has_batches) = (RwSignal::new(PictureQuestion::default()), RwSignal::new(false));
    for question in last_questions(state) {
        match question {
            Question::Picture(question, _) => asked.set(question),
            Question::BatchByBatch => has_batches.set(true),
            _ => {}
        }
    }
    let is_active = memo(move || state.run.with(|run| run.is_active()));
    let questions = move |edits: Vec<WeightEdit>| {
        let places = PLACES[usize::from(is_active.get())];
        let picture = Question::Picture(PictureQuestion { places, ..asked.get() }, edits);
        let batches = has_batches.get().then_some(Question::BatchByBatch);
        std::iter::once(picture).chain(batches).collect::<Vec<_>>()
    };
    keep_asking(state, move || questions(Vec::new()));
    let set = Callback::new(move |edits| {
        actions::ask_now(state, codec::encode(&untrack(|| questions(edits))));
    });
    let way = RwSignal::new(None);
    let (answered, shown, why_not) =
        (RwSignal::new(None::<Arc<Picture>>), RwSignal::new(None), RwSignal::new(None));
    effect(move || {
        let hides = state.stage.get().hides_validation;
        shown.set(answered.get().map(|mut picture| {
            if hides {
                Arc::make_mut(&mut picture).points.retain(|point| point.part == PartName::Training);
            }
            picture
        }));
    });
    let system = RwSignal::new(0_u32);
    theme::on_system_change(move || system.update(|count| *count += 1));
    let tool = RwSignal::new(PointTool::default());
    on_answers(state, move |mut answers| {
        way.set(answers.pop_if(|answer| matches!(answer, Answer::BatchByBatch(_))).and_then(
            |answer| match answer {
                Answer::BatchByBatch(found) => Some(Arc::new(*found)),
                _ => None,
            },
        ));
        match answers.pop() {
            Some(Answer::Picture(picture)) => answered.set(Some(Arc::new(*picture))),
            // While points are moved, each move is another table: until the network has seen it,
            // the picture before stays.
            None if tool.get_untracked() != PointTool::Read && untrack(|| is_painted(state)) => {}
            other => {
                answered.set(None);
                why_not.set(other);
            }
        }
    });
    let context = PictureContext {
        shown,
        asked,
        is_discrete: RwSignal::new(false),
        has_residuals: RwSignal::new(false),
        has_batches,
        way,
        threshold: of_run(state, ExperimentConfig::threshold),
        target: of_run(state, |e| e.data.target.clone()),
        is_dark: memo(move || {
            system.track();
            state.theme.get().is_dark()
        }),
        cursor: RwSignal::new(None),
        tool,
        dragged: RwSignal::new(None),
        held: RwSignal::new(None),
    };
    let points = Points::new(context);
    let line = Line::new(context, set);
    let kind = memo(move || match (shown.get(), why_not.get()) {
        (Some(picture), _) if picture.axes.len() == 1 => Kind::Fit,
        (Some(_), _) => Kind::Surface,
        (_, Some(Answer::NoPicture(problem))) => Kind::Nothing(problem.to_string()),
        (_, Some(Answer::NotLoaded)) => Kind::Nothing(not_loaded().to_owned()),
        (_, Some(Answer::Diverged)) => Kind::Nothing(diverged(state).to_owned()),
        _ => Kind::Nothing(nothing_yet(state, t!("What the network says of every place"))),
    });
    view! {
        <div
            class="inspection picture-view"
            id="curves-view"
            role="tabpanel"
            aria-label=t!("Picture")
            tabindex="0"
        >
            {run_choice(state)}
            {live_view(move || match kind.get() {
                Kind::Nothing(why) => view! { <p class="inspection-empty">{why}</p> }.into_any(),
                kind => {
                    let is_fit = kind == Kind::Fit;
                    view! {
                        <Choices context points is_surface=!is_fit />
                        <div
                            class="picture-body"
                            class:with-batches=move || is_fit && has_batches.get()
                        >
                            <Plot context points line is_surface=!is_fit />
                            {is_fit
                                .then(|| {
                                    shown_if(
                                        move || has_batches.get(),
                                        move || batches::batches(context),
                                    )
                                })}
                            <Key context line is_surface=!is_fit />
                        </div>
                        <p class="dim picture-sentence">
                            {live_text(move || words::sentence(context))}
                        </p>
                    }
                        .into_any()
                }
            })}
        </div>
    }
    .into_any()
}
