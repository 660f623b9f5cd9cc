//! Where to begin, and what it computes: the course's networks, and the network in words.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, handler, live_view};
use crate::app::state::AppState;
use crate::app::widgets::{Dialog, icon};
use crate::config::templates::{TEMPLATES, Template};
use crate::t;
use crate::text::shown;
use crate::worker::Explanation;

/// The two buttons and what they open.
#[component]
pub fn ExplanationButtons() -> impl IntoView {
    let signals = AppState::here().explanation();
    let button = |glyph: &'static str, name: &'static str, open: RwSignal<bool>| {
        view! {
            <button
                type="button"
                class="button quiet small"
                class:labelled=glyph == "explain"
                aria-haspopup="dialog"
                title=name
                on:click=handler(move |_| open.set(true))
            >
                {icon(glyph)}
                <span class="word">{name}</span>
            </button>
        }
    };
    let templates = t!("Templates");
    view! {
        {button("templates", templates, signals.templates)}
        {button("explain", t!("Explain"), signals.explains)}
        <Dialog title=templates open=signals.templates content=lazy_content(InDialog::Templates) />
        <Dialog
            title=t!("What this network computes")
            open=signals.explains
            wide=true
            content=lazy_content(InDialog::Explanation)
        />
    }
}

fn entry(template: &'static Template) -> impl IntoView {
    let state = AppState::here();
    view! {
        <li>
            <button
                type="button"
                class="template"
                on:click=handler(move |_| actions::use_template(state, template))
            >
                <strong>{shown(template.name)}</strong>
                <span>{shown(template.one_line)}</span>
            </button>
        </li>
    }
}

fn explained(explanation: Explanation) -> AnyView {
    let Explanation { lines, summary, totals, epoch } = explanation;
    let weights = match epoch {
        Some(0) => t!("With the weights it starts with.").to_owned(),
        Some(epoch) => t!("With the weights after epoch {epoch}.", epoch),
        None => t!("With the weights it would start with.").to_owned(),
    };
    let row = |cells: [String; 4]| {
        let [name, class, shape, parameters] = cells;
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td translate="no">{class}</td>
                <td translate="no">{shape}</td>
                <td class="amount" translate="no">
                    {parameters}
                </td>
            </tr>
        }
    };
    view! {
        <p class="dim">{weights}</p>
        <div class="equation" role="group" aria-label=t!("Equation") tabindex="0">
            {lines.into_iter().map(|line| view! { <p>{line}</p> }).views()}
        </div>
        <div class="summary-box" tabindex="0" role="group" aria-label=t!("Layers of the network")>
            <table class="summary">
                <thead>
                    <tr>
                        <th scope="col">{t!("Name")}</th>
                        <th scope="col">{t!("Layer")}</th>
                        <th scope="col">{t!("Output shape")}</th>
                        <th scope="col" class="amount">
                            {t!("Parameters")}
                        </th>
                    </tr>
                </thead>
                <tbody>{summary.into_iter().map(row).views()}</tbody>
            </table>
        </div>
        {totals.into_iter().map(|total| view! { <p class="dim">{total}</p> }).views()}
    }
    .into_any()
}

/// What is in it.
pub fn templates() -> AnyView {
    view! { <ul class="templates">{TEMPLATES.iter().map(entry).views()}</ul> }.into_any()
}

/// The network in words.
pub fn explanation() -> AnyView {
    let state = AppState::here();
    let signals = state.explanation();
    actions::take_explanation(state);
    live_view(move || {
        signals.explanation.get().map(|outcome| match outcome {
            Ok(explanation) => explained(explanation),
            Err(sentence) => view! { <p role="status">{sentence}</p> }.into_any(),
        })
    })
    .into_any()
}
