//! What the network says of the rows, and how right it is.

mod confusion;
mod found;
mod numbers;
mod rows;
mod threshold;

use leptos::prelude::*;

use self::found::{Found, Threshold};
use crate::app::panels::inspection::answer::{
    diverged, keep_asking, last_answer, last_question, nothing_yet,
};
use crate::app::reactive::{Views, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::inspection::{Answer, PartName, Predictions, Question};
use crate::workspace::number_words::{counted, grouped};

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
    let part = RwSignal::new(match last_question(state) {
        Some(Question::Predictions(part)) => part,
        _ => PartName::default(),
    });
    keep_asking(state, move || Question::Predictions(part.get()));
    let answer = last_answer(state, |answer| match answer {
        Answer::Predictions(found) => Ok(*found),
        other => Err(other),
    });
    let found: Found = memo(move || answer.get()?.ok());
    let threshold = Threshold::new(state);
    let kind = memo(move || match answer.get() {
        Some(Ok(found)) if found.are_binary() => Kind::TwoClasses,
        Some(Ok(found)) if found.are_classes() => Kind::Classes,
        Some(Ok(_)) => Kind::Numbers,
        Some(Err(Answer::NoRows(PartName::Test))) => Kind::Nothing(
            "There are no test rows: set a test part under Split and preparation, then train."
                .to_owned(),
        ),
        Some(Err(Answer::NoRows(_))) => Kind::Nothing("This part has no rows.".to_owned()),
        Some(Err(Answer::Diverged)) => Kind::Nothing(diverged(state).to_owned()),
        _ => Kind::Nothing(nothing_yet(state, "What the network says of each row")),
    });
    view! {
        <div
            class="inspection"
            id="curves-view"
            role="tabpanel"
            aria-label="Predictions"
            tabindex="0"
        >
            <div class="inspection-head">
                <Parts part />
                <p class="dim">{live_text(move || found.get().map(|found| sentence(&found)))}</p>
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
                Kind::Numbers => numbers::numbers(found),
            })}
        </div>
    }
    .into_any()
}

/// Whose predictions they are.
fn sentence(found: &Predictions) -> String {
    let rows =
        counted(found.rows.len(), &format!("{} row", found.part.label().to_ascii_lowercase()));
    format!("{rows}, with the weights of epoch {}", grouped(found.epoch as usize))
}

/// Which rows are looked at.
#[component]
fn Parts(part: RwSignal<PartName>) -> impl IntoView {
    let choices = PartName::ALL
        .map(|one| {
            view! {
                <label class="segment">
                    <input
                        type="radio"
                        name="predicted-part"
                        prop:checked=live(move || part.get() == one)
                        on:change=handler(move |_| part.set(one))
                    />
                    {one.label()}
                </label>
            }
        })
        .views();
    view! {
        <div class="segments" role="radiogroup" aria-label="Rows">
            {choices}
        </div>
    }
}
