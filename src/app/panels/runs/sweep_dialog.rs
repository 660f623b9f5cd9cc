//! One experiment many times: what varies, small charts of each, and what came of it.

use leptos::html;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{
    Views, effect, handler, listed, live, live_text, live_view, memo, shown,
};
use crate::app::services::canvas;
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::app::widgets::on_resize;
use crate::config::{Monitor, SweptSetting, ThreeDigits};
use crate::plot::{Series, SmallMultiple, cut_at, grid, theme as chart_theme};
use crate::workspace::chart::lines;
use crate::workspace::chart_view::CurveTab;
use crate::workspace::sweep::{Lane, Standing, Sweep};

#[component]
pub fn SweepDialog() -> impl IntoView {
    let open = AppState::here().sweep().open;
    view! {
        <Dialog
            title="Repeat and sweep"
            open=open
            wide=true
            content=lazy_content(InDialog::Sweep)
        />
    }
}

#[component]
fn Many() -> impl IntoView {
    let state = AppState::here();
    let signals = state.sweep();
    actions::follow_repeat(state);
    let is_running = memo(move || signals.read(|sweep| sweep.is_running));
    let has_lanes = memo(move || signals.read(|sweep| !sweep.lanes.is_empty()));
    let chosen = memo(move || signals.read(Sweep::chosen));
    let choice = |varied: SweptSetting| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="varied"
                    prop:checked=live(move || signals.varied.get() == varied)
                    disabled=live(move || is_running.get())
                    on:change=handler(move |_| actions::plan_sweep(state, varied))
                />
                {varied.label()}
            </label>
        }
    };
    let about = move || {
        match signals.varied.get() {
        SweptSetting::Seed => "The same experiment from five seeds: other start weights, another order of the rows and another split. What differs by less than these do differs by luck.".to_owned(),
        _ => "All start from the same seed, so that the value is the only difference. Each core trains one.".to_owned(),
    }
    };
    let start = move || {
        let (label, act): (_, fn(AppState)) = if is_running.get() {
            ("Cancel".to_owned(), actions::cancel_sweep)
        } else {
            (train(chosen.get()), actions::start_sweep)
        };
        view! {
            <button
                type="button"
                class="button"
                class:primary=!is_running.get()
                disabled=live(move || chosen.get() == 0)
                on:click=handler(move |_| act(state))
            >
                {label}
            </button>
        }
    };
    view! {
        <fieldset class="sweep-choice">
            <legend class="visually-hidden">"What varies"</legend>
            {SweptSetting::ALL.map(choice).views()}
        </fieldset>
        <p class="dim">{live_text(about)}</p>
        <p role="alert">{live_text(move || signals.problem.get())}</p>
        {shown(
            move || has_lanes.get(),
            move || {
                view! {
                    <SmallCharts />
                    {results(state, is_running)}
                    <div class="sweep-end">
                        {live_view(start)}
                        <p role="status">{live_text(move || signals.read(Sweep::summary))}</p>
                    </div>
                }
            },
        )}
    }
}

fn train(runs: usize) -> String {
    let plural = if runs == 1 { "run" } else { "runs" };
    format!("Train {runs} {plural}")
}

/// Which figure is compared.
fn tab(lane: &Lane) -> CurveTab {
    match lane.trial.experiment.training.stopping.monitor {
        Monitor::Loss | Monitor::ValLoss => CurveTab::Loss,
        Monitor::Metric(metric) | Monitor::ValMetric(metric) => CurveTab::Metric(metric),
    }
}

#[component]
fn SmallCharts() -> impl IntoView {
    let state = AppState::here();
    let signals = state.sweep();
    let node = NodeRef::<html::Canvas>::new();
    let rows = RwSignal::new(1_usize);
    let cut = RwSignal::new(String::new());
    let repaint = RwSignal::new(0_u32);
    // Another number of rows is another size, too.
    on_resize(node, move || repaint.update(|count| *count += 1));
    effect(move || {
        state.theme.track();
        repaint.track();
        let Some(canvas) = node.get() else { return };
        let is_dark = state.theme.get_untracked().is_dark();
        let theme = if is_dark { &chart_theme::DARK } else { &chart_theme::LIGHT };
        signals.read(|sweep| {
            let (winner, word) =
                (sweep.winner(), if sweep.maximizes() { "highest" } else { "lowest" });
            let small = |(at, lane): (usize, &'_ Lane)| -> (usize, Option<f64>) {
                (at, lane.head().best.map(|best| best.1))
            };
            let best: Vec<_> = sweep.lanes.iter().enumerate().map(small).collect();
            let metrics: Vec<_> = sweep.lanes.iter().map(|lane| lane.run.metrics()).collect();
            let all: Vec<SmallMultiple<'_>> = best
                .into_iter()
                .filter(|(at, _)| sweep.lanes[*at].is_chosen)
                .map(|(at, best)| {
                    let lane = &sweep.lanes[at];
                    let [training, validation]: [Series<'_>; 2] =
                        lines(&metrics[at], &lane.run.history, tab(lane), false);
                    let wins = (winner == Some(at) && !sweep.is_running).then_some(word);
                    SmallMultiple { name: &lane.trial.name, training, validation, best, wins }
                })
                .collect();
            let wanted = grid(all.len(), f64::from(canvas.client_width())).0;
            if rows.get_untracked() != wanted {
                rows.set(wanted);
            }
            let words = cut_at(&all)
                .map(|end| format!("Values above {} run along the top.", ThreeDigits(end)));
            cut.set(words.unwrap_or_default());
            canvas::draw_small(&canvas, &all, theme);
        });
    });
    view! {
        <canvas
            node_ref=node
            class="small-charts"
            style:--rows=live_text(move || rows.get().to_string())
            role="img"
            aria-label="Training and validation of each run, small; the table has the figures"
        ></canvas>
        <p class="dim">{live_text(move || cut.get())}</p>
    }
}

/// A row for every experiment.
fn results(state: AppState, is_running: Memo<bool>) -> AnyView {
    let signals = state.sweep();
    let best_of = live_text(move || {
        signals.read(|sweep| {
            let lane = sweep.lanes.first()?;
            Some(format!(
                "Best {}",
                lane.trial.experiment.training.stopping.monitor.label().to_ascii_lowercase()
            ))
        })
    });
    let lanes = move || {
        signals.read(|sweep| {
            let name = |(at, lane): (usize, &Lane)| (at, lane.trial.name.clone());
            sweep.lanes.iter().enumerate().map(name).collect::<Vec<_>>()
        })
    };
    view! {
        <div class="runs-scroll" tabindex="0" role="group" aria-label="Results">
            <table class="runs-table sweep-table">
                <thead>
                    <tr>
                        <th scope="col">
                            {live_text(move || signals.varied.get().label().to_owned())}
                        </th>
                        <th scope="col">{best_of}</th>
                        <th scope="col">"Best epoch"</th>
                        <th scope="col">"Run"</th>
                        <th scope="col">
                            <span class="visually-hidden">"Settings"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {listed(
                        lanes,
                        move |(at, name)| {
                            format!("{:?} {at} {name}", signals.varied.get_untracked())
                        },
                        move |(at, name)| row(state, is_running, at, name),
                    )}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(state: AppState, is_running: Memo<bool>, at: usize, name: String) -> AnyView {
    let signals = state.sweep();
    let read = move |what: fn(&Lane) -> Option<String>| {
        live_text(move || signals.read(|sweep| sweep.lanes.get(at).and_then(what)))
    };
    let wins = memo(move || signals.read(|sweep| !sweep.is_running && sweep.winner() == Some(at)));
    let is_over = memo(move || {
        signals
            .read(|sweep| sweep.lanes.get(at).is_some_and(|lane| lane.standing == Standing::Over))
    });
    let is_chosen =
        move || signals.read(|sweep| sweep.lanes.get(at).is_some_and(|lane| lane.is_chosen));
    let takes = format!("Use {name}");
    let take = move |_| {
        let key =
            signals.sweep.with_value(|sweep| sweep.lanes.get(at).map(|lane| lane.key.clone()));
        actions::use_run(state, &key.unwrap_or_default(), true);
        signals.open.set(false);
    };
    view! {
        <tr>
            <th scope="row">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=live(is_chosen)
                        disabled=live(move || is_running.get())
                        on:change=handler(move |event| {
                            actions::choose_trial(state, at, event_target_checked(&event));
                        })
                    />
                    {name}
                    {read(|lane| lane.trial.is_present.then(|| " (now)".to_owned()))}
                    {live_view(move || {
                        wins.get().then(|| view! { <b class="run-winner">"best"</b> }).views()
                    })}
                </label>
            </th>
            <td>{read(|lane| lane.head().best.map(|best| ThreeDigits(best.1).to_string()))}</td>
            <td>{read(|lane| lane.run.best_epoch.map(|epoch| epoch.to_string()))}</td>
            <td>{read(|lane| Some(lane.words()))}</td>
            <td>
                {live_view(move || {
                    is_over
                        .get()
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="button"
                                    aria-label=takes.clone()
                                    on:click=handler(take)
                                >
                                    "Use"
                                </button>
                            }
                        })
                        .views()
                })}
            </td>
        </tr>
    }
    .into_any()
}

/// What is in it.
pub fn sweep() -> AnyView {
    view! { <Many /> }.into_any()
}
