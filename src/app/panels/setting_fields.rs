//! Fields bound to the experiment, as tables: a setting is how it is read and how it is
//! written. Plain functions in plain data, so that the page carries the machinery of a
//! field only once.
//!
//! Each function gets a place: which block, class or metric is meant, where there are
//! several. The words of a table are marked by [`word!`](crate::word) and looked up here.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{derived, handler, live, live_view, memo};
use crate::app::state::AppState;
use crate::app::widgets::{Disclosure, NumberField, Select};
use crate::config::{ExperimentConfig, Limit, limits};
use crate::text::{Decimal, in_english, shown};
use crate::workspace::slider_scale::Track;
use crate::workspace::undo::{Step, switched};

/// The values of a select: what is written, and the words for it.
pub type Choices = Vec<(String, String)>;
/// How a setting is read; `None` where there is none.
type Read<T> = fn(&ExperimentConfig, usize) -> Option<T>;
/// How it is written.
type Write<T> = fn(&mut ExperimentConfig, usize, T);

/// One field, or several that belong together.
pub enum Field {
    Number(Number),
    Check(Check),
    Choice(Choice),
    /// Fields in a box of this class.
    Group(&'static str, &'static [Field]),
    /// The same, while the experiment asks for them.
    While(fn(&ExperimentConfig, usize) -> bool, &'static str, &'static [Field]),
    /// Anything else.
    Own(fn(usize) -> AnyView),
}

/// A number. Typing into one field is one step of undo.
#[derive(Clone, Copy)]
pub struct Number {
    pub name: &'static str,
    pub limit: &'static Limit,
    pub read: Read<f64>,
    pub write: Write<f64>,
    /// Where the field may be empty: what that does.
    pub clear: Option<fn(&mut ExperimentConfig, usize)>,
    /// What an empty field stands for.
    pub empty: fn(&ExperimentConfig) -> String,
    /// In place of the limit's name.
    pub label: Option<&'static str>,
    /// What the number counts.
    pub unit: &'static str,
    pub track: Option<Track>,
    /// Buttons to the next power of two: the names of the one down and the one up.
    pub steps: Option<(&'static str, &'static str)>,
    /// What a change brings about beyond the experiment.
    pub then: fn(AppState),
}

impl Number {
    /// What most numbers have in common.
    pub const PLAIN: Self = Self {
        name: "",
        limit: &limits::UNITS,
        read: |_, _| None,
        write: |_, _, _| {},
        clear: None,
        empty: |_| String::new(),
        label: None,
        unit: "",
        track: None,
        steps: None,
        then: |_| {},
    };
}

/// A checkbox.
#[derive(Clone, Copy)]
pub struct Check {
    pub label: &'static str,
    pub read: Read<bool>,
    pub write: Write<bool>,
}

/// A select.
#[derive(Clone, Copy)]
pub struct Choice {
    pub name: &'static str,
    pub label: &'static str,
    pub choices: fn(&ExperimentConfig) -> Choices,
    pub read: Read<String>,
    pub write: fn(&mut ExperimentConfig, usize, &str),
}

/// The fields of a table, for the block, class or metric at a place.
pub fn fields(table: &'static [Field], at: usize) -> Vec<AnyView> {
    table.iter().map(|field| view_of(field, at)).collect()
}

/// A closed disclosure of a table's fields, which says how many are `changed`.
pub fn disclosure(
    label: &'static str,
    table: &'static [Field],
    changed: fn(&ExperimentConfig) -> usize,
) -> AnyView {
    let state = AppState::here();
    view! {
        <Disclosure
            label=shown(label)
            open=RwSignal::new(false)
            changed=derived(move || state.experiment.with(changed))
            fields=fields(table, 0)
        />
    }
    .into_any()
}

fn view_of(field: &'static Field, at: usize) -> AnyView {
    match field {
        Field::Number(number) => number_field(*number, at, None),
        Field::Check(check) => check_field(*check, at),
        Field::Choice(choice) => choice_field(*choice, at),
        Field::Group(class, table) => group(class, table, at),
        Field::While(asks, class, table) => {
            let state = AppState::here();
            let asks = memo(move || state.experiment.with(|e| asks(e, at)));
            live_view(move || asks.get().then(|| group(class, table, at))).into_any()
        }
        Field::Own(view) => view(at),
    }
}

fn group(class: &'static str, table: &'static [Field], at: usize) -> AnyView {
    view! { <div class=class>{fields(table, at)}</div> }.into_any()
}

/// A number's field, under its own name or another.
pub fn number_field(number: Number, at: usize, label: Option<String>) -> AnyView {
    let state = AppState::here();
    let Number { name, limit, read, write, clear, empty, unit, track, steps, then, .. } = number;
    let label = label.unwrap_or_else(|| shown(number.label.unwrap_or(limit.name)).to_owned());
    let called = StoredValue::new(label.clone());
    let steps = steps.map(|(down, up)| (shown(down), shown(up)));
    let id = if at == 0 { name.to_owned() } else { format!("{name}-{at}") };
    let edit = move |value: Option<f64>| {
        let words = move |e: &ExperimentConfig| {
            read(e, at).map_or_else(|| empty(e), |value| Decimal(value).to_string())
        };
        let step = Step::of(called.get_value(), words).grouped(name);
        actions::edit(state, step, |e| match (value, clear) {
            (Some(value), _) => write(e, at, value),
            (None, Some(clear)) => clear(e, at),
            (None, None) => {}
        });
        then(state);
    };
    view! {
        <NumberField
            id
            limit
            value=derived(move || state.experiment.with(|e| read(e, at)))
            set=edit
            may_be_empty=clear.is_some()
            placeholder=derived(move || state.experiment.with(empty))
            label
            unit
            track
            steps
        />
    }
    .into_any()
}

/// A checkbox with its words.
pub fn check_field(check: Check, at: usize) -> AnyView {
    let state = AppState::here();
    let Check { label, read, write } = check;
    let label = shown(label);
    let checked = memo(move || state.experiment.with(|e| read(e, at).unwrap_or_default()));
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=live(move || checked.get())
                on:change=handler(move |event| {
                    let on = event_target_checked(&event);
                    let words = move |e: &ExperimentConfig| {
                        switched(read(e, at).unwrap_or_default())
                    };
                    actions::edit(state, Step::of(label, words), |e| write(e, at, on));
                })
            />
            {label}
        </label>
    }
    .into_any()
}

fn choice_field(choice: Choice, at: usize) -> AnyView {
    let state = AppState::here();
    let Choice { name, label, choices, read, write } = choice;
    let label = shown(label);
    view! {
        <Select
            id=name
            label
            options=derived(move || state.experiment.with(choices))
            value=derived(move || { state.experiment.with(|e| read(e, at).unwrap_or_default()) })
            set=move |chosen: String| {
                let words = move |e: &ExperimentConfig| {
                    let chosen = read(e, at).unwrap_or_default();
                    let mut choices = choices(e).into_iter();
                    choices.find(|(value, _)| *value == chosen).map_or(chosen, |(_, words)| words)
                };
                actions::edit(state, Step::of(label, words), |e| write(e, at, &chosen));
            }
        />
    }
    .into_any()
}

/// The values of a type that a user can choose.
pub fn choices<T: Copy>(all: &[T], label: fn(T) -> &'static str) -> Choices {
    all.iter().map(|&one| (value_of(one, label).to_owned(), label(one).to_owned())).collect()
}

/// What stands for one of them in a select, whatever the reader's language.
pub fn value_of<T>(one: T, label: fn(T) -> &'static str) -> &'static str {
    in_english(|| label(one))
}

/// The one that was chosen.
pub fn chosen<T: Copy>(all: &[T], label: fn(T) -> &'static str, value: &str) -> Option<T> {
    all.iter().copied().find(|&one| value_of(one, label) == value)
}

/// Words that are their own value.
pub fn words(label: &str) -> (String, String) {
    (label.to_owned(), label.to_owned())
}
