//! A table of figures, a row for each thing it names.

use leptos::prelude::*;

use crate::app::reactive::Views;

/// A row: what it is of, and its figures.
pub struct Row {
    pub name: String,
    pub cells: Vec<String>,
}

/// The table; `heads` names its columns, that of the names first.
pub fn row_table(heads: Vec<String>, rows: Vec<Row>) -> AnyView {
    let heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).views();
    let rows = rows
        .into_iter()
        .map(|Row { name, cells }| {
            let cells =
                cells.into_iter().map(|cell| view! { <td translate="no">{cell}</td> }).views();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    {cells}
                </tr>
            }
        })
        .views();
    view! {
        <table class="inspection-table">
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
