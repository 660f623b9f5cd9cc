//! How the curves are looked at.

use leptos::prelude::*;

use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::plot::EpochWindow;
use crate::workspace::chart_view::{ChartView, CurveTab};

/// Looks at the curves in another way, and keeps that for a reload.
pub fn change_chart_view(state: AppState, change: impl FnOnce(&mut ChartView)) {
    let mut view = state.chart_view.get_untracked();
    change(&mut view);
    if view != state.chart_view.get_untracked() {
        state.chart_view.set(view);
        tab_storage::store_chart_view(&view.kept());
    }
}

/// Shows another figure's curves.
pub fn show_tab(state: AppState, tab: CurveTab) {
    change_chart_view(state, |view| view.tab = tab);
}

/// Shows the training loss as Keras logs it, or as it is at the end of the epoch.
pub fn read_as_logged(state: AppState, as_logged: bool) {
    change_chart_view(state, |view| view.as_logged = as_logged);
}

/// Shows these epochs, or the whole run.
pub fn show_window(state: AppState, window: Option<EpochWindow>) {
    change_chart_view(state, |view| view.options.window = window);
}
