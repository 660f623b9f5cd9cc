//! What came of the values of one setting: small charts of each run, the curve over the values,
//! and a table.

use leptos::html;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{
    Views, effect, handler, listed, live, live_text, live_view, memo, shown,
};
use crate::app::services::canvas;
use crate::app::services::download::PictureForm;
use crate::app::state::AppState;
use crate::app::widgets::on_resize;
use crate::config::{Metric, Monitor, SweptSetting, ThreeDigits};
use crate::plot::prediction_pictures::{PictureSize, swept_curve_svg};
use crate::plot::{Series, SmallMultiple, cut_at, grid, theme as chart_theme};
use crate::t;
use crate::text::{inside, localized};
use crate::workspace::chart::lines;
use crate::workspace::chart_view::CurveTab;
use crate::workspace::sweep::{Lane, Standing};

/// The size of the curve, which grows with the dialog.
const CURVE: PictureSize = PictureSize { width: 520.0, height: 260.0 };

/// All of it.
pub fn results(state: AppState, is_running: Memo<bool>) -> AnyView {
    view! {
        {small_charts(state)}
        {curve(state)}
        {table(state, is_running)}
    }
    .into_any()
}

/// The curve over the values, once two of them came to a result.
fn curve(state: AppState) -> AnyView {
    let signals = state.sweep();
    let points = memo(move || {
        signals.read(|sweep| if sweep.is_repeat() { Vec::new() } else { sweep.value_results() })
    });
    let is_there = memo(move || points.with(|points| points.len() > 1));
    let figure = move || signals.read(|sweep| sweep.lanes.first().map(tab));
    let names = move || {
        let setting = signals.setting(0).unwrap_or_default().label();
        (setting, figure().and_then(CurveTab::metric).map_or(t!("Loss"), Metric::label))
    };
    let title = move || {
        let (setting, figure) = names();
        t!("{figure} over {setting}", figure, setting = inside(setting))
    };
    let svg = memo(move || {
        let is_dark = state.theme.get().is_dark();
        let theme = if is_dark { &chart_theme::DARK } else { &chart_theme::LIGHT };
        points.with(|points| swept_curve_svg(points, names(), CURVE, theme))
    });
    let about = move || {
        let all = t!(
            "Training and validation of each run's best epoch; the best value is ringed. The table has the figures."
        );
        let name = match signals.setting(0) {
            Some(SweptSetting::TrainingRows) => t!("scikit-learn calls this a learning curve."),
            _ => t!("scikit-learn calls this a validation curve."),
        };
        format!("{all} {name}")
    };
    let ways_out = move || {
        let way = |(name, form): (&'static str, PictureForm)| {
            view! {
                <button
                    type="button"
                    class="button quiet"
                    aria-label=live_text(move || t!("{title} as {name}", title = title(), name))
                    on:click=handler(move |_| {
                        actions::take_away(state, form, &untrack(title), svg.get_untracked());
                    })
                >
                    {name}
                </button>
            }
        };
        [("PNG", PictureForm::Png), ("SVG", PictureForm::Svg)].map(way).views()
    };
    shown(
        move || is_there.get(),
        move || {
            view! {
                <section class="sweep-curve" aria-label=live_text(title)>
                    <div class="inspection-title">
                        <h3>{live_text(title)}</h3>
                        {ways_out()}
                    </div>
                    <div
                        class="figure"
                        aria-hidden="true"
                        inner_html=live_text(move || svg.get())
                    ></div>
                    <p class="dim">{live_text(about)}</p>
                </section>
            }
        },
    )
}

/// Which figure is compared.
fn tab(lane: &Lane) -> CurveTab {
    match lane.trial.experiment.training.stopping.monitor {
        Monitor::Loss | Monitor::ValLoss => CurveTab::Loss,
        Monitor::Metric(metric) | Monitor::ValMetric(metric) => CurveTab::Metric(metric),
    }
}

fn small_charts(state: AppState) -> AnyView {
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
                (sweep.winner(), if sweep.maximizes() { t!("highest") } else { t!("lowest") });
            let small = |(at, lane): (usize, &'_ Lane)| -> (usize, Option<f64>) {
                (at, lane.head().best.map(|best| best.1))
            };
            let best: Vec<_> = sweep.lanes.iter().enumerate().map(small).collect();
            let metrics: Vec<_> = sweep.lanes.iter().map(|lane| lane.run.metrics()).collect();
            let names: Vec<_> =
                sweep.lanes.iter().map(|lane| localized(lane.trial.name.clone())).collect();
            let all: Vec<SmallMultiple<'_>> = best
                .into_iter()
                .filter(|(at, _)| sweep.lanes[*at].is_chosen)
                .map(|(at, best)| {
                    let lane = &sweep.lanes[at];
                    let [training, validation]: [Series<'_>; 2] =
                        lines(&metrics[at], &lane.run.history, tab(lane), false);
                    let wins = (winner == Some(at) && !sweep.is_running).then_some(word);
                    SmallMultiple { name: &names[at], training, validation, best, wins }
                })
                .collect();
            let wanted = grid(all.len(), f64::from(canvas.client_width())).0;
            if rows.get_untracked() != wanted {
                rows.set(wanted);
            }
            let words = cut_at(&all)
                .map(|end| t!("Values above {value} run along the top.", value = ThreeDigits(end)));
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
            aria-label=t!("Training and validation of each run, small; the table has the figures")
        ></canvas>
        <p class="dim">{live_text(move || cut.get())}</p>
    }
    .into_any()
}

/// A row for every experiment.
fn table(state: AppState, is_running: Memo<bool>) -> AnyView {
    let signals = state.sweep();
    let best_of = live_text(move || {
        signals.read(|sweep| {
            let lane = sweep.lanes.first()?;
            let figure = lane.trial.experiment.training.stopping.monitor.label();
            Some(t!("Best {figure}", figure = inside(&figure)))
        })
    });
    let lanes = move || {
        signals.read(|sweep| {
            let name = |(at, lane): (usize, &Lane)| (at, localized(lane.trial.name.clone()));
            sweep.lanes.iter().enumerate().map(name).collect::<Vec<_>>()
        })
    };
    view! {
        <div class="runs-scroll" tabindex="0" role="group" aria-label=t!("Results")>
            <table class="runs-table sweep-table">
                <thead>
                    <tr>
                        <th scope="col">
                            {live_text(move || {
                                signals.setting(0).map(|one| one.label().to_owned())
                            })}
                        </th>
                        <th scope="col">{best_of}</th>
                        <th scope="col">{t!("Best epoch")}</th>
                        <th scope="col">{t!("Run")}</th>
                        <th scope="col">
                            <span class="visually-hidden">{t!("Settings")}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {listed(
                        lanes,
                        move |(at, name)| {
                            format!("{:?} {at} {name}", untrack(|| signals.setting(0)))
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
    let takes = t!("Use {name}", name);
    let take = move |_| actions::use_lane(state, at);
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
                    {read(|lane| lane.trial.is_present.then(|| t!(" (now)").to_owned()))}
                    {live_view(move || {
                        wins.get().then(|| view! { <b class="run-winner">{t!("best")}</b> }).views()
                    })}
                </label>
            </th>
            <td translate="no">
                {read(|lane| lane.head().best.map(|best| ThreeDigits(best.1).to_string()))}
            </td>
            <td translate="no">
                {read(|lane| lane.run.best_epoch.map(|epoch| epoch.to_string()))}
            </td>
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
                                    {t!("Use")}
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
