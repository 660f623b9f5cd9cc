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
    /// Counts the news of them.
    pub told: RwSignal<u32>,
}

impl ModelsState {
    pub fn new() -> Self {
        Self {
            opened: RwSignal::new_local(None),
            openings: StoredValue::new_local(Openings::default()),
            told: RwSignal::new(0),
        }
    }

    /// Another experiment takes the page.
    pub fn forget(&self) {
        self.opened.set(None);
        self.openings.set_value(Openings::default());
    }

    /// Leaves news for the file of the page that sees to openings.
    pub fn tell(&self, news: OpeningNews) {
        self.openings.update_value(|openings| openings.news.push(news));
        self.told.update(|count| *count += 1);
    }
}

/// What happened that openings of weights have to do with.
#[derive(Clone, Copy)]
pub enum OpeningNews {
    Undone,
    Redone,
    /// What this run goes on from is stored.
    Stored(RunId),
}

/// Weights before and after each opening that can be undone, and each that can be made again.
/// They do not outlast a reload.
#[derive(Default)]
pub struct Openings {
    pub done: Vec<Opening>,
    pub undone: Vec<Opening>,
    pub news: Vec<OpeningNews>,
    /// What is said of a model once a reload would not lose its weights, and the run that rests
    /// with them.
    pub resting: Option<(RunId, String)>,
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
