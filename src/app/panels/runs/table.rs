//! All runs in a table that any figure sorts.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, handler, live_view};
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::config::ThreeDigits;
use crate::workspace::number_words::duration;
use crate::workspace::run_list::{ListedRun, order};
use crate::workspace::run_record::RunHead;

/// The rows of the list, for the table too.
pub(in crate::app) type Rows = Memo<Vec<ListedRun>>;

/// The best figure of a run.
pub(super) fn best(head: &RunHead) -> String {
    head.best.map_or_else(|| "–".to_owned(), |(_, value)| ThreeDigits(value).to_string())
}

/// A column of figures: its name, what is shown, what sorts.
type Column = (&'static str, fn(&RunHead) -> String, fn(&RunHead) -> Option<f64>);

const COLUMNS: [Column; 10] = [
    ("Best", best, |head| head.best.map(|best| best.1)),
    (
        "Best epoch",
        |head| whole(head.best.map(|best| best.0)),
        |head| head.best.map(|best| f64::from(best.0)),
    ),
    ("Epochs", |head| whole(Some(head.epochs)), |head| Some(f64::from(head.epochs))),
    ("Training loss", |head| short(head.losses.map(|of| of.0)), |head| head.losses.map(|of| of.0)),
    (
        "Validation loss",
        |head| short(head.losses.map(|of| of.1)),
        |head| head.losses.map(|of| of.1),
    ),
    (
        "Training metric",
        |head| short(head.metrics.map(|of| of.0)),
        |head| head.metrics.map(|of| of.0),
    ),
    (
        "Validation metric",
        |head| short(head.metrics.map(|of| of.1)),
        |head| head.metrics.map(|of| of.1),
    ),
    ("Seed", |head| whole(Some(head.seed)), |head| Some(f64::from(head.seed))),
    ("Time", |head| duration(head.elapsed_ms), |head| Some(head.elapsed_ms)),
    ("Run", |head| head.number.to_string(), |head| Some(f64::from(head.number))),
];

fn short(figure: Option<f64>) -> String {
    figure.map_or_else(String::new, |figure| ThreeDigits(figure).to_string())
}

fn whole(count: Option<u32>) -> String {
    count.map_or_else(String::new, |count| count.to_string())
}

#[component]
pub fn RunsTable(rows: Rows) -> impl IntoView {
    let state = AppState::here();
    view! {
        <Dialog
            title="Compare runs"
            open=state.runs().open
            wide=true
            content=lazy_content(InDialog::RunsTable(rows))
        />
    }
}

fn table(state: AppState, rows: &[ListedRun]) -> AnyView {
    let runs = state.runs();
    let settings = runs.settings.get();
    let sorted = runs.sorted.get();
    let count = settings.names.len();
    // A run that began since is in the list, but not among the settings yet.
    let rank = |row: usize, at: usize| settings.ranks.get(row)?.get(at).copied();
    let figures = |column: usize| -> Vec<Option<f64>> {
        let figure = |(row, run): (usize, &ListedRun)| match column.checked_sub(count) {
            None => rank(row, column),
            Some(at) => COLUMNS.get(at).and_then(|column| column.2(&run.head)),
        };
        rows.iter().enumerate().map(figure).collect()
    };
    let order = match sorted {
        Some((column, falling)) => order(&figures(column), falling),
        None => (0..rows.len()).collect(),
    };
    let winner = winner(rows);
    let own = metric(rows);
    let figure_names = COLUMNS.iter().map(|column| column.0.replace("metric", &own));
    let names = settings.names.iter().cloned();
    let header = names
        .chain(figure_names)
        .enumerate()
        .map(|(at, name)| header(state, at, name, sorted))
        .views();
    let lines = order
        .into_iter()
        .map(|row| {
            let (key, head) = (rows[row].key.clone(), &rows[row].head);
            let values = settings.rows.get(row).cloned().unwrap_or_default();
            let values = (0..count).map(|at| values.get(at).cloned().unwrap_or_default());
            let cells = values
                .chain(COLUMNS.iter().map(|column| column.1(head)))
                .map(|cell| view! { <td>{cell}</td> })
                .views();
            let best = (winner == Some(row)).then(|| view! { <b class="run-winner">"best"</b> });
            view! {
                <tr>
                    <th scope="row">
                        <label class="check">
                            <input
                                type="checkbox"
                                prop:checked=head.color.is_some()
                                on:change=handler(move |event| {
                                    actions::show_run(state, &key, event_target_checked(&event));
                                })
                            />
                            {head.title()}
                        </label>
                        " "
                        {best.views()}
                    </th>
                    {cells}
                </tr>
            }
        })
        .views();
    view! {
        <table class="runs-table">
            <thead>
                <tr>
                    <th scope="col">"Shown, name"</th>
                    {header}
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

/// What the metric is called, where all runs have the same.
fn metric(rows: &[ListedRun]) -> String {
    let mut names = rows.iter().map(|run| &run.head.metric);
    let first = names.next().cloned().unwrap_or_default();
    if names.all(|name| *name == first) { first } else { "metric".to_owned() }
}

/// A header that sorts by its column.
fn header(state: AppState, at: usize, name: String, sorted: Option<(usize, bool)>) -> AnyView {
    let way = match sorted {
        Some((column, falling)) if column == at => {
            if falling {
                "descending"
            } else {
                "ascending"
            }
        }
        _ => "none",
    };
    view! {
        <th scope="col" aria-sort=way>
            <button
                type="button"
                class="button quiet"
                on:click=handler(move |_| actions::sort_runs(state, at))
            >
                {name}
            </button>
        </th>
    }
    .into_any()
}

/// The row whose best figure is the best, where all watch the same.
fn winner(rows: &[ListedRun]) -> Option<usize> {
    let first = &rows.first()?.head;
    let is_alike = |run: &ListedRun| {
        run.head.monitor == first.monitor && run.head.maximizes == first.maximizes
    };
    if rows.len() < 2 || !rows.iter().all(is_alike) {
        return None;
    }
    let best: Vec<_> = rows.iter().map(|run| run.head.best.map(|best| best.1)).collect();
    order(&best, first.maximizes).first().copied().filter(|row| best[*row].is_some())
}

/// What is in it.
pub fn runs(rows: Rows) -> AnyView {
    let state = AppState::here();
    view! {
        <div class="runs-scroll" tabindex="0" role="group" aria-label="Table of runs">
            {live_view(move || table(state, &rows.get()))}
        </div>
    }
    .into_any()
}
