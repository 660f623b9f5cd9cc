//! Train, next epoch, reset; how far the run is, and its figures.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_quietly;
use crate::app::panels::coach::CoachChip;
use crate::app::panels::lazy_parts::InPlace;
use crate::app::reactive::{derived, handler, live, live_text, memo};
use crate::app::state::AppState;
use crate::app::widgets::{ReadOut, SheetButton, icon};
use crate::config::Metric;
use crate::plot::value_label;
use crate::workspace::chart_view::CurveTab;
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::workspace::number_words::grouped;
use crate::workspace::status_line::{status_line, why_no_next_epoch};
use crate::{t, tc};

#[component]
pub fn Transport(metrics: Memo<Vec<Metric>>, tab: Memo<CurveTab>) -> impl IntoView {
    let state = AppState::here();
    let phase = memo(move || state.run.with(|run| run.phase));
    let edited = memo(move || state.edited_since_start());
    let visited = memo(move || state.run.with(|run| run.visited));
    let can_train = memo(move || state.can_train());
    let can_step = memo(move || {
        let is_over = matches!(phase.get(), Phase::Finished(_)) && visited.get().is_none();
        can_train.get() && (edited.get() || !is_over)
    });
    let extends_to = memo(move || state.extends_to());
    let is_opened = memo(move || state.run.with(CurrentRun::rests_with_opened));
    let no_step = memo(move || {
        let why = state.run.with(why_no_next_epoch);
        why.filter(|_| !can_step.get())
    });
    // Instead of beginning a run.
    let goes_on = move || {
        let visited = visited.get().filter(|_| !edited.get());
        Some(match (phase.get(), visited, extends_to.get()) {
            (Phase::Running | Phase::Stepping, ..) => t!("Pause").to_owned(),
            (_, Some(0), _) => t!("Resume from the start").to_owned(),
            (_, Some(epoch), _) => t!("Resume from epoch {epoch}", epoch),
            (Phase::Paused, ..) if !edited.get() && !is_opened.get() => t!("Resume").to_owned(),
            (Phase::Interrupted, ..) if !edited.get() && goes_on_from(state).is_some() => {
                t!("Go on").to_owned()
            }
            (Phase::Finished(_), _, Some(epoch)) => {
                t!("Go on to epoch {epoch}", epoch = grouped(epoch as usize))
            }
            _ => return None,
        })
    };
    let label = move || goes_on().unwrap_or_else(|| t!("Train").to_owned());
    let is_active = move || matches!(phase.get(), Phase::Running | Phase::Stepping);
    view! {
        <div class="transport">
            <div class="transport-bar">
                <SheetButton label=t!("Data") of="data-panel" glyph="data" />
                <div class="transport-buttons">
                    <button
                        type="button"
                        class="button train"
                        class:begins=live(move || goes_on().is_none())
                        disabled=live(move || !is_active() && !can_train.get())
                        on:click=handler(move |event: leptos::ev::MouseEvent| {
                            if event.detail() <= 1 {
                                actions::train_or_pause(state);
                            }
                        })
                    >
                        {icon(
                            derived(move || if is_active() { "pause" } else { "play" }.to_owned()),
                        )}
                        <span>{live_text(label)}</span>
                    </button>
                    <button
                        type="button"
                        class="button"
                        title=live(move || no_step.get())
                        disabled=live(move || !can_step.get())
                        on:click=handler(move |_| actions::next_epoch(state))
                    >
                        {icon("step")}
                        <span>
                            <span class="visually-hidden">{t!("Next epoch")}</span>
                            <span aria-hidden="true">{t!("Epoch")}</span>
                        </span>
                    </button>
                    <button
                        type="button"
                        class="button reset"
                        disabled=live(move || state.run.with(|run| run.experiment.is_none()))
                        on:click=handler(move |_| actions::reset(state))
                    >
                        {icon("reset")}
                        <span>{t!("Reset")}</span>
                    </button>
                </div>
                <Progress />
                <SheetButton label=t!("Training") of="training-panel" glyph="sliders" />
            </div>
            <Figures metrics tab />
            <div class="transport-foot" class:away=live(move || visited.get().is_some())>
                <StatusLine edited />
                <div class="hint-place" data-hint="3"></div>
                {lazy_quietly(InPlace::RunNotes, || ().into_any())}
            </div>
        </div>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let state = AppState::here();
    let epochs = memo(move || state.run.with(|run| run.history.count()));
    let budget = memo(move || {
        let running = state.run.with(|run| run.experiment.as_ref().map(|e| e.training.epochs));
        running.unwrap_or_else(|| state.experiment.with(|e| e.training.epochs))
    });
    let share = live(move || f64::from(epochs.get()) / f64::from(budget.get()).max(1.0));
    view! {
        <div class="progress">
            <p class="progress-text">
                <span>
                    <span class="epoch-word">{t!("epoch")} " "</span>
                    <ReadOut
                        name=t!("Epoch")
                        class="strong"
                        value=derived(move || grouped(epochs.get() as usize))
                    />
                    <span translate="no">
                        {live_text(move || format!(" / {}", grouped(budget.get() as usize)))}
                    </span>
                </span>
                <CoachChip />
            </p>
            <div class="way" class:rests=live(move || state.run.with(|run| run.can_look_back()))>
                <progress max="1" prop:value=share aria-label=t!("Epochs run")></progress>
                {lazy_quietly(InPlace::TimeSlider, || ().into_any())}
            </div>
        </div>
    }
}

/// A metric where there is little room.
fn name(metric: Metric) -> &'static str {
    match metric {
        Metric::Accuracy => tc!("a figure below the curves", "accuracy"),
        other => other.short_label(),
    }
}

#[component]
fn Figures(metrics: Memo<Vec<Metric>>, tab: Memo<CurveTab>) -> impl IntoView {
    let state = AppState::here();
    // The one on the chart, else the task's own.
    let metric = move || match tab.get() {
        CurveTab::Metric(metric) => Some(metric),
        CurveTab::Loss => metrics.with(|metrics| metrics.first().copied()),
    };
    // Of the epoch whose weights the network has.
    let figure = move |pick: fn(AppState, &CurrentRun, Option<Metric>) -> &[f64]| {
        derived(move || {
            let of_epoch =
                |run: &CurrentRun| pick(state, run, metric()).get(run.shown_index()?).copied();
            state.run.with(of_epoch).map_or("–".to_owned(), value_label)
        })
    };
    let best = derived(move || {
        state
            .run
            .with(|run| run.best_epoch.map_or("–".to_owned(), |epoch| grouped(epoch as usize)))
    });
    view! {
        <dl class="figures">
            <div class="figure">
                <dt>{tc!("a figure below the curves", "best epoch")}</dt>
                <dd>
                    <ReadOut name=t!("Best epoch") class="figure-value" value=best />
                </dd>
            </div>
            <div class="figure metric">
                <dt>
                    {live_text(move || {
                        metric().map(|metric| t!("val. {metric}", metric = name(metric)))
                    })}
                </dt>
                <dd>
                    <ReadOut
                        name=t!("Validation metric")
                        class="figure-value"
                        value=figure(|_, run, metric| {
                            metric.map_or(&[], |metric| run.metric(metric).1)
                        })
                    />
                </dd>
            </div>
            <div class="figure training">
                <dt>{t!("training")}</dt>
                <dd>
                    <ReadOut
                        name=t!("Training loss")
                        class="figure-value"
                        value=figure(|state, run, _| {
                            run.training_loss(state.chart_view.get().as_logged)
                        })
                    />
                </dd>
            </div>
            <div class="figure validation">
                <dt>{t!("validation")}</dt>
                <dd>
                    <ReadOut
                        name=t!("Validation loss")
                        class="figure-value"
                        value=figure(|_, run, _| &run.history.val_loss)
                    />
                </dd>
            </div>
        </dl>
    }
}

fn goes_on_from(state: AppState) -> Option<u32> {
    state.run.with(CurrentRun::goes_on_from)
}

/// Why the run ended, or what an edit means for it.
#[component]
fn StatusLine(edited: Memo<bool>) -> impl IntoView {
    let state = AppState::here();
    let text = memo(move || {
        let extends = state.extends_to().is_some();
        state.run.with(|run| status_line(run, edited.get(), extends))
    });
    view! {
        <p class="status-line" role="status" title=live_text(move || text.get())>
            {live_text(move || text.get())}
        </p>
    }
}
