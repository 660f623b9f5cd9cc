//! A row per column: kind, name, histogram, role.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::state::AppState;
use crate::config::{ColumnKind, ColumnSchema};

#[component]
pub fn Columns() -> impl IntoView {
    let state = AppState::here();
    let columns = Memo::new(move |_| {
        let schema = state.schema.get()?;
        let summaries = state.table.with(|table| {
            table.as_ref().map(|table| table.summary.columns.clone()).unwrap_or_default()
        });
        let histograms = summaries.into_iter().map(|summary| summary.histogram);
        Some(schema.columns.into_iter().zip(histograms).collect::<Vec<_>>())
    });
    view! {
        <ul class="columns" aria-label="Columns" tabindex="0">
            <For
                each=move || columns.get().unwrap_or_default()
                key=|(column, histogram)| (column.name.clone(), histogram.clone())
                let((column, histogram))
            >
                <Column column histogram />
            </For>
        </ul>
    }
}

#[component]
fn Column(column: ColumnSchema, histogram: Vec<u32>) -> impl IntoView {
    let state = AppState::here();
    let (kind, glyph) = match column.kind {
        ColumnKind::Numeric => ("numbers", "#"),
        ColumnKind::Text => ("text", "Aa"),
    };
    let name = column.name.clone();
    let is_target = {
        let name = name.clone();
        Memo::new(move |_| state.experiment.with(|e| e.data.target == name))
    };
    let usable = column.can_be_feature();
    let title =
        format!("{}: {kind}, {} different, {} missing", name, column.distinct, column.missing);
    let is_feature = Memo::new(move |_| state.experiment.with(|e| e.is_feature(&column)));
    let role = {
        let name = name.clone();
        move || {
            if is_target.get() {
                return view! { <span class="role target">"target"</span> }.into_any();
            }
            if !usable {
                return view! {
                    <span class="role" title="Too many different words, or nothing in it">
                        "unused"
                    </span>
                }
                .into_any();
            }
            let name = name.clone();
            let spoken = format!("{name} is an input");
            view! {
                <button
                    type="button"
                    class="role"
                    class:off=move || !is_feature.get()
                    aria-pressed=move || is_feature.get().to_string()
                    on:click=move |_| {
                        actions::set_ignored(state, &name, is_feature.get_untracked());
                    }
                >
                    <span aria-hidden="true">
                        {move || if is_feature.get() { "feature" } else { "ignored" }}
                    </span>
                    <span class="visually-hidden">{spoken}</span>
                </button>
            }
            .into_any()
        }
    };
    view! {
        <li class="column" class:is-target=move || is_target.get() title=title>
            <span class="column-kind" aria-label=kind role="img">
                {glyph}
            </span>
            <span class="column-name">{name}</span>
            <Histogram bins=histogram />
            {role}
        </li>
    }
}

/// A small bar per bin; decoration beside the figures in the title.
#[component]
fn Histogram(bins: Vec<u32>) -> impl IntoView {
    const WIDTH: f64 = 60.0;
    const HEIGHT: f64 = 18.0;
    let most = f64::from(bins.iter().copied().max().unwrap_or(1).max(1));
    let step = WIDTH / bins.len().max(6) as f64;
    let bars = bins
        .iter()
        .enumerate()
        .map(|(index, count)| {
            let height =
                (f64::from(*count) / most * HEIGHT).max(if *count > 0 { 1.0 } else { 0.0 });
            view! { <rect x=index as f64 * step y=HEIGHT - height width=step - 1.0 height=height /> }
        })
        .collect_view();
    view! {
        <svg class="histogram" viewBox="0 0 60 18" aria-hidden="true">
            {bars}
        </svg>
    }
}
