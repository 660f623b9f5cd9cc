//! What is inside the network: its weights, its layers, a row on its way, and one step.

mod batch_norm;
mod dropout;
mod flow;
mod graph;
mod layer_of;
mod layers;
mod step;
mod units;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::panels::inspection::answer::{
    diverged, keep_asking, last_questions, not_loaded, nothing_yet, on_answers,
};
use crate::app::panels::inspection::parts::looked_at;
use crate::app::panels::inspection::run_choice::run_choice;
use crate::app::reactive::{live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::Disclosure;
use crate::inspection::{Answer, ChosenUnit, NetworkGraph, PartName, Question, WeightEdit};
use crate::t;
use crate::worker::codec;

/// The tab's content.
pub fn inside() -> AnyView {
    let state = AppState::here();
    let [layers_are_open, flow_is_open, step_is_open] =
        [false; 3].map(|open: bool| RwSignal::new(open));
    let asked_row = RwSignal::new((PartName::default(), 0_usize));
    let unit = RwSignal::new(None::<ChosenUnit>);
    for question in last_questions(state) {
        match question {
            Question::Layers => layers_are_open.set(true),
            Question::RowFlow(part, row) => {
                asked_row.set((part, row));
                flow_is_open.set(true);
            }
            Question::Step(asked) => {
                unit.set(asked);
                step_is_open.set(true);
            }
            _ => {}
        }
    }
    let questions = move |edit: Option<WeightEdit>| {
        let mut all = vec![Question::Network(edit), Question::UnitPictures];
        all.extend(layers_are_open.get().then_some(Question::Layers));
        let (part, row) = asked_row.get();
        let part = looked_at(state, part);
        all.extend(flow_is_open.get().then_some(Question::RowFlow(part, row)));
        all.extend(step_is_open.get().then(|| Question::Step(unit.get())));
        all
    };
    keep_asking(state, move || questions(None));
    // All that is open is of the weight that is set.
    let set = move |edit| {
        actions::ask_now(state, codec::encode(&untrack(|| questions(Some(edit)))));
    };
    let (network, layers) = (RwSignal::new(None::<Arc<NetworkGraph>>), RwSignal::new(None));
    // The unit that is shown large stays so in the next run.
    let (pictures, large) = (RwSignal::new(None), RwSignal::new(None));
    let (flow, step, why_not) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
    on_answers(state, move |answers| {
        let is_gone = answers.is_empty();
        let mut other = None;
        for answer in answers {
            match answer {
                Answer::Network(graph) => network.set(Some(Arc::new(*graph))),
                Answer::UnitPictures(found) => pictures.set(Some(Arc::new(found))),
                Answer::Layers(figures) => layers.set(Some(Arc::new(*figures))),
                Answer::RowFlow(found) => flow.set(Some(Arc::new(found.map(|found| *found)))),
                Answer::Step(found) => step.set(Some(Arc::new(*found))),
                answer => other = Some(answer),
            }
        }
        if is_gone || other.is_some() {
            network.set(None);
            pictures.set(None);
            layers.set(None);
            flow.set(None);
            step.set(None);
        }
        why_not.set(other);
    });
    let has_network = memo(move || network.with(Option::is_some));
    let groups = move || {
        view! {
            {graph::graph(network, pictures, large, set)}
            <Disclosure
                label=t!("Step by step")
                open=step_is_open
                fields=vec![
                    live_view(move || step_is_open.get().then(|| step::step(step, unit, network)))
                        .into_any(),
                ]
            />
            <Disclosure
                label=t!("By layer")
                open=layers_are_open
                fields=vec![
                    live_view(move || layers_are_open.get().then(|| layers::layers(layers)))
                        .into_any(),
                ]
            />
            <Disclosure
                label=t!("A row through the chain")
                open=flow_is_open
                fields=vec![
                    live_view(move || {
                            flow_is_open.get().then(|| flow::flow(flow, asked_row, network))
                        })
                        .into_any(),
                ]
            />
        }
    };
    view! {
        <div
            class="inspection"
            id="curves-view"
            role="tabpanel"
            aria-label=t!("Inside")
            tabindex="0"
        >
            {run_choice(state)}
            {live_view(move || {
                (!has_network.get())
                    .then(|| {
                        let why = match why_not.get() {
                            Some(Answer::NotLoaded) => not_loaded().to_owned(),
                            Some(Answer::Diverged) => diverged(state).to_owned(),
                            _ => nothing_yet(state, t!("What is inside the network")),
                        };
                        view! { <p class="inspection-empty">{why}</p> }
                    })
            })}
            {shown(move || has_network.get(), groups)}
        </div>
    }
    .into_any()
}
