//! The bar on top: name, title, undo, export, present, theme, share.

use leptos::prelude::*;

use super::appearance::Appearance;
use super::experiments::Experiments;
use super::export::Export;
use super::lessons::LessonsButton;
use super::share::LinkDialog;
use crate::app::actions;
use crate::app::lazy::lazy_quietly;
use crate::app::panels::lazy_parts::InPresent;
use crate::app::reactive::{derived, handler, live_text, memo};
use crate::app::state::AppState;
use crate::app::widgets::{IconButton, icon};
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
                <span class="brand-name" translate="no">
                    "Descent"
                </span>
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
                    on:click=handler(move |_| actions::show_link(state, false))
                >
                    {icon("link")}
                    <span class="word">{t!("Share link")}</span>
                </button>
            </div>
        </header>
        <LinkDialog />
    }
}
