//! The figures of the run as a table.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, handler, live_view};
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::plot::value_label;
use crate::workspace::chart_words::table_rows;
use crate::workspace::current_run::CurrentRun;
use crate::workspace::number_words::{counted, grouped};

/// More rows are read by nobody; the figures of all are in the CSV.
const ROWS: usize = 200;

#[component]
pub fn TableDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            title="Figures of the run"
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
        let of = counted(history.count() as usize, "epoch");
        format!("{} of {of}, the best and the last among them.", grouped(rows.len()))
    } else {
        String::new()
    };
    let mut series = vec![
        ("training loss".to_owned(), &history.loss),
        ("validation loss".to_owned(), &history.val_loss),
        ("training loss as Keras logs it".to_owned(), &history.logged_loss),
    ];
    let measured = history.metrics.iter().zip(&history.val_metrics);
    for (metric, (training, validation)) in run.metrics().into_iter().zip(measured) {
        let name = metric.short_label();
        series.push((format!("training {name}"), training));
        series.push((format!("validation {name}"), validation));
    }
    series.retain(|(name, _)| !(hides_validation && name.starts_with("validation")));
    let head = series.iter().map(|(name, _)| view! { <th scope="col">{name.clone()}</th> });
    let line = |index: usize| {
        let epoch = history.epochs[index];
        let is_best = best == Some(epoch);
        let cells = series.iter().map(|(_, values)| {
            view! { <td>{value_label(values[index])}</td> }
        });
        view! {
            <tr class:best=is_best>
                <th scope="row">{epoch} {is_best.then_some(" best")}</th>
                {cells.views()}
            </tr>
        }
    };
    view! {
        <p class="dim">{note}</p>
        <div class="figures-scroll" tabindex="0" role="region" aria-label="Figures by epoch">
            <table class="figures-table">
                <thead>
                    <tr>
                        <th scope="col">"epoch"</th>
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
                "Copy as a table"
            </button>
        </div>
        {live_view(move || {
            let hides = state.stage.get().hides_validation;
            state.run.with(|run| table(run, hides))
        })}
    }
    .into_any()
}
