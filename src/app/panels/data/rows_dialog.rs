//! The table, raw or as the network is given it: only the cells in sight are there, so a
//! million rows scroll like ten.

use leptos::html;
use leptos::prelude::*;

use super::table_size::rows_and_columns;
use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, effect, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::data::{CellRange, RowsPage};
use crate::t;
use crate::text::Grouped;
use crate::worker::RowsState;
use crate::workspace::sought_row::SoughtRow;

const ROW_PX: f64 = 28.0;
const COLUMN_PX: f64 = 116.0;
const LABEL_PX: f64 = 120.0;
/// Rows and columns beyond the sight, so that a quick scroll meets no gap.
const SPARE: usize = 4;
/// Browsers lay nothing out beyond some 17 million pixels; above this a pixel of the
/// scroll bar stands for more than one of the table.
const TALLEST_PX: f64 = 8_000_000.0;

#[component]
pub fn RowsDialog(open: RwSignal<bool>) -> impl IntoView {
    let kind = RwSignal::new(RowsState::Raw);
    view! {
        <Dialog
            title=t!("Rows")
            open=open
            wide=true
            content=lazy_content(InDialog::Rows {
                kind,
                sought: None,
            })
        />
    }
}

#[component]
fn Grid(
    kind: RwSignal<RowsState>,
    /// The row that is marked, and its place among these rows.
    sought: Memo<Option<(SoughtRow, usize)>>,
) -> impl IntoView {
    let state = AppState::here();
    let node = NodeRef::<html::Div>::new();
    let sight = RwSignal::new(CellRange { from_row: 0, rows: 40, from_column: 0, columns: 12 });
    let page = memo(move || {
        let shown = kind.get();
        let came = state.data().rows.get().filter(|(of, _)| *of == shown);
        came.and_then(|(_, page)| page.open().ok()).unwrap_or_default()
    });
    // What was opened at a row scrolls to it once the rows are there, and has the focus.
    let (is_due, takes_focus) =
        (StoredValue::new(false), StoredValue::new(sought.with_untracked(Option::is_some)));
    // Another kind of rows or another preparation: from its first row.
    effect(move || {
        kind.track();
        is_due.set_value(true);
        if let Some(grid) = node.get() {
            grid.set_scroll_top(0);
            grid.set_scroll_left(0);
        }
        sight.update(|sight| (sight.from_row, sight.from_column) = (0, 0));
    });
    effect(move || {
        state.data().facts.track();
        actions::read_rows(state, kind.get(), sight.get());
    });
    effect(move || {
        let rows = page.with(|page| page.total_rows);
        let (Some(grid), Some((_, row))) = (node.get(), sought.get()) else { return };
        if rows == 0 || !is_due.get_value() {
            return;
        }
        is_due.set_value(false);
        // Once the sheet is as high as its rows.
        request_animation_frame(move || {
            grid.set_scroll_top(top_around(&grid, rows, row));
            if takes_focus.try_get_value() == Some(true) {
                takes_focus.set_value(false);
                // Fails only on what is not in the page.
                let _ = grid.focus();
            }
        });
    });
    let height = move || (page.with(|page| page.total_rows) as f64 + 1.0) * ROW_PX;
    let width = move || page.with(|page| page.total_columns) as f64 * COLUMN_PX + LABEL_PX;
    let look = move || {
        let Some(grid) = node.get_untracked() else { return };
        let total = untrack(|| page.with(|page| (page.total_rows, page.total_columns)));
        let rows_px = f64::from(grid.client_height());
        let first = first_row(&grid, total.0);
        let from_row = (first as usize).saturating_sub(SPARE).min(total.0);
        let from_column =
            ((f64::from(grid.scroll_left()) / COLUMN_PX) as usize).saturating_sub(SPARE);
        let seen = CellRange {
            from_row,
            rows: (rows_px / ROW_PX) as usize + 2 * SPARE + 1,
            from_column,
            columns: (f64::from(grid.client_width()) / COLUMN_PX) as usize + 2 * SPARE + 1,
        };
        if sight.get_untracked() != seen {
            sight.set(seen);
        }
    };
    effect(move || {
        if node.get().is_some() {
            look();
        }
    });
    view! {
        <div
            node_ref=node
            class="rows-grid"
            tabindex="0"
            role="table"
            aria-label=t!("Table of rows")
            aria-describedby="rows-shown"
            aria-rowcount=live_text(move || page.with(|page| (page.total_rows + 1).to_string()))
            aria-colcount=live_text(move || page.with(|page| (page.total_columns + 1).to_string()))
            on:scroll=handler(move |_| look())
        >
            <div
                class="rows-sheet"
                role="rowgroup"
                style:block-size=live_text(move || format!("{}px", height().min(TALLEST_PX)))
                style:inline-size=live_text(move || format!("{}px", width()))
            >
                {live_view(move || {
                    let sought = sought.get().map(|(_, place)| place);
                    page.with(|page| cells(page, sought, node.get_untracked().as_ref()))
                })}
            </div>
        </div>
        <p class="dim" id="rows-shown">
            {live_text(move || {
                page.with(|page| {
                    let size = rows_and_columns(page.total_rows, page.total_columns);
                    let sought = sought.get().filter(|(_, place)| *place < page.total_rows);
                    match sought {
                        Some((SoughtRow { row, .. }, _)) => {
                            t!("{size} · row {row} is marked", size, row = Grouped(row as u64 + 1))
                        }
                        None => size,
                    }
                })
            })}
        </p>
    }
}

/// The first row in sight, with the part of it that is scrolled away. Under a compressed
/// scroll bar the share of the way counts, not the pixel.
fn first_row(grid: &web_sys::HtmlDivElement, rows: usize) -> f64 {
    let full = (rows as f64 + 1.0) * ROW_PX;
    let (shown, sight) = (full.min(TALLEST_PX), f64::from(grid.client_height()));
    let top = f64::from(grid.scroll_top());
    let way = if shown > sight { top / (shown - sight) } else { 0.0 };
    way.clamp(0.0, 1.0) * (full - sight).max(0.0) / ROW_PX
}

/// How far down a grid is scrolled that has a row in its middle.
fn top_around(grid: &web_sys::HtmlDivElement, rows: usize, row: usize) -> i32 {
    let full = (rows as f64 + 1.0) * ROW_PX;
    let (shown, sight) = (full.min(TALLEST_PX), f64::from(grid.client_height()));
    // The header covers the first line of what is in sight.
    let top = (row as f64 + 1.5) * ROW_PX - 0.5 * (sight + ROW_PX);
    let way = if full > sight { top / (full - sight) } else { 0.0 };
    (way.clamp(0.0, 1.0) * (shown - sight).max(0.0)).round() as i32
}

/// The header and the rows of a page, at their places; the one that is sought is marked.
fn cells(
    page: &RowsPage,
    sought: Option<usize>,
    grid: Option<&web_sys::HtmlDivElement>,
) -> AnyView {
    let header = page
        .names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            view! {
                <span
                    role="columnheader"
                    translate="no"
                    aria-colindex=(page.window.from_column + at + 2).to_string()
                    title=name.clone()
                >
                    {name.clone()}
                </span>
            }
        })
        .views();
    let rows = page
        .cells
        .iter()
        .zip(&page.labels)
        .enumerate()
        .map(|(at, (cells, label))| {
            let cells = cells
                .iter()
                .map(|cell| match cell {
                    Some(text) => view! { <span role="cell">{text.clone()}</span> }.into_any(),
                    None => view! {
                        <span role="cell" class="missing">
                            {t!("missing")}
                        </span>
                    }
                    .into_any(),
                })
                .views();
            let is_sought = sought == Some(page.window.from_row + at);
            view! {
                <div
                    class="rows-line"
                    class:sought=is_sought
                    role="row"
                    aria-current=is_sought.then_some("true")
                    aria-rowindex=(page.window.from_row + at + 2).to_string()
                >
                    <span role="rowheader">{label.clone()}</span>
                    <span class="rows-gap" role="presentation"></span>
                    {cells}
                </div>
            }
        })
        .views();
    // The window rides along with the scroll: its first row lies where the sight begins.
    let top = grid.map_or(0.0, |grid| {
        if (page.total_rows as f64 + 1.0) * ROW_PX <= TALLEST_PX {
            return page.window.from_row as f64 * ROW_PX;
        }
        let above = first_row(grid, page.total_rows) - page.window.from_row as f64;
        (f64::from(grid.scroll_top()) - above * ROW_PX).max(0.0)
    });
    view! {
        <div
            class="rows-window"
            role="presentation"
            style:--top=format!("{top}px")
            style:--gap=format!("{}px", page.window.from_column as f64 * COLUMN_PX)
        >
        <div class="rows-line head" role="row" aria-rowindex="1">
            <span role="columnheader">{t!("Row")}</span>
            <span class="rows-gap" role="presentation"></span>
            {header}
        </div>
        <div class="rows-body" translate="no" role="presentation">{rows}</div>
        </div>
    }
    .into_any()
}

/// What is in it; at the row that is sought, if there is one.
pub fn rows(kind: RwSignal<RowsState>, sought: Option<RwSignal<Option<SoughtRow>>>) -> AnyView {
    let state = AppState::here();
    let sought = memo(move || {
        let sought = sought?.get()?;
        Some((sought, sought.place(kind.get())?))
    });
    let tab = move |of: RowsState, label: &'static str| {
        view! {
            <button
                type="button"
                class="button quiet"
                aria-pressed=live_text(move || (kind.get() == of).to_string())
                disabled=live(move || {
                    of == RowsState::Prepared
                        && !state
                            .data()
                            .facts
                            .with(|facts| facts.as_ref().is_some_and(|f| f.outcome.is_ok()))
                })
                on:click=handler(move |_| kind.set(of))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="rows-tabs" role="group" aria-label=t!("Rows are shown")>
            {tab(RowsState::Raw, t!("As read"))}
            {tab(RowsState::Prepared, t!("As the network gets them"))}
        </div>
        <Grid kind sought />
    }
    .into_any()
}
