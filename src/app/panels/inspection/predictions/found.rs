//! What the parts of the tab read.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::panels::inspection::answer::{of_run, of_trained};
use crate::app::reactive::{effect, memo};
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::inspection::{Predictions, ResidualsOver};

/// What was found, if the last answer has predictions.
pub type Found = RwSignal<Option<Arc<Predictions>>>;

/// Where two classes are parted: as the run does it, or elsewhere for a look.
#[derive(Clone, Copy)]
pub struct Threshold {
    pub own: Memo<f64>,
    pub tried: RwSignal<Option<f64>>,
    /// The one that all figures of the tab are at.
    pub at: Memo<f64>,
}

impl Threshold {
    pub fn new(state: AppState) -> Self {
        let own = of_run(state, ExperimentConfig::threshold);
        let tried = RwSignal::new(None);
        effect(move || {
            own.track();
            tried.set(None);
        });
        Self { own, tried, at: memo(move || tried.get().unwrap_or_else(|| own.get())) }
    }
}

/// What residuals are drawn over.
#[derive(Clone, Copy)]
pub struct Residuals {
    /// What was chosen last, perhaps a column that another run had.
    pub chosen: RwSignal<ResidualsOver>,
    /// The columns that the run takes in.
    pub columns: Memo<Vec<String>>,
    /// What is asked for.
    pub asked: Memo<ResidualsOver>,
}

impl Residuals {
    pub fn new(state: AppState, chosen: RwSignal<ResidualsOver>) -> Self {
        let columns = memo(move || {
            state.data().schema.with(|schema| {
                let Some(schema) = schema else { return Vec::new() };
                of_trained(state, |experiment| {
                    experiment.features(schema).map(|column| column.name.clone()).collect()
                })
            })
        });
        let asked = memo(move || match chosen.get() {
            ResidualsOver::Column(name) if !columns.with(|all| all.contains(&name)) => {
                ResidualsOver::Prediction
            }
            over => over,
        });
        Self { chosen, columns, asked }
    }
}

/// The name of the column that the run predicts.
pub fn target_name(state: AppState) -> Memo<String> {
    of_run(state, |e| e.data.target.clone())
}
