//! The chart of the run on the page, as it is looked at: what is drawn, read out and heard.

use leptos::prelude::*;

use crate::app::curve_words::{loss_title, metric_title};
use crate::app::curves_panel::beside::with_others;
use crate::app::run_state::{Phase, RunState};
use crate::app::runs::Overlay;
use crate::app::services::canvas;
use crate::app::state::{AppState, CurveTab};
use crate::config::{DataConfig, EarlyStopping, Loss, Metric, Monitor};
use crate::plot::{
    CurvesView, Other, Placement, Series, Stopped, Stopping, Window, theme as chart_theme,
};
use crate::train::History;

/// The title with units needs so much room.
const TITLE_FROM_PX: f64 = 560.0;

/// What the parts of the chart share.
#[derive(Clone, Copy)]
pub struct Sight {
    pub tab: Memo<CurveTab>,
    /// Where the last drawn chart has its epochs.
    pub place: RwSignal<Option<Placement>>,
    /// The epoch that is read out.
    pub cursor: RwSignal<Option<u32>>,
}

/// The figure in a sentence.
pub fn figure(tab: CurveTab) -> &'static str {
    match tab {
        CurveTab::Loss => "loss",
        CurveTab::Metric(metric) => metric.short_label(),
    }
}

/// Follows all that the chart shows but the tab and the colours.
pub fn track(state: AppState) {
    state.run.track();
    state.look.track();
    state.runs().overlays.track();
}

/// The last epoch of any line.
pub fn count(state: AppState) -> u32 {
    let beside = state
        .runs()
        .overlays
        .with_untracked(|overlays| overlays.iter().map(Overlay::count).max().unwrap_or(0));
    state.run.with_untracked(|run| run.history.count().max(run.ghost.count()).max(beside))
}

/// The epochs that are in sight.
pub fn window(state: AppState) -> Window {
    let count = count(state);
    let window = state.look.get_untracked().chart.window;
    window.and_then(|window| window.inside(count)).unwrap_or_else(|| Window::whole(count))
}

/// Reads the chart on a canvas of so many css pixels. It follows nothing.
pub fn with_view(
    state: AppState,
    tab: CurveTab,
    width: f64,
    read: &mut dyn FnMut(&CurvesView<'_>),
) {
    with_others(state, tab, &mut |others| read_with(state, others, tab, width, read));
}

fn read_with(
    state: AppState,
    others: &[Other<'_>],
    tab: CurveTab,
    width: f64,
    read: &mut dyn FnMut(&CurvesView<'_>),
) {
    let is_dark = state.theme.get_untracked().is_dark();
    let theme = if is_dark { &chart_theme::DARK } else { &chart_theme::LIGHT };
    let look = state.look.get_untracked();
    let shown = state.experiment.get_untracked();
    state.run.with_untracked(|run| {
        let experiment = run.experiment.as_ref().unwrap_or(&shown);
        let (data, training) = (&experiment.data, &experiment.training);
        let metrics = run.metrics();
        let lines = |history| lines(&metrics, history, tab, look.as_logged);
        let (own, ghost) = (lines(&run.history), lines(&run.ghost));
        let title = title(tab, data, training.loss, width);
        let batch = run.live.map_or(training.batch_size, |(_, batch)| batch).max(1) as usize;
        let view = CurvesView {
            training: own[0],
            validation: own[1],
            ghost,
            best_epoch: run.best_epoch,
            bounded: matches!(tab, CurveTab::Metric(metric) if metric.is_share()),
            look: look.chart,
            stopping: stopping(training.stopping, tab).filter(|_| training.early_stopping),
            stopped: stopped(run),
            others,
            cursor: run.visited.filter(|epoch| *epoch > 0),
            updates: run.counts.map(|counts| counts.training.div_ceil(batch) as u32),
            scale: canvas::pixel_ratio(),
            ..CurvesView::new(&title, theme)
        };
        read(&view);
    });
}

fn title(tab: CurveTab, data: &DataConfig, loss: Loss, width: f64) -> String {
    match tab {
        CurveTab::Loss if width >= TITLE_FROM_PX => loss_title(loss, data.task, &data.target),
        CurveTab::Metric(metric) if width >= TITLE_FROM_PX => metric_title(metric, &data.target),
        CurveTab::Loss => "Loss".to_owned(),
        CurveTab::Metric(metric) => metric.label().to_owned(),
    }
}

pub fn lines<'a>(
    metrics: &[Metric],
    history: &'a History,
    tab: CurveTab,
    as_logged: bool,
) -> [Series<'a>; 2] {
    let [training, validation]: [&[f64]; 2] = match tab {
        CurveTab::Loss if as_logged => [&history.logged_loss, &history.val_loss],
        CurveTab::Loss => [&history.loss, &history.val_loss],
        CurveTab::Metric(metric) => {
            let at = metrics.iter().position(|one| *one == metric);
            let of = |series: &'a [Vec<f64>]| at.and_then(|at| series.get(at));
            [&history.metrics, &history.val_metrics]
                .map(|all| of(all).map_or(&[][..], Vec::as_slice))
        }
    };
    [training, validation].map(|values| Series::new(&history.epochs, values))
}

/// Where the figure is the one that early stopping watches.
fn stopping(settings: EarlyStopping, tab: CurveTab) -> Option<Stopping> {
    let is_watched = match (settings.monitor, tab) {
        (Monitor::ValLoss, CurveTab::Loss) => true,
        (Monitor::ValMetric(watched), CurveTab::Metric(metric)) => watched == metric,
        _ => false,
    };
    let stopping = Stopping { min_delta: settings.min_delta, maximizes: settings.maximizes() };
    is_watched.then_some(stopping)
}

fn stopped(run: &RunState) -> Option<Stopped> {
    let Phase::Finished(outcome) = run.phase else { return None };
    let restored = outcome.restored_epoch.is_some();
    run.was_stopped_early().then(|| Stopped { epoch: run.history.count(), restored })
}
