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
    let label = move || match (phase.get(), visited.get().filter(|_| !edited.get())) {
        (Phase::Running | Phase::Stepping, _) => "Pause".to_owned(),
        (_, Some(0)) => "Resume from the start".to_owned(),
        (_, Some(epoch)) => format!("Resume from epoch {epoch}"),
        (Phase::Paused, _) if !edited.get() => "Resume".to_owned(),
        (Phase::Interrupted, _) if !edited.get() && goes_on_from(state).is_some() => {
            "Go on".to_owned()
        }
        _ => "Train".to_owned(),
    };
    let is_active = move || matches!(phase.get(), Phase::Running | Phase::Stepping);
    view! {
        <div class="transport">
            <div class="transport-bar">
                <SheetButton label="Data" of="data-panel" glyph="data" />
                <div class="transport-buttons">
                    <button
                        type="button"
                        class="button train"
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
                        disabled=live(move || !can_step.get())
                        on:click=handler(move |_| actions::next_epoch(state))
                    >
                        {icon("step")}
                        <span>
                            <span class="visually-hidden">"Next epoch"</span>
                            <span aria-hidden="true">"Epoch"</span>
                        </span>
                    </button>
                    <button
                        type="button"
                        class="button reset"
                        disabled=live(move || state.run.with(|run| run.experiment.is_none()))
                        on:click=handler(move |_| actions::reset(state))
                    >
                        {icon("reset")}
                        <span>"Reset"</span>
                    </button>
                </div>
                <Progress />
                <SheetButton label="Training" of="training-panel" glyph="sliders" />
            </div>
            <Figures metrics tab />
            <div class="transport-foot" class:away=live(move || visited.get().is_some())>
                <StatusLine phase edited />
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
                    "epoch "
                    <ReadOut
                        name="Epoch"
                        class="strong"
                        value=derived(move || epochs.get().to_string())
                    /> {live_text(move || format!(" / {}", grouped(budget.get() as usize)))}
                </span>
                <CoachChip />
            </p>
            <div class="way" class:rests=live(move || state.run.with(|run| run.can_look_back()))>
                <progress max="1" prop:value=share aria-label="Epochs run"></progress>
                {lazy_quietly(InPlace::TimeSlider, || ().into_any())}
            </div>
        </div>
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
        state.run.with(|run| run.best_epoch.map_or("–".to_owned(), |epoch| epoch.to_string()))
    });
    view! {
        <dl class="figures">
            <div class="figure">
                <dt>"best epoch"</dt>
                <dd>
                    <ReadOut name="Best epoch" class="figure-value" value=best />
                </dd>
            </div>
            <div class="figure metric">
                <dt>
                    {live_text(move || {
                        metric().map(|metric| format!("val. {}", metric.short_label()))
                    })}
                </dt>
                <dd>
                    <ReadOut
                        name="Validation metric"
                        class="figure-value"
                        value=figure(|_, run, metric| {
                            metric.map_or(&[], |metric| run.metric(metric).1)
                        })
                    />
                </dd>
            </div>
            <div class="figure training">
                <dt>"training"</dt>
                <dd>
                    <ReadOut
                        name="Training loss"
                        class="figure-value"
                        value=figure(|state, run, _| {
                            run.training_loss(state.chart_view.get().as_logged)
                        })
                    />
                </dd>
            </div>
            <div class="figure validation">
                <dt>"validation"</dt>
                <dd>
                    <ReadOut
                        name="Validation loss"
                        class="figure-value"
                        value=figure(|_, run, _| &run.history.val_loss)
                    />
                </dd>
            </div>
        </dl>
    }
}

/// What the test part came to, once it was asked for.
fn tested(run: &CurrentRun) -> String {
    let Some((score, counts)) = run.score.as_ref().zip(run.counts) else { return String::new() };
    let metrics = run.metrics();
    let metrics = metrics.iter().zip(&score.metrics);
    let metrics: Vec<_> = metrics
        .map(|(metric, value)| format!(", {} {}", metric.short_label(), value_label(*value)))
        .collect();
    let (rows, loss) = (grouped(counts.test), value_label(score.loss));
    format!("On {rows} test rows: loss {loss}{}.", metrics.concat())
}

fn goes_on_from(state: AppState) -> Option<u32> {
    state.run.with(CurrentRun::goes_on_from)
}

/// Why the run ended, or what an edit means for it.
#[component]
fn StatusLine(phase: Memo<Phase>, edited: Memo<bool>) -> impl IntoView {
    let state = AppState::here();
    let text = memo(move || {
        let epochs = move || state.run.with_untracked(|run| run.history.count());
        let change = match (phase.get(), edited.get()) {
            (Phase::Idle, _) | (_, false) => "",
            (Phase::Running | Phase::Stepping, true) => {
                "The change takes effect with the next Train."
            }
            (_, true) => "The experiment has changed; Train starts anew.",
        };
        let ended = match phase.get() {
            Phase::Finished(outcome) => outcome.sentence(epochs()),
            Phase::Interrupted => {
                let way_on = goes_on_from(state).filter(|_| !edited.get());
                let way_on =
                    way_on.map(|epoch| format!("; Go on continues from epoch {}", epoch + 1));
                format!("Interrupted after epoch {}{}.", epochs(), way_on.unwrap_or_default())
            }
            _ => String::new(),
        };
        let live = state.run.with(|run| run.live.is_some());
        let live = if live {
            "Learning rate or batch size changed on the way; a link starts with the present ones."
        } else {
            ""
        };
        let tested = state.run.with(tested);
        let ghost = state.run.with(|run| {
            let last = run.ghost.val_loss.last().zip(run.ghost.epochs.last());
            last.filter(|_| !run.is_ghosting).map_or(String::new(), |(val_loss, epoch)| {
                let val_loss = value_label(*val_loss);
                format!("Without early stopping: validation loss {val_loss} at epoch {epoch}.")
            })
        });
        [ended.as_str(), ghost.as_str(), tested.as_str(), change, live]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    view! {
        <p class="status-line" role="status" title=live_text(move || text.get())>
            {live_text(move || text.get())}
        </p>
    }
}
