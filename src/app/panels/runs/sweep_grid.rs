//! What came of every pair of values: a table whose cells have more colour the better they are.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::config::ThreeDigits;
use crate::t;
use crate::text::{inside, localized};
use crate::worker::SweepAxis;
use crate::workspace::sweep::{Lane, Standing};

/// Shades of a cell; `style/runs.css` has a colour for each.
const SHADES: usize = 6;

/// The table: a line for each value of the first setting, a column for each of the second.
pub fn grid(state: AppState, axes: &[SweepAxis], cells: &[Option<u32>]) -> AnyView {
    let signals = state.sweep();
    let [first, second] = axes else { return ().into_any() };
    let names = [first, second].map(|axis| axis.setting.label());
    let shades = memo(move || signals.read(|sweep| sweep.shades(SHADES)));
    let winner = memo(move || signals.read(|sweep| sweep.winner().filter(|_| !sweep.is_running)));
    let columns: Vec<_> = second.values.iter().map(|value| localized(value.name.clone())).collect();
    let head = columns.iter().map(|name| view! { <th scope="col">{name.clone()}</th> });
    let head: Vec<_> = head.collect();
    let lines: Vec<_> = first
        .values
        .iter()
        .enumerate()
        .map(|(row, value)| {
            let value = localized(value.name.clone());
            let cells: Vec<_> = columns
                .iter()
                .enumerate()
                .map(|(column, name)| {
                    let lane = cells.get(row * columns.len() + column).copied().flatten();
                    let called = [
                        format!("{} {value}", inside(names[0])),
                        format!("{} {name}", inside(names[1])),
                    ];
                    cell(state, lane.map(|lane| lane as usize), &called.join(", "), shades, winner)
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{value}</th>
                    {cells}
                </tr>
            }
        })
        .collect();
    let about = move || {
        signals.read(|sweep| {
            let lane = sweep.lanes.first()?;
            let figure = lane.trial.experiment.training.stopping.monitor.label();
            Some(if sweep.maximizes() {
                t!(
                    "{figure} of each run's best epoch: the stronger the colour, the higher among all. A click takes a run's settings.",
                    figure
                )
            } else {
                t!(
                    "{figure} of each run's best epoch: the stronger the colour, the lower among all. A click takes a run's settings.",
                    figure
                )
            })
        })
    };
    view! {
        <div class="runs-scroll" tabindex="0" role="group" aria-label=t!("Results")>
            <table class="runs-table sweep-grid">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="colgroup" colspan=columns.len().to_string()>
                            {names[1]}
                        </th>
                    </tr>
                    <tr>
                        <th scope="col">{names[0]}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <p class="dim">{live_text(about)}</p>
    }
    .into_any()
}

/// What is known of a pair: its figure as a button, or where its run stands.
fn cell(
    state: AppState,
    lane: Option<usize>,
    called: &str,
    shades: Memo<Vec<Option<usize>>>,
    winner: Memo<Option<usize>>,
) -> AnyView {
    let signals = state.sweep();
    let Some(at) = lane else {
        let why = t!("{called} cannot be trained", called);
        return view! {
            <td>
                <span class="dim">"–" <span class="visually-hidden">{why}</span></span>
            </td>
        }
        .into_any();
    };
    let called = called.to_owned();
    let figure = memo(move || {
        signals.read(|sweep| {
            let lane = sweep.lanes.get(at)?;
            let best = lane.head().best.map(|best| ThreeDigits(best.1).to_string())?;
            (lane.standing == Standing::Over).then_some(best)
        })
    });
    // A run that diverged says so in place of a figure that does not count.
    let words = memo(move || {
        signals.read(|sweep| {
            let counts = shades.with(|shades| shades.get(at).copied().flatten()).is_some();
            sweep.lanes.get(at).filter(|_| !counts).map(Lane::words)
        })
    });
    let wins = memo(move || winner.get() == Some(at));
    let shade = move || shades.with(|shades| shades.get(at).copied().flatten());
    let content = move || {
        let Some(figure) = figure.get() else {
            return view! { <span class="dim">{live_text(move || words.get())}</span> }.into_any();
        };
        let label = match words.get() {
            Some(words) => t!("Use {called}: {figure}, {words}", called, figure, words),
            None if wins.get() => t!("Use {called}: {figure} best", called, figure),
            None => t!("Use {called}: {figure}", called, figure),
        };
        view! {
            <button
                type="button"
                class="button quiet"
                aria-label=label
                on:click=handler(move |_| actions::use_lane(state, at))
            >
                {live_text(move || words.get().unwrap_or_else(|| figure.clone()))}
                {live_view(move || {
                    wins.get()
                        .then(|| {
                            view! {
                                " "
                                <b class="run-winner">{t!("best")}</b>
                            }
                        })
                        .views()
                })}
            </button>
        }
        .into_any()
    };
    view! {
        <td
            class="heat"
            class:wins=live(move || wins.get())
            data-shade=live(move || shade().map(|shade| shade.to_string()))
        >
            {live_view(content)}
        </td>
    }
    .into_any()
}
