//! Trained networks as model files, and model files as networks.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{Blob, File};

use super::export::offer;
use super::{
    alert, arrive_now, dismiss_all, edit, follow_openings, forget_run, looked_into, note,
    open_weights, rest_with, say_done, send, take_answers,
};
use crate::app::services::download;
use crate::app::state::AppState;
use crate::app::state::models::{OpenedWeights, Opening};
use crate::config::ExperimentConfig;
use crate::t;
use crate::worker::{Command, Event, ModelForm, ModelRequest, OpenedModel, WrittenModel};
use crate::workspace::inspection::Inspection;
use crate::workspace::run_record::RunHead;
use crate::workspace::selection::Selection;

/// Has the network that the views show written as a model; [`take_models`] gives it to the user.
pub fn export_model(state: AppState, form: ModelForm) {
    let own = state.run.with_untracked(|run| run.id);
    let has_view = state.inspection().with_untracked(|inspection| inspection.view.is_some());
    let Some(run) = own.filter(|_| !has_view).or_else(|| looked_into(state)) else { return };
    let mut title = state.experiment.with_untracked(|experiment| experiment.title.clone());
    if Some(run) != own {
        let key = state.inspection().with_untracked(|all: &Inspection| {
            all.chosen(own).map(str::to_owned).unwrap_or_default()
        });
        let name = state.runs().list.with_untracked(|list| list.get(&key).map(RunHead::title));
        title.extend(name.map(|name| format!(" {name}")));
    }
    arrive_now(state);
    send(state, Command::WriteModel(ModelRequest { run, form, title }));
}

/// Takes in what the worker says of models: those that leave, and those that come in.
pub fn take_models(state: AppState) {
    let is_of_models =
        |event: &Event| matches!(event, Event::ModelWritten { .. } | Event::ModelRead { .. });
    take_answers(state, is_of_models, move |event, beside| match event {
        Event::ModelWritten { outcome, .. } => hand_over(state, outcome.outcome(), &beside),
        Event::ModelRead { outcome, .. } => take_in(state, outcome.outcome(), beside),
        _ => {}
    });
    follow_openings(state);
}

/// A model is here, or why there is none.
fn hand_over(state: AppState, outcome: Result<WrittenModel, String>, bytes: &JsValue) {
    let model = match outcome {
        Ok(model) => model,
        Err(sentence) => return alert(state, sentence),
    };
    let Some(bytes) = bytes.dyn_ref::<Blob>() else { return offer(state, Err(JsValue::NULL)) };
    offer(state, download::blob(&model.name, bytes));
    let said = model.sentences.join(" ");
    // What is to be known of its inputs is to be read at leisure.
    if model.sentences.len() > 1 { note(state, said) } else { say_done(state, said) }
}

/// Has a file read as a model; [`take_models`] opens it.
pub(super) fn read_model(state: AppState, file: &File) {
    let experiment = Box::new(state.experiment.get_untracked());
    let command = Command::ReadModel { name: file.name(), experiment, bytes: Vec::new() };
    state.engine.update_value(|engine| engine.send_with(command, Some(file.into())));
}

/// A model was read: its network takes the place of the one on the page, and a run with its
/// weights rests before the first epoch. One that could not be read changes nothing.
fn take_in(state: AppState, outcome: Result<OpenedModel, String>, weights: JsValue) {
    dismiss_all(state);
    let OpenedModel { name, asked_for, experiment, sentences } = match outcome {
        Ok(model) => model,
        Err(sentence) => return alert(state, sentence),
    };
    if state.experiment.with_untracked(|present| *present != *asked_for) {
        return alert(
            state,
            t!(
                "{name} was not opened: the experiment was changed while it was read. Open the file again.",
                name,
            ),
        );
    }
    state.selected.set(Selection::None);
    let ExperimentConfig { data, network, .. } = &*experiment;
    let opened = (!weights.is_undefined()).then(|| OpenedWeights {
        name,
        data: data.clone(),
        network: network.clone(),
        weights,
    });
    let said = sentences.join(" ");
    let is_for_this_network = *experiment == *asked_for;
    let before = state.models().opened.get_untracked();
    if opened.is_none() && is_for_this_network {
        return note(state, said);
    }
    edit(state, t!("Model opened"), |present| *present = *experiment);
    forget_run(state);
    match opened {
        Some(after) if is_for_this_network => open_weights(state, Opening { before, after }, said),
        Some(after) => rest_with(state, after, Some(said)),
        None => note(state, said),
    }
}
