//! Looking into the network of the run on the page.

use leptos::prelude::*;

use super::{edit, send, send_live_settings};
use crate::app::state::AppState;
use crate::config::{ExperimentConfig, ThreeDigits};
use crate::inspection::PartName;
use crate::worker::{Command, RunId};
use crate::workspace::inspection::InspectionView;
use crate::workspace::undo::Step;

/// Shows a view of what was learned in place of the curves, or the curves again.
pub fn show_inspection(state: AppState, view: Option<InspectionView>) {
    state.inspection().update(|inspection| inspection.view = view);
}

/// Looks at other rows.
pub fn inspect_part(state: AppState, part: PartName) {
    state.inspection().update(|inspection| inspection.part = part);
    ask_network(state);
}

/// Asks for what the open view shows, as the network stands.
pub fn ask_network(state: AppState) {
    let inspection = state.inspection();
    if inspection.with_untracked(|inspection| inspection.view.is_none()) {
        return;
    }
    match state.run.with_untracked(|run| run.id.filter(|_| run.history.count() > 0)) {
        Some(run) => {
            let question = inspection.try_update_untracked(|inspection| inspection.ask());
            if let Some(question) = question.flatten() {
                send(state, Command::Inspect { run, question });
            }
        }
        None => forget_answer(state),
    }
}

/// The worker's answer.
pub(super) fn inspected(state: AppState, run: RunId, answer: Vec<u8>) {
    let is_own = state.run.with_untracked(|own| own.id == Some(run));
    let answer = is_own.then_some(answer);
    let is_old = state.inspection().try_update(|inspection| inspection.hear(answer));
    if is_old.unwrap_or_default() {
        ask_network(state);
    }
}

/// Whoever was asked is gone, or there is nobody to ask.
pub(super) fn forget_answer(state: AppState) {
    state.inspection().update(|inspection| inspection.forget());
}

/// Makes a threshold that was tried the experiment's own.
pub fn use_threshold(state: AppState, threshold: f64) {
    let words = |e: &ExperimentConfig| {
        let own = e.training.threshold.unwrap_or_else(|| e.usual_threshold());
        ThreeDigits(own).to_string()
    };
    edit(state, Step::of("Threshold", words), |e| e.training.threshold = Some(threshold));
    send_live_settings(state);
}
