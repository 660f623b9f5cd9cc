//! Loss, optimizer and everything else about how the network is trained.

mod early_stopping;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::figures::grouped;
use crate::app::state::AppState;
use crate::app::track::Track;
use crate::app::widgets::{NumberField, Select};
use crate::config::{Loss, Optimizer, limits};

use early_stopping::EarlyStoppingBox;

#[component]
pub fn TrainingPanel() -> impl IntoView {
    let state = AppState::here();
    let losses = Signal::derive(move || {
        let task = state.experiment.with(|e| e.data.task);
        Loss::for_task(task)
            .iter()
            .map(|loss| (loss.name().to_owned(), loss.label().to_owned()))
            .collect::<Vec<_>>()
    });
    let set_loss = move |name: String| {
        let task = state.experiment.with_untracked(|e| e.data.task);
        if let Some(loss) = Loss::for_task(task).iter().find(|loss| loss.name() == name) {
            actions::set_loss(state, *loss);
        }
    };
    view! {
        <section class="panel training-panel" aria-label="Training">
            <h2 class="panel-title">"Training"</h2>
            <Select
                id="loss"
                label="Loss"
                options=losses
                value=Signal::derive(move || {
                    state.experiment.with(|e| e.training.loss.name().to_owned())
                })
                set=set_loss
            />
            <OptimizerFields />
            <NumberField
                id="learning-rate"
                limit=&limits::LEARNING_RATE
                track=Track::Log(1e-5, 1.0)
                value=Signal::derive(move || state.experiment.with(|e| e.training.learning_rate))
                set=move |value| actions::set_learning_rate(state, value)
            />
            <NumberField
                id="batch-size"
                limit=&limits::BATCH_SIZE
                track=Track::PowersOfTwo(1024.0)
                value=Signal::derive(move || {
                    state.experiment.with(|e| f64::from(e.training.batch_size))
                })
                set=move |value| actions::set_batch_size(state, value)
            />
            <NumberField
                id="epochs"
                limit=&limits::EPOCHS
                track=Track::Log(1.0, 1_000.0)
                value=Signal::derive(move || {
                    state.experiment.with(|e| f64::from(e.training.epochs))
                })
                set=move |value| {
                    actions::edit_training(
                        state,
                        Some("epochs"),
                        |training| training.epochs = value as u32,
                    );
                }
            />
            <EarlyStoppingBox />
            <Problems />
            <Advice />
        </section>
    }
}

#[component]
fn OptimizerFields() -> impl IntoView {
    let state = AppState::here();
    let label = Memo::new(move |_| state.experiment.with(|e| e.training.optimizer.label()));
    let momentum = Signal::derive(move || {
        state.experiment.with(|e| match e.training.optimizer {
            Optimizer::Sgd { momentum } => momentum,
            Optimizer::Adam => limits::SGD_MOMENTUM.default,
        })
    });
    let options = [Optimizer::Adam, Optimizer::Sgd { momentum: 0.0 }]
        .map(|optimizer| (optimizer.label().to_owned(), optimizer.label().to_owned()))
        .to_vec();
    let set = move |chosen: String| {
        actions::set_optimizer(
            state,
            if chosen == Optimizer::Adam.label() {
                Optimizer::Adam
            } else {
                Optimizer::Sgd { momentum: limits::SGD_MOMENTUM.default }
            },
        );
    };
    view! {
        <Select
            id="optimizer"
            label="Optimizer"
            options=Signal::stored(options)
            value=Signal::derive(move || label.get().to_owned())
            set
        />
        <Show when=move || label.get() == "SGD">
            <NumberField
                id="sgd-momentum"
                limit=&limits::SGD_MOMENTUM
                value=momentum
                set=move |momentum| {
                    actions::set_optimizer(state, Optimizer::Sgd { momentum });
                }
            />
        </Show>
    }
}

/// What keeps the experiment from running.
#[component]
fn Problems() -> impl IntoView {
    let state = AppState::here();
    let problems = Memo::new(move |_| {
        let problems = state.problems.get().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    view! {
        <For each=move || problems.get() key=String::clone let:problem>
            <p class="problem box" role="alert">
                {problem.clone()}
            </p>
        </For>
    }
}

/// What is legal but worth knowing.
#[component]
fn Advice() -> impl IntoView {
    let state = AppState::here();
    let advice = Memo::new(move |_| {
        let schema = state.schema.get()?;
        if state.problems.with(|problems| problems.as_ref().is_some_and(|p| !p.is_empty())) {
            return None;
        }
        state.experiment.with(|experiment| {
            let target = schema.column(&experiment.data.target)?;
            let rows = schema.rows - target.missing;
            // Rounded as the split rounds it.
            let validation = (rows * experiment.data.validation_percent as usize + 50) / 100;
            let training = rows - validation;
            let batch = experiment.training.batch_size as usize;
            (batch > training).then(|| {
                format!(
                    "A batch of {} is more than the {} training rows, so every epoch is one update. A batch size of {} gives several.",
                    grouped(batch),
                    grouped(training),
                    (training / 4).max(1).next_power_of_two().min(32)
                )
            })
        })
    });
    view! {
        <Show when=move || advice.with(Option::is_some)>
            <p class="advice" role="status">
                {move || advice.get()}
            </p>
        </Show>
    }
}
