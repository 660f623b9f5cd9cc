//! The table as it was read, a page at a time.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::figures::grouped;
use crate::app::state::AppState;
use crate::app::widgets::Dialog;

const PAGE: usize = 50;

#[component]
pub fn RowsDialog(open: RwSignal<bool>) -> impl IntoView {
    let state = AppState::here();
    let from = RwSignal::new(0_usize);
    Effect::new(move |_| {
        if open.get() {
            actions::read_rows(state, from.get(), PAGE);
        }
    });
    // Another table starts at its first row.
    Effect::new(move |_| {
        state.schema.track();
        from.set(0);
    });
    let total = move || state.schema.with(|schema| schema.as_ref().map_or(0, |s| s.rows));
    let last = move || (from.get() + PAGE).min(total());
    let is_last = move || last() >= total();
    let names = move || {
        let schema = state.schema.get().unwrap_or_default();
        schema
            .columns
            .into_iter()
            .map(|column| view! { <th scope="col">{column.name}</th> })
            .collect_view()
    };
    let rows = move || {
        let page = state.rows.get();
        page.rows
            .into_iter()
            .enumerate()
            .map(|(index, cells)| {
                let cells = cells
                    .into_iter()
                    .map(|cell| match cell {
                        Some(text) => view! { <td>{text}</td> }.into_any(),
                        None => view! { <td class="missing">"missing"</td> }.into_any(),
                    })
                    .collect_view();
                view! {
                    <tr>
                        <th scope="row">{grouped(page.from + index + 1)}</th>
                        {cells}
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <Dialog title="Rows" open=open>
            <div class="rows-table" tabindex="0" role="region" aria-label="Table of rows">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Row"</th>
                            {names}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="rows-foot">
                <button
                    type="button"
                    class="button"
                    disabled=move || from.get() == 0
                    on:click=move |_| from.update(|from| *from = from.saturating_sub(PAGE))
                >
                    "Earlier rows"
                </button>
                <p class="dim">
                    {move || {
                        format!(
                            "{} to {} of {}",
                            grouped(from.get() + 1),
                            grouped(last()),
                            grouped(total()),
                        )
                    }}
                </p>
                <button
                    type="button"
                    class="button"
                    disabled=is_last
                    on:click=move |_| from.update(|from| *from += PAGE)
                >
                    "Later rows"
                </button>
            </div>
        </Dialog>
    }
}
