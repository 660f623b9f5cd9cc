//! One column: what it holds, how it goes with the target, how it is read and prepared.

use leptos::prelude::*;

use super::columns::{Histogram, different, holds};
use super::target_relation::TargetRelationView;
use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::panels::setting_fields::{Choices, choices, chosen, value_of};
use crate::app::reactive::{Views, derived, effect, handler, live, live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::{Dialog, NumberField, Select};
use crate::config::{
    CategoryEncoding, ColumnConfig, ColumnKind, ColumnSchema, ColumnType, DatePart, Imputer,
    Scaling, limits,
};
use crate::data::ColumnSummary;
use crate::t;
use crate::workspace::number_words::grouped;

/// The value of a choice that leaves things as they are for all columns.
const AS_ALL: &str = "";

#[component]
pub fn ColumnDialog() -> impl IntoView {
    let state = AppState::here();
    let open = RwSignal::new(false);
    effect(move || open.set(state.data().column.with(Option::is_some)));
    effect(move || {
        // Only news is passed on, or the two effects would never come to rest.
        if !open.get() && state.data().column.with_untracked(Option::is_some) {
            state.data().column.set(None);
        }
    });
    view! {
        <Dialog
            title=derived(move || state.data().column.get().unwrap_or_default())
            open=open
            content=lazy_content(InDialog::Column)
        />
    }
}

#[component]
fn ColumnView(column: ColumnSchema, summary: ColumnSummary, rows: usize) -> impl IntoView {
    let state = AppState::here();
    let name = column.name.clone();
    // What a column of words holds is that many distinct values already.
    let different = match summary.min {
        Some(_) => format!(" · {}", different(&column)),
        None => String::new(),
    };
    let holds = holds(&column, &summary, rows);
    let facts = format!("{} · {holds}{different}", column.column_type.label());
    let levels = summary.levels.iter().zip(&summary.histogram).map(|(level, count)| {
        view! {
            <li>
                <span class="level-name" translate="no">
                    {level.clone()}
                </span>
                <meter
                    min="0"
                    max=summary.histogram.first().copied().unwrap_or(1).to_string()
                    value=count.to_string()
                    aria-hidden="true"
                ></meter>
                <span class="dim">{grouped(*count as usize)}</span>
            </li>
        }
    });
    let levels = levels.views();
    let reason = column.set_aside.map(|reason| reason.reason());
    let is_target = {
        let name = name.clone();
        memo(move || state.experiment.with(|e| e.data.target == name))
    };
    let numbers = column.kind() == ColumnKind::Numeric;
    let histogram = numbers
        .then(|| {
            view! {
                <div class="column-histogram">
                    <Histogram bins=summary.histogram.clone() />
                </div>
            }
        })
        .views();
    let settings = column.clone();
    let only = column.can_be_feature().then(|| {
        let name = StoredValue::new(name.clone());
        view! {
            <button
                type="button"
                class="button"
                hidden=live(move || is_target.get())
                on:click=handler(move |_| {
                    name.with_value(|name| actions::take_only(state, Some(name)));
                })
            >
                {t!("Only this input")}
            </button>
        }
    });
    view! {
        <div class="column-view">
            <div class="column-facts">
                <p>{facts}</p>
                {reason.map(|reason| view! { <p class="advice">{reason} "."</p> }).views()}
                {histogram}
                <ul class="levels">{levels}</ul>
                {only.views()}
            </div>
            <TargetRelationView name=name.clone() />
            <div class="column-settings">
                <TypeChoice name=name.clone() found=column.column_type />
                {shown(
                    move || !is_target.get(),
                    move || view! { <Settings column=settings.clone() /> },
                )}
            </div>
        </div>
    }
}

/// What the column is read as.
#[component]
fn TypeChoice(name: String, found: ColumnType) -> impl IntoView {
    let state = AppState::here();
    let is_set = {
        let name = name.clone();
        move |state: AppState| state.experiment.with(|e| e.data.reading.types.get(&name).copied())
    };
    let is_chosen = is_set.clone();
    let options = move || {
        let as_found = match is_chosen(state) {
            None => t!("As found: {found}", found = found.label()),
            Some(_) => t!("As found").to_owned(),
        };
        let mut options = vec![(AS_ALL.to_owned(), as_found)];
        options.extend(ColumnType::CHOICES.map(|choice| {
            let label = if choice == ColumnType::Decimal { t!("Number") } else { choice.label() };
            (value_of(choice, ColumnType::label).to_owned(), label.to_owned())
        }));
        options
    };
    view! {
        <Select
            id="column-type"
            label=t!("Read as")
            options=derived(options)
            value=derived(move || {
                is_set(state)
                    .map_or(AS_ALL, |choice| value_of(choice, ColumnType::label))
                    .to_owned()
            })
            set=move |value: String| {
                let choice = chosen(&ColumnType::CHOICES, ColumnType::label, &value);
                actions::reread(
                    state,
                    |reading| {
                        match choice {
                            Some(choice) => reading.types.insert(name.clone(), choice),
                            None => reading.types.remove(&name),
                        };
                    },
                );
            }
        />
    }
}

/// How the column becomes inputs, where that differs from the others.
#[component]
fn Settings(column: ColumnSchema) -> impl IntoView {
    let state = AppState::here();
    let name = StoredValue::new(column.name.clone());
    let own = move || own_settings(state, name);
    // Words have no mean and no median: theirs is the most frequent.
    let is_text = column.kind() == ColumnKind::Text;
    let imputers = move || {
        let all = match state.experiment.with(|e| e.data.preparation.imputer) {
            Imputer::Mean | Imputer::Median if is_text => Imputer::MostFrequent,
            all => all,
        };
        let mut own = Imputer::ALL.to_vec();
        own.retain(|one| !(is_text && matches!(one, Imputer::Mean | Imputer::Median)));
        as_all_or(all.label(), choices(&own, Imputer::label))
    };
    let imputer = view! {
        <Select
            id="column-imputer"
            label=t!("Missing values")
            options=derived(imputers)
            value=derived(move || {
                own().imputer.map_or(AS_ALL, |one| value_of(one, Imputer::label)).to_owned()
            })
            set=move |value: String| {
                let chosen = chosen(&Imputer::ALL, Imputer::label, &value);
                edit(name, t!("Missing values"), None, |column| column.imputer = chosen);
            }
        />
        {shown(
            move || matches!(own().imputer, Some(Imputer::Constant { .. })),
            move || {
                view! {
                    <NumberField
                        id="column-fill"
                        limit=&limits::FILL_VALUE
                        label=limits::FILL_VALUE.label()
                        value=derived(move || match own().imputer {
                            Some(Imputer::Constant { value }) => Some(value),
                            _ => None,
                        })
                        set=move |value| set_fill(name, value)
                    />
                }
            },
        )}
    };
    let rest = if column.kind() == ColumnKind::Text {
        encoding(name).into_any()
    } else {
        numbers(name, column.column_type == ColumnType::Date).into_any()
    };
    view! {
        {imputer}
        {rest}
    }
}

fn own_settings(state: AppState, name: StoredValue<String>) -> ColumnConfig {
    state.experiment.with(|e| {
        let columns = &e.data.preparation.columns;
        name.with_value(|name| columns.get(name).cloned().unwrap_or_default())
    })
}

/// A column's own choices, behind the one that leaves it as all columns are.
fn as_all_or(all: &str, own: Choices) -> Choices {
    let as_all = (AS_ALL.to_owned(), t!("As all columns: {choice}", choice = all));
    [as_all].into_iter().chain(own).collect()
}

fn edit(
    name: StoredValue<String>,
    what: &str,
    group: Option<&'static str>,
    change: impl FnOnce(&mut ColumnConfig),
) {
    let state = AppState::here();
    name.with_value(|name| actions::edit_column(state, name, what, group, change));
}

fn set_fill(name: StoredValue<String>, value: Option<f64>) {
    let fill = value.map(|value| Imputer::Constant { value });
    edit(name, t!("Missing values"), Some("column-fill"), |column| column.imputer = fill);
}

fn set_clip(name: StoredValue<String>, percent: Option<f64>) {
    let percent = percent.unwrap_or_default();
    edit(name, t!("Clipping"), Some("column-clip"), |column| column.clip_percent = percent);
}

fn encoding(name: StoredValue<String>) -> impl IntoView {
    let state = AppState::here();
    let own = move || own_settings(state, name).encoding;
    let options = move || {
        let all = state.experiment.with(|e| e.data.preparation.encoding);
        as_all_or(all.label(), choices(&CategoryEncoding::ALL, CategoryEncoding::label))
    };
    view! {
        <Select
            id="column-encoding"
            label=t!("Categories")
            options=derived(options)
            value=derived(move || {
                own().map_or(AS_ALL, |one| value_of(one, CategoryEncoding::label)).to_owned()
            })
            set=move |value: String| {
                let chosen = chosen(&CategoryEncoding::ALL, CategoryEncoding::label, &value);
                edit(name, t!("Categories"), None, |column| column.encoding = chosen);
            }
        />
    }
}

fn numbers(name: StoredValue<String>, is_date: bool) -> impl IntoView {
    let state = AppState::here();
    let own = move || own_settings(state, name);
    let options = move || {
        let all = state.experiment.with(|e| e.data.scaling);
        as_all_or(all.label(), choices(&Scaling::ALL, Scaling::label))
    };
    let dates = is_date.then(|| {
        let parts = DatePart::ALL.map(|part| {
            let has = move || {
                let dates = own().dates;
                dates.contains(&part) || dates.is_empty() && part == DatePart::DaysSince
            };
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=has
                        on:change=handler(move |event| {
                            let on = event_target_checked(&event);
                            edit(
                                name,
                                t!("Dates"),
                                None,
                                |column| column.dates = toggled(&column.dates, part, on),
                            );
                        })
                    />
                    {part.label()}
                </label>
            }
        });
        view! { <div class="date-parts">{parts.into_iter().views()}</div> }
    });
    view! {
        {dates}
        <Select
            id="column-scaling"
            label=t!("Scaling")
            options=derived(options)
            value=derived(move || {
                own().scaling.map_or(AS_ALL, |one| value_of(one, Scaling::label)).to_owned()
            })
            set=move |value: String| {
                let chosen = chosen(&Scaling::ALL, Scaling::label, &value);
                edit(name, t!("Scaling"), None, |column| column.scaling = chosen);
            }
        />
        <NumberField
            id="column-clip"
            limit=&limits::CLIP_PERCENT
            label=limits::CLIP_PERCENT.label()
            unit="%"
            value=derived(move || Some(own().clip_percent))
            set=move |value| set_clip(name, value)
        />
        <label class="check">
            <input
                type="checkbox"
                prop:checked=live(move || own().log)
                on:change=handler(move |event| {
                    let on = event_target_checked(&event);
                    edit(name, t!("Logarithm"), None, |column| column.log = on);
                })
            />
            {t!("Logarithm, sign(x) ln(1 + |x|)")}
        </label>
    }
}

/// The parts with one more or less, in their order; days since alone is the default.
fn toggled(dates: &[DatePart], part: DatePart, on: bool) -> Vec<DatePart> {
    let has = |one: &DatePart| match *one {
        one if one == part => on,
        DatePart::DaysSince if dates.is_empty() => true,
        one => dates.contains(&one),
    };
    let parts: Vec<_> = DatePart::ALL.into_iter().filter(has).collect();
    if parts == [DatePart::DaysSince] { Vec::new() } else { parts }
}

/// What is in it.
pub fn column() -> AnyView {
    let state = AppState::here();
    // Asked for again when the target or the reading changes.
    effect(move || {
        state.data().schema.track();
        state.experiment.with(|e| (e.data.target.len(), e.data.task));
        if let Some(name) = state.data().column.get() {
            actions::read_column(state, name);
        }
    });
    let shown = memo(move || {
        let name = state.data().column.get()?;
        let schema = state.data().schema.get()?;
        let at = schema.columns.iter().position(|column| column.name == name)?;
        let summary =
            state.data().table.with(|table| table.as_ref()?.summary.columns.get(at).cloned())?;
        Some((schema.columns[at].clone(), summary, schema.rows))
    });
    view! {
        {live_view(move || {
            shown
                .get()
                .map(|(column, summary, rows)| {
                    view! { <ColumnView column summary rows /> }
                })
                .views()
        })}
    }
    .into_any()
}
