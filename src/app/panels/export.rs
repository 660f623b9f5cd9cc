//! What can be taken away: the button and its menu. The entries come in a file of their own,
//! for with them comes the code that reads the chart.

use leptos::prelude::*;

use super::archive_dialog::ArchiveDialog;
use crate::app::actions;
use crate::app::lazy::{lazy_at_rest, lazy_content};
use crate::app::panels::lazy_parts::{InDialog, InPlace};
use crate::app::reactive::{derived, handler, live, shown};
use crate::app::services::download::PictureForm;
use crate::app::state::AppState;
use crate::app::widgets::{Dialog, icon};
use crate::t;
use crate::worker::ModelForm;

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
        <ArchiveDialog />
        <Dialog
            title=t!("Report")
            open=AppState::here().report().is_open
            content=lazy_content(InDialog::Report)
        />
    }
}

/// The entries.
pub fn export_menu() -> AnyView {
    let state = AppState::here();
    let has_run = derived(move || state.run.with(|run| run.history.count() > 0));
    // Once the worker has begun it.
    let has_network =
        derived(move || state.run.with(|run| run.id.is_some() && run.counts.is_some()));
    let always = Signal::stored(true);
    actions::take_models(state);
    actions::take_report(state);
    actions::take_code_files(state);
    actions::take_texts(state);
    view! {
        <MenuItem label=t!("Experiment (JSON)") enabled=always act=actions::export_experiment />
        <MenuItem
            label=t!("Experiment with its runs (.descent.zip)")
            enabled=always
            act=|state| state.archive().open.set(true)
        />
        <MenuItem
            label=t!("Link for a class")
            enabled=always
            act=|state| actions::show_link(state, true)
        />
        <MenuItem label=t!("Code (Keras, PyTorch)") enabled=always act=actions::open_code />
        <MenuItem
            label=t!("Report (HTML)")
            enabled=has_run
            act=|state| state.report().is_open.set(true)
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
        <div class="menu-group" role="group" aria-labelledby="export-network">
            <p id="export-network" class="menu-heading">
                {t!("Trained network")}
            </p>
            <MenuItem
                label=t!("ONNX, preparation included")
                enabled=has_network
                act=|state| actions::export_model(state, ModelForm::Onnx)
            />
            <MenuItem
                label=t!("Keras model (.keras)")
                enabled=has_network
                act=|state| actions::export_model(state, ModelForm::Keras)
            />
            <MenuItem
                label=t!("Weights (safetensors)")
                enabled=has_network
                act=|state| actions::export_model(state, ModelForm::Safetensors)
            />
            <MenuItem
                label=t!("PyTorch state dict")
                enabled=has_network
                act=|state| actions::export_model(state, ModelForm::StateDict)
            />
        </div>
        {shown(
            move || !(has_run.get() && has_network.get()),
            || {
                view! {
                    <p class="menu-heading">
                        {t!("The grey entries need an epoch of training: press Train.")}
                    </p>
                }
            },
        )}
    }
    .into_any()
}

/// An entry of the Export menu; choosing it closes the menu, which a dialog that it opens may
/// have done already.
#[component]
fn MenuItem(label: &'static str, enabled: Signal<bool>, act: fn(AppState)) -> impl IntoView {
    let state = AppState::here();
    view! {
        <button
            type="button"
            class="menu-item"
            popovertarget="export-menu"
            popovertargetaction="hide"
            disabled=live(move || !enabled.get())
            on:click=handler(move |_| act(state))
        >
            {label}
        </button>
    }
}
