//! Which class is taken for which.

use leptos::prelude::*;

use super::found::Found;
use super::rows::worst;
use crate::app::panels::inspection::row_table::{Row, row_table};
use crate::app::reactive::{Views, handler, live, live_text, live_view, memo};
use crate::inspection::{ClassScores, accuracy, class_scores};
use crate::plot::value_label;
use crate::text::Grouped;
use crate::workspace::number_words::grouped;
use crate::{t, tn};

/// How dark a cell can be.
const SHADES: usize = 8;
/// More classes take the whole width.
const NARROW: usize = 5;

/// The table, each class's figures, and the rows of a cell or the worst ones.
pub fn confusion(found: Found, at: Memo<f64>) -> AnyView {
    let confusion =
        memo(move || found.get().map(|found| found.confusion_matrix(at.get())).unwrap_or_default());
    let classes = memo(move || found.get().map(|found| found.classes.clone()).unwrap_or_default());
    let cell = RwSignal::new(None::<(usize, usize)>);
    view! {
        <div class="inspection-groups">
            <section
                class="inspection-group"
                class:wide=live(move || classes.with(|names| names.len() > NARROW))
                aria-label=t!("Confusion matrix")
            >
                <div class="inspection-title">
                    <h3>{t!("Confusion matrix")}</h3>
                </div>
                <div class="inspection-scroll" role="group" aria-label=t!("Table") tabindex="0">
                    {live_view(move || {
                        confusion.with(|all| classes.with(|names| table(all, names, cell)))
                    })}
                </div>
                <p class="dim">
                    {live_text(move || {
                        confusion
                            .with(|all| {
                                t!(
                                    "A row for each class, a column for each prediction; accuracy {accuracy}. Choose a cell to see its rows.",
                                    accuracy = value_label(accuracy(all)),
                                )
                            })
                    })}
                </p>
            </section>
            <section class="inspection-group" aria-label=t!("By class")>
                <div class="inspection-title">
                    <h3>{t!("By class")}</h3>
                </div>
                <div class="inspection-scroll" role="group" aria-label=t!("Table") tabindex="0">
                    {live_view(move || {
                        confusion.with(|all| classes.with(|names| by_class(all, names)))
                    })}
                </div>
            </section>
            {worst(found, at, cell)}
        </div>
    }
    .into_any()
}

fn table(
    confusion: &[Vec<usize>],
    classes: &[String],
    cell: RwSignal<Option<(usize, usize)>>,
) -> AnyView {
    let most = confusion.iter().flatten().max().copied().unwrap_or(0).max(1);
    let heads = classes
        .iter()
        .map(|name| {
            view! {
                <th scope="col" title=name.clone()>
                    {name.clone()}
                </th>
            }
        })
        .views();
    let rows = confusion
        .iter()
        .zip(classes)
        .enumerate()
        .map(|(class, (counts, name))| {
            let cells = counts
                .iter()
                .enumerate()
                .map(|(predicted, &count)| {
                    let shade = (SHADES * count).div_ceil(most);
                    let side = if class == predicted { "right" } else { "wrong" };
                    let called = tn!(
                        Grouped(count as u64),
                        "{count} row of {actual} predicted as {predicted}",
                        "{count} rows of {actual} predicted as {predicted}",
                        actual = name,
                        predicted = classes.get(predicted).map_or("", String::as_str),
                    );
                    let here = Some((class, predicted));
                    view! {
                        <td translate="no" class=format!("{side} shade-{shade}")>
                            <button
                                type="button"
                                aria-label=called
                                aria-pressed=live_text(move || (cell.get() == here).to_string())
                                on:click=handler(move |_| {
                                    cell.update(|cell| *cell = here.filter(|_| *cell != here));
                                })
                            >
                                {grouped(count)}
                            </button>
                        </td>
                    }
                })
                .views();
            view! {
                <tr>
                    <th scope="row" title=name.clone()>
                        {name.clone()}
                    </th>
                    {cells}
                </tr>
            }
        })
        .views();
    view! {
        <table class="confusion">
            <thead>
                <tr>
                    <td class="dim">{t!("actual \\ predicted")}</td>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn by_class(confusion: &[Vec<usize>], classes: &[String]) -> AnyView {
    let row = |(scores, name): (ClassScores, &String)| {
        let ClassScores { precision, recall, f1, support } = scores;
        let [precision, recall, f1] = [precision, recall, f1].map(value_label);
        Row { name: name.clone(), cells: vec![precision, recall, f1, grouped(support)] }
    };
    let heads = [t!("Class"), t!("Precision"), t!("Recall"), "F1", t!("Rows")].map(str::to_owned);
    row_table(heads.to_vec(), class_scores(confusion).into_iter().zip(classes).map(row).collect())
}
