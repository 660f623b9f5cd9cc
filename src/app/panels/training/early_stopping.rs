//! `EarlyStopping` as a box with a switch.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::panels::setting_fields::{Check, Choice, Choices, Field, Number, fields, words};
use crate::app::reactive::{derived, handler, live, memo};
use crate::app::state::AppState;
use crate::app::widgets::Disclosure;
use crate::config::{ExperimentConfig, Monitor, MonitorMode, limits};
use crate::workspace::undo::{Step, switched};

#[component]
pub fn EarlyStoppingBox() -> impl IntoView {
    let state = AppState::here();
    let is_on = memo(move || state.experiment.with(|e| e.training.early_stopping));
    view! {
        <div class="box early-stopping" role="group" aria-label="Early stopping settings">
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=live(move || is_on.get())
                    on:change=handler(move |event| {
                        let on = event_target_checked(&event);
                        actions::edit(
                            state,
                            Step::of("Early stopping", |e| switched(e.training.early_stopping)),
                            |e| e.training.early_stopping = on,
                        );
                    })
                />
                "Early stopping"
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
            label: "Monitor",
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
        label: "Restore best weights",
        read: |e, _| Some(e.training.stopping.restore_best_weights),
        write: |e, _, on| e.training.stopping.restore_best_weights = on,
    }),
    Field::Own(|_| {
        let state = AppState::here();
        view! {
            <Disclosure
                label="Baseline, mode"
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
        empty: |_| "none".to_owned(),
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
            label: "Mode",
            choices: |_| MODES.map(|(_, label)| words(label)).to_vec(),
            read: |e, _| {
                let mode = e.training.stopping.mode;
                MODES.iter().find(|(one, _)| *one == mode).map(|(_, label)| (*label).to_owned())
            },
            write: |e, _, chosen| {
                if let Some((mode, _)) = MODES.iter().find(|(_, label)| *label == chosen) {
                    e.training.stopping.mode = *mode;
                }
            },
        })],
    ),
];

const MODES: [(MonitorMode, &str); 3] =
    [(MonitorMode::Auto, "Auto"), (MonitorMode::Min, "Min"), (MonitorMode::Max, "Max")];

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
