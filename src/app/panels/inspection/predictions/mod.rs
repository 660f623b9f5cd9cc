//! What the network says of the rows, and how right it is.

mod confusion;
mod found;
mod importance;
mod numbers;
mod rows;
mod threshold;
mod try_it;

use std::sync::Arc;

use leptos::prelude::*;

use self::found::{Found, Residuals, Threshold};
use crate::app::panels::inspection::answer::{
    diverged, keep_asking, last_questions, not_loaded, nothing_yet, on_answers,
};
use crate::app::panels::inspection::parts::{Parts, looked_at};
use crate::app::panels::inspection::run_choice::run_choice;
use crate::app::reactive::{Views, live_text, live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::Disclosure;
use crate::inspection::{Answer, PartName, Predictions, Question, ResidualsOver, TriedQuestion};
use crate::text::{Grouped, inside};
use crate::workspace::number_words::grouped;
use crate::{t, tn};

/// What kind of content there is: it is made anew only where this changes.
#[derive(Clone, PartialEq)]
enum Kind {
    Nothing(String),
    TwoClasses,
    Classes,
    Numbers,
}

/// The tab's content.
pub fn predictions() -> AnyView {
    let state = AppState::here();
    let last = last_questions(state);
    let part = state.predicted_part();
    let over = RwSignal::new(ResidualsOver::default());
    let (tried, importance_is_open) =
        (RwSignal::new(TriedQuestion::default()), RwSignal::new(false));
    let try_it_is_open = RwSignal::new(false);
    for question in last {
        match question {
            Question::Predictions(_, residuals) => over.set(residuals),
            Question::TriedRow(row) => {
                tried.set(row);
                try_it_is_open.set(true);
            }
            Question::ColumnImportance => importance_is_open.set(true),
            _ => {}
        }
    }
    let residuals = Residuals::new(state, over);
    keep_asking(state, move || {
        let part = looked_at(state, part.get());
        let mut all = vec![Question::Predictions(part, residuals.asked.get())];
        all.extend(try_it_is_open.get().then(|| Question::TriedRow(tried.get())));
        all.extend(importance_is_open.get().then_some(Question::ColumnImportance));
        all
    });
    let (found, why_not): (Found, _) = (RwSignal::new(None), RwSignal::new(None));
    let (row, worth) = (RwSignal::new(None), RwSignal::new(None));
    on_answers(state, move |answers| {
        let is_gone = answers.is_empty();
        let (mut has_found, mut other) = (false, None);
        for answer in answers {
            match answer {
                Answer::Predictions(predictions) => {
                    found.set(Some(Arc::new(*predictions)));
                    has_found = true;
                }
                Answer::TriedRow(tried) => row.set(Some(Arc::new(*tried))),
                Answer::ColumnImportance(outcome) => worth.set(Some(outcome.map(Arc::new))),
                answer => other = Some(answer),
            }
        }
        if !has_found {
            found.set(None);
        }
        if is_gone {
            row.set(None);
            worth.set(None);
        }
        why_not.set(other);
    });
    let threshold = Threshold::new(state);
    let hides = memo(move || state.stage.get().hides_validation);
    let kind = memo(move || {
        found.with(|found: &Option<Arc<Predictions>>| match (found, why_not.get()) {
            // What was answered before it was hidden.
            (Some(found), _) if hides.get() && found.part != PartName::Training => {
                Kind::Nothing(t!("Validation is hidden until it is revealed.").to_owned())
            }
            (Some(found), _) if found.are_binary() => Kind::TwoClasses,
            (Some(found), _) if found.are_classes() => Kind::Classes,
            (Some(_), _) => Kind::Numbers,
            (None, Some(Answer::NoRows(PartName::Test))) => Kind::Nothing(
                t!("There are no test rows: set a test part under Split and preparation, then train.").to_owned(),
            ),
            (None, Some(Answer::NoRows(_))) => Kind::Nothing(t!("This part has no rows.").to_owned()),
            (None, Some(Answer::NotLoaded)) => Kind::Nothing(not_loaded().to_owned()),
            (None, Some(Answer::Diverged)) => Kind::Nothing(diverged(state).to_owned()),
            (None, _) => Kind::Nothing(nothing_yet(state, t!("What the network says of each row"))),
        })
    });
    let groups = move || {
        view! {
            <Disclosure
                label=t!("Try it")
                open=try_it_is_open
                fields=vec![
                    live_view(move || {
                            try_it_is_open.get().then(|| try_it::try_it(tried, row, threshold))
                        })
                        .into_any(),
                ]
            />
            {shown(
                move || !hides.get(),
                move || {
                    view! {
                        <Disclosure
                            label=t!("Column importance")
                            open=importance_is_open
                            fields=vec![
                                live_view(move || {
                                        importance_is_open
                                            .get()
                                            .then(|| importance::importance(worth))
                                    })
                                    .into_any(),
                            ]
                        />
                    }
                },
            )}
        }
    };
    view! {
        <div
            class="inspection"
            id="curves-view"
            role="tabpanel"
            aria-label=t!("Predictions")
            tabindex="0"
        >
            <div class="inspection-head">
                {run_choice(state)}
                <Parts
                    name="predicted-part"
                    part
                    set=Callback::new(move |chosen| part.set(chosen))
                /> <p class="dim">{live_text(move || found.get().map(|found| sentence(&found)))}</p>
            </div>
            {live_view(move || match kind.get() {
                Kind::Nothing(why) => view! { <p class="inspection-empty">{why}</p> }.into_any(),
                Kind::TwoClasses => {
                    [
                        threshold::threshold(found, threshold),
                        confusion::confusion(found, threshold.at),
                    ]
                        .views()
                }
                Kind::Classes => confusion::confusion(found, threshold.at),
                Kind::Numbers => numbers::numbers(found, residuals),
            })}
            {shown(move || found.with(Option::is_some), groups)}
        </div>
    }
    .into_any()
}

/// Whose predictions they are.
fn sentence(found: &Predictions) -> String {
    tn!(
        Grouped(found.rows.len() as u64),
        "{count} {part} row, with the weights of epoch {epoch}",
        "{count} {part} rows, with the weights of epoch {epoch}",
        part = inside(found.part.label()),
        epoch = grouped(found.epoch as usize),
    )
}
