//! "Why do these differ?": the two readings of the training loss, taken apart.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, handler, live, live_view};
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::t;

/// The button beside the choice of the reading, and what it opens.
#[component]
pub fn WhyDiffer() -> impl IntoView {
    let state = AppState::here();
    let look_back = state.time_travel();
    let question = t!("Why do these differ?");
    view! {
        <button
            type="button"
            class="button quiet small"
            aria-haspopup="dialog"
            disabled=live(move || !state.run.with(|run| run.has_past()))
            title=question
            on:click=handler(move |_| actions::explain_loss_gap(state))
        >
            <span class="question">{question}</span>
            <span class="question-mark" aria-hidden="true">
                "?"
            </span>
        </button>
        <Dialog
            title=t!("Why the two readings differ")
            open=look_back.explains
            content=lazy_content(InDialog::LossGap)
        />
    }
}

fn answer(lines: Vec<[String; 2]>, sentences: Vec<String>) -> AnyView {
    let line = |[name, figure]: [String; 2]| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="amount" translate="no">
                    {figure}
                </td>
            </tr>
        }
    };
    view! {
        <table class="loss-gap" aria-label=t!("Training loss")>
            <tbody>{lines.into_iter().map(line).views()}</tbody>
        </table>
        <div role="status">
            {sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).views()}
        </div>
    }
    .into_any()
}

/// What is in it.
pub fn loss_gap() -> AnyView {
    let state = AppState::here();
    let look_back = state.time_travel();
    view! {
        {live_view(move || {
            let (lines, sentences) = look_back.loss_gap.get();
            answer(lines, sentences)
        })}
    }
    .into_any()
}
