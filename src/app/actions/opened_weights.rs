//! The weights of a model that was opened, with which runs begin.

use leptos::prelude::*;

use super::{name_run, note};
use crate::app::state::AppState;
use crate::app::state::models::OpenedWeights;
use crate::config::ExperimentConfig;
use crate::t;

/// The weights that a run of an experiment begins with, in place of its seed's; where those that
/// were opened fit no more, it is said.
pub(super) fn opened_weights(
    state: AppState,
    experiment: &ExperimentConfig,
) -> Option<OpenedWeights> {
    let opened = state.models().opened.get_untracked()?;
    if opened.fits(experiment) {
        return Some(opened);
    }
    note(
        state,
        t!(
            "The weights of {name} fit another network or other data, so this run begins from its seed.",
            name = opened.name,
        ),
    );
    None
}

/// A run begins with opened weights: its name says so, for neither its settings nor its link do.
pub(super) fn name_after_model(state: AppState, name: &str) {
    let run = state.storage().run();
    name_run(state, &run, &t!("from {name}", name));
}
