//! What can be taken away: the button and its menu. The entries come in a file of their own,
//! for with them comes the code that reads the chart.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_at_rest;
use crate::app::panels::lazy_parts::InPlace;
use crate::app::reactive::{derived, handler, live};
use crate::app::services::download::PictureForm;
use crate::app::state::AppState;
use crate::app::widgets::icon;
use crate::t;

#[component]
pub fn Export() -> impl IntoView {
    view! {
        <button type="button" class="button quiet" popovertarget="export-menu">
            {icon("download")}
            <span class="word">{t!("Export")}</span>
        </button>
        <div id="export-menu" class="menu" popover="auto">
            {lazy_at_rest(InPlace::ExportMenu, || ().into_any())}
        </div>
    }
}

/// The entries.
pub fn export_menu() -> AnyView {
    let state = AppState::here();
    let has_run = derived(move || state.run.with(|run| run.history.count() > 0));
    let always = Signal::stored(true);
    view! {
        <MenuItem label=t!("Experiment (JSON)") enabled=always act=actions::export_experiment />
        <MenuItem
            label=t!("Link for a class")
            enabled=always
            act=|state| actions::show_link(state, true)
        />
        <MenuItem label=t!("History (CSV)") enabled=has_run act=actions::export_history />
        <MenuItem label=t!("Copy history as a table") enabled=has_run act=actions::copy_history />
        <MenuItem
            label=t!("Curves (PNG)")
            enabled=has_run
            act=|state| actions::export_curves(state, PictureForm::Png)
        />
        <MenuItem
            label=t!("Curves (SVG)")
            enabled=has_run
            act=|state| actions::export_curves(state, PictureForm::Svg)
        />
    }
    .into_any()
}

/// An entry of the Export menu; choosing it closes the menu.
#[component]
fn MenuItem(label: &'static str, enabled: Signal<bool>, act: fn(AppState)) -> impl IntoView {
    let state = AppState::here();
    view! {
        <button
            type="button"
            class="menu-item"
            popovertarget="export-menu"
            disabled=live(move || !enabled.get())
            on:click=handler(move |_| act(state))
        >
            {label}
        </button>
    }
}
