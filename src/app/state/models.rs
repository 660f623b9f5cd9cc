//! Models that leave and come in.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::config::{DataConfig, ExperimentConfig, NetworkConfig};
use crate::worker::RunId;

/// The part of the page's state that is about model files.
#[derive(Clone, Copy)]
pub struct ModelsState {
    /// The weights that runs begin with.
    pub opened: RwSignal<Option<OpenedWeights>, LocalStorage>,
    /// Openings of weights for the network that was there: no setting tells them apart, so undo
    /// and redo find the weights here.
    pub openings: StoredValue<Openings, LocalStorage>,
    /// Openings that were undone or made again, for the file of the page that sees to them.
    pub steps: RwSignal<Vec<OpeningStep>>,
    /// The run whose state was stored last, to go on from.
    pub stored: RwSignal<Option<RunId>>,
    /// What is said of a model once a reload would not lose its weights, and the run that rests
    /// with them.
    pub resting: StoredValue<Option<(RunId, String)>>,
}

impl ModelsState {
    pub fn new() -> Self {
        Self {
            opened: RwSignal::new_local(None),
            openings: StoredValue::new_local(Openings::default()),
            steps: RwSignal::new(Vec::new()),
            stored: RwSignal::new(None),
            resting: StoredValue::new(None),
        }
    }

    /// Another experiment takes the page.
    pub fn forget(&self) {
        self.opened.set(None);
        self.openings.set_value(Openings::default());
        self.resting.set_value(None);
    }
}

/// What became of an opening of weights.
#[derive(Clone, Copy)]
pub enum OpeningStep {
    Undone,
    Redone,
}

/// Weights before and after each opening that can be undone, and each that can be made again.
/// They do not outlast a reload.
#[derive(Default)]
pub struct Openings {
    pub done: Vec<Opening>,
    pub undone: Vec<Opening>,
}

/// The weights that an opening replaced, and those it brought.
#[derive(Clone)]
pub struct Opening {
    pub before: Option<OpenedWeights>,
    pub after: OpenedWeights,
}

/// Weights that were opened, and what they are of.
#[derive(Clone)]
pub struct OpenedWeights {
    /// The file's name.
    pub name: String,
    /// The rows and the layers that they fit.
    pub data: DataConfig,
    pub network: NetworkConfig,
    /// The bytes, which never cross into the page's memory.
    pub weights: JsValue,
}

impl OpenedWeights {
    /// Whether a run of an experiment can begin with them.
    pub fn fits(&self, experiment: &ExperimentConfig) -> bool {
        self.data == experiment.data && self.network == experiment.network
    }
}
