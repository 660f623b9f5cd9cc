//! How the file was read: what was found, what the user says instead, what was mended.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, derived, handler, live, live_text, live_view, shown};
use crate::app::state::AppState;
use crate::app::widgets::{Dialog, NumberField, Select};
use crate::config::{ColumnType, DecimalMark, Delimiter, Encoding, ReadingConfig, limits};
use crate::data::{ImportNote, ReadingFix};

/// The value of a choice that leaves it to the file.
const FOUND: &str = "";

#[component]
pub fn ReadingDialog(open: RwSignal<bool>) -> impl IntoView {
    view! { <Dialog title="How the file was read" open=open content=lazy_content(InDialog::Reading) /> }
}

/// A setting of the reading: what was found, what can be chosen, and what is.
struct Setting {
    id: &'static str,
    label: &'static str,
    found: fn(crate::data::Dialect) -> &'static str,
    choices: fn() -> Vec<&'static str>,
    read: fn(&ReadingConfig) -> Option<&'static str>,
    write: fn(&mut ReadingConfig, &str),
}

static SETTINGS: [Setting; 3] = [
    Setting {
        id: "file-encoding",
        label: "Encoding",
        found: |dialect| dialect.encoding.label(),
        choices: || Encoding::ALL.map(Encoding::label).to_vec(),
        read: |reading| reading.encoding.map(Encoding::label),
        write: |reading, label| {
            reading.encoding = Encoding::ALL.into_iter().find(|one| one.label() == label);
        },
    },
    Setting {
        id: "delimiter",
        label: "Delimiter",
        found: |dialect| dialect.delimiter.label(),
        choices: || Delimiter::ALL.map(Delimiter::label).to_vec(),
        read: |reading| reading.delimiter.map(Delimiter::label),
        write: |reading, label| {
            reading.delimiter = Delimiter::ALL.into_iter().find(|one| one.label() == label);
        },
    },
    Setting {
        id: "decimal-mark",
        label: "Decimal mark",
        found: |dialect| dialect.decimal.label(),
        choices: || DecimalMark::ALL.map(DecimalMark::label).to_vec(),
        read: |reading| reading.decimal.map(DecimalMark::label),
        write: |reading, label| {
            reading.decimal = DecimalMark::ALL.into_iter().find(|one| one.label() == label);
        },
    },
];

#[component]
fn Reading() -> impl IntoView {
    let state = AppState::here();
    let selects = SETTINGS.iter().map(|setting| choice(state, setting)).views();
    let missing = live_text(move || state.experiment.with(|e| e.data.reading.missing.join(", ")));
    let warnings = move || {
        state.data().table.with(|table| {
            let notes = table.as_ref().map(|table| table.summary.warnings.as_slice());
            notes.unwrap_or_default().iter().map(|one| note(state, one.clone())).views()
        })
    };
    let has_warnings = move || {
        state
            .data()
            .table
            .with(|table| table.as_ref().is_some_and(|t| !t.summary.warnings.is_empty()))
    };
    view! {
        <div class="reading-fields">
            {selects} <div class="field">
                <label for="missing-markers">"More words that mean missing"</label>
                <input
                    type="text"
                    id="missing-markers"
                    placeholder="such as -999, unknown"
                    prop:value=missing
                    on:change=handler(move |event| {
                        let words = event_target_value(&event);
                        actions::reread(
                            state,
                            |reading| {
                                let words = words.split(',').map(str::trim);
                                reading.missing = words
                                    .filter(|word| !word.is_empty())
                                    .map(str::to_owned)
                                    .collect();
                            },
                        );
                    })
                />
            </div>
            <NumberField
                id="sample-every"
                limit=&limits::SAMPLE_EVERY
                label="Read one row in"
                may_be_empty=true
                placeholder=Signal::stored("1".to_owned())
                value=derived(move || {
                    state.experiment.with(|e| e.data.reading.sample_every.map(f64::from))
                })
                set=move |every| set_sample(state, every)
            />
        </div>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=live(move || {
                    state.experiment.with(|e| !e.data.reading.usual_markers_are_words)
                })
                on:change=handler(move |event| {
                    let on = event_target_checked(&event);
                    actions::reread(state, |reading| reading.usual_markers_are_words = !on);
                })
            />
            "NA, N/A, NaN, null, None, ?, - and errors such as #DIV/0! mean missing"
        </label>
        <HeaderLines />
        {shown(
            has_warnings,
            move || {
                view! {
                    <h3 class="dialog-part">"What was mended or left out"</h3>
                    <ul class="mended">{live_view(warnings)}</ul>
                }
            },
        )}
    }
}

/// A note on the file, with a button for what can be done about it.
fn note(state: AppState, note: ImportNote) -> AnyView {
    let button = note
        .fix
        .map(|fix| {
            let label = match &fix {
                ReadingFix::ReadAs(column, ColumnType::Category) => {
                    format!("Read {column} as Category")
                }
                ReadingFix::ReadAs(column, _) => format!("Read {column} as Number"),
                ReadingFix::Join(column) => format!("Join the spellings of {column}"),
                ReadingFix::Missing(marker) => format!("Take {marker} as missing"),
            };
            view! {
                <button
                    type="button"
                    class="button"
                    on:click=handler(move |_| actions::fix_reading(state, &fix))
                >
                    {label}
                </button>
            }
        })
        .views();
    view! { <li>{note.sentence} " " {button}</li> }.into_any()
}

/// The first lines of the file: one click says which one holds the column names.
#[component]
fn HeaderLines() -> impl IntoView {
    let state = AppState::here();
    let head = move || {
        state.data().table.with(|table| {
            let summary = table.as_ref().map(|table| &table.summary);
            let found = summary.and_then(|one| one.dialect).and_then(|dialect| dialect.header_line);
            let head = summary.map(|summary| summary.head.clone()).unwrap_or_default();
            (head, found)
        })
    };
    let is_asked = move || {
        state
            .experiment
            .with(|e| e.data.reading.header.is_some() || e.data.reading.header_line.is_some())
    };
    let choice = move |line: Option<usize>, is_chosen: bool, text: String| {
        let label = line.map_or_else(|| "None".to_owned(), |line| line.to_string());
        view! {
            <label class="header-line">
                <input
                    type="radio"
                    name="header-line"
                    prop:checked=is_chosen
                    on:change=handler(move |_| actions::set_header_line(state, line))
                />
                <span class="line-number">{label}</span>
                <code>{text}</code>
            </label>
        }
        .into_any()
    };
    let choices = move || {
        let (head, found) = head();
        let made = "The file has no names: the columns are numbered".to_owned();
        let lines = head.into_iter().map(|(line, text)| (Some(line), text));
        lines
            .chain([(None, made)])
            .map(|(line, text)| choice(line, line == found, text))
            .collect::<Vec<_>>()
            .into_any()
    };
    let has_lines = move || !head().0.is_empty();
    view! {
        {shown(
            has_lines,
            move || {
                view! {
                    <fieldset class="header-lines">
                        <legend class="dialog-part">"Line with the column names"</legend>
                        {live_view(choices)}
                        {shown(
                            is_asked,
                            move || {
                                view! {
                                    <button
                                        type="button"
                                        class="button"
                                        on:click=handler(move |_| actions::find_header_line(state))
                                    >
                                        "As found in the file"
                                    </button>
                                }
                            },
                        )}
                    </fieldset>
                }
            },
        )}
    }
}

fn set_sample(state: AppState, every: Option<f64>) {
    actions::reread(state, |reading| reading.sample_every = every.map(|every| every as u32));
}

fn choice(state: AppState, setting: &'static Setting) -> impl IntoView {
    let options = move || {
        let found = state
            .data()
            .table
            .with(|table| Some((setting.found)(table.as_ref()?.summary.dialect?)));
        let is_chosen = state.experiment.with(|e| (setting.read)(&e.data.reading).is_some());
        let as_found = match found.filter(|_| !is_chosen) {
            Some(found) => format!("As found: {found}"),
            None => "As found".to_owned(),
        };
        let mut options = vec![(FOUND.to_owned(), as_found)];
        options.extend((setting.choices)().into_iter().map(|one| (one.to_owned(), one.to_owned())));
        options
    };
    view! {
        <Select
            id=setting.id
            label=setting.label
            options=derived(options)
            value=derived(move || {
                state
                    .experiment
                    .with(|e| (setting.read)(&e.data.reading).unwrap_or(FOUND).to_owned())
            })
            set=move |label: String| {
                actions::reread(state, |reading| (setting.write)(reading, &label));
            }
        />
    }
}

/// What is in it.
pub fn reading() -> AnyView {
    view! { <Reading /> }.into_any()
}
