//! All runs in a table that any figure sorts.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, handler, live, live_text, live_view};
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::config::ThreeDigits;
use crate::text::Grouped;
use crate::workspace::number_words::duration;
use crate::workspace::run_list::{ListedRun, order};
use crate::workspace::run_record::RunHead;
use crate::{t, tn};

/// The rows of the list, for the table too.
pub(in crate::app) type Rows = Memo<Vec<ListedRun>>;

/// The best figure of a run.
pub(super) fn best(head: &RunHead) -> String {
    head.best.map_or_else(|| "–".to_owned(), |(_, value)| ThreeDigits(value).to_string())
}

/// A column of figures: its name, in which the metric's may be, what is shown, what sorts.
type Figure = (fn(&str) -> String, fn(&RunHead) -> String, fn(&RunHead) -> Option<f64>);

/// What a run is compared by.
const BEST: Figure = (|_| t!("Best").to_owned(), best, |head| head.best.map(|best| best.1));

/// Right of the settings that differ.
const FIGURES: [Figure; 2] = [
    (
        |_| t!("Validation loss").to_owned(),
        |head| short(head.losses.map(|of| of.1)),
        |head| head.losses.map(|of| of.1),
    ),
    (
        |_| t!("Best epoch").to_owned(),
        |head| whole(head.best.map(|best| best.0)),
        |head| head.best.map(|best| f64::from(best.0)),
    ),
];

/// On demand.
const MORE: [Figure; 7] = [
    (
        |_| t!("Training loss").to_owned(),
        |head| short(head.losses.map(|of| of.0)),
        |head| head.losses.map(|of| of.0),
    ),
    (
        |metric| t!("Training {metric}", metric),
        |head| short(head.metrics.map(|of| of.0)),
        |head| head.metrics.map(|of| of.0),
    ),
    (
        |metric| t!("Validation {metric}", metric),
        |head| short(head.metrics.map(|of| of.1)),
        |head| head.metrics.map(|of| of.1),
    ),
    (
        |_| t!("Epochs").to_owned(),
        |head| whole(Some(head.epochs)),
        |head| Some(f64::from(head.epochs)),
    ),
    (|_| t!("Seed").to_owned(), |head| whole(Some(head.seed)), |head| Some(f64::from(head.seed))),
    (|_| t!("Time").to_owned(), |head| duration(head.elapsed_ms), |head| Some(head.elapsed_ms)),
    (|_| t!("Run").to_owned(), |head| head.number.to_string(), |head| Some(f64::from(head.number))),
];

/// A column of the table.
#[derive(Clone, Copy)]
enum Column {
    Figure(&'static Figure),
    /// Which of the settings that differ.
    Setting(usize),
}

/// The best figure first, then what differs, then the other figures.
fn columns(settings: usize, all: bool) -> Vec<Column> {
    let more = if all { MORE.as_slice() } else { &[] };
    let figures = FIGURES.iter().chain(more).map(Column::Figure);
    let settings = (0..settings).map(Column::Setting);
    [Column::Figure(&BEST)].into_iter().chain(settings).chain(figures).collect()
}

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
            title=t!("Compare runs")
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
    let columns = columns(settings.names.len(), runs.all_figures.get());
    // A run that began since is in the list, but not among the settings yet.
    let tabulated = runs.tabulated.get();
    let place = |run: &ListedRun| tabulated.iter().position(|key| *key == run.key);
    let figure = |run: &ListedRun, column: Column| match column {
        Column::Figure(figure) => figure.2(&run.head),
        Column::Setting(at) => settings.ranks.get(place(run)?)?.get(at).copied(),
    };
    let cell = |run: &ListedRun, column: Column| match column {
        Column::Figure(figure) => Some(figure.1(&run.head)),
        Column::Setting(at) => settings.rows.get(place(run)?)?.get(at).cloned(),
    };
    let order = match sorted.and_then(|(at, falling)| Some((*columns.get(at)?, falling))) {
        Some((column, falling)) => {
            order(&rows.iter().map(|run| figure(run, column)).collect::<Vec<_>>(), falling)
        }
        None => (0..rows.len()).collect(),
    };
    let winner = winner(rows);
    let own = metric(rows);
    let name = |column: &Column| match column {
        Column::Figure(figure) => figure.0(&own),
        Column::Setting(at) => settings.names[*at].clone(),
    };
    let header = columns
        .iter()
        .enumerate()
        .map(|(at, column)| header(state, at, name(column), sorted))
        .views();
    let lines = order
        .into_iter()
        .map(|row| {
            let (key, head) = (rows[row].key.clone(), &rows[row].head);
            let cells = columns
                .iter()
                .map(|&column| view! { <td translate="no">{cell(&rows[row], column).unwrap_or_default()}</td> })
                .views();
            let best =
                (winner == Some(row)).then(|| view! { <b class="run-winner">{t!("best")}</b> });
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
                    <th scope="col">{t!("Shown, name")}</th>
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
    let Some(first) = rows.first().map(|run| &run.head) else { return String::new() };
    if rows.iter().all(|run| run.head.metric == first.metric) {
        first.metric_label()
    } else {
        t!("metric").to_owned()
    }
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
    actions::take_settings(state);
    let all = state.runs().all_figures;
    let compared = move || {
        let apart = state.runs().apart.get();
        let mut compared = rows.get();
        compared.retain(|run| !apart.contains(&run.key));
        compared
    };
    let left_out = move || {
        let count = rows.with(Vec::len) - compared().len();
        (count > 0).then(|| {
            tn!(
                Grouped(count as u64),
                "{count} run of other data or another loss left out.",
                "{count} runs of other data or another loss left out."
            )
        })
    };
    view! {
        <div class="runs-table-head">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=live(move || all.get())
                    on:change=handler(move |event| {
                        state.runs().sorted.set(None);
                        all.set(event_target_checked(&event));
                    })
                />
                {t!("All figures")}
            </label>
            <p class="dim">{live_text(left_out)}</p>
        </div>
        <div class="runs-scroll" tabindex="0" role="group" aria-label=t!("Table of runs")>
            {live_view(move || table(state, &compared()))}
        </div>
    }
    .into_any()
}
