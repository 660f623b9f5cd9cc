//! What few experiments change: the optimizer's constants, clipping, order, class weights, further metrics.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::panels::setting_fields::{
    Check, Choice, Field, Number, check_field, choices, chosen, disclosure, number_field, value_of,
};
use crate::app::reactive::{handler, live_view, memo};
use crate::app::state::AppState;
use crate::app::widgets::closed_disclosure;
use crate::config::{
    AdagradConfig, AdamConfig, ClassWeights, Clipping, ExperimentConfig, Metric, Monitor,
    Optimizer, RmsPropConfig, Task, limits,
};
use crate::text::{Decimal, shown};
use crate::{t, tc, word};

const LABEL: &str = word!("More");

/// The disclosure with its fields, which come in a file of their own.
pub fn more() -> AnyView {
    disclosure(LABEL, &FIELDS, changed)
}

/// Its place until then.
pub fn closed() -> AnyView {
    closed_disclosure(shown(LABEL))
}

static FIELDS: [Field; 10] = [
    Field::While(|e, _| e.training.optimizer.adam().is_some(), "fields", &ADAM),
    Field::While(|e, _| rms_prop(e).is_some(), "fields", &RMS_PROP),
    Field::While(|e, _| adagrad(e).is_some(), "fields", &ADAGRAD),
    Field::Group(
        "field-rows",
        &[Field::Choice(Choice {
            name: "clipping",
            label: word!("Clipping"),
            choices: |_| choices(&CLIPPINGS, clipping_label),
            read: |e, _| Some(value_of(e.training.clipping, clipping_label).to_owned()),
            write: |e, _, value| {
                e.training.clipping = chosen(&CLIPPINGS, clipping_label, value).unwrap_or_default();
            },
        })],
    ),
    Field::While(
        |e, _| matches!(e.training.clipping, Clipping::Norm(_)),
        "sub",
        &[Field::Number(Number {
            name: "clip-norm",
            limit: &limits::CLIP_NORM,
            read: |e, _| match e.training.clipping {
                Clipping::Norm(norm) => Some(norm),
                _ => None,
            },
            write: |e, _, norm| e.training.clipping = Clipping::Norm(norm),
            ..Number::PLAIN
        })],
    ),
    Field::While(
        |e, _| matches!(e.training.clipping, Clipping::Value(_)),
        "sub",
        &[Field::Number(Number {
            name: "clip-value",
            limit: &limits::CLIP_VALUE,
            read: |e, _| match e.training.clipping {
                Clipping::Value(value) => Some(value),
                _ => None,
            },
            write: |e, _, value| e.training.clipping = Clipping::Value(value),
            ..Number::PLAIN
        })],
    ),
    Field::While(|e, _| e.data.task != Task::Regression, "fields", &CLASSES),
    Field::While(
        |e, _| e.data.task == Task::BinaryClassification,
        "fields",
        &[Field::Number(Number {
            name: "threshold",
            limit: &limits::THRESHOLD,
            empty: |e| Decimal(e.usual_threshold()).to_string(),
            read: |e, _| e.training.threshold,
            write: |e, _, value| e.training.threshold = Some(value),
            clear: Some(|e, _| e.training.threshold = None),
            then: actions::send_live_settings_soon,
            ..Number::PLAIN
        })],
    ),
    Field::Own(metrics),
    Field::Check(Check {
        label: word!("Shuffle"),
        read: |e, _| Some(e.training.shuffle),
        write: |e, _, on| e.training.shuffle = on,
    }),
];

static ADAM: [Field; 3] = [
    Field::Number(Number {
        name: "beta-1",
        limit: &limits::BETA_1,
        read: |e, _| Some(e.training.optimizer.adam()?.beta_1),
        write: |e, _, beta_1| change_adam(e, |adam| adam.beta_1 = beta_1),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "beta-2",
        limit: &limits::BETA_2,
        read: |e, _| Some(e.training.optimizer.adam()?.beta_2),
        write: |e, _, beta_2| change_adam(e, |adam| adam.beta_2 = beta_2),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "adam-epsilon",
        limit: &limits::OPTIMIZER_EPSILON,
        read: |e, _| Some(e.training.optimizer.adam()?.epsilon),
        write: |e, _, epsilon| change_adam(e, |adam| adam.epsilon = epsilon),
        ..Number::PLAIN
    }),
];

fn change_adam(experiment: &mut ExperimentConfig, change: impl FnOnce(&mut AdamConfig)) {
    let optimizer = &mut experiment.training.optimizer;
    if let Some(mut adam) = optimizer.adam() {
        change(&mut adam);
        optimizer.set_adam(adam);
    }
}

static RMS_PROP: [Field; 2] = [
    Field::Number(Number {
        name: "rho",
        limit: &limits::RHO,
        read: |e, _| Some(rms_prop(e)?.rho),
        write: |e, _, rho| change_rms_prop(e, |rms_prop| rms_prop.rho = rho),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "rms-prop-epsilon",
        limit: &limits::OPTIMIZER_EPSILON,
        read: |e, _| Some(rms_prop(e)?.epsilon),
        write: |e, _, epsilon| change_rms_prop(e, |rms_prop| rms_prop.epsilon = epsilon),
        ..Number::PLAIN
    }),
];

fn rms_prop(experiment: &ExperimentConfig) -> Option<RmsPropConfig> {
    match experiment.training.optimizer {
        Optimizer::RmsProp(rms_prop) => Some(rms_prop),
        _ => None,
    }
}

fn change_rms_prop(experiment: &mut ExperimentConfig, change: impl FnOnce(&mut RmsPropConfig)) {
    if let Optimizer::RmsProp(rms_prop) = &mut experiment.training.optimizer {
        change(rms_prop);
    }
}

static ADAGRAD: [Field; 2] = [
    Field::Number(Number {
        name: "initial-accumulator",
        limit: &limits::INITIAL_ACCUMULATOR,
        read: |e, _| Some(adagrad(e)?.initial_accumulator_value),
        write: |e, _, value| {
            change_adagrad(e, |adagrad| adagrad.initial_accumulator_value = value);
        },
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "adagrad-epsilon",
        limit: &limits::OPTIMIZER_EPSILON,
        read: |e, _| Some(adagrad(e)?.epsilon),
        write: |e, _, epsilon| change_adagrad(e, |adagrad| adagrad.epsilon = epsilon),
        ..Number::PLAIN
    }),
];

fn adagrad(experiment: &ExperimentConfig) -> Option<AdagradConfig> {
    match experiment.training.optimizer {
        Optimizer::Adagrad(adagrad) => Some(adagrad),
        _ => None,
    }
}

fn change_adagrad(experiment: &mut ExperimentConfig, change: impl FnOnce(&mut AdagradConfig)) {
    if let Optimizer::Adagrad(adagrad) = &mut experiment.training.optimizer {
        change(adagrad);
    }
}

const CLIPPINGS: [Clipping; 3] = [
    Clipping::None,
    Clipping::Norm(limits::CLIP_NORM.default),
    Clipping::Value(limits::CLIP_VALUE.default),
];

fn clipping_label(clipping: Clipping) -> &'static str {
    match clipping {
        Clipping::None => tc!("clipping", "None"),
        Clipping::Norm(_) => t!("By norm"),
        Clipping::Value(_) => t!("By value"),
    }
}

static CLASSES: [Field; 2] = [
    Field::Group(
        "field-rows",
        &[Field::Choice(Choice {
            name: "class-weights",
            label: word!("Class weights"),
            choices: |_| choices(&[word!("None"), word!("Balanced"), word!("Given")], shown),
            read: |e, _| {
                let label = match e.training.class_weights {
                    ClassWeights::None => "None",
                    ClassWeights::Balanced => "Balanced",
                    ClassWeights::Given(_) => "Given",
                };
                Some(label.to_owned())
            },
            write: |e, _, label| {
                e.training.class_weights = match label {
                    "Balanced" => ClassWeights::Balanced,
                    // Every class beyond the list counts 1.
                    "Given" => ClassWeights::Given(Vec::new()),
                    _ => ClassWeights::None,
                };
            },
        })],
    ),
    Field::While(
        |e, _| matches!(e.training.class_weights, ClassWeights::Given(_)),
        "sub",
        &[Field::Own(given_weights)],
    ),
];

static CLASS_WEIGHT: Number = Number {
    name: "class-weight",
    limit: &limits::CLASS_WEIGHT,
    read: |e, at| match &e.training.class_weights {
        ClassWeights::Given(weights) => {
            Some(weights.get(at).copied().unwrap_or(limits::CLASS_WEIGHT.default))
        }
        ClassWeights::None | ClassWeights::Balanced => None,
    },
    write: |e, at, value| {
        if let ClassWeights::Given(weights) = &mut e.training.class_weights {
            let length = weights.len().max(at + 1);
            weights.resize(length, limits::CLASS_WEIGHT.default);
            weights[at] = value;
        }
    },
    ..Number::PLAIN
};

/// One field for each class of the target.
fn given_weights(_: usize) -> AnyView {
    let state = AppState::here();
    let classes = memo(move || {
        let target = state.experiment.with(|e| e.data.target.clone());
        let levels = state
            .data()
            .schema
            .with(|schema| Some(schema.as_ref()?.column(&target)?.levels.clone()));
        levels.unwrap_or_default()
    });
    let weights = move || {
        let classes = classes.get().into_iter().enumerate();
        classes.map(|(at, name)| number_field(CLASS_WEIGHT, at, Some(name))).collect::<Vec<_>>()
    };
    view! {
        <div
            class="weights"
            role="group"
            aria-label=t!("Weight of each class")
            on:focusin=handler(move |_| actions::end_typing(state))
        >
            {live_view(weights)}
        </div>
    }
    .into_any()
}

/// What is measured beside the task's own metric.
fn metrics(_: usize) -> AnyView {
    let state = AppState::here();
    let all = memo(move || Metric::all_for_task(state.experiment.with(|e| e.data.task)).to_vec());
    let checks = move || {
        let checks = all.get().into_iter().skip(1).enumerate().map(|(at, metric)| {
            let read = |e: &ExperimentConfig, at: usize| {
                Some(e.training.metrics.contains(&further_metric(e, at)?))
            };
            check_field(Check { label: metric.label(), read, write: set_metric }, at)
        });
        checks.collect::<Vec<_>>()
    };
    view! {
        <div
            class="metrics"
            role="group"
            aria-label=t!("Further metrics")
            data-heading=t!("Metrics")
        >
            {live_view(checks)}
        </div>
    }
    .into_any()
}

fn further_metric(experiment: &ExperimentConfig, at: usize) -> Option<Metric> {
    Metric::all_for_task(experiment.data.task).get(at + 1).copied()
}

fn set_metric(experiment: &mut ExperimentConfig, at: usize, on: bool) {
    let Some(metric) = further_metric(experiment, at) else { return };
    let training = &mut experiment.training;
    training.metrics.retain(|other| *other != metric);
    if on {
        training.metrics.push(metric);
    } else if training.stopping.monitor.metric() == Some(metric) {
        // What is not measured cannot be watched.
        training.stopping.monitor = Monitor::ValLoss;
    }
}

fn changed(experiment: &ExperimentConfig) -> usize {
    let (training, task) = (&experiment.training, experiment.data.task);
    let has_threshold = task == Task::BinaryClassification && training.threshold.is_some();
    let has_weights =
        task != Task::Regression && !matches!(training.class_weights, ClassWeights::None);
    usize::from(training.clipping != Clipping::None)
        + usize::from(!training.shuffle)
        + usize::from(has_weights)
        + usize::from(has_threshold)
        + (training.measured(task).len() - 1)
}
