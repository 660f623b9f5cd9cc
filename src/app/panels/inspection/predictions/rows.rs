//! Single rows: those on which the network is most wrong, or those of a cell.

use leptos::prelude::*;

use super::found::Found;
use crate::app::panels::inspection::row_table::{Row, row_table};
use crate::app::reactive::{live_text, live_view, memo};
use crate::inspection::{Predictions, WorstRow, worst_rows};
use crate::plot::value_label;
use crate::workspace::number_words::{counted, grouped};

/// As many as can be looked through.
const MOST: usize = 20;

/// The worst rows; of a cell of the confusion matrix, where one is chosen.
pub fn worst(found: Found, at: Memo<f64>, cell: RwSignal<Option<(usize, usize)>>) -> AnyView {
    let rows = memo(move || {
        let Some(found) = found.get() else { return (Vec::new(), 0) };
        let Some((class, predicted)) = cell.get() else {
            return (worst_rows(&found, MOST), found.rows.len());
        };
        let mut rows = worst_rows(&found, usize::MAX);
        rows.retain(|row| {
            found.actual_class(row.at) == class && found.class_of_row(row.at, at.get()) == predicted
        });
        let all = rows.len();
        rows.truncate(MOST);
        (rows, all)
    });
    let title = move || match (cell.get(), found.get()) {
        (Some((class, predicted)), Some(found)) => {
            let name = |class: usize| found.classes.get(class).cloned().unwrap_or_default();
            format!("{} predicted as {}", name(class), name(predicted))
        }
        _ => "Worst rows".to_owned(),
    };
    view! {
        <section class="inspection-group" aria-label="Rows">
            <div class="inspection-title">
                <h3>{live_text(title)}</h3>
            </div>
            <div class="inspection-scroll" role="group" aria-label="Table" tabindex="0">
                {live_view(move || {
                    found.get().map(|found| rows.with(|(rows, _)| table(&found, rows, at.get())))
                })}
            </div>
            <p class="dim">
                {live_text(move || {
                    rows.with(|(rows, all)| match rows.len() {
                        0 => "There is no such row.".to_owned(),
                        shown => {
                            format!(
                                "{} of {}, the least right first; View rows shows them by their numbers.",
                                grouped(shown),
                                counted(*all, "row"),
                            )
                        }
                    })
                })}
            </p>
        </section>
    }
    .into_any()
}

fn table(found: &Predictions, rows: &[WorstRow], threshold: f64) -> AnyView {
    let class = |class: usize| found.classes.get(class).cloned().unwrap_or_default();
    let row = |row: &WorstRow| {
        let own = found.of_row(row.at);
        let cells = if found.are_classes() {
            let predicted = found.class_of_row(row.at, threshold);
            let said = own.get(if own.len() > 1 { predicted } else { 0 }).copied();
            let said = value_label(said.map_or(0.0, f64::from));
            vec![class(found.actual_class(row.at)), class(predicted), said]
        } else {
            [f64::from(found.actual[row.at]), f64::from(own[0]), row.error]
                .map(value_label)
                .to_vec()
        };
        Row { name: grouped(row.row as usize + 1), cells }
    };
    let last = match (found.are_classes(), found.outputs) {
        (false, _) => "Error".to_owned(),
        (true, 1) => format!("Output for {}", class(1)),
        (true, _) => "Probability".to_owned(),
    };
    let [row_head, actual, predicted] = ["Row", "Actual", "Predicted"].map(str::to_owned);
    row_table(vec![row_head, actual, predicted, last], rows.iter().map(row).collect())
}
