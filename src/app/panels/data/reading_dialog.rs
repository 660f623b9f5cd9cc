//! How the file was read: what was found, what the user says instead, what was mended.

use std::time::Duration;

use leptos::prelude::*;

use super::file_notes::fix_button;
use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::panels::setting_fields::{Choices, choices, chosen, value_of};
use crate::app::reactive::{
    Debounce, Views, derived, effect, handler, listed, live, live_text, live_view, memo, shown,
};
use crate::app::services::form;
use crate::app::state::AppState;
use crate::app::widgets::{Dialog, NumberField, Select};
use crate::config::{DecimalMark, Delimiter, Encoding, ReadingConfig, limits};
use crate::data::ImportNote;
use crate::{t, text, word};

/// How long the arrow keys rest on a line before the file is read by it.
const REST: Duration = Duration::from_millis(400);
/// The value of a choice that leaves it to the file.
const FOUND: &str = "";

#[component]
pub fn ReadingDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            title=t!("How the file was read")
            open=open
            content=lazy_content(InDialog::Reading)
        />
    }
}

/// A setting of the reading: what was found, what can be chosen, and what is.
struct Setting {
    id: &'static str,
    label: &'static str,
    found: fn(crate::data::Dialect) -> &'static str,
    choices: fn() -> Choices,
    read: fn(&ReadingConfig) -> Option<&'static str>,
    write: fn(&mut ReadingConfig, &str),
}

static SETTINGS: [Setting; 3] = [
    Setting {
        id: "file-encoding",
        label: word!("Encoding"),
        found: |dialect| dialect.encoding.label(),
        choices: || choices(&Encoding::ALL, Encoding::label),
        read: |reading| reading.encoding.map(|one| value_of(one, Encoding::label)),
        write: |reading, value| reading.encoding = chosen(&Encoding::ALL, Encoding::label, value),
    },
    Setting {
        id: "delimiter",
        label: word!("Delimiter"),
        found: |dialect| dialect.delimiter.label(),
        choices: || choices(&Delimiter::ALL, Delimiter::label),
        read: |reading| reading.delimiter.map(|one| value_of(one, Delimiter::label)),
        write: |reading, value| {
            reading.delimiter = chosen(&Delimiter::ALL, Delimiter::label, value);
        },
    },
    Setting {
        id: "decimal-mark",
        label: word!("Decimal mark"),
        found: |dialect| dialect.decimal.label(),
        choices: || choices(&DecimalMark::ALL, DecimalMark::label),
        read: |reading| reading.decimal.map(|one| value_of(one, DecimalMark::label)),
        write: |reading, value| {
            reading.decimal = chosen(&DecimalMark::ALL, DecimalMark::label, value);
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
            let item = |note: &ImportNote| {
                view! { <li>{note.sentence.clone()} " " {fix_button(state, note.fix.clone())}</li> }
            };
            notes.unwrap_or_default().iter().map(item).views()
        })
    };
    let has_warnings = move || {
        state
            .data()
            .table
            .with(|table| table.as_ref().is_some_and(|t| !t.summary.warnings.is_empty()))
    };
    // A dialog opened anew shows what is in force, not what was refused in the last one.
    state.data().refusal.set(None);
    view! {
        <p class="problem" role="alert">
            {live_text(move || state.data().refusal.get())}
        </p>
        <div class="reading-fields">
            {selects} <div class="field">
                <label for="missing-markers">{t!("More words that mean missing")}</label>
                <input
                    type="text"
                    id="missing-markers"
                    placeholder=t!("such as -999, unknown")
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
                label=t!("Read one row in")
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
            {t!("NA, N/A, NaN, null, None, ?, - and errors such as #DIV/0! mean missing")}
        </label>
        <HeaderLines />
        {shown(
            has_warnings,
            move || {
                view! {
                    <h3 class="dialog-part">{t!("What was mended or left out")}</h3>
                    <ul class="mended">{live_view(warnings)}</ul>
                }
            },
        )}
    }
}

/// The first lines of the file: one click says which one holds the column names.
#[component]
fn HeaderLines() -> impl IntoView {
    let state = AppState::here();
    let found =
        memo(move || state.data().table.with(|table| table.as_ref()?.summary.dialect?.header_line));
    let lines = move || {
        let made = t!("The file has no names: the columns are numbered").to_owned();
        state.data().table.with(|table| {
            let head = table.as_ref().map(|table| table.summary.head.clone()).unwrap_or_default();
            let lines = head.into_iter().map(|(line, text)| (Some(line), text));
            lines.chain([(None, made)]).collect::<Vec<_>>()
        })
    };
    let is_asked = move || {
        state
            .experiment
            .with(|e| e.data.reading.header.is_some() || e.data.reading.header_line.is_some())
    };
    // The arrow keys walk through the lines: the file is read again where they rest.
    let due = Debounce::new(REST);
    effect(move || {
        if state.data().refusal.with(Option::is_some) {
            form::show(&header_id(found.get_untracked()), "checked", &true.into());
        }
    });
    let choice = move |(line, text): (Option<usize>, String)| {
        let label = line.map_or_else(|| t!("None").to_owned(), |line| line.to_string());
        view! {
            <label class="header-line">
                <input
                    type="radio"
                    name="header-line"
                    id=header_id(line)
                    prop:checked=live(move || found.get() == line)
                    on:change=handler(move |_| {
                        due.call(move || actions::set_header_line(state, line));
                    })
                />
                <span class="line-number">{label}</span>
                <code translate="no">{text}</code>
            </label>
        }
        .into_any()
    };
    let has_lines = move || {
        state.data().table.with(|table| table.as_ref().is_some_and(|t| !t.summary.head.is_empty()))
    };
    view! {
        {shown(
            has_lines,
            move || {
                view! {
                    <fieldset class="header-lines">
                        <legend class="dialog-part">{t!("Line with the column names")}</legend>
                        <div class="header-lines-scroll">
                            {listed(
                                lines,
                                |(line, text)| format!("{} {text}", header_id(*line)),
                                choice,
                            )}
                        </div>
                        {shown(
                            is_asked,
                            move || {
                                view! {
                                    <button
                                        type="button"
                                        class="button"
                                        on:click=handler(move |_| actions::find_header_line(state))
                                    >
                                        {t!("As found in the file")}
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

fn header_id(line: Option<usize>) -> String {
    line.map_or_else(|| "no-header-line".to_owned(), |line| format!("header-line-{line}"))
}

fn set_sample(state: AppState, every: Option<f64>) {
    // One row in one is every row.
    let every = every.map(|every| every as u32).filter(|every| *every > 1);
    actions::reread(state, |reading| reading.sample_every = every);
}

fn choice(state: AppState, setting: &'static Setting) -> impl IntoView {
    let options = move || {
        let found = state
            .data()
            .table
            .with(|table| Some((setting.found)(table.as_ref()?.summary.dialect?)));
        let is_chosen = state.experiment.with(|e| (setting.read)(&e.data.reading).is_some());
        let as_found = match found.filter(|_| !is_chosen) {
            Some(found) => t!("As found: {found}", found),
            None => t!("As found").to_owned(),
        };
        let mut options = vec![(FOUND.to_owned(), as_found)];
        options.extend((setting.choices)());
        options
    };
    let value = move || {
        state.experiment.with(|e| (setting.read)(&e.data.reading).unwrap_or(FOUND).to_owned())
    };
    effect(move || {
        if state.data().refusal.with(Option::is_some) {
            form::show(setting.id, "value", &untrack(value).into());
        }
    });
    view! {
        <Select
            id=setting.id
            label=text::shown(setting.label)
            options=derived(options)
            value=derived(value)
            set=move |value: String| {
                actions::reread(state, |reading| (setting.write)(reading, &value));
            }
        />
    }
}

/// What is in it.
pub fn reading() -> AnyView {
    view! { <Reading /> }.into_any()
}
