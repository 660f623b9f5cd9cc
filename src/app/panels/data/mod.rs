//! Which table, which columns, how it is split and prepared.

pub(in crate::app) mod column_dialog;
pub(in crate::app) mod columns;
pub(in crate::app) mod file_notes;
pub(in crate::app) mod gallery_dialog;
pub(in crate::app) mod more;
mod paint_pad;
pub(in crate::app) mod reading_dialog;
pub(in crate::app) mod rows_dialog;
mod source;
pub(in crate::app) mod synthetic_dialog;
mod table_size;
mod target_relation;
pub(in crate::app) mod warnings;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::{lazy_at_rest, lazy_quietly};
use crate::app::panels::lazy_parts::InPlace;
use crate::app::panels::setting_fields::{choices, chosen, value_of};
use crate::app::reactive::derived;
use crate::app::state::AppState;
use crate::app::widgets::{IconButton, NumberField, Select, SheetHead};
use crate::config::{Scaling, Task, limits};
use crate::t;
use crate::workspace::slider_scale::Track;

use column_dialog::ColumnDialog;
use source::Source;

#[component]
pub fn DataPanel() -> impl IntoView {
    let state = AppState::here();
    view! {
        <section
            id="data-panel"
            class="panel data-panel sheet"
            aria-label=t!("Data")
            popover="auto"
        >
            <SheetHead title=t!("Data") of="data-panel" />
            <Source />
            {lazy_at_rest(InPlace::Columns, columns::place)}
            <div class="panel-foot">
                {lazy_quietly(InPlace::DataWarnings, || ().into_any())} <Target />
                <NumberField
                    id="validation-split"
                    limit=&limits::VALIDATION_PERCENT
                    label=limits::VALIDATION_PERCENT.label()
                    unit="%"
                    track=Some(Track::Linear(5.0, 90.0, 5.0))
                    value=derived(move || {
                        state.experiment.with(|e| Some(f64::from(e.data.validation_percent)))
                    })
                    set=move |percent| actions::set_validation_percent(state, percent)
                /> <div class="field-pair">
                    <Select
                        id="scaling"
                        label=t!("Scaling")
                        options=Signal::stored(choices(&Scaling::ALL, Scaling::label))
                        value=derived(move || {
                            state
                                .experiment
                                .with(|e| value_of(e.data.scaling, Scaling::label).to_owned())
                        })
                        set=move |value: String| {
                            if let Some(scaling) = chosen(&Scaling::ALL, Scaling::label, &value) {
                                actions::set_scaling(state, scaling);
                            }
                        }
                    />
                    <div class="seed-field">
                        <NumberField
                            id="seed"
                            limit=&limits::SEED
                            label=limits::SEED.label()
                            value=derived(move || {
                                state.experiment.with(|e| Some(f64::from(e.seed)))
                            })
                            set=move |seed| actions::set_seed(state, seed)
                        >
                            <IconButton
                                glyph="dice"
                                name=t!("New seed")
                                press=move |()| actions::new_seed(state)
                            />
                        </NumberField>
                    </div>
                </div> {lazy_quietly(InPlace::Preparation, more::closed)}
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
        let mut all = Task::ALL.to_vec();
        all.retain(|option| *option == task || column.is_some_and(|one| one.allows(*option)));
        choices(&all, Task::label)
    });
    view! {
        <div class="field-rows">
            <Select
                id="target"
                names=true
                label=t!("Target")
                options=columns
                value=derived(move || state.experiment.with(|e| e.data.target.clone()))
                set=move |name: String| actions::set_target(state, &name)
            />
            <Select
                id="task"
                label=t!("Task")
                options=tasks
                value=derived(move || {
                    state.experiment.with(|e| value_of(e.data.task, Task::label).to_owned())
                })
                set=move |value: String| {
                    if let Some(task) = chosen(&Task::ALL, Task::label, &value) {
                        actions::set_task(state, task);
                    }
                }
            />
        </div>
    }
}
