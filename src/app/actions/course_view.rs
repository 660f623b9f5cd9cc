//! The tab that a lesson or a scene shows.

use leptos::prelude::*;

use super::{show_inspection, show_tab};
use crate::app::state::AppState;
use crate::course::CourseView;
use crate::workspace::chart_view::CurveTab;
use crate::workspace::inspection::InspectionView;

/// Opens a tab.
pub fn show_course_view(state: AppState, view: CourseView) {
    let first = || {
        let measured = state.experiment.with_untracked(|e| e.training.measured(e.data.task));
        measured.first().copied().map_or(CurveTab::Loss, CurveTab::Metric)
    };
    let (inspection, tab) = match view {
        CourseView::Loss => (None, Some(CurveTab::Loss)),
        CourseView::FirstMetric => (None, Some(first())),
        CourseView::Metric(metric) => (None, Some(CurveTab::Metric(metric))),
        CourseView::Picture => (Some(InspectionView::Picture), None),
        CourseView::Predictions => (Some(InspectionView::Predictions), None),
        CourseView::Inside => (Some(InspectionView::Inside), None),
    };
    show_inspection(state, inspection);
    if let Some(tab) = tab {
        show_tab(state, tab);
    }
}
