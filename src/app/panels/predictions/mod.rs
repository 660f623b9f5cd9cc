//! What the network says of the rows, and how right it is.

mod confusion;
mod found;
mod numbers;
mod picture;
mod row_table;
mod rows;
mod threshold;

use std::sync::Arc;

use leptos::prelude::*;

use self::found::{Found, Threshold};
use crate::app::actions;
use crate::app::reactive::{Views, effect, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::inspection::{PartName, Predictions};
use crate::worker::{Answer, codec};
use crate::workspace::number_words::{counted, grouped};

/// What kind of content there is: it is made anew only where this changes.
#[derive(Clone, PartialEq)]
enum Kind {
    Nothing(&'static str),
    TwoClasses,
    Classes,
    Numbers,
}

/// The tab's content.
pub fn predictions() -> AnyView {
    let state = AppState::here();
    let inspection = state.inspection();
    let run = memo(move || state.run.with(|run| (run.id, run.history.count() > 0)));
    effect(move || {
        run.track();
        actions::ask_network(state);
    });
    let answer = memo(move || {
        let bytes = inspection.with(|inspection| inspection.answer.clone())?;
        codec::decode::<Answer>(&bytes).ok()
    });
    let found: Found = memo(move || match answer.get()? {
        Answer::Predictions(found) => Some(Arc::new(*found)),
        _ => None,
    });
    let threshold = Threshold::new(state);
    let kind = memo(move || {
        answer.with(|answer| match answer {
            Some(Answer::Predictions(found)) if found.are_binary() => Kind::TwoClasses,
            Some(Answer::Predictions(found)) if found.are_classes() => Kind::Classes,
            Some(Answer::Predictions(_)) => Kind::Numbers,
            Some(Answer::NoRows(PartName::Test)) => Kind::Nothing(
                "There are no test rows: set a test part under Split and preparation, then train.",
            ),
            Some(Answer::NoRows(_)) => Kind::Nothing("This part has no rows."),
            Some(Answer::Diverged) if state.run.with(|run| run.history.count() > 0) => {
                Kind::Nothing(
                    "The network diverged: what it says are no numbers any more. Look back at an \
                     earlier epoch, or train again with a lower learning rate.",
                )
            }
            Some(Answer::Diverged) => Kind::Nothing(
                "The network diverged in its first epoch, so it says nothing: train again with a \
                 lower learning rate.",
            ),
            Some(Answer::Gone) | None => Kind::Nothing(nothing_yet(state)),
        })
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
                <Parts />
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

fn nothing_yet(state: AppState) -> &'static str {
    let (has_epochs, is_here) = state.run.with(|run| (run.history.count() > 0, run.id.is_some()));
    match (has_epochs, is_here) {
        (false, true) => "The rows are predicted at the end of the first epoch.",
        (true, false) => {
            "The weights of this run are not kept over a reload: Train or Go on brings its \
             predictions back."
        }
        (true, true) => "One moment: the rows are on their way.",
        (false, false) => "Press Train: what the network says of each row appears here.",
    }
}

/// Whose predictions they are.
fn sentence(found: &Predictions) -> String {
    let rows =
        counted(found.rows.len(), &format!("{} row", found.part.label().to_ascii_lowercase()));
    format!("{rows}, with the weights of epoch {}", grouped(found.epoch as usize))
}

/// Which rows are looked at.
#[component]
fn Parts() -> impl IntoView {
    let state = AppState::here();
    let part = memo(move || state.inspection().with(|inspection| inspection.part));
    let choices = PartName::ALL
        .map(|one| {
            view! {
                <label class="segment">
                    <input
                        type="radio"
                        name="predicted-part"
                        prop:checked=live(move || part.get() == one)
                        on:change=handler(move |_| actions::inspect_part(state, one))
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
