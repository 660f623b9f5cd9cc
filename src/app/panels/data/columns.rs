//! A row per column: type, name, range, histogram, role.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{handler, listed, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::config::{ColumnSchema, ColumnType, proposed_target};
use crate::data::{ColumnSummary, shown_number};
use crate::plot::value_label;
use crate::t;
use crate::text::Grouped;

/// What keeps its place.
pub fn place() -> AnyView {
    view! { <ul class="columns"></ul> }.into_any()
}

/// The columns, and how many of them are inputs.
pub fn columns() -> AnyView {
    let state = AppState::here();
    let columns = move || {
        let columns = state.data().schema.with(|s| s.as_ref().map(|s| s.columns.clone()));
        let summaries = state.data().table.with(|table| {
            table.as_ref().map(|table| table.summary.columns.clone()).unwrap_or_default()
        });
        columns.unwrap_or_default().into_iter().zip(summaries).collect()
    };
    let rows = move || state.data().schema.with_untracked(|s| s.as_ref().map_or(0, |s| s.rows));
    let counts = memo(move || {
        state.data().schema.with(|schema| {
            let schema = schema.as_ref()?;
            let taken = state.experiment.with(|e| e.features(schema).count());
            let usable = schema.columns.iter().filter(|column| column.can_be_feature()).count();
            Some((taken, usable.saturating_sub(1)))
        })
    });
    let button = |label: &'static str, title: &'static str, act: fn(AppState)| {
        view! {
            <button
                type="button"
                class="button quiet small"
                title=title
                on:click=handler(move |_| act(state))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="columns-head">
            <span class="dim">
                {live_text(move || {
                    let words = |(taken, usable)| t!("{taken} of {usable} inputs", taken, usable);
                    counts.get().map_or("\u{a0}".to_owned(), words)
                })}
            </span>
            {button(t!("All"), t!("Take all columns in that can teach"), actions::take_all_inputs)}
            {button(
                t!("None"),
                t!("Leave all columns out"),
                |state| actions::take_only(state, None),
            )}
        </div>
        <ul class="columns" aria-label=t!("Columns") tabindex="0">
            {listed(
                columns,
                |(column, summary)| key(column, summary),
                move |(column, summary)| view! { <Column column summary rows=rows() /> },
            )}
        </ul>
    }
    .into_any()
}

/// Changes with anything a row says of its column.
fn key(column: &ColumnSchema, summary: &ColumnSummary) -> String {
    let ColumnSchema { name, column_type, set_aside, missing, distinct, levels } = column;
    let reason = set_aside.map_or("", |reason| reason.reason());
    let (label, levels) = (column_type.label(), levels.join(","));
    format!("{name} {label} {reason} {missing} {distinct} {levels} {:?}", summary.histogram)
}

/// The sign before a column's name.
fn glyph(column_type: ColumnType) -> &'static str {
    match column_type {
        ColumnType::Integer | ColumnType::Decimal | ColumnType::Scientific => "#",
        ColumnType::Percent => "%",
        ColumnType::Currency => "¤",
        ColumnType::Date | ColumnType::Duration => "◷",
        ColumnType::Boolean => "◐",
        ColumnType::Choices | ColumnType::Category | ColumnType::Text => "Aa",
    }
}

/// What a column holds, in a few words: its range or its levels, and what is missing.
pub fn holds(column: &ColumnSchema, summary: &ColumnSummary, rows: usize) -> String {
    let what = match (summary.min, summary.max) {
        _ if column.distinct == 0 => t!("no values").to_owned(),
        (Some(min), Some(max))
            if matches!(
                column.column_type,
                ColumnType::Date | ColumnType::Duration | ColumnType::Integer
            ) =>
        {
            range([min, max].map(|value| shown_number(column.column_type, value)))
        }
        (Some(min), Some(max)) => range([min, max].map(value_label)),
        _ => different(column),
    };
    if column.missing == 0 {
        return what;
    }
    let share = 100.0 * column.missing as f64 / rows.max(1) as f64;
    if share < 1.0 {
        t!("{what} · under 1 % missing", what)
    } else {
        t!("{what} · {share} % missing", what, share = format!("{share:.0}"))
    }
}

fn range([low, high]: [String; 2]) -> String {
    t!("{low} to {high}", low, high)
}

/// How many values a column has, each counted once.
pub fn different(column: &ColumnSchema) -> String {
    t!("{values} different", values = Grouped(column.distinct as u64))
}

#[component]
fn Column(column: ColumnSchema, summary: ColumnSummary, rows: usize) -> impl IntoView {
    let state = AppState::here();
    let name = column.name.clone();
    let kind = column.column_type.label();
    let sign = glyph(column.column_type);
    let says = holds(&column, &summary, rows);
    let reason = column.set_aside.map(|reason| reason.reason());
    let usable = column.can_be_feature();
    let is_target = {
        let name = name.clone();
        memo(move || state.experiment.with(|e| e.data.target == name))
    };
    let title = format!("{name}: {kind}, {says}");
    let is_feature = memo(move || state.experiment.with(|e| e.is_feature(&column)));
    let role = {
        let name = name.clone();
        move || {
            if is_target.get() {
                let why = state.data().schema.with(|schema| {
                    let (column, reason) = proposed_target(schema.as_ref()?)?;
                    (column.name == name).then(|| reason.words())
                });
                return view! {
                    <span class="role target" title=why>
                        {t!("target")}
                    </span>
                }
                .into_any();
            }
            if !usable {
                return view! {
                    <span class="role" title=reason>
                        {t!("unused")}
                    </span>
                }
                .into_any();
            }
            let name = name.clone();
            let spoken = t!("{name} is an input", name);
            view! {
                <button
                    type="button"
                    class="role"
                    class:off=live(move || !is_feature.get())
                    title=reason
                    aria-pressed=live_text(move || is_feature.get().to_string())
                    on:click=handler(move |_| {
                        actions::set_ignored(state, &name, is_feature.get_untracked());
                    })
                >
                    <span aria-hidden="true">
                        {live_text(move || {
                            if is_feature.get() { t!("feature") } else { t!("ignored") }.to_owned()
                        })}
                    </span>
                    <span class="visually-hidden">{spoken}</span>
                </button>
            }
            .into_any()
        }
    };
    let opened = name.clone();
    view! {
        <li class="column" class:is-target=live(move || is_target.get()) title=title>
            <span class="column-kind" aria-label=kind role="img">
                {sign}
            </span>
            <button
                type="button"
                class="column-open"
                on:click=handler(move |_| actions::look_at_column(state, &opened))
            >
                <span class="column-name" translate="no">
                    {name}
                </span>
                <span class="column-says">{says}</span>
            </button>
            <Histogram bins=summary.histogram />
            {live_view(role)}
        </li>
    }
}

/// A small bar per bin; decoration beside the figures in words.
#[component]
pub fn Histogram(bins: Vec<u32>) -> impl IntoView {
    const WIDTH: f64 = 60.0;
    const HEIGHT: f64 = 18.0;
    let most = f64::from(bins.iter().copied().max().unwrap_or(1).max(1));
    let step = WIDTH / bins.len().max(6) as f64;
    let bar = |(index, count): (usize, &u32)| {
        let height = (f64::from(*count) / most * HEIGHT).max(1.0);
        let (x, y, width) = (index as f64 * step, HEIGHT - height, step - 1.0);
        format!("M{x:.1} {y:.1}h{width:.1}v{height:.1}h-{width:.1}z")
    };
    let bars: Vec<_> = bins.iter().enumerate().filter(|(_, count)| **count > 0).map(bar).collect();
    view! {
        <svg class="histogram" viewBox="0 0 60 18" aria-hidden="true">
            <path d=bars.concat() />
        </svg>
    }
}
