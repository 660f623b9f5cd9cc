//! Which table, which columns, how it is split and prepared.

pub(in crate::app) mod column_dialog;
mod columns;
mod file_notes;
pub(in crate::app) mod gallery_dialog;
pub(in crate::app) mod more;
mod paint_pad;
pub(in crate::app) mod reading_dialog;
pub(in crate::app) mod rows_dialog;
mod source;
pub(in crate::app) mod synthetic_dialog;
mod target_relation;
mod warnings;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_quietly;
use crate::app::panels::lazy_parts::InPlace;
use crate::app::reactive::derived;
use crate::app::state::AppState;
use crate::app::widgets::{IconButton, NumberField, Select, SheetHead};
use crate::config::{Scaling, Task, limits};
use crate::workspace::slider_scale::Track;

use column_dialog::ColumnDialog;
use columns::Columns;
use source::Source;
use warnings::Warnings;

#[component]
pub fn DataPanel() -> impl IntoView {
    let state = AppState::here();
    view! {
        <section id="data-panel" class="panel data-panel sheet" aria-label="Data" popover="auto">
            <SheetHead title="Data" of="data-panel" />
            <Source />
            <Columns />
            <div class="panel-foot">
                <Warnings />
                <Target />
                <NumberField
                    id="validation-split"
                    limit=&limits::VALIDATION_PERCENT
                    label=limits::VALIDATION_PERCENT.name
                    unit="%"
                    track=Some(Track::Linear(5.0, 90.0, 5.0))
                    value=derived(move || {
                        state.experiment.with(|e| Some(f64::from(e.data.validation_percent)))
                    })
                    set=move |percent| actions::set_validation_percent(state, percent)
                />
                <div class="field-pair">
                    <Select
                        id="scaling"
                        label="Scaling"
                        options=Signal::stored(
                            Scaling::ALL
                                .map(|scaling| (
                                    scaling.label().to_owned(),
                                    scaling.label().to_owned(),
                                ))
                                .to_vec(),
                        )
                        value=derived(move || {
                            state.experiment.with(|e| e.data.scaling.label().to_owned())
                        })
                        set=move |label: String| {
                            let chosen = Scaling::ALL.into_iter().find(|s| s.label() == label);
                            if let Some(scaling) = chosen {
                                actions::set_scaling(state, scaling);
                            }
                        }
                    />
                    <div class="seed-field">
                        <NumberField
                            id="seed"
                            limit=&limits::SEED
                            label=limits::SEED.name
                            value=derived(move || {
                                state.experiment.with(|e| Some(f64::from(e.seed)))
                            })
                            set=move |seed| actions::set_seed(state, seed)
                        >
                            <IconButton
                                glyph="dice"
                                name="New seed"
                                press=move |()| actions::new_seed(state)
                            />
                        </NumberField>
                    </div>
                </div>
                {lazy_quietly(InPlace::Preparation, more::closed)}
            </div>
            <ColumnDialog />
        </section>
    }
}

/// What is predicted, and as what.
#[component]
fn Target() -> impl IntoView {
    let state = AppState::here();
    let columns = derived(move || {
        let target = state.experiment.with(|e| e.data.target.clone());
        match state.data().schema.get() {
            Some(schema) => schema
                .columns
                .into_iter()
                .map(|column| (column.name.clone(), column.name))
                .collect(),
            None => vec![(target.clone(), target)],
        }
    });
    let tasks = derived(move || {
        let (target, task) = state.experiment.with(|e| (e.data.target.clone(), e.data.task));
        let schema = state.data().schema.get();
        let column = schema.as_ref().and_then(|schema| schema.column(&target));
        Task::ALL
            .into_iter()
            .filter(|option| *option == task || column.is_some_and(|column| column.allows(*option)))
            .map(|option| (option.label().to_owned(), option.label().to_owned()))
            .collect::<Vec<_>>()
    });
    view! {
        <div class="field-rows">
            <Select
                id="target"
                label="Target"
                options=columns
                value=derived(move || state.experiment.with(|e| e.data.target.clone()))
                set=move |name: String| actions::set_target(state, &name)
            />
            <Select
                id="task"
                label="Task"
                options=tasks
                value=derived(move || { state.experiment.with(|e| e.data.task.label().to_owned()) })
                set=move |label: String| {
                    if let Some(task) = Task::ALL.into_iter().find(|task| task.label() == label) {
                        actions::set_task(state, task);
                    }
                }
            />
        </div>
    }
}
