//! The chart of the run on the page, read from the state.

use leptos::prelude::*;

use crate::app::services::canvas;
use crate::app::state::AppState;
use crate::plot::{CurvesView, EpochWindow, spoken_summary, theme};
use crate::workspace::chart::{Surroundings, figure, read_chart};
use crate::workspace::chart_view::CurveTab;
use crate::workspace::overlay_lines::lines_key;
use crate::workspace::run_list::Overlay;

/// Follows all that the chart shows but the tab and the colours.
pub fn track_chart(state: AppState) {
    state.run.track();
    state.chart_view.track();
    state.stage.track();
    state.overlays().drawn.track();
}

/// The last epoch of any line.
pub fn last_epoch(state: AppState) -> u32 {
    let overlays = state
        .overlays()
        .drawn
        .with_untracked(|overlays| overlays.iter().map(Overlay::count).max().unwrap_or(0));
    state.run.with_untracked(|run| run.history.count().max(run.ghost.count()).max(overlays))
}

/// The epochs that the chart shows.
pub fn shown_window(state: AppState) -> EpochWindow {
    let count = last_epoch(state);
    let window = state.chart_view.get_untracked().options.window;
    window.and_then(|window| window.inside(count)).unwrap_or_else(|| EpochWindow::whole(count))
}

/// Reads the chart on a canvas of that many CSS pixels. It follows nothing.
pub fn with_chart(
    state: AppState,
    tab: CurveTab,
    width: f64,
    read: &mut dyn FnMut(&CurvesView<'_>),
) {
    let view = state.chart_view.get_untracked();
    let is_dark = state.theme.get_untracked().is_dark();
    let lines = state.overlays().lines;
    state.overlays().drawn.with_untracked(|overlays| {
        lines.update_value(|lines| lines.update(overlays, &view, tab));
    });
    let experiment = state.experiment.get_untracked();
    lines.with_value(|lines| {
        let around = Surroundings {
            experiment: &experiment,
            overlays: &lines.overlays(),
            view,
            tab,
            hides_validation: state.stage.get_untracked().hides_validation,
            width,
            scale: canvas::pixel_ratio(),
            theme: if is_dark { &theme::DARK } else { &theme::LIGHT },
        };
        state.run.with_untracked(|run| read_chart(run, around, read));
    });
}

/// Names the lines of the overlays: equal names are equal lines.
pub fn overlays_key(state: AppState, tab: CurveTab) -> String {
    let view = state.chart_view.get_untracked();
    let hides = if state.stage.get_untracked().hides_validation { "training only " } else { "" };
    let key = state.overlays().drawn.with_untracked(|overlays| lines_key(overlays, &view, tab));
    format!("{hides}{key}")
}

/// What a tab shows, in sentences.
pub fn chart_summary(state: AppState, tab: CurveTab) -> String {
    let more = matches!(tab, CurveTab::Metric(metric) if metric.higher_is_better());
    let mut words = String::new();
    with_chart(state, tab, 0.0, &mut |view| {
        words = spoken_summary(figure(tab), more, view.training, view.validation);
    });
    words
}
