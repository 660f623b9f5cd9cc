//! The figures of the run as a table.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, handler, live_view};
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::plot::value_label;
use crate::text::Grouped;
use crate::workspace::chart_words::table_rows;
use crate::workspace::current_run::CurrentRun;
use crate::workspace::number_words::grouped;
use crate::{t, tn};

/// More rows are read by nobody; the figures of all are in the CSV.
const ROWS: usize = 200;

#[component]
pub fn TableDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            title=t!("Figures of the run")
            open=open
            wide=true
            content=lazy_content(InDialog::Figures)
        />
    }
}

fn table(run: &CurrentRun, hides_validation: bool) -> AnyView {
    let history = &run.history;
    let best = run.best_epoch.filter(|_| !hides_validation);
    let rows = table_rows(history, best, ROWS);
    let note = if rows.len() < history.count() as usize {
        tn!(
            Grouped(history.count().into()),
            "{shown} of {count} epoch, the best and the last among them.",
            "{shown} of {count} epochs, the best and the last among them.",
            shown = grouped(rows.len())
        )
    } else {
        String::new()
    };
    // Each with whether it is of the validation rows.
    let mut series = vec![
        (false, t!("training loss").to_owned(), &history.loss),
        (true, t!("validation loss").to_owned(), &history.val_loss),
        (false, t!("training loss as Keras logs it").to_owned(), &history.logged_loss),
    ];
    let measured = history.metrics.iter().zip(&history.val_metrics);
    for (metric, (training, validation)) in run.metrics().into_iter().zip(measured) {
        let metric = metric.short_label();
        series.push((false, t!("training {metric}", metric), training));
        series.push((true, t!("validation {metric}", metric), validation));
    }
    series.retain(|(is_validation, ..)| !(hides_validation && *is_validation));
    let head = series.iter().map(|(_, name, _)| view! { <th scope="col">{name.clone()}</th> });
    let line = |index: usize| {
        let epoch = history.epochs[index];
        let is_best = best == Some(epoch);
        let name = if is_best { t!("{epoch} best", epoch) } else { epoch.to_string() };
        let cells = series.iter().map(|(_, _, values)| {
            view! { <td translate="no">{value_label(values[index])}</td> }
        });
        view! {
            <tr class:best=is_best>
                <th scope="row">{name}</th>
                {cells.views()}
            </tr>
        }
    };
    view! {
        <p class="dim">{note}</p>
        <div class="figures-scroll" tabindex="0" role="region" aria-label=t!("Figures by epoch")>
            <table class="figures-table">
                <thead>
                    <tr>
                        <th scope="col">{t!("epoch")}</th>
                        {head.views()}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(line).views()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What is in it.
pub fn figures() -> AnyView {
    let state = AppState::here();
    view! {
        <div class="figures-actions">
            <button
                type="button"
                class="button"
                on:click=handler(move |_| actions::copy_history(state))
            >
                {t!("Copy as a table")}
            </button>
        </div>
        {live_view(move || {
            let hides = state.stage.get().hides_validation;
            state.run.with(|run| table(run, hides))
        })}
    }
    .into_any()
}
