//! Single rows: those on which the network is most wrong, or those of a cell.

use leptos::prelude::*;

use super::found::Found;
use crate::app::lazy::lazy_content;
use crate::app::panels::inspection::answer::of_trained;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, handler, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::inspection::{Predictions, WorstRow, worst_rows};
use crate::plot::value_label;
use crate::text::Grouped;
use crate::worker::RowsState;
use crate::workspace::number_words::grouped;
use crate::workspace::sought_row::SoughtRow;
use crate::{t, tn};

/// As many as can be looked through.
const MOST: usize = 20;

/// A row as it is shown.
#[derive(Clone, PartialEq)]
struct ShownRow {
    /// Its place among the predictions.
    at: usize,
    /// As the table numbers it.
    number: String,
    cells: Vec<String>,
}

/// The worst rows; of a cell of the confusion matrix, where one is chosen.
pub fn worst(found: Found, at: Memo<f64>, cell: RwSignal<Option<(usize, usize)>>) -> AnyView {
    let state = AppState::here();
    let rows = memo(move || {
        let Some(found) = found.get() else { return (Vec::new(), 0) };
        let mut rows = worst_rows(&found, if cell.get().is_some() { usize::MAX } else { MOST });
        let mut all = found.rows.len();
        if let Some((class, predicted)) = cell.get() {
            rows.retain(|row| {
                found.actual_class(row.at) == class
                    && found.class_of_row(row.at, at.get()) == predicted
            });
            all = rows.len();
            rows.truncate(MOST);
        }
        (rows.iter().map(|row| shown_row(&found, row, at.get())).collect::<Vec<_>>(), all)
    });
    let title = move || match (cell.get(), found.get()) {
        (Some((class, predicted)), Some(found)) => {
            let name = |class: usize| found.classes.get(class).cloned().unwrap_or_default();
            t!(
                "{actual} predicted as {predicted}",
                actual = name(class),
                predicted = name(predicted),
            )
        }
        _ => t!("Worst rows").to_owned(),
    };
    let heads = memo(move || found.get().map(|found| heads(&found)).unwrap_or_default());
    let (is_open, kind) = (RwSignal::new(false), RwSignal::new(RowsState::Raw));
    let sought = RwSignal::new(None::<SoughtRow>);
    let look_at = move |line: usize| {
        let at = rows.with_untracked(|(rows, _)| rows.get(line).map(|row| row.at));
        let place = untrack(|| {
            state.data().facts.with(|facts| {
                let same = facts
                    .as_ref()
                    .filter(|facts| of_trained(state, |trained| facts.is_of(trained)));
                let counts = same.and_then(|facts| facts.outcome.as_ref().ok());
                let found = found.get()?;
                SoughtRow::new(&found, at?, counts.map(|facts| &facts.counts))
            })
        });
        sought.set(place);
        kind.set(RowsState::Raw);
        is_open.set(place.is_some());
    };
    // A line stays what it is while its figures change, so that the focus stays on its button.
    let table = move |heads: Vec<String>, count: usize| {
        let cells = heads.len().saturating_sub(1);
        let heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).views();
        let number = move |line: usize| {
            rows.with(|(rows, _)| rows.get(line).map(|row| row.number.clone())).unwrap_or_default()
        };
        let line = move |line: usize| {
            let cell = move |cell: usize| {
                let text = live_text(move || {
                    rows.with(|(rows, _)| rows.get(line)?.cells.get(cell).cloned())
                });
                view! { <td translate="no">{text}</td> }
            };
            view! {
                <tr>
                    <th scope="row">
                        <button
                            type="button"
                            class="row-link"
                            aria-haspopup="dialog"
                            aria-label=live_text(move || {
                                t!("Row {number}: show it in the table", number = number(line))
                            })
                            on:click=handler(move |_| look_at(line))
                        >
                            {live_text(move || t!("Row {number}", number = number(line)))}
                        </button>
                    </th>
                    {(0..cells).map(cell).views()}
                </tr>
            }
        };
        view! {
            <table class="inspection-table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{(0..count).map(line).views()}</tbody>
            </table>
        }
        .into_any()
    };
    let shape = memo(move || (heads.get(), rows.with(|(rows, _)| rows.len())));
    view! {
        <section class="inspection-group" aria-label=t!("Rows")>
            <div class="inspection-title">
                <h3>{live_text(title)}</h3>
            </div>
            <div class="inspection-scroll" role="group" aria-label=t!("Table") tabindex="0">
                {live_view(move || {
                    let (heads, count) = shape.get();
                    untrack(|| table(heads, count))
                })}
            </div>
            <p class="dim">
                {live_text(move || {
                    rows.with(|(rows, all)| match rows.len() {
                        0 => t!("There is no such row.").to_owned(),
                        shown => {
                            tn!(
                                Grouped(*all as u64),
                                "{shown} of {count} row, the least right first; choose one to see it in the table.",
                                "{shown} of {count} rows, the least right first; choose one to see it in the table.",
                                shown = grouped(shown),
                            )
                        }
                    })
                })}
            </p>
            <Dialog
                title=t!("Rows")
                open=is_open
                wide=true
                content=lazy_content(InDialog::Rows {
                    kind,
                    sought: Some(sought),
                })
            />
        </section>
    }
    .into_any()
}

fn shown_row(found: &Predictions, row: &WorstRow, threshold: f64) -> ShownRow {
    let class = |class: usize| found.classes.get(class).cloned().unwrap_or_default();
    let own = found.of_row(row.at);
    let cells = if found.are_classes() {
        let predicted = found.class_of_row(row.at, threshold);
        let said = own.get(if own.len() > 1 { predicted } else { 0 }).copied();
        let said = value_label(said.map_or(0.0, f64::from));
        vec![class(found.actual_class(row.at)), class(predicted), said]
    } else {
        [f64::from(found.actual[row.at]), f64::from(own[0]), row.error].map(value_label).to_vec()
    };
    ShownRow { at: row.at, number: grouped(row.row as usize + 1), cells }
}

fn heads(found: &Predictions) -> Vec<String> {
    let last = match (found.are_classes(), found.outputs) {
        (false, _) => t!("Error").to_owned(),
        (true, 1) => {
            t!("Output for {class}", class = found.classes.get(1).map_or("", String::as_str))
        }
        (true, _) => t!("Probability").to_owned(),
    };
    let [row, actual, predicted] = [t!("Row"), t!("Actual"), t!("Predicted")].map(str::to_owned);
    vec![row, actual, predicted, last]
}
