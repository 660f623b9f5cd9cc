//! What is said of a run beside how far it is: the epoch its figures are of, the ways back and
//! on from there, the test, its patience and its pace.

use leptos::prelude::*;

use super::time_travel::TimeButtons;
use crate::app::actions;
use crate::app::reactive::{handler, live, live_text, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::ReadOut;
use crate::t;
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::workspace::number_words::duration;

/// All of it, in a row.
pub fn run_notes() -> AnyView {
    let state = AppState::here();
    let can_test = memo(move || {
        let has_test = state.run.with(|run| run.counts.is_some_and(|counts| counts.test > 0));
        has_test && state.run.with(|run| matches!(run.phase, Phase::Paused | Phase::Finished(_)))
    });
    view! {
        <div class="run-notes">
            <ShownEpoch />
            <TimeButtons />
            {shown(
                move || can_test.get(),
                move || {
                    view! {
                        <button
                            type="button"
                            class="button quiet small"
                            on:click=handler(move |_| actions::evaluate_test(state))
                        >
                            {t!("Evaluate on test")}
                        </button>
                    }
                },
            )}
            <Patience />
        </div>
    }
    .into_any()
}

/// Which epoch the figures are of, where that is not the last.
#[component]
fn ShownEpoch() -> impl IntoView {
    let state = AppState::here();
    let of_epoch = memo(move || {
        state.run.with(|run| match (run.visited, run.shown_epoch()) {
            (None, epoch) if epoch == run.history.count() => String::new(),
            (_, 0) => t!("the start").to_owned(),
            (_, epoch) if run.best_epoch == Some(epoch) => t!("epoch {epoch} (best)", epoch),
            (_, epoch) => t!("epoch {epoch}", epoch),
        })
    });
    shown(
        move || of_epoch.with(|text| !text.is_empty()),
        move || {
            view! {
                <p class="shown-epoch">
                    {t!("figures of")} " "
                    <ReadOut name=t!("Shown epoch") class="strong" value=of_epoch />
                </p>
            }
        },
    )
}

/// How long an epoch takes, and how much of its patience early stopping has used.
#[component]
fn Patience() -> impl IntoView {
    let state = AppState::here();
    let stopping = memo(move || {
        state.run.with(|run| {
            let training = &run.experiment.as_ref()?.training;
            let stopping = training.stopping;
            let text = if run.best_epoch.is_none() && stopping.start_from_epoch > 0 {
                let epoch = stopping.start_from_epoch + 1;
                t!("stopping watches from epoch {epoch}", epoch)
            } else {
                t!("patience {wait} of {patience}", wait = run.wait, patience = stopping.patience)
            };
            let full = f64::from(run.wait) / f64::from(stopping.patience).max(1.0);
            (training.early_stopping && run.history.count() > 0).then_some((text, full))
        })
    });
    let pace = live_text(move || {
        let took = state.run.with(|run| run.epoch_ms);
        took.map(|ms| t!("{time} an epoch", time = duration(ms)))
    });
    view! {
        <p class="pace-line" class:over=live(move || state.run.with(CurrentRun::is_over))>
            <span>{live_text(move || stopping.get().map(|(text, _)| text))}</span>
            {shown(
                move || stopping.with(Option::is_some),
                move || {
                    let full = move || stopping.get().map_or(0.0, |(_, full)| full);
                    view! {
                        <progress
                            class="patience"
                            max="1"
                            prop:value=live(full)
                            aria-label=t!("Patience")
                        ></progress>
                    }
                },
            )}
            <span class="pace">{pace}</span>
        </p>
    }
}
