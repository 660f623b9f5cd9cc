//! `EarlyStopping` as a box with a switch.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::panels::setting_fields::{
    Check, Choice, Choices, Field, Number, choices, chosen, fields, value_of,
};
use crate::app::reactive::{derived, handler, live, memo};
use crate::app::state::AppState;
use crate::app::widgets::Disclosure;
use crate::config::{ExperimentConfig, Monitor, MonitorMode, limits};
use crate::workspace::undo::{Step, switched};
use crate::{t, word};

#[component]
pub fn EarlyStoppingBox() -> impl IntoView {
    let state = AppState::here();
    let name = t!("Early stopping");
    let is_on = memo(move || state.experiment.with(|e| e.training.early_stopping));
    view! {
        <div class="box early-stopping" role="group" aria-label=t!("Early stopping settings")>
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=live(move || is_on.get())
                    on:change=handler(move |event| {
                        let on = event_target_checked(&event);
                        actions::edit(
                            state,
                            Step::of(name, |e| switched(e.training.early_stopping)),
                            |e| e.training.early_stopping = on,
                        );
                    })
                />
                {name}
            </label>
            {fields(&WHILE_ON, 0)}
        </div>
    }
}

static WHILE_ON: [Field; 1] =
    [Field::While(|e, _| e.training.early_stopping, "early-stopping", &STOPPING)];

static STOPPING: [Field; 4] = [
    Field::Group(
        "field-rows",
        &[Field::Choice(Choice {
            name: "monitor",
            label: word!("Monitor"),
            choices: monitors,
            read: |e, _| Some(e.training.stopping.monitor.name()),
            write: |e, _, name| {
                if let Some(monitor) = Monitor::from_name(name) {
                    e.training.stopping.monitor = monitor;
                }
            },
        })],
    ),
    Field::Group(
        "field-pair",
        &[
            Field::Number(Number {
                name: "min-delta",
                limit: &limits::MIN_DELTA,
                read: |e, _| Some(e.training.stopping.min_delta),
                write: |e, _, value| e.training.stopping.min_delta = value,
                ..Number::PLAIN
            }),
            Field::Number(Number {
                name: "patience",
                limit: &limits::PATIENCE,
                read: |e, _| Some(f64::from(e.training.stopping.patience)),
                write: |e, _, value| e.training.stopping.patience = value as u32,
                ..Number::PLAIN
            }),
        ],
    ),
    Field::Check(Check {
        label: word!("Restore best weights"),
        read: |e, _| Some(e.training.stopping.restore_best_weights),
        write: |e, _, on| e.training.stopping.restore_best_weights = on,
    }),
    Field::Own(|_| {
        let state = AppState::here();
        view! {
            <Disclosure
                label=t!("Baseline, mode")
                open=RwSignal::new(false)
                changed=derived(move || state.experiment.with(changed))
                fields=fields(&RARE, 0)
            />
        }
        .into_any()
    }),
];

static RARE: [Field; 3] = [
    Field::Number(Number {
        name: "baseline",
        limit: &limits::BASELINE,
        empty: |_| t!("none").to_owned(),
        read: |e, _| e.training.stopping.baseline,
        write: |e, _, value| e.training.stopping.baseline = Some(value),
        clear: Some(|e, _| e.training.stopping.baseline = None),
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "start-from-epoch",
        limit: &limits::START_FROM_EPOCH,
        read: |e, _| Some(f64::from(e.training.stopping.start_from_epoch)),
        write: |e, _, value| e.training.stopping.start_from_epoch = value as u32,
        ..Number::PLAIN
    }),
    Field::Group(
        "field-rows",
        &[Field::Choice(Choice {
            name: "mode",
            label: word!("Mode"),
            choices: |_| choices(&MODES, mode_label),
            read: |e, _| Some(value_of(e.training.stopping.mode, mode_label).to_owned()),
            write: |e, _, value| {
                if let Some(mode) = chosen(&MODES, mode_label, value) {
                    e.training.stopping.mode = mode;
                }
            },
        })],
    ),
];

const MODES: [MonitorMode; 3] = [MonitorMode::Auto, MonitorMode::Min, MonitorMode::Max];

fn mode_label(mode: MonitorMode) -> &'static str {
    match mode {
        MonitorMode::Auto => t!("Auto"),
        MonitorMode::Min => t!("Min"),
        MonitorMode::Max => t!("Max"),
    }
}

/// The figures of a run of this experiment.
fn monitors(experiment: &ExperimentConfig) -> Choices {
    let mut all = vec![Monitor::Loss, Monitor::ValLoss];
    for metric in experiment.training.measured(experiment.data.task) {
        all.extend([Monitor::Metric(metric), Monitor::ValMetric(metric)]);
    }
    all.into_iter().map(|monitor| (monitor.name(), monitor.label())).collect()
}

fn changed(experiment: &ExperimentConfig) -> usize {
    let stopping = experiment.training.stopping;
    usize::from(stopping.baseline.is_some())
        + usize::from(stopping.start_from_epoch > 0)
        + usize::from(stopping.mode != MonitorMode::Auto)
}
