//! The bar on top: name, title, undo, export, present, theme, share.

use leptos::prelude::*;

use super::appearance::Appearance;
use super::experiments::Experiments;
use super::export::Export;
use super::lessons::LessonsButton;
use crate::app::actions;
use crate::app::lazy::{lazy, lazy_content, lazy_quietly};
use crate::app::panels::lazy_parts::{InDialog, InPresent};
use crate::app::reactive::{derived, effect, handler, live, live_text, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::{Dialog, IconButton, icon};
use crate::config::Task;
use crate::workspace::undo::SettingChange;
use crate::{t, tn};

#[component]
pub fn TopBar() -> impl IntoView {
    let state = AppState::here();
    let subtitle = live_text(move || {
        let schema = state.data().schema.get()?;
        state.experiment.with(|experiment| {
            let inputs = experiment.features(&schema).count();
            let target = &experiment.data.target;
            Some(match experiment.data.task {
                Task::Regression => tn!(
                    inputs,
                    "predict {target} from {count} column",
                    "predict {target} from {count} columns",
                    target,
                ),
                Task::BinaryClassification | Task::MulticlassClassification => tn!(
                    inputs,
                    "classify {target} from {count} column",
                    "classify {target} from {count} columns",
                    target,
                ),
            })
        })
    });
    let undoes = memo(move || state.undo.with(|undo| undo.undoes().map(SettingChange::sentence)));
    let redoes = memo(move || state.undo.with(|undo| undo.redoes().map(SettingChange::sentence)));
    view! {
        <header class="top-bar">
            <h1 class="brand">
                <svg viewBox="0 0 24 24" aria-hidden="true" class="brand-mark">
                    <path d="M3 5c2 9 5 12 9 12s5-3 9-6" class="brand-curve" />
                    <circle cx="12" cy="17" r="2.6" class="brand-dot" />
                </svg>
                <span class="brand-name">"Descent"</span>
            </h1>
            <p class="title">
                <strong title=live_text(move || {
                    state.experiment.with(|e| e.title.clone())
                })>{live_text(move || state.experiment.with(|e| e.title.clone()))}</strong>
                <span class="subtitle">{subtitle}</span>
            </p>
            <Experiments />
            <div class="top-actions">
                <LessonsButton />
                <IconButton
                    glyph="undo"
                    name=t!("Undo")
                    disabled=derived(move || undoes.with(Option::is_none))
                    title=derived(move || undoes.get().map(|what| t!("Undo: {what}", what)))
                    press=move |()| actions::undo(state)
                />
                <IconButton
                    glyph="redo"
                    name=t!("Redo")
                    disabled=derived(move || redoes.with(Option::is_none))
                    title=derived(move || redoes.get().map(|what| t!("Redo: {what}", what)))
                    press=move |()| actions::redo(state)
                />
                <Export />
                {lazy_quietly(InPresent::TopActions, || ().into_any())}
                <button
                    type="button"
                    class="button quiet present"
                    aria-pressed=live_text(move || state.stage.get().is_on.to_string())
                    on:click=handler(move |_| actions::present(state))
                >
                    {icon("present")}
                    <span class="word">{t!("Present")}</span>
                </button>
                <Appearance />
                <button
                    type="button"
                    class="button primary"
                    on:click=handler(move |_| actions::share_link(state))
                >
                    {icon("link")}
                    <span class="word">{t!("Share link")}</span>
                </button>
            </div>
        </header>
        <LinkDialog />
    }
}

/// Shows the link where the browser does not let the page copy it.
#[component]
fn LinkDialog() -> impl IntoView {
    let state = AppState::here();
    let open = RwSignal::new(false);
    effect(move || {
        if state.shown_link.with(Option::is_some) {
            open.set(true);
        }
    });
    effect(move || {
        if !open.get() {
            state.shown_link.set(None);
        }
    });
    view! {
        <Dialog
            title=t!("Link to this experiment")
            open=open
            content=lazy_content(InDialog::Link)
        />
    }
}

/// What is in it: the link that could not be copied, if there is one, and one for a class.
pub fn link() -> AnyView {
    let state = AppState::here();
    let shown_link = move || state.shown_link.get().filter(|link| !link.is_empty());
    view! {
        {shown(
            move || shown_link().is_some(),
            move || {
                view! {
                    <p>
                        {t!(
                            "This browser does not let the page copy. Select the link and copy it yourself."
                        )}
                    </p>
                    <label for="shown-link">{t!("Link")}</label>
                    <input
                        id="shown-link"
                        type="text"
                        readonly=true
                        prop:value=live(move || shown_link().unwrap_or_default())
                    />
                }
            },
        )}
        {lazy(InPresent::ForTheClass)}
    }
    .into_any()
}
