//! The chart of a run, as it is looked at: what is drawn, read out and heard.

use crate::config::{DataConfig, EarlyStopping, ExperimentConfig, Loss, Metric, Monitor};
use crate::plot::{ChartTheme, CurvesView, OverlayCurves, Series, Stopped, Stopping};
use crate::t;
use crate::train::History;
use crate::workspace::chart_view::{ChartView, CurveTab};
use crate::workspace::chart_words::{loss_title, metric_title};
use crate::workspace::current_run::{CurrentRun, Phase};

/// The title with units needs so much room.
const TITLE_FROM_PX: f64 = 560.0;

/// The figure in a sentence.
pub fn figure(tab: CurveTab) -> &'static str {
    match tab {
        CurveTab::Loss => t!("loss"),
        CurveTab::Metric(metric) => metric.short_label(),
    }
}

/// The surroundings in which a run is drawn.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The experiment on the page, for a run that has none yet.
    pub experiment: &'a ExperimentConfig,
    /// The runs beside it.
    pub overlays: &'a [OverlayCurves<'a>],
    /// How it is looked at.
    pub view: ChartView,
    /// The tab shown.
    pub tab: CurveTab,
    /// Whether nothing is shown of the validation rows.
    pub hides_validation: bool,
    /// Css pixels of the canvas.
    pub width: f64,
    /// Device pixels to one of them.
    pub scale: f64,
    /// The colours.
    pub theme: &'a ChartTheme,
}

/// Reads the chart of a run.
pub fn read_chart(
    run: &CurrentRun,
    around: Surroundings<'_>,
    read: &mut dyn FnMut(&CurvesView<'_>),
) {
    let Surroundings { overlays, view, tab, width, scale, theme, .. } = around;
    let experiment = run.experiment.as_ref().unwrap_or(around.experiment);
    let (data, training) = (&experiment.data, &experiment.training);
    let metrics = run.metrics();
    let lines = |history| lines(&metrics, history, tab, view.as_logged);
    let (own, ghost) = (lines(&run.history), lines(&run.ghost));
    let title = title(tab, data, training.loss, width);
    let batch = run.live.map_or(training.batch_size, |(_, batch)| batch).max(1) as usize;
    let chart = CurvesView {
        training: own[0],
        validation: own[1],
        ghost,
        best_epoch: run.best_epoch,
        bounded: matches!(tab, CurveTab::Metric(metric) if metric.is_share()),
        options: view.options,
        stopping: stopping(training.stopping, tab).filter(|_| training.early_stopping),
        stopped: stopped(run),
        overlays,
        cursor: run.visited.filter(|epoch| *epoch > 0),
        updates: run.counts.map(|counts| counts.training.div_ceil(batch) as u32),
        scale,
        ..CurvesView::new(&title, theme)
    };
    if around.hides_validation {
        let overlays: Vec<_> = overlays.iter().map(|other| other.training_only()).collect();
        read(&CurvesView { overlays: &overlays, ..chart.training_only() });
    } else {
        read(&chart);
    }
}

fn title(tab: CurveTab, data: &DataConfig, loss: Loss, width: f64) -> String {
    match tab {
        CurveTab::Loss if width >= TITLE_FROM_PX => loss_title(loss, data.task, &data.target),
        CurveTab::Metric(metric) if width >= TITLE_FROM_PX => metric_title(metric, &data.target),
        CurveTab::Loss => t!("Loss").to_owned(),
        CurveTab::Metric(metric) => metric.label().to_owned(),
    }
}

/// The figure of a tab in a history, training and validation.
pub fn lines<'a>(
    metrics: &[Metric],
    history: &'a History,
    tab: CurveTab,
    as_logged: bool,
) -> [Series<'a>; 2] {
    let curves = history.curves(tab.metric(), metrics, as_logged);
    curves.map(|values| Series::new(&history.epochs, values))
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

fn stopped(run: &CurrentRun) -> Option<Stopped> {
    let Phase::Finished(outcome) = run.phase else { return None };
    let restored = outcome.restored_epoch.is_some();
    run.was_stopped_early().then(|| Stopped { epoch: run.history.count(), restored })
}
