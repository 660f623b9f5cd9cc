//! The two ends of the chain explain themselves.

use leptos::prelude::*;

use super::parts::activation_words;
use crate::app::panels::setting_fields::{Choice, Field, fields};
use crate::app::reactive::live_text;
use crate::app::state::AppState;
use crate::config::{Activation, Task};
use crate::{t, tn, word};

/// Follows from task and loss unless the user says otherwise.
static OUTPUT: [Field; 1] = [Field::Choice(Choice {
    name: "output-activation",
    label: word!("Output activation"),
    choices: |e| {
        let usual = e.training.loss.output_activation(e.data.task).name();
        let mut all = vec![(String::new(), t!("{activation} (usual)", activation = usual))];
        all.extend(Activation::ALL.map(activation_words));
        all
    },
    read: |e, _| Some(e.network.output_activation.map_or("", Activation::name).to_owned()),
    write: |e, _, name| e.network.output_activation = Activation::from_name(name),
})];

#[component]
pub fn InputEnd() -> impl IntoView {
    let state = AppState::here();
    let text = live_text(move || {
        let inputs = state.inputs.get();
        let columns = state.data().schema.with(|schema| {
            schema.as_ref().map_or(0, |s| state.experiment.with(|e| e.features(s).count()))
        });
        let mut sentences =
            t!("Follows from the data: the features of a row enter here.").to_owned();
        if inputs != columns as u64 {
            sentences.push(' ');
            sentences += &tn!(
                columns,
                "{count} column became {values} values: a category has one for each word.",
                "{count} columns became {values} values: a category has one for each word.",
                values = inputs
            );
        }
        sentences.push(' ');
        sentences + t!("Data has their columns and their scaling.")
    });
    view! {
        <strong class="inspector-name">{t!("Input")}</strong>
        <p class="explanation">{text}</p>
    }
}

#[component]
pub fn OutputEnd() -> impl IntoView {
    let state = AppState::here();
    let text = live_text(move || {
        state.experiment.with(|e| {
            let target = &e.data.target;
            match e.data.task {
                Task::Regression => t!("Follows from the task: one unit gives one number, the predicted {target}. Linear lets it be any number.", target),
                Task::BinaryClassification => t!("Follows from the task: one unit for the two classes of {target}. Sigmoid makes it the probability of the second.", target),
                Task::MulticlassClassification => t!("Follows from the task: one unit for each class of {target}. Softmax makes them probabilities that add up to 1.", target),
            }
        })
    });
    view! {
        <strong class="inspector-name">{t!("Output")}</strong>
        {fields(&OUTPUT, 0)}
        <p class="explanation">{text}</p>
    }
}
