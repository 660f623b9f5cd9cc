//! The table's name, its counts, and the ways to another one.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Element, HtmlDialogElement, HtmlInputElement};

use super::gallery_dialog::GalleryDialog;
use super::reading_dialog::ReadingDialog;
use super::rows_dialog::RowsDialog;
use super::synthetic_dialog::MadeDialog;
use super::table_size::rows_and_columns;
use crate::app::actions;
use crate::app::lazy::lazy_quietly;
use crate::app::panels::lazy_parts::InPlace;
use crate::app::reactive::{derived, effect, handler, live, live_text, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::ReadOut;
use crate::config::{DataSource, DecimalMark};
use crate::data::{Dialect, RowCounts};
use crate::text::{Grouped, inside};
use crate::workspace::data::table_title;
use crate::{t, tn};

/// What the file input lets through.
const FILES: &str = ".csv,.tsv,.tab,.txt,.dat,.data,.gz,.json,.keras,.safetensors,.zip,text/csv,text/tab-separated-values,application/json";

#[component]
pub fn Source() -> impl IntoView {
    let state = AppState::here();
    let input = NodeRef::<html::Input>::new();
    let gallery_is_open = RwSignal::new(false);
    let rows_are_open = RwSignal::new(false);
    let reading_is_open = RwSignal::new(false);
    let made_is_open = RwSignal::new(false);
    let name = move || {
        let loading = state.data().loading.with(|loading| loading.as_ref().map(|l| l.name.clone()));
        loading.unwrap_or_else(|| {
            state.experiment.with(|experiment| match &experiment.data.source {
                DataSource::Gallery { id } => format!("{id}.csv"),
                source => table_title(source).unwrap_or_default(),
            })
        })
    };
    let is_made =
        memo(move || state.experiment.with(|e| matches!(e.data.source, DataSource::Synthetic(_))));
    let how = move || {
        if is_made.get() {
            return Some(t!("Points, noise, shape").to_owned());
        }
        state.data().table.with(|table| Some(spoken(table.as_ref()?.summary.dialect?)))
    };
    let on_change = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            actions::open_file(state, file);
        }
        // So that choosing the same file again is a change too.
        input.set_value("");
    };
    take_what_is_dropped_or_pasted(state);
    view! {
        <div class="source">
            <p class="file-name" translate="no">
                {name}
            </p>
            <Counts />
            <Progress />
            <div class="source-actions">
                <button
                    type="button"
                    class="button"
                    on:click=handler(move |_| {
                        if let Some(input) = input.get_untracked() {
                            input.click();
                        }
                    })
                >
                    {t!("Upload CSV")}
                </button>
                <button
                    type="button"
                    class="button"
                    on:click=handler(move |_| gallery_is_open.set(true))
                >
                    {t!("Gallery")}
                </button>
                <button
                    type="button"
                    class="button"
                    disabled=live(move || state.data().schema.with(Option::is_none))
                    on:click=handler(move |_| rows_are_open.set(true))
                >
                    {t!("View rows")}
                </button>
            </div>
            <button
                type="button"
                class="how"
                disabled=live(move || state.data().schema.with(Option::is_none))
                on:click=handler(move |_| {
                    if is_made.get_untracked() { made_is_open } else { reading_is_open }.set(true);
                })
            >
                <span class="visually-hidden">
                    {live_text(move || {
                        if is_made.get() { t!("How it is made: ") } else { t!("How it was read: ") }
                            .to_owned()
                    })}
                </span>
                {how}
            </button>
            <label class="visually-hidden" for="csv-file">
                {t!("CSV file")}
            </label>
            <input
                node_ref=input
                id="csv-file"
                class="visually-hidden"
                type="file"
                accept=FILES
                tabindex="-1"
                on:change=handler(on_change)
            />
            {lazy_quietly(
                InPlace::FileNotes {
                    reading_is_open,
                },
                || ().into_any(),
            )}
            <Wanted />
            <GalleryDialog open=gallery_is_open made_is_open />
            <RowsDialog open=rows_are_open />
            <ReadingDialog open=reading_is_open />
            <MadeDialog open=made_is_open />
        </div>
    }
}

/// A dialect in a few words.
fn spoken(dialect: Dialect) -> String {
    let decimal = match dialect.decimal {
        DecimalMark::Point => t!("decimal point"),
        DecimalMark::Comma => t!("decimal comma"),
    };
    let delimiter = inside(dialect.delimiter.label());
    let mut parts = vec![dialect.encoding.label(), &delimiter, decimal];
    if dialect.header_line.is_none() {
        parts.push(t!("no names"));
    }
    parts.join(" · ")
}

/// Files dropped anywhere, and tables pasted anywhere but into a field.
fn take_what_is_dropped_or_pasted(state: AppState) {
    let carries_files = |event: &DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let is_over = RwSignal::new(false);
    let on_drop = window_event_listener(leptos::ev::drop, move |event: DragEvent| {
        is_over.set(false);
        if !carries_files(&event) {
            return;
        }
        event.prevent_default();
        let file =
            event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            close_dialogs();
            actions::open_file(state, file);
        }
    });
    let on_dragover = window_event_listener(leptos::ev::dragover, move |event: DragEvent| {
        // A text dragged into a field is the field's own matter.
        if carries_files(&event) {
            event.prevent_default();
            is_over.set(true);
        }
    });
    let on_leave = window_event_listener(leptos::ev::dragleave, move |event: DragEvent| {
        // Leaving for nothing is leaving the window.
        if event.related_target().is_none() {
            is_over.set(false);
        }
    });
    let on_paste = window_event_listener(leptos::ev::paste, move |event: ClipboardEvent| {
        let into_field = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
        let Some(data) = event.clipboard_data().filter(|_| !into_field) else { return };
        let file = data.files().and_then(|files| files.get(0));
        let is_taken = match file {
            Some(file) => {
                actions::open_file(state, file);
                true
            }
            None => data.get_data("text/plain").is_ok_and(|text| actions::open_pasted(state, text)),
        };
        if is_taken {
            event.prevent_default();
        }
    });
    effect(move || {
        let body = document().body();
        if let Some(body) = body {
            // What the style sheet shows then. The names are valid, so neither can fail.
            let _ = body.set_attribute("data-drop", t!("Drop the file to read it"));
            let _ = body.class_list().toggle_with_force("drop-here", is_over.get());
        }
    });
    on_cleanup(move || {
        on_drop.remove();
        on_dragover.remove();
        on_leave.remove();
        on_paste.remove();
    });
}

/// What is said of the new file would lie behind an open dialog.
fn close_dialogs() {
    let open = document().query_selector("dialog[open]").ok().flatten();
    if let Some(dialog) = open.and_then(|open| open.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// How far reading is, and the way out of it.
#[component]
fn Progress() -> impl IntoView {
    let state = AppState::here();
    let progress = move || state.data().loading.with(|loading| loading.as_ref()?.progress);
    let text = move || {
        let (read, of) = progress()?;
        Some(t!("{read} of {size} MB", read = read / 1_000_000, size = of.div_ceil(1_000_000)))
    };
    view! {
        {shown(
            move || progress().is_some(),
            move || {
                view! {
                    <div class="reading">
                        <progress
                            max="1"
                            aria-label=t!("Bytes read")
                            prop:value=live(move || {
                                progress().map_or(0.0, |(read, of)| read as f64 / of.max(1) as f64)
                            })
                        ></progress>
                        <span class="dim">{live_text(text)}</span>
                        <button
                            type="button"
                            class="button quiet"
                            on:click=handler(move |_| actions::cancel_load(state))
                        >
                            {t!("Cancel")}
                        </button>
                    </div>
                }
            },
        )}
    }
}

/// Rows read, dropped, imputed, used: counted out loud.
#[component]
fn Counts() -> impl IntoView {
    let state = AppState::here();
    let rows = derived(move || {
        if state.data().loading.with(Option::is_some) {
            return t!("Reading…").to_owned();
        }
        state.data().schema.with(|schema| match schema {
            Some(schema) => rows_and_columns(schema.rows, schema.columns.len()),
            None => t!("No rows yet").to_owned(),
        })
    });
    let counts = move || {
        state.data().schema.with(Option::is_some).then_some(())?;
        state.data().facts.with(|facts| {
            let facts = facts.as_ref()?;
            let counts = facts.outcome.as_ref().ok()?.counts;
            state.experiment.with(|e| facts.is_of_table(e)).then_some(counts)
        })
    };
    let unread = move || {
        let dropped =
            state.data().table.with(|table| table.as_ref().map(|t| t.summary.rows_dropped))?;
        (dropped > 0).then(|| {
            tn!(
                Grouped(dropped as u64),
                "{count} line could not be read",
                "{count} lines could not be read",
            )
        })
    };
    view! {
        <p class="counts">
            <ReadOut name=t!("Rows") value=rows />
            <span>{live_text(move || counts().map(handled))}</span>
            <span>{live_text(unread)}</span>
            <span>{live_text(move || counts().map(used))}</span>
        </p>
    }
}

/// What had to be done to rows and cells.
fn handled(counts: RowCounts) -> String {
    let RowCounts { imputed, incomplete, dropped, .. } = counts;
    let mut parts = vec![match imputed {
        0 => t!("none missing").to_owned(),
        some => tn!(
            Grouped(some as u64),
            "{count} missing value imputed",
            "{count} missing values imputed",
        ),
    }];
    if incomplete > 0 {
        parts.push(tn!(
            Grouped(incomplete as u64),
            "{count} incomplete row dropped",
            "{count} incomplete rows dropped",
        ));
    }
    if dropped > 0 {
        parts.push(tn!(
            Grouped(dropped as u64),
            "{count} row without a target dropped",
            "{count} rows without a target dropped",
        ));
    }
    parts.join(" · ")
}

/// Which part has how many rows.
fn used(counts: RowCounts) -> String {
    let grouped = |rows: usize| Grouped(rows as u64);
    let mut parts = vec![
        t!("{rows} train", rows = grouped(counts.training)),
        t!("{rows} validate", rows = grouped(counts.validation)),
    ];
    if counts.test > 0 {
        parts.push(t!("{rows} test", rows = grouped(counts.test)));
    }
    if counts.unused() > 0 {
        parts.push(t!("{rows} not used", rows = grouped(counts.unused())));
    }
    parts.join(" · ")
}

/// A link, or an experiment without its data, speaks of a file that is not here.
#[component]
fn Wanted() -> impl IntoView {
    let state = AppState::here();
    let text = move || {
        let (name, columns) = state.data().wanted.get()?;
        let asked = tn!(
            columns.len(),
            "This experiment uses {name} with {count} column ({columns}). Its rows are not here: choose the file with Upload CSV.",
            "This experiment uses {name} with {count} columns ({columns}). Its rows are not here: choose the file with Upload CSV.",
            name,
            columns = columns.join(", "),
        );
        let rows = state.share().expected.get().map(|expected| {
            let rows = Grouped(expected.rows as u64);
            tn!(rows, "It has {count} row.", "It has {count} rows.")
        });
        Some([asked, rows.unwrap_or_default()].join(" "))
    };
    view! {
        {shown(
            move || state.data().wanted.with(Option::is_some),
            move || {
                view! {
                    <p class="wanted" role="status">
                        {live_text(text)}
                    </p>
                }
            },
        )}
    }
}
