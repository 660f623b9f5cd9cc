//! Which table, which columns, how it is split and scaled.

mod columns;
mod gallery_dialog;
mod rows_dialog;

use leptos::html;
use leptos::prelude::*;
use web_sys::{DragEvent, HtmlInputElement};

use crate::app::actions;
use crate::app::figures::grouped;
use crate::app::state::AppState;
use crate::app::track::Track;
use crate::app::widgets::{IconButton, NumberField, ReadOut, Select};
use crate::config::{DataSource, Scaling, Task, limits};

use columns::Columns;
use gallery_dialog::GalleryDialog;
use rows_dialog::RowsDialog;

#[component]
pub fn DataPanel() -> impl IntoView {
    let state = AppState::here();
    view! {
        <section class="panel data-panel" aria-label="Data">
            <h2 class="panel-title">"Data"</h2>
            <Source />
            <Columns />
            <div class="panel-foot">
                <Target />
                <NumberField
                    id="validation-split"
                    limit=&limits::VALIDATION_PERCENT
                    label=limits::VALIDATION_PERCENT.name
                    unit="%"
                    track=Some(Track::Linear(5.0, 90.0, 5.0))
                    value=Signal::derive(move || {
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
                        value=Signal::derive(move || {
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
                            value=Signal::derive(move || {
                                state.experiment.with(|e| Some(f64::from(e.seed)))
                            })
                            set=move |seed| actions::set_seed(state, seed)
                        >
                            <IconButton
                                glyph="⚄"
                                name="New seed"
                                press=move |()| actions::new_seed(state)
                            />
                        </NumberField>
                    </div>
                </div>
            </div>
        </section>
    }
}

/// The file's name, its counts, and the ways to another one.
#[component]
fn Source() -> impl IntoView {
    let state = AppState::here();
    let input = NodeRef::<html::Input>::new();
    let gallery_is_open = RwSignal::new(false);
    let rows_are_open = RwSignal::new(false);
    let name = move || {
        state.loading.get().unwrap_or_else(|| {
            state.experiment.with(|experiment| match &experiment.data.source {
                DataSource::Gallery { id } => format!("{id}.csv"),
                DataSource::File { name, .. } => name.clone(),
            })
        })
    };
    let on_change = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            actions::upload(state, file);
        }
        // So that choosing the same file again is a change too.
        input.set_value("");
    };
    let on_drop = window_event_listener(leptos::ev::drop, move |event: DragEvent| {
        event.prevent_default();
        let file =
            event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            actions::upload(state, file);
        }
    });
    let on_dragover =
        window_event_listener(leptos::ev::dragover, |event: DragEvent| event.prevent_default());
    on_cleanup(move || {
        on_drop.remove();
        on_dragover.remove();
    });
    view! {
        <div class="source">
            <p class="file-name">{name}</p>
            <Counts />
            <div class="source-actions">
                <button
                    type="button"
                    class="button"
                    on:click=move |_| {
                        if let Some(input) = input.get_untracked() {
                            input.click();
                        }
                    }
                >
                    "Upload CSV"
                </button>
                <button type="button" class="button" on:click=move |_| gallery_is_open.set(true)>
                    "Gallery"
                </button>
                <button
                    type="button"
                    class="button"
                    disabled=move || state.schema.with(Option::is_none)
                    on:click=move |_| rows_are_open.set(true)
                >
                    "View rows"
                </button>
            </div>
            <label class="visually-hidden" for="csv-file">
                "CSV file"
            </label>
            <input
                node_ref=input
                id="csv-file"
                class="visually-hidden"
                type="file"
                accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
                tabindex="-1"
                on:change=on_change
            />
            <Wanted />
            <GalleryDialog open=gallery_is_open />
            <RowsDialog open=rows_are_open />
        </div>
    }
}

/// Rows read, dropped, imputed, used: counted out loud.
#[component]
fn Counts() -> impl IntoView {
    let state = AppState::here();
    let rows = Signal::derive(move || {
        if state.loading.with(Option::is_some) {
            return "Reading…".to_owned();
        }
        state.schema.with(|schema| match schema {
            Some(schema) => {
                format!("{} rows · {} columns", grouped(schema.rows), schema.columns.len())
            }
            None => "No rows yet".to_owned(),
        })
    });
    let handled = move || {
        let schema = state.schema.get()?;
        state.experiment.with(|experiment| {
            let dropped = schema.column(&experiment.data.target).map_or(0, |c| c.missing);
            let missing: usize = experiment.features(&schema).map(|column| column.missing).sum();
            let mut parts = Vec::new();
            match missing {
                0 => parts.push("none missing".to_owned()),
                1 => parts.push("1 missing value imputed".to_owned()),
                more => parts.push(format!("{} missing values imputed", grouped(more))),
            }
            if dropped > 0 {
                parts.push(format!("{} rows without a target dropped", grouped(dropped)));
            }
            Some(parts.join(" · "))
        })
    };
    let used = move || {
        let counts = state.run.with(|run| run.counts)?;
        let (training, validation) = (grouped(counts.training), grouped(counts.validation));
        Some(format!("{training} train · {validation} validate"))
    };
    view! {
        <p class="counts">
            <ReadOut name="Rows" value=rows />
            <span>{handled}</span>
            <span>{used}</span>
        </p>
    }
}

/// A link speaks of a file that is not here.
#[component]
fn Wanted() -> impl IntoView {
    let state = AppState::here();
    let text = move || {
        let (name, columns) = state.wanted.get()?;
        Some(format!(
            "This experiment uses {name} with {} columns ({}). A link never carries rows: choose the file with Upload CSV.",
            columns.len(),
            columns.join(", ")
        ))
    };
    view! {
        <Show when=move || state.wanted.with(Option::is_some)>
            <p class="wanted" role="status">
                {text}
            </p>
        </Show>
    }
}

/// What is predicted, and as what.
#[component]
fn Target() -> impl IntoView {
    let state = AppState::here();
    let columns = Signal::derive(move || {
        let target = state.experiment.with(|e| e.data.target.clone());
        match state.schema.get() {
            Some(schema) => schema
                .columns
                .into_iter()
                .map(|column| (column.name.clone(), column.name))
                .collect(),
            None => vec![(target.clone(), target)],
        }
    });
    let tasks = Signal::derive(move || {
        let (target, task) = state.experiment.with(|e| (e.data.target.clone(), e.data.task));
        let schema = state.schema.get();
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
                value=Signal::derive(move || state.experiment.with(|e| e.data.target.clone()))
                set=move |name: String| actions::set_target(state, &name)
            />
            <Select
                id="task"
                label="Task"
                options=tasks
                value=Signal::derive(move || {
                    state.experiment.with(|e| e.data.task.label().to_owned())
                })
                set=move |label: String| {
                    if let Some(task) = Task::ALL.into_iter().find(|task| task.label() == label) {
                        actions::set_task(state, task);
                    }
                }
            />
        </div>
    }
}
